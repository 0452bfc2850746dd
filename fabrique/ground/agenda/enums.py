from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class EventKind(TextChoices):
    PERMANENCE = "permanence", _("permanence")
    MEETING = "meeting", _("rencontre")
    DAY = "day", _("journée")
    WEBINAR = "webinar", _("webinaire")
    FORUM = "forum", _("forum")
    WORKSHOP = "workshop", _("atelier")
    TRAINING = "training", _("formation")
    ASSEMBLY = "assembly", _("assemblée")


class Clock(TextChoices):
    """Whose clocks show the hours of a date: the shores of the country do not share one (R013, R083)."""

    PARIS = "Europe/Paris", _("heure de Paris")
    GUADELOUPE = "America/Guadeloupe", _("heure de la Guadeloupe")
    MARTINIQUE = "America/Martinique", _("heure de la Martinique")
    GUYANE = "America/Cayenne", _("heure de la Guyane")
    REUNION = "Indian/Reunion", _("heure de La Réunion")
    MAYOTTE = "Indian/Mayotte", _("heure de Mayotte")
    MIQUELON = "America/Miquelon", _("heure de Saint-Pierre-et-Miquelon")
    NOUMEA = "Pacific/Noumea", _("heure de Nouméa")
    TAHITI = "Pacific/Tahiti", _("heure de Tahiti")


class Mode(TextChoices):
    IN_PERSON = "in-person", _("sur place")
    VIDEO = "video", _("en visio")
    HYBRID = "hybrid", _("sur place et en visio")


class Openness(TextChoices):
    """Who knows, who comes (R084): a closed event is unknown outside its circle."""

    OPEN = "open", _("ouvert à toutes et tous")
    CIRCLE = "circle", _("annoncé à tous, réservé à son cercle")
    CLOSED = "closed", _("connu de son cercle seulement")


class EventState(TextChoices):
    """R083."""

    PLANNED = "planned", _("à confirmer")
    CONFIRMED = "confirmed", _("confirmé")
    POSTPONED = "postponed", _("reporté")
    CANCELLED = "cancelled", _("annulé")
    HELD = "held", _("tenu")


_E = EventState
COMING = (_E.PLANNED, _E.CONFIRMED)
EVENT = Transitions("event", EventState, {
    "confirm": ((_E.PLANNED, _E.POSTPONED), _E.CONFIRMED, _("Confirmer")),
    "postpone": (COMING, _E.POSTPONED, _("Reporter")),
    "cancel": ((*COMING, _E.POSTPONED), _E.CANCELLED, _("Annuler")),
    "resume": ((_E.CANCELLED,), _E.PLANNED, _("Reprendre")),
    "hold": ((_E.CONFIRMED,), _E.HELD, _("Déclarer tenu")),
})  # fmt: skip


class RegistrationState(TextChoices):
    SEATED = "seated", _("inscrit·e")
    WAITING = "waiting", _("sur la liste d’attente")
    WITHDRAWN = "withdrawn", _("désinscrit·e")
    PRESENT = "present", _("présent·e")
    ABSENT = "absent", _("absent·e")


_R = RegistrationState
# those who take one of the places
HOLDING = (_R.SEATED, _R.PRESENT, _R.ABSENT)
REGISTRATION = Transitions("registration", RegistrationState, {
    "seat": ((_R.WAITING, _R.WITHDRAWN), _R.SEATED, _("Donner une place")),
    "queue": ((_R.WITHDRAWN,), _R.WAITING, _("Mettre sur la liste d’attente")),
    "withdraw": ((_R.SEATED, _R.WAITING), _R.WITHDRAWN, _("Désinscrire")),
    "attend": ((_R.SEATED, _R.WAITING, _R.WITHDRAWN, _R.ABSENT), _R.PRESENT, _("Présent·e")),
    "miss": ((_R.SEATED, _R.PRESENT), _R.ABSENT, _("Absent·e")),
})  # fmt: skip


class Change(TextChoices):
    """What a registered person is told of, once each."""

    SEATED = "seated", _("une place s’est libérée")
    MOVED = "moved", _("la date ou le lieu change")
    POSTPONED = "postponed", _("c’est reporté")
    CANCELLED = "cancelled", _("c’est annulé")
    BACK = "back", _("c’est de nouveau prévu")
    REMINDER = "reminder", _("c’est pour bientôt")


class Weekday(IntegerChoices):
    MONDAY = 0, _("lundi")
    TUESDAY = 1, _("mardi")
    WEDNESDAY = 2, _("mercredi")
    THURSDAY = 3, _("jeudi")
    FRIDAY = 4, _("vendredi")
    SATURDAY = 5, _("samedi")
    SUNDAY = 6, _("dimanche")


class Rank(IntegerChoices):
    FIRST = 1, _("premier")
    SECOND = 2, _("deuxième")
    THIRD = 3, _("troisième")
    FOURTH = 4, _("quatrième")
    LAST = -1, _("dernier")


class Warmth(IntegerChoices):
    """The four answers of the hot evaluation: no middle to hide in."""

    NO = 1, _("non")
    RATHER_NO = 2, _("plutôt non")
    RATHER_YES = 3, _("plutôt oui")
    YES = 4, _("oui")
