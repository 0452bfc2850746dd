"""What is written to many (series, issues, items, suggestions), and what leaves for each (letters, news, refusals)."""

from fabrique.ground.messages.models.letters import ClosedAddress, Letter, Notice, Refusal, receivers
from fabrique.ground.messages.models.newsletters import MEDIA, STAFF, Issue, Item, Series, Suggestion, scopes_of

__all__ = [
    "MEDIA",
    "STAFF",
    "ClosedAddress",
    "Issue",
    "Item",
    "Letter",
    "Notice",
    "Refusal",
    "Series",
    "Suggestion",
    "receivers",
    "scopes_of",
]
