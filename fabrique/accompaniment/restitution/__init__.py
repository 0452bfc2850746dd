"""What a diagnostic gives back: findings and recommendations, guarded, read again by two, presented, restituted (A30).

Nouns: Finding, Recommendation and Verbatim (sealed until they go out), Edition (a version that is checked, reviewed and
signed as a whole), Review, PreRestitution with its Remarks, Restitution, FollowUp. `guard` is the rules, alone.
"""
