from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class Audience(TextChoices):
    """R510: the same data, through different filters."""

    PARTICIPANTS = "participants", _("participants")
    FUNDER = "funder", _("région et financeurs")
    PUBLIC = "public", _("public")


class Shape(TextChoices):
    """What is made from the same data: the whole, or one page for those who decide."""

    REPORT = "report", _("rapport")
    SUMMARY = "summary", _("synthèse d’une page")


class ReportState(TextChoices):
    """R509."""

    SKELETON = "skeleton", _("ossature")
    COLLECTING = "collecting", _("collecte")
    DRAFTING = "drafting", _("rédaction")
    VALIDATING = "validating", _("validation par les territoires")
    PUBLISHED = "published", _("publié")
    UPDATING = "updating", _("mise à jour")


_R = ReportState
REPORT = Transitions("report", ReportState, {
    "collect": ((_R.SKELETON, _R.DRAFTING, _R.UPDATING), _R.COLLECTING, _("Collecter ce qui manque")),
    "draft": ((_R.COLLECTING, _R.VALIDATING, _R.UPDATING), _R.DRAFTING, _("Passer à la rédaction")),
    "validate": ((_R.DRAFTING, _R.UPDATING), _R.VALIDATING, _("Demander la validation des territoires")),
    "publish": ((_R.VALIDATING,), _R.PUBLISHED, _("Publier")),
    "update": ((_R.PUBLISHED,), _R.UPDATING, _("Ouvrir une mise à jour")),
})  # fmt: skip
# what a person presses on the page of the report; publishing follows an edition
PRESSED = ("collect", "draft", "validate", "update")


class ChapterKind(TextChoices):
    """R504, in their order."""

    INTRODUCTION = "introduction", _("Introduction")
    ACCOMPANIMENT = "accompaniment", _("L’accompagnement")
    TERRITORIES = "territories", _("Les projets pilotes, territoire par territoire")
    TERRITORY = "territory", _("Chapitre d’un territoire")
    CONCLUSION = "conclusion", _("Conclusion")
    ANNEXES = "annexes", _("Annexes")


class PartKey(TextChoices):
    """R504: the places of the report that somebody writes, beside what is drawn from the data and never in it."""

    BEFORE = "before", _("En ouverture du chapitre")
    REGIONAL_COHORTS = "regional-cohorts", _("Pourquoi des cohortes")
    THIS_COHORT = "this-cohort", _("Cette cohorte")
    NARRATIVE = "narrative", _("Qui raconte")
    TRUNK = "trunk", _("Le tronc commun")
    DIAGNOSTICS = "diagnostics", _("Les diagnostics sensibles")
    PEERS = "peers", _("Les échanges entre pairs")
    PILOTS = "pilots", _("Les projets pilotes")
    EVALUATION = "evaluation", _("L’évaluation")
    INSTITUTION = "institution", _("L’accompagnement de l’institution")
    TERRITORIES = "territories", _("Les territoires et leurs projets")
    CONCLUSION = "conclusion", _("Ce que nous en retenons")
    AFTER = "after", _("Pour finir le chapitre")


_K, _P = ChapterKind, PartKey
PLACES = {
    _K.INTRODUCTION: (_P.BEFORE, _P.REGIONAL_COHORTS, _P.THIS_COHORT, _P.NARRATIVE, _P.AFTER),
    _K.ACCOMPANIMENT: (_P.BEFORE, _P.TRUNK, _P.DIAGNOSTICS, _P.PEERS, _P.PILOTS, _P.EVALUATION, _P.INSTITUTION, _P.AFTER),
    _K.TERRITORIES: (_P.TERRITORIES, _P.AFTER),
    _K.TERRITORY: (_P.BEFORE, _P.AFTER),
    _K.CONCLUSION: (_P.CONCLUSION, _P.AFTER),
    _K.ANNEXES: (_P.BEFORE, _P.AFTER),
}  # fmt: skip
CHAPTER_OF = {key: kind for kind, keys in PLACES.items() for key in keys if key not in (_P.BEFORE, _P.AFTER)}


class ChapterState(TextChoices):
    """R508: a territory reads its chapter again before anybody else does."""

    DRAFT = "draft", _("en rédaction")
    READY = "ready", _("prêt")
    PROPOSED = "proposed", _("proposé au territoire")
    CHANGES = "changes", _("changements demandés")
    VALIDATED = "validated", _("validé par le territoire")
    REPLIED = "replied", _("droit de réponse joint")
    REFUSED = "refused", _("refusé par le territoire")


_C = ChapterState
CHAPTER = Transitions("report-chapter", ChapterState, {
    "finish": ((_C.DRAFT,), _C.READY, _("Dire que le chapitre est prêt")),
    "propose": ((_C.DRAFT, _C.CHANGES, _C.REFUSED), _C.PROPOSED, _("Proposer au territoire")),
    "reopen": ((_C.READY, _C.PROPOSED, _C.CHANGES), _C.DRAFT, _("Reprendre la rédaction")),
    "accept": ((_C.PROPOSED, _C.CHANGES, _C.REFUSED), _C.VALIDATED, _("Valider le chapitre")),
    "ask-changes": ((_C.PROPOSED,), _C.CHANGES, _("Demander des changements")),
    "reply": ((_C.PROPOSED, _C.CHANGES, _C.REFUSED), _C.REPLIED, _("Joindre un droit de réponse")),
    "refuse": ((_C.PROPOSED, _C.CHANGES), _C.REFUSED, _("Refuser que le chapitre paraisse")),
    "ask-again": ((_C.VALIDATED, _C.REPLIED), _C.PROPOSED, _("Faire relire de nouveau")),
})  # fmt: skip
LED = ("finish", "propose", "reopen", "ask-again")
ANSWERED = ("accept", "ask-changes", "reply", "refuse")
# what may be published: as it is, or as one sentence that says why it is not there
SETTLED = (ChapterState.READY, ChapterState.VALIDATED, ChapterState.REPLIED, ChapterState.REFUSED)
ASKED_AGAIN = (ChapterState.VALIDATED, ChapterState.REPLIED)


class EditionState(TextChoices):
    PREPARING = "preparing", _("se prépare")
    PUBLISHED = "published", _("publiée")
    FAILED = "failed", _("n’a pas pu être faite")


_E = EditionState
EDITION = Transitions("report-edition", EditionState, {
    "publish": ((_E.PREPARING,), _E.PUBLISHED, _("Publier")),
    "fail": ((_E.PREPARING,), _E.FAILED, _("Noter l’échec")),
    "retry": ((_E.FAILED,), _E.PREPARING, _("Essayer de nouveau")),
})  # fmt: skip


class Recognised(TextChoices):
    """Who may be recognised on a photograph: said by whoever brings it, before it is anywhere."""

    NOBODY = "nobody", _("personne n’y est reconnaissable")
    AGREED = "agreed", _("les personnes reconnaissables ont donné leur accord")


class Owed(TextChoices):
    """What a chapter may lack, each with somebody to whom it falls."""

    PROJECT = "project", _("le projet pilote n’est pas raconté")
    EFFECTS = "effects", _("aucun effet n’est publié")
    LIMITS = "limits", _("aucune limite n’est publiée")
    NOT_ASKED = "not-asked", _("un point de vue n’est pas demandé")
    SILENT = "silent", _("un point de vue est demandé et ne vient pas")
    PICTURE = "picture", _("la carte ne peut pas être dessinée : le département manque")
    TEXT = "text", _("la rédaction n’est pas finie")
    VALIDATION = "validation", _("le territoire n’a pas répondu")
    CHANGES = "changes", _("des changements sont demandés")
