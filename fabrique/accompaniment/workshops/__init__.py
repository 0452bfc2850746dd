"""Live workshops: a room answers the same question at the same time, from its phones (A28; R332 to R334, A34, A35).

Nouns: Format (a script that can be used again), Workshop and its Steps, Participant (a token, a category, no name), Card
and its Cluster, Vote and Dot, Decision.
"""
