"""What is done to improvements, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    improvement_decided=_("a décidé une amélioration"),
    improvement_moved=_("a changé l’état d’une amélioration"),
)
