"""What is done to widen, as the journal says it. Never a name."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    readiness_said=_("a dit si la délégation est prête à ouvrir"),
    circle_opened=_("a ouvert un cercle"),
    circle_edited=_("a modifié un cercle"),
    item_opened=_("a ouvert un élément à un cercle"),
    item_closed=_("a refermé un élément d’un cercle"),
    guest_invited=_("a invité une personne dans un cercle"),
    guest_withdrawn=_("a retiré une invitation"),
    draw_opened=_("a préparé un tirage au sort"),
    draw_edited=_("a modifié un tirage au sort"),
    draw_moved=_("a changé l’état d’un tirage au sort"),
    draw_forgotten=_("la liste d’un tirage a été effacée à sa date"),
    bands_set=_("a écrit les quotas d’un tirage"),
    candidates_added=_("a ajouté des personnes à la liste d’un tirage"),
    candidate_removed=_("a retiré une personne de la liste d’un tirage"),
    candidate_replaced=_("a remplacé une personne tirée"),
)
