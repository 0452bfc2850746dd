"""What limits changed: said, gathered by theme, answered by an improvement, applied in a cohort, checked by its evaluator (A49).

Nouns: Improvement. It answers limits of a cohort or a point of its report (R573, R575); whoever leads the cohort decides and
says where it is applied; the evaluator of that place checks, nobody else. Those who said the limits are told at each step.
Public: what was applied, with those of its limits that are published.
"""
