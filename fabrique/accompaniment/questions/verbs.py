"""What becomes of a sheet, as the journal says it: never who."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    answer_sheet_published=_("une fiche réponse est publiée"),
    answer_sheet_withdrawn=_("une fiche réponse est retirée"),
)
