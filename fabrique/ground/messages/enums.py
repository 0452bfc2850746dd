from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class Kind(TextChoices):
    """What a person may refuse, one by one. Codes to sign in are no message: they always leave."""

    AGENDA = "agenda", _("Les rendez-vous : annonces, changements, rappels")
    TASK = "task", _("Ce qui attend une réponse de vous")
    WRITING = "writing", _("Les textes publiés et les réponses à ce que vous avez écrit")
    SUPPORT = "support", _("Les réponses à vos questions")
    DIGEST = "digest", _("Le courrier du matin : tout ce qui n’est pas urgent, une fois par jour au plus")
    NEWSLETTER = "newsletter", _("Les infolettres")


class LetterState(TextChoices):
    """Reliability 4.5: what is not known to have left is never sent again by the house alone."""

    QUEUED = "queued", _("en attente")
    SENDING = "sending", _("en train de partir")
    SENT = "sent", _("partie")
    FAILED = "failed", _("refusée")
    UNCERTAIN = "uncertain", _("incertaine")
    LEFT = "left", _("laissée")


_L = LetterState
LETTER = Transitions("letter", LetterState, {
    "claim": ((_L.QUEUED,), _L.SENDING, _("Prendre en charge")),
    "deliver": ((_L.SENDING, _L.UNCERTAIN), _L.SENT, _("Noter le départ")),
    "put-back": ((_L.SENDING,), _L.QUEUED, _("Remettre en attente")),
    "fail": ((_L.SENDING,), _L.FAILED, _("Noter le refus")),
    "doubt": ((_L.SENDING,), _L.UNCERTAIN, _("Noter le doute")),
    "withdraw": ((_L.SENDING,), _L.LEFT, _("Retirer")),
    "send-again": ((_L.FAILED, _L.UNCERTAIN), _L.QUEUED, _("Envoyer de nouveau")),
    "leave": ((_L.FAILED, _L.UNCERTAIN), _L.LEFT, _("Laisser ainsi")),
})  # fmt: skip
# a person decides on these
UNDECIDED = (LetterState.UNCERTAIN, LetterState.FAILED)


class Circle(IntegerChoices):
    """Who may read, from the narrowest to the widest."""

    TEAM = 0, _("l’équipe qui conduit")
    COHORT = 1, _("celles et ceux de la cohorte")
    ALLIANCE = 2, _("toute personne qui a un compte")
    PUBLIC = 3, _("tout le monde")


AUDIENCES = (Circle.COHORT, Circle.ALLIANCE, Circle.PUBLIC)


class IssueState(TextChoices):
    """R251."""

    DRAFT = "draft", _("brouillon")
    REVIEW = "review", _("en relecture")
    SCHEDULED = "scheduled", _("programmée")
    SENT = "sent", _("en train de partir")
    ARCHIVED = "archived", _("archivée")


_I = IssueState
ISSUE = Transitions("issue", IssueState, {
    "submit": ((_I.DRAFT,), _I.REVIEW, _("Donner à relire")),
    "return": ((_I.REVIEW,), _I.DRAFT, _("Reprendre le brouillon")),
    "schedule": ((_I.REVIEW,), _I.SCHEDULED, _("Programmer l’envoi")),
    "unschedule": ((_I.SCHEDULED,), _I.REVIEW, _("Arrêter l’envoi")),
    "send": ((_I.SCHEDULED,), _I.SENT, _("Envoyer")),
    "archive": ((_I.SENT,), _I.ARCHIVED, _("Archiver")),
})  # fmt: skip


class SuggestionState(TextChoices):
    """R250."""

    SENT = "sent", _("attend une réponse")
    ACCEPTED = "accepted", _("prise dans une lettre")
    DECLINED = "declined", _("pas retenue")


_S = SuggestionState
SUGGESTION = Transitions("suggestion", SuggestionState, {
    "accept": ((_S.SENT,), _S.ACCEPTED, _("Mettre dans la lettre")),
    "decline": ((_S.SENT,), _S.DECLINED, _("Ne pas la prendre")),
})  # fmt: skip
OPEN = (IssueState.DRAFT, IssueState.REVIEW)
OUT = (IssueState.SENT, IssueState.ARCHIVED)

# why a letter did not leave, or not yet, in the reader's words: by code, or by how the code begins
WHY = {
    "no-address": _("Cette personne n’a plus d’adresse, ou plus de compte ouvert."),
    "no-longer-wanted": _("Cette personne ne veut plus recevoir ce courrier."),
    "settled-meanwhile": _("Ce qu’elle demandait a été fait avant son départ."),
    "address-closed": _("Son adresse a déjà été refusée : rien n’y a été tenté."),
    "cannot-be-written": _("La lettre n’a pas pu être écrite. Signalez-le à l’administration."),
    "tried-enough": _("Son serveur a demandé de revenir plus tard, pendant deux jours."),
    "worker-died": _("La plateforme s’est arrêtée pendant l’envoi : la lettre est peut-être partie."),
    "smtp-4": _("Son serveur demande de revenir plus tard. Nouvel essai prévu."),
    "smtp-5": _("Son serveur refuse l’adresse ou la lettre."),
    "sender-": _("Le serveur refuse notre adresse d’envoi. Signalez-le à l’administration."),
    "": _("La ligne a été coupée pendant l’envoi : la lettre est peut-être arrivée."),
}


def why(failure: str):
    """The sentence of a failure; empty when nothing failed."""
    return next(said for start, said in WHY.items() if failure.startswith(start)) if failure else ""
