"""Territories, human communities before being jurisdictions, and the official reference they may refer to (A1.3).

Nouns: Territory, StatedFact (a value as one source states it), Link (the smaller inside the larger),
Place (a line of the official reference), PlaceStart (what a place is found by).
"""
