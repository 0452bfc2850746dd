"""A group of territories accompanied together (A25, A27, A43).

Nouns: Cohort, Participation (a territory in a cohort: the place of its delegation), Partner (an organisation and its
role here), Phase (neither linear nor chronological, R007), Step (the recruitment funnel as stated), Ambition.
"""
