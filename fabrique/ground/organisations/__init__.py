"""The organisations of the alliance and around it: one card each, whatever the ways its name is written (A1.1).

Nouns: Organisation, Alias (a way its name is written), Membership (a hat: what a person does there, and when).
"""
