from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fabrique.core.states import Transitions


class CohortScope(TextChoices):
    NATIONAL = "national", _("nationale")
    REGIONAL = "regional", _("régionale")
    THEMATIC = "thematic", _("thématique")


class CohortState(TextChoices):
    """R284."""

    DESIGN = "design", _("en conception")
    CALL = "call", _("appel ouvert")
    RECRUITMENT = "recruitment", _("en recrutement")
    LAUNCHED = "launched", _("lancée")
    RUNNING = "running", _("en cours")
    CONCLUDING = "concluding", _("en conclusion")
    EVALUATED = "evaluated", _("évaluée")
    COMPANION = "companion", _("en compagnonnage")
    ARCHIVED = "archived", _("archivée")


_S = CohortState
# the path is behind: what was not begun is told, and no longer offered
OVER = (_S.EVALUATED, _S.COMPANION, _S.ARCHIVED)
COHORT = Transitions("cohort", CohortState, {
    "call": ((_S.DESIGN,), _S.CALL, _("Ouvrir l’appel à candidatures")),
    "recruit": ((_S.DESIGN, _S.CALL), _S.RECRUITMENT, _("Commencer le recrutement")),
    "launch": ((_S.RECRUITMENT,), _S.LAUNCHED, _("Lancer la cohorte")),
    "run": ((_S.LAUNCHED,), _S.RUNNING, _("Commencer le parcours")),
    "conclude": ((_S.RUNNING,), _S.CONCLUDING, _("Entrer dans la conclusion")),
    "evaluate": ((_S.CONCLUDING,), _S.EVALUATED, _("Déclarer évaluée")),
    "accompany-on": ((_S.EVALUATED,), _S.COMPANION, _("Passer en compagnonnage")),
    "archive": ((_S.EVALUATED, _S.COMPANION), _S.ARCHIVED, _("Archiver")),
})  # fmt: skip


class PartnerRole(TextChoices):
    LEAD = "lead", _("conduit la cohorte")
    PIVOT = "pivot", _("allié pivot")
    INSTITUTION = "institution", _("institution associée")
    FUNDER = "funder", _("finance")
    EVALUATOR = "evaluator", _("évaluateur embarqué")
    MEDIA = "media", _("média embarqué")
    NARRATOR = "narrator", _("facilitation narrative")
    DIAGNOSTICIAN = "diagnostician", _("réalise des diagnostics")
    ALLY = "ally", _("accompagne un projet pilote")
