from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class MemberState(TextChoices):
    """R550: volunteers, whom the animator welcomes."""

    ASKED = "asked", _("volontaire")
    IN = "in", _("membre")
    DECLINED = "declined", _("demande déclinée")
    LEFT = "left", _("a quitté le cercle")


_M = MemberState
MEMBER = Transitions("member-of-a-circle", MemberState, {
    "welcome": ((_M.ASKED,), _M.IN, _("Accueillir")),
    "decline": ((_M.ASKED,), _M.DECLINED, _("Décliner")),
    "leave": ((_M.ASKED, _M.IN), _M.LEFT, _("Quitter le cercle")),
    "ask-again": ((_M.DECLINED, _M.LEFT), _M.ASKED, _("Me proposer de nouveau")),
})  # fmt: skip


class CaseState(TextChoices):
    OPEN = "open", _("à partager")
    DISCUSSED = "discussed", _("partagé")
    WITHDRAWN = "withdrawn", _("repris par son auteur·e")


_C = CaseState
CASE = Transitions("case", CaseState, {
    "discuss": ((_C.OPEN,), _C.DISCUSSED, _("Dire que nous en avons parlé")),
    "reopen": ((_C.DISCUSSED,), _C.OPEN, _("Y revenir")),
    "withdraw": ((_C.OPEN, _C.DISCUSSED), _C.WITHDRAWN, _("Reprendre ce cas")),
})  # fmt: skip


class Reach(TextChoices):
    """R551: how far a lesson may go."""

    NO = "no", _("reste dans le cercle")
    ALLIANCE = "alliance", _("pour l’alliance")
    PUBLIC = "public", _("pour tout le monde")


class LessonState(TextChoices):
    DRAFT = "draft", _("entre nous")
    OFFERED = "offered", _("proposé au partage")
    RELEASED = "released", _("partagé")


_L = LessonState
LESSON = Transitions("supervision-lesson", LessonState, {
    "offer": ((_L.DRAFT,), _L.OFFERED, _("Proposer de le partager")),
    "release": ((_L.OFFERED,), _L.RELEASED, _("Partager")),
    "take-back": ((_L.OFFERED, _L.RELEASED), _L.DRAFT, _("Reprendre dans le cercle")),
})  # fmt: skip

# members, other than the author, who must find a lesson non-identifying (R552)
JUDGES = 2
