"""What is done to pilot projects, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    project_begun=_("a commencé un projet pilote"),
    project_edited=_("a modifié un projet pilote"),
    project_moved=_("a changé l’état d’un projet pilote"),
    project_reviewed=_("a relu un projet pilote à la lumière du diagnostic"),
    objective_added=_("a ajouté un objectif"),
    objective_edited=_("a modifié un objectif"),
    objective_removed=_("a retiré un objectif"),
    ally_chosen=_("a choisi un allié"),
    ally_removed=_("a retiré un allié"),
    note_begun=_("a commencé une note de projet"),
    note_written=_("a écrit dans une note de projet"),
    note_submitted=_("a remis une note de projet"),
    note_commented=_("a commenté une note de projet"),
    note_accepted=_("a accepté une note de projet"),
    note_opened=_("a rendu publique une note de projet"),
    note_closed=_("a retiré une note de projet du public"),
    note_waived=_("a levé l’obligation d’une note pour un micro-projet"),
    milestone_added=_("a ajouté une étape"),
    milestone_edited=_("a modifié une étape"),
    milestone_moved=_("a changé l’état d’une étape"),
    blockage_added=_("a noté un blocage"),
    blockage_edited=_("a modifié un blocage"),
    blockage_moved=_("a changé l’état d’un blocage"),
    deliverable_added=_("a ajouté un livrable"),
    deliverable_moved=_("a changé l’état d’un livrable"),
    actor_added=_("a mis un acteur sur la carte d’un projet"),
    actor_placed=_("a changé la place d’un acteur autour d’un projet"),
    actor_removed=_("a retiré un acteur de la carte d’un projet"),
)
