"""A method sheet as a document one can hand over (R568)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.workspace.enums import SheetState
from fabrique.accompaniment.workspace.models import MethodSheet
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Document, Facts, Paragraph, Section


def build(sheet: MethodSheet, language: str) -> Document:
    place = sheet.participation
    lang = "" if language == "fr" else "fr"
    draft = (
        "" if sheet.state == SheetState.PUBLISHED else _("Document de travail de la délégation : il n’est pas public.")
    )
    parts = [(_("Ce que nous avons fait"), sheet.did), (_("Avec qui"), sheet.with_whom),
             (_("Ce qu’il faudrait changer pour ce thème"), sheet.to_change)]  # fmt: skip
    drawn = Section(_("D’où vient cette fiche"), [
        Facts([(_("Projet pilote"), sheet.project.title), (_("Territoire"), place.territory.name),
               (_("Parcours"), place.cohort.name)], lang=lang),
    ])  # fmt: skip
    return Document(
        title=_("Fiche méthode : %(theme)s") % {"theme": sheet.theme},
        subtitle=f"{place.territory.name}, {place.cohort.name}",
        language=language,
        date_label=date_format(timezone.localdate(), "j F Y"),
        fiction=place.cohort.fictional,
        notice=draft or _("Acceptée et publiée par la délégation."),
        sections=[drawn, *(Section(title, said(text, lang)) for title, text in parts)],
    )


def said(text: str, lang: str) -> list[Paragraph]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Paragraph(line, lang=lang) for line in lines] or [Paragraph(_("Non exprimé à ce jour"), kind="missing")]
