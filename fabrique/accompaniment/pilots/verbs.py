"""What is done to pilot projects, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    project_begun=_("a commencé un projet pilote"),
    project_edited=_("a modifié un projet pilote"),
    objective_added=_("a ajouté un objectif"),
    objective_edited=_("a modifié un objectif"),
    objective_removed=_("a retiré un objectif"),
    ally_chosen=_("a choisi un allié"),
    ally_removed=_("a retiré un allié"),
)
