from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class Addressee(TextChoices):
    """R556: who the question is for, and who alone reads it with its author."""

    ASSOCIATION = "association", _("l’équipe de la cohorte")
    ALLY = "ally", _("l’allié qui nous accompagne")
    PEERS = "peers", _("les autres territoires de la cohorte")


class QuestionState(TextChoices):
    ASKED = "asked", _("attend une réponse")
    TAKEN = "taken", _("prise en charge")
    ANSWERED = "answered", _("a une réponse")
    CLOSED = "closed", _("close")


_Q = QuestionState
QUESTION = Transitions("hotline-question", QuestionState, {
    "take": ((_Q.ASKED,), _Q.TAKEN, _("Je m’en charge")),
    "answer": ((_Q.ASKED, _Q.TAKEN), _Q.ANSWERED, _("Répondre")),
    "ask-again": ((_Q.ANSWERED, _Q.CLOSED), _Q.ASKED, _("Demander encore")),
    "close": ((_Q.ASKED, _Q.TAKEN, _Q.ANSWERED), _Q.CLOSED, _("Clore la question")),
})  # fmt: skip


class SlotState(TextChoices):
    OFFERED = "offered", _("libre")
    BOOKED = "booked", _("réservé")
    HELD = "held", _("a eu lieu")
    CANCELLED = "cancelled", _("annulé")


_S = SlotState
SLOT = Transitions("coaching-slot", SlotState, {
    "book": ((_S.OFFERED,), _S.BOOKED, _("Réserver")),
    "release": ((_S.BOOKED,), _S.OFFERED, _("Rendre ce créneau")),
    "hold": ((_S.BOOKED,), _S.HELD, _("L’échange a eu lieu")),
    "cancel": ((_S.OFFERED, _S.BOOKED), _S.CANCELLED, _("Annuler ce créneau")),
})  # fmt: skip


class Ear(TextChoices):
    """R560: who hears an alert. The second exists for the day when the first is the matter."""

    LEAD = "lead", _("qui conduit la cohorte")
    ASSOCIATION = "association", _("l’équipe de l’association, sans passer par la cohorte")


class AlertState(TextChoices):
    RAISED = "raised", _("à entendre")
    FOLLOWED = "followed", _("entendue")
    CLOSED = "closed", _("close, avec une suite")


_A = AlertState
ALERT = Transitions("safe-speech-alert", AlertState, {
    "follow": ((_A.RAISED,), _A.FOLLOWED, _("Je m’en occupe")),
    "close": ((_A.RAISED, _A.FOLLOWED), _A.CLOSED, _("Clore, en disant la suite donnée")),
})  # fmt: skip


class Tag(TextChoices):
    """R438: what a thread of the forum is."""

    QUESTION = "question", _("question")
    FEAR = "fear", _("crainte")
    CONSTRAINT = "constraint", _("contrainte")
    OFFER = "offer", _("coup de main offert")


class NoteKind(TextChoices):
    """R437: what comes out of a forum, written afterwards."""

    TOPIC = "topic", _("sujet abordé")
    LINK = "link", _("lien offert entre territoires")
    OPEN = "open", _("question restée ouverte")
