"""Where a path is seen whole, and where a delegation keeps its own memory between sessions (A48, R041).

Nouns: Period (a time that weighs on the calendar), Decision, Card (who does what, who decides), Call (for projects),
Consultation and its Followers (who wants to know what came of it); the pages of a cohort and of a territory gather those of the areas below.
"""
