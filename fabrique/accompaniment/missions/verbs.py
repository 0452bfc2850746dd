"""What is done with missions, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    mission_described=_("a décrit un besoin d’allié"),
    mission_edited=_("a modifié une mission d’allié"),
    mission_moved=_("a changé l’état d’une mission d’allié"),
    candidate_set=_("a proposé un allié pour une mission"),
    candidate_passed=_("a dit pourquoi un allié n’était pas proposé"),
    mission_ally_chosen=_("a choisi l’allié d’une mission"),
    mission_ally_added=_("a ajouté un allié à une mission"),
    mission_person_named=_("a dit qui agit pour l’allié d’une mission"),
    rate_set=_("a noté un tarif coopératif"),
    convention_drafted=_("a écrit un projet de convention"),
    convention_edited=_("a modifié un projet de convention"),
    convention_moved=_("a changé l’état d’une convention"),
    convention_signed=_("a signé une convention"),
    amendment_proposed=_("a proposé un avenant"),
    amendment_signed=_("a signé un avenant"),
    day_declared=_("a déclaré un jour d’accompagnement"),
    day_confirmed=_("a confirmé un jour d’accompagnement"),
    day_refused=_("a refusé un jour d’accompagnement"),
    day_withdrawn=_("a retiré un jour d’accompagnement"),
    day_corrected=_("a corrigé un jour d’accompagnement"),
    change_asked=_("a demandé un changement d’allié"),
    change_settled=_("a noté l’issue d’une médiation"),
    mission_appraised=_("a relu une mission d’allié"),
    working_tool_added=_("a noté un outil qui marche déjà"),
    working_tool_removed=_("a retiré un outil de la liste"),
)
