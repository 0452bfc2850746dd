"""The public face and each person's own page: what waits, what the alliance counts, where to enter (A23, A51).

Nouns: PublicFigure (a number with its date and source), Milestone (a date of the alliance's own story, R011).
"""
