"""What changed, what resists, what led to what, and what each says of it, all along the path and after it (A40).

Nouns: Effect (a named change, with its Evidence and its EffectLinks), Limit (never deleted, only answered, R496),
Viewpoint (expected, asked, reminded, expressed or « not expressed to date »), ValueSheet and ChangeStory (R492, R493),
Paper (the evaluator's, in dated versions, R490), FollowUp and its Fates (R491), Lesson, Lever.
"""
