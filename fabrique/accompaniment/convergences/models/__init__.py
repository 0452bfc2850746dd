from fabrique.accompaniment.convergences.models.topics import Comparison, TerritoryConsent, Topic, Vote
from fabrique.accompaniment.convergences.models.wordings import Wording

__all__ = ["Comparison", "TerritoryConsent", "Topic", "Vote", "Wording"]
