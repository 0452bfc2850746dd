from fabrique.accompaniment.agora.models.agoras import Agora, AgoraItem, Answer, Convergence, Debate, Remark
from fabrique.accompaniment.agora.models.resolutions import Carrier, Dissent, FollowUp, Resolution

__all__ = [
    "Agora",
    "AgoraItem",
    "Answer",
    "Carrier",
    "Convergence",
    "Debate",
    "Dissent",
    "FollowUp",
    "Remark",
    "Resolution",
]
