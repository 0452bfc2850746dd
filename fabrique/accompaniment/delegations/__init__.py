"""The delegation of a territory: who sits in it, whether it stands, how it lasts (A26).

Nouns: Seat (holder or substitute, of one category), CategoryNeed (how many a cohort asks), Executive (the number one and
its secretariat), StateInvitation. The delegation itself is the `cohorts.Participation` and its scope.
"""
