"""What a new cohort may start from (R317). Everything here is copied into the cohort, then belongs to it (R013)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.cohorts.enums import CohortScope


@dataclass(frozen=True)
class Module:
    """A phase to copy: its words are French content, as the lead would write them."""

    key: str
    title: str
    question: str


@dataclass(frozen=True)
class Blueprint:
    key: str
    name: str | Promise
    brings: str | Promise
    reach: CohortScope
    modules: tuple[Module, ...] = ()
    objectives: str = ""
    prerequisites: str = ""
    interviews_target: int | None = None
    support_quarter_days: int | None = None
    delegation_seats: int | None = None


# R282
OBJECTIVES = """Rendre les territoires capables de conduire leurs transitions
Installer pour longtemps la méthode de la Fabrique dans les équipes
Agir sur le jeu d’acteurs et sur les dynamiques locales
Faire vivre les échanges entre territoires
Apprendre à travailler en alliance"""
# R289, R291, R300
PREREQUISITES = """Réunir une délégation avec les quatre catégories d’acteurs, animée par une personne référente
Obtenir l’appui écrit et durable de la personne à la tête de l’exécutif"""

TRUNK = Module("trunk", "Tronc commun", "Qu’avons-nous besoin de comprendre ensemble ?")
DIAGNOSTICS = Module("diagnostics", "Diagnostics sensibles", "Comment la transition est-elle vécue chez nous ?")
PEERS = Module("peers", "Échanges entre pairs", "Que vivent celles et ceux qui font le même métier que moi ?")
PILOTS = Module("pilots", "Projets pilotes", "Sur quel projet concret essayer de faire autrement ?")
NARRATIVE = Module("narrative", "Mise en récits", "Qui raconte ce qui se passe, et avec quelle liberté ?")
EVALUATION = Module("evaluation", "Évaluation", "Qu’est-ce qui a changé, et pour qui ?")

BLUEPRINTS = {
    blueprint.key: blueprint
    for blueprint in (
        Blueprint(
            "national-2021",
            _("Territoires pilotes, 2021"),
            _("Une dizaine de territoires de tout le pays, un an de parcours, des modules d’approfondissement."),
            CohortScope.NATIONAL,
            # R314; narrative and evaluation run all along, R316
            (
                Module("selection", "Sélection et prérequis", "Les conditions du départ sont-elles réunies ?"),
                TRUNK,
                DIAGNOSTICS,
                Module("generic-days", "Journées génériques", "Qu’est-ce qui se retrouve d’un territoire à l’autre ?"),
                Module("thematic-day", "Journée thématique", "Quel sujet voulons-nous creuser ensemble ?"),
                Module("peers", "Pairs et Agora", "Qu’attendons-nous les uns des autres ?"),
                Module("support", "Accompagnement territorialisé", "De quoi chaque territoire a-t-il besoin chez lui ?"),
                Module("conclusion", "Session conclusive et évaluative", "Quel chemin avons-nous parcouru ?"),
                NARRATIVE,
                EVALUATION,
            ),
            OBJECTIVES,
            PREREQUISITES,
            interviews_target=20,
            support_quarter_days=32,
            delegation_seats=4,
        ),
        Blueprint(
            "regional-2024",
            _("Cohorte régionale, 2024"),
            _("Huit ou neuf territoires d’une région, un projet pilote chacun, la Région accompagnée elle aussi."),
            CohortScope.REGIONAL,
            # R315
            (
                TRUNK,
                DIAGNOSTICS,
                PEERS,
                PILOTS,
                NARRATIVE,
                EVALUATION,
                Module("region", "Accompagnement de la Région", "Et la Région, comment change-t-elle avec les territoires ?"),
            ),
            OBJECTIVES,
            PREREQUISITES,
            interviews_target=20,
            support_quarter_days=32,
            delegation_seats=4,
        ),
        Blueprint(
            "blank",
            _("Page blanche"),
            _("Un nom, une portée, et rien d’autre : tout se compose ensuite."),
            CohortScope.THEMATIC,
        ),
    )
}  # fmt: skip
