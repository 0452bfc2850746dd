"""What is done to action sheets, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    sheet_added=_("a ajouté une fiche action"),
    sheet_moved=_("a changé l’état d’une fiche action"),
)
