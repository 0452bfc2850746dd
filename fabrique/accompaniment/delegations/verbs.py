"""What is done to delegations, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    seat_added=_("a noté un siège de délégation"),
    seat_edited=_("a modifié un siège de délégation"),
    seat_left=_("a noté un départ de délégation"),
    referent_named=_("a nommé une personne référente"),
    executive_written=_("a noté comment joindre la tête de l’exécutif"),
    state_invited=_("a noté une invitation aux services de l’État"),
    state_answered=_("a noté la réponse d’un service de l’État"),
    needs_set=_("a réglé les sièges d’une délégation"),
    category_added=_("a ajouté une catégorie de sièges"),
)
