"""The pages where a path is seen whole: a territory's, with its frise, and a cohort's (A48, R041).

Nouns: none of its own; it gathers those of the areas below.
"""
