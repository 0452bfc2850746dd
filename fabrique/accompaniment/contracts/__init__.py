"""What gives a strategy its means: CRTE, COP, regional plans, and the dialogue with the State's technical bodies (A46).

Nouns: Contract, ContractLine (may carry a pilot project or a strategy), Exchange (one line of the dialogue log). The
software links and exports; it manages no COP, no CRTE, no regional assembly (E, Q36).
"""
