"""What a cohort leaves behind it: its report, made from what was entered, in four formats, for three audiences (A42).

Nouns: Part (a text written for one place of the report), Audience (participants, funder, public).
"""
