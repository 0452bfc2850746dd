"""After a cohort, its territories are not left alone: they stay companions, and teach those who come next (A44).

Nouns: Companionship (a former territory that stays), Point (what it tells at 6, 12 and 24 months), Pair (a godparent or
an alter ego across cohorts), Trip (a learning trip) and its Visits, Rebound (the yearly meeting of a former cohort).
"""
