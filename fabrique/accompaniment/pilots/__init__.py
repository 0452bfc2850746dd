"""The concrete project on which a territory tries the method, and who accompanies it (A36).

Nouns: PilotProject, Objective, Support (an ally accompanying the project, with what it is known to have done before).
"""
