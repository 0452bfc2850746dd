"""Who else takes part besides the delegation: people invited to chosen items, citizens drawn by lot, who comes over time (A48).

Nouns: Circle and its Guests, Opened (an item chosen for them), Readiness, Draw with its Bands (quotas) and Candidates.
"""
