from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(demonstration_loaded=_("a chargé la démonstration"))
