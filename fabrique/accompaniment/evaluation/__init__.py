"""What changed, what resists, and what each says of it (A40).

Nouns: Effect (a named change), Limit (never deleted, only answered, R496), Viewpoint (expected, asked, expressed or
« not expressed to date »), Lesson (what a whole cohort teaches), Lever (what to check before the next one).
"""
