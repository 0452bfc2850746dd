"""What is done with engineering supports, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    engineering_support_set=_("a tenu l’annuaire des appuis"),
    engineering_support_closed=_("a fermé un appui de l’annuaire"),
    hand_over_proposed=_("a proposé de passer le relais à un appui"),
    hand_over_moved=_("a suivi une demande à un appui"),
)
