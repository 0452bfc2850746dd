"""The entry door of the community, and the monthly meetings where allies get to know one another (A5, A6; R078–R093).

Nouns: Matter (what somebody leaves for a permanence: a question, an idea, a proposal), Sitting (one permanence held:
how many came, its minutes), Meeting (a month of the year that an ally may host).
"""
