"""The institution accompanied too, and the policies a cohort is part of (A43).

Nouns: PolicyMilestone (an act of a public policy), IntentionNote and its orientations, ActionSheet (an orientation or a
planned action with the institution), ContactChange, Contact (a hat to call), DecisionDate, JointEvent.
"""
