"""Groups where people of one category speak among peers, and what they decide to let out (A34, R398–R408).

Nouns: PeerGroup and its Memberships, Tie (who is above whom, told apart), Contribution (sealed, author included),
Statement of the synthesis with the Voices of the members, Message of the thread between sessions.
"""
