"""What is done to cohorts, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    cohort_opened=_("a ouvert une cohorte"),
    cohort_edited=_("a modifié une cohorte"),
    cohort_moved=_("a changé l’état d’une cohorte"),
    partner_added=_("a ajouté un partenaire"),
    partner_edited=_("a modifié un partenaire"),
    partner_removed=_("a retiré un partenaire"),
    territory_joined=_("a fait entrer un territoire"),
    territory_left=_("a noté le départ d’un territoire"),
    ambition_set=_("a écrit une ambition"),
    ambition_removed=_("a retiré une ambition"),
    phase_added=_("a ajouté un temps au parcours"),
    phase_edited=_("a modifié un temps du parcours"),
    phase_removed=_("a retiré un temps du parcours"),
    phases_reordered=_("a rangé les temps du parcours"),
    lever_answered=_("a répondu à une question de conception"),
    load_declared=_("a noté le temps pris à une organisation"),
    load_removed=_("a retiré un temps noté"),
)
