"""What a cohort lives together: its sessions, dated or not yet (A27), and what is left of them (A29).

Nouns: Session (a day, a webinar, a forum…), Sequence (a part of it), Document, Kit, Minutes (without a name), Output (what
a delegation makes in a workshop), PriorQuestion, Presence.
"""
