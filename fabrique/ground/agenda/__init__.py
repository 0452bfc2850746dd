"""One agenda for both wings: what has a date, who comes, who came (A5, A6, A27).

Nouns: Event, Series (a rendezvous that comes back), Registration (a seat, or a turn on the waiting list), Notice (what
one registered person is told of one change), Feed (a secret address for a calendar).
"""
