"""Who uses the platform and what each may do where.

Nouns: Person (an account), Scope (a place where roles hold: the platform, a cohort, a territory's delegation…),
RoleGrant (one role of one person in one scope, dated), Invitation (a door opened by e-mail), Consent (dated, withdrawn).
"""
