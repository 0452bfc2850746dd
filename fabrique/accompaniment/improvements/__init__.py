"""What a limit changed: recorded, answered by an act, applied in a next cohort, checked by its evaluator (A49).

Nouns: Improvement.
"""
