"""How territories come into a cohort: met, told, checked, engaged (A25).

Nouns: PresentationEvent, Candidacy (a territory on its way in), Prerequisite and Condition (met, or waived in writing),
Commitment (of the number one), MutualSheet (what each side gives and receives), Terms (the text that is signed).
"""
