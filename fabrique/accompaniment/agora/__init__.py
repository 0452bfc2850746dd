"""Where the four categories answer one another, and what they promise (A35, R408–R416).

Nouns: Agora, of a cohort or of one territory; AgoraItem (what a category said), Convergence, Answer of the category it
is addressed to, Remark of the debate; Resolution with its Carriers, Dissents and FollowUps at 3, 6 and 12 months.
"""
