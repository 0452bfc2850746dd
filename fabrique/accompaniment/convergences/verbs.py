"""What is done when diagnostics are compared, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    comparison_set=_("a choisi à partir de combien de territoires un thème est partagé"),
    topic_detected=_("a relevé un sujet partagé"),
    topic_edited=_("a modifié un sujet partagé"),
    topic_moved=_("a fait avancer un sujet partagé"),
    topic_voted=_("a donné l’avis d’une délégation sur un sujet"),
    territory_agrees_to_be_named=_("a accepté que son territoire soit nommé"),
    territory_is_not_named=_("a retiré l’accord de nommer son territoire"),
    convergence_added=_("a écrit une convergence"),
    convergence_edited=_("a modifié une convergence"),
    convergence_ordered=_("a déplacé une convergence"),
    convergence_published=_("a publié une convergence"),
    convergence_unpublished=_("a retiré une convergence de la page publique"),
    convergence_removed=_("a supprimé une convergence"),
    convergences_taken_up=_("a repris les convergences déjà publiées"),
)
