from fabrique.accompaniment.peers.models.groups import TERRITORY, Membership, PeerGroup, Tie
from fabrique.accompaniment.peers.models.words import (
    Contribution,
    Message,
    Statement,
    Voice,
    left_behind,
    sealed_name,
)

__all__ = [
    "TERRITORY",
    "Contribution",
    "Membership",
    "Message",
    "PeerGroup",
    "Statement",
    "Tie",
    "Voice",
    "left_behind",
    "sealed_name",
]
