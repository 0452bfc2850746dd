from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class FindingState(TextChoices):
    """Effects and limits: proposed by any participant, accepted by evaluator or delegation, then published (R496)."""

    PROPOSED = "proposed", _("à relire")
    ACCEPTED = "accepted", _("relu")
    PUBLISHED = "published", _("publié")
    SET_ASIDE = "set-aside", _("mis de côté")


_F = FindingState
EFFECT = Transitions("effect", FindingState, {
    "accept": ((_F.PROPOSED, _F.SET_ASIDE), _F.ACCEPTED, _("Accepter")),
    "publish": ((_F.ACCEPTED,), _F.PUBLISHED, _("Publier")),
    "set-aside": ((_F.PROPOSED, _F.ACCEPTED), _F.SET_ASIDE, _("Mettre de côté")),
})  # fmt: skip
# a limit is never set aside: it is heard, then published
LIMIT = Transitions("limit", FindingState, {
    "accept": ((_F.PROPOSED,), _F.ACCEPTED, _("Accepter")),
    "publish": ((_F.ACCEPTED,), _F.PUBLISHED, _("Publier")),
})  # fmt: skip


class Level(TextChoices):
    """R477: where the change settled."""

    INDIVIDUAL = "individual", _("une personne")
    COLLECTIVE = "collective", _("un groupe, une équipe")
    INSTITUTIONAL = "institutional", _("l’institution : postes, règles, arbitrages")
    INDIRECT = "indirect", _("au-delà, par ricochet")


class Ring(TextChoices):
    """R482."""

    DIRECT = "direct", _("la délégation elle-même")
    INDIRECT = "indirect", _("d’autres acteurs du territoire")


class Expected(TextChoices):
    FORESEEN = "foreseen", _("espéré au départ")
    UNEXPECTED = "unexpected", _("inattendu")


class Voice(TextChoices):
    """R477: who brings it."""

    DELEGATION = "delegation", _("la délégation")
    ALLY = "ally", _("l’allié")
    EVALUATOR = "evaluator", _("l’évaluateur")
    MEDIA = "media", _("le média embarqué")


class Strength(TextChoices):
    """How deep it goes, in words: nothing is added up nor compared."""

    SIGN = "sign", _("un signe, encore fragile")
    CLEAR = "clear", _("un changement net")
    ROOTED = "rooted", _("ancré : on ne reviendra pas en arrière")


class Confidence(TextChoices):
    FELT = "felt", _("une impression")
    SHARED = "shared", _("plusieurs personnes le disent")
    SHOWN = "shown", _("une preuve le montre")


class Cause(TextChoices):
    SESSION = "session", _("une journée de la cohorte")
    DIAGNOSTIC = "diagnostic", _("le diagnostic sensible")
    ALLY = "ally", _("l’appui d’un allié")
    PEERS = "peers", _("les échanges entre pairs")
    OTHER = "other", _("autre chose")


class EvidenceKind(TextChoices):
    QUOTE = "quote", _("des mots entendus")
    DOCUMENT = "document", _("un document")
    DECISION = "decision", _("une décision")


class ViewpointOf(TextChoices):
    ALLY = "ally", _("point de vue de l’allié")
    TERRITORY = "territory", _("point de vue du territoire")
    EVALUATOR = "evaluator", _("point de vue de l’évaluateur")


class ViewpointState(TextChoices):
    """R480, E2 V14: « not expressed » was asked for; « absent » has no section in the source."""

    EXPECTED = "expected", _("attendu")
    ASKED = "asked", _("demandé")
    EXPRESSED = "expressed", _("exprimé")
    NOT_EXPRESSED = "not-expressed", _("non exprimé à ce jour")
    ABSENT = "absent", _("absent du rapport")


_V = ViewpointState
VIEWPOINT = Transitions("viewpoint", ViewpointState, {
    "ask": ((_V.EXPECTED, _V.NOT_EXPRESSED, _V.ABSENT), _V.ASKED, _("Demander")),
    "express": ((_V.EXPECTED, _V.ASKED, _V.NOT_EXPRESSED, _V.ABSENT), _V.EXPRESSED, _("Enregistrer le point de vue")),
    "give-up": ((_V.ASKED,), _V.NOT_EXPRESSED, _("Noter « non exprimé à ce jour »")),
})  # fmt: skip


class LessonKind(TextChoices):
    LESSON = "lesson", _("Enseignements")
    IMPROVEMENT = "improvement", _("Points d’amélioration")
    STAKE = "stake", _("Enjeux")
    QUESTION = "question", _("Questions stratégiques")
    PERSPECTIVE = "perspective", _("Perspectives")


class LeverKind(TextChoices):
    CHANGE = "change", _("Conduire le changement")
    COOPERATION = "cooperation", _("Coopérer")
    NARRATIVE = "narrative", _("Mettre en récits")


class FollowUpState(TextChoices):
    """R491: what became of the effects, at a distance."""

    EXPECTED = "expected", _("à venir")
    RECORDED = "recorded", _("noté")
    PUBLISHED = "published", _("publié")


_P = FollowUpState
FOLLOW_UP = Transitions("follow-up", FollowUpState, {
    "record": ((_P.EXPECTED, _P.RECORDED), _P.RECORDED, _("Noter")),
    "publish": ((_P.RECORDED,), _P.PUBLISHED, _("Publier")),
    "withdraw": ((_P.PUBLISHED,), _P.RECORDED, _("Retirer de la page publique")),
})  # fmt: skip


class Became(TextChoices):
    LASTS = "lasts", _("dure")
    GREW = "grew", _("a grandi")
    FADED = "faded", _("s’est estompé")
    UNKNOWN = "unknown", _("on ne sait pas encore")


class PaperKind(TextChoices):
    """R488, R489."""

    REPORT = "report", _("rapport d’évaluation")
    SYNTHESIS = "synthesis", _("synthèse de journée")
    NOTE = "note", _("note d’étape")


class PaperState(TextChoices):
    """Of one dated version: what is given never changes any more, another version is written."""

    DRAFT = "draft", _("en écriture")
    ISSUED = "issued", _("remise à la cohorte")
    PUBLIC = "public", _("ouverte à tous")


_D = PaperState
PAPER = Transitions("evaluation-paper", PaperState, {
    "issue": ((_D.DRAFT,), _D.ISSUED, _("Remettre à la cohorte")),
    "open": ((_D.ISSUED,), _D.PUBLIC, _("Ouvrir à tous")),
    "close": ((_D.PUBLIC,), _D.ISSUED, _("Réserver à la cohorte")),
})  # fmt: skip


class AnswerKind(TextChoices):
    COMMENT = "comment", _("commentaire")
    REPLY = "reply", _("droit de réponse")


class AnswerOf(TextChoices):
    ASSOCIATION = "association", _("l’association")
    COHORT = "cohort", _("la conduite de la cohorte")
    TERRITORY = "territory", _("le territoire")
