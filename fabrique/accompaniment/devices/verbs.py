"""What is done to devices, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    device_edited=_("a modifié un dispositif"),
)
