"""Help between two sessions: a hotline, coaching for one person, ground rules and a safe way to say that they broke (A48).

Nouns: Question and its Answers, Slot (an hour of coaching for one person), Thread (of the forum), GroundRules, Alert (a word said in safety).
"""
