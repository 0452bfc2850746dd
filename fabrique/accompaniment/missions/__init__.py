"""An ally’s mission beside a territory: how the ally is chosen, the convention signed, the days counted (A38, A16).

Nouns: Mission (the need), Candidate, Engagement (an ally at work in it), Convention (with its amendments and signatures),
Day (one line of the day ledger; the units lie in `core/ledger`).
"""
