"""The engineering supports of the State and the Regions, and how a territory is handed over to one (R521, D22).

It stands in the accompaniment wing, not in the ground: a hand-over leaves with the consent of a delegation.
Nouns: EngineeringSupport (what it does, what it does not), Coverage (a department), HandOver.
"""
