from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class CircleKind(TextChoices):
    """R312: who is invited beyond the seats."""

    STEERING = "steering", _("comité de pilotage")
    INHABITANTS = "inhabitants", _("habitantes et habitants")
    SERVICES = "services", _("services de la collectivité")
    PARTNERS = "partners", _("partenaires")
    OTHER = "other", _("autre cercle")


class OpenedKind(TextChoices):
    """R312: what can be opened, and nothing else."""

    SESSION = "session", _("une séance")
    KIT = "kit", _("la mallette d’une séance")
    DOCUMENT = "document", _("un document")
    CONSULTATION = "consultation", _("une consultation")
    DIGEST = "digest", _("« Où en sommes-nous ? »")


class Ready(TextChoices):
    """D30: what helps to open well. It advises; nothing waits for it."""

    PURPOSE = "purpose", _("Nous savons dire en une phrase pourquoi nous ouvrons, et ce qui peut encore changer.")
    MASTERY = "mastery", _("La délégation est assez à l’aise avec le sujet pour en parler à d’autres.")
    AGREEMENT = "agreement", _("Toutes les personnes de la délégation sont d’accord pour ouvrir.")
    PEOPLE = "people", _("Nous avons pensé à qui n’est jamais invité, et à qui n’est pas d’accord.")
    RETURN = "return", _("Nous saurons dire ce que l’on a fait de ce que l’on aura entendu.")
    TIME = "time", _("Quelqu’un a le temps d’accueillir, d’expliquer les mots, de répondre.")


class Choice(TextChoices):
    """R312: widening is the delegation's own decision."""

    LATER = "later", _("pas encore")
    OPEN = "open", _("nous ouvrons")
    NARROW = "narrow", _("nous restons entre nous, par choix")


class Origin(TextChoices):
    """R558: where the candidates come from."""

    REGISTER = "register", _("une liste officielle, chaque personne a ensuite accepté")
    VOLUNTEERS = "volunteers", _("un appel à volontaires")


class Axis(TextChoices):
    """R558: the three scales of the quotas. There is no fourth."""

    AGE = "age", _("âge")
    SEX = "sex", _("sexe")
    CATEGORY = "category", _("catégorie sociale")


class DrawState(TextChoices):
    PREPARING = "preparing", _("en préparation")
    FROZEN = "frozen", _("liste gelée")
    SEEDED = "seeded", _("graine publiée")
    DRAWN = "drawn", _("tiré")
    PUBLISHED = "published", _("composition publiée")
    ABANDONED = "abandoned", _("abandonné")


_D = DrawState
DRAW = Transitions("citizen-draw", DrawState, {
    "freeze": ((_D.PREPARING,), _D.FROZEN, _("Geler la liste")),
    "reopen": ((_D.FROZEN,), _D.PREPARING, _("Rouvrir la liste")),
    "seed": ((_D.FROZEN,), _D.SEEDED, _("Publier la graine")),
    "draw": ((_D.SEEDED,), _D.DRAWN, _("Tirer au sort")),
    "publish": ((_D.DRAWN,), _D.PUBLISHED, _("Publier la composition")),
    "abandon": ((_D.PREPARING, _D.FROZEN, _D.SEEDED), _D.ABANDONED, _("Abandonner ce tirage")),
})  # fmt: skip


class CandidateState(TextChoices):
    LISTED = "listed", _("sur la liste")
    DRAWN = "drawn", _("tirée")
    LEFT = "left", _("remplacée")


_C = CandidateState
CANDIDATE = Transitions("citizen-candidate", CandidateState, {
    "draw": ((_C.LISTED,), _C.DRAWN, _("Appeler cette personne")),
    "leave": ((_C.DRAWN,), _C.LEFT, _("Remplacer cette personne")),
})  # fmt: skip
