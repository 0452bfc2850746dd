"""What a delegation keeps, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    period_added=_("a noté un temps chargé"),
    period_removed=_("a retiré un temps chargé"),
    decision_written=_("a inscrit une décision"),
    card_added=_("a dit qui fait quoi"),
    card_edited=_("a modifié qui fait quoi"),
    card_removed=_("a retiré une carte de rôle"),
    call_spotted=_("a repéré un appel à projets"),
    call_moved=_("a décidé d’un appel à projets"),
    consultation_added=_("a noté une consultation"),
    position_taken=_("a dit où en est la délégation"),
    victory_added=_("a mis une victoire au mur"),
    victory_removed=_("a retiré une victoire du mur"),
    notice_written=_("a rendu compte d’une consultation"),
)
