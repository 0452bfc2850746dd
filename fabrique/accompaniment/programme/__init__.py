"""What a cohort lives together: its sessions, dated or not yet (A27).

Nouns: Session (a day, a webinar, a forum…), Document (a recording, a synthesis, a story: a link or a file).
"""
