"""The elected-agent pair of a territory and its own space, read by the two and by nobody else (A48, R565, D30, D35, D54).

Nouns: Pair, Side (what one expects of the other, and when one may be disturbed), Mandate (what one entrusts to the other),
Point (opened by one, decided by the other), Definition of a word with its Statements side by side and its CommonTexts.
"""
