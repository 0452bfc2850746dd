from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions
from fabrique.ground.people.enums import Role


class ThemeGroup(TextChoices):
    """The three groups of a restitution (E1 Q24)."""

    ASSETS = "assets", _("Points forts")
    FRAGILITIES = "fragilities", _("Points de fragilité")
    TENSIONS = "tensions", _("Points de tension")
    CONVERGENCE = "convergence", _("Ce qui se retrouve partout")


class DiagnosticState(TextChoices):
    """R369."""

    TO_FRAME = "to-frame", _("à cadrer")
    FRAMED = "framed", _("cadré")
    RUNNING = "running", _("entretiens en cours")
    HEARD = "heard", _("entretiens finis")
    ANALYSIS = "analysis", _("en analyse")
    PRE_RESTITUTED = "pre-restituted", _("présenté au n° 1")
    RESTITUTED = "restituted", _("restitué")
    LINKED = "linked", _("relié au projet pilote")
    ARCHIVED = "archived", _("archivé, notes détruites")


_D = DiagnosticState
# the referent still helps to invite
BEFORE_INTERVIEWS = (_D.TO_FRAME, _D.FRAMED)
# people who were heard are invited to hear what comes of it
BEFORE_GIVING_BACK = (_D.HEARD, _D.ANALYSIS, _D.PRE_RESTITUTED)
GIVEN_BACK = (_D.RESTITUTED, _D.LINKED, _D.ARCHIVED)
DIAGNOSTIC = Transitions("diagnostic", DiagnosticState, {
    "frame": ((_D.TO_FRAME,), _D.FRAMED, _("Valider le cadrage")),
    "reframe": ((_D.FRAMED,), _D.TO_FRAME, _("Revenir au cadrage")),
    "begin": ((_D.FRAMED,), _D.RUNNING, _("Ouvrir les entretiens")),
    "close-interviews": ((_D.RUNNING,), _D.HEARD, _("Clore les entretiens")),
    "reopen-interviews": ((_D.HEARD,), _D.RUNNING, _("Rouvrir les entretiens")),
    "analyse": ((_D.HEARD,), _D.ANALYSIS, _("Commencer l’analyse")),
    "pre-restitute": ((_D.ANALYSIS,), _D.PRE_RESTITUTED, _("Présenter au n° 1")),
    "restitute": ((_D.PRE_RESTITUTED,), _D.RESTITUTED, _("Restituer à celles et ceux qui ont été entendus")),
    "link": ((_D.RESTITUTED,), _D.LINKED, _("Relier au projet pilote")),
    "archive": ((_D.RESTITUTED, _D.LINKED), _D.ARCHIVED, _("Détruire les notes et archiver")),
})  # fmt: skip


class TeamRole(TextChoices):
    DIAGNOSTICIAN = "diagnostician", _("diagnostique")
    SUPERVISOR = "supervisor", _("supervise")


# the role that goes with each place: it holds in the diagnostic's own scope
ROLE_OF = {TeamRole.DIAGNOSTICIAN: Role.DIAGNOSTICIAN, TeamRole.SUPERVISOR: Role.DIAGNOSIS_SUPERVISOR}


class GridState(TextChoices):
    DRAFT = "draft", _("en écriture")
    AGREED = "agreed", _("convenue")
    RETIRED = "retired", _("remplacée")


class Voice(TextChoices):
    """R354: a panel of people who agree, and always the same ones, tells a territory what it knows."""

    USUAL = "usual", _("souvent entendue")
    UNUSUAL = "unusual", _("rarement entendue")
    OPPOSED = "opposed", _("publiquement critique")


class Mode(TextChoices):
    PLACE = "place", _("sur place")
    VIDEO = "video", _("en visio")
    PHONE = "phone", _("au téléphone")


class LetterKind(TextChoices):
    INVITATION = "invitation", _("l’invitation à un entretien")
    REMINDER = "reminder", _("le rappel, deux jours avant")
    RESTITUTION = "restitution", _("l’invitation à la restitution")


class ContactState(TextChoices):
    PROPOSED = "proposed", _("proposée")
    KEPT = "kept", _("à inviter")
    SET_ASIDE = "set-aside", _("pas retenue")
    INVITED = "invited", _("invitée")
    BOOKED = "booked", _("rendez-vous pris")
    MET = "met", _("rencontrée")
    DECLINED = "declined", _("a décliné")
    WITHDRAWN = "withdrawn", _("a retiré ses propos")


_K = ContactState
CONTACT_MET = (_K.MET,)
CONTACT = Transitions("diagnostic-contact", ContactState, {
    "keep": ((_K.PROPOSED, _K.SET_ASIDE), _K.KEPT, _("Retenir")),
    "set-aside": ((_K.PROPOSED, _K.KEPT), _K.SET_ASIDE, _("Ne pas retenir")),
    "invite": ((_K.KEPT,), _K.INVITED, _("Inviter")),
    "book": ((_K.INVITED, _K.BOOKED), _K.BOOKED, _("Prendre ce rendez-vous")),
    "free": ((_K.BOOKED,), _K.INVITED, _("Annuler mon rendez-vous")),
    "decline": ((_K.INVITED, _K.BOOKED), _K.DECLINED, _("Décliner")),
    "reconsider": ((_K.DECLINED,), _K.INVITED, _("Accepter finalement")),
    "meet": ((_K.KEPT, _K.INVITED, _K.BOOKED), _K.MET, _("L’entretien a eu lieu")),
    "withdraw": ((_K.INVITED, _K.BOOKED, _K.MET, _K.DECLINED), _K.WITHDRAWN, _("Retirer tout ce que j’ai dit")),
})  # fmt: skip
