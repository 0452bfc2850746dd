"""What is written to people: letters that leave, the morning digest, infolettres (A21; reliability 4.5).

Nouns: Letter (a line of the outbox, never sent twice by the house), Notice (news for one person, alone or in the digest),
Refusal (what a person no longer wants), Series and Issue (an infolettre and its numbers), Item (what an issue tells),
Suggestion (what a reader sends to be told).
"""
