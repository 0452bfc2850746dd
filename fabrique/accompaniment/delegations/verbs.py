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
    assistance_given=_("a confié à quelqu’un le soin de composer la délégation"),
    assistance_ended=_("a mis fin à l’aide donnée à la personne référente"),
    economic_place_written=_("a noté la place faite aux acteurs socio-économiques"),
    light_mode_chosen=_("a choisi de suivre l’essentiel"),
    light_mode_left=_("a choisi de suivre tout le parcours"),
    category_added=_("a ajouté une catégorie de sièges"),
)
