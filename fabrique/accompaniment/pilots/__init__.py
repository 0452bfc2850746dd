"""The concrete project on which a territory tries the method, its three notes, and who accompanies it (A36).

Nouns: PilotProject, Objective, Support (an ally accompanying the project, with what it is known to have done before),
Note (one version of one page, with its comments), Actor (who stands where around it), Milestone, Blockage, Deliverable.
"""
