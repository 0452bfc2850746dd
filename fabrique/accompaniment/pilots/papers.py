"""A note as a document one can hand over, version and date on it."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots.enums import NoteKind, NoteState
from fabrique.accompaniment.pilots.models import Note
from fabrique.accompaniment.pilots.questions import questions, said
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Document, Facts, Paragraph, Section


def build(note: Note, language: str) -> Document:
    place = note.project.participation
    lang = "" if language == "fr" else "fr"
    return Document(
        title=f"{note.get_kind_display().capitalize()} : {note.project.title}",
        subtitle=f"{place.territory.name}, {place.cohort.name}",
        language=language,
        date_label=date_format(note.submitted_at or note.begun_at, "j F Y"),
        fiction=place.cohort.fictional,
        notice=notice(note),
        sections=[
            Section(_("Cette page"), [Facts(facts(note), lang=lang)]),
            *(Section(one.label, told(said(note, one.key), lang)) for one in questions(note.kind)),
        ],
    )


def notice(note: Note) -> str:
    if note.state == NoteState.DRAFT:
        return _("Brouillon de la délégation : il n’est pas remis.")
    if note.state == NoteState.SUPERSEDED:
        return _("Cette version a été remplacée par une autre.")
    return _("Ouverte à tous par la délégation.") if note.public_at else _("Pour celles et ceux qui font le chemin.")


def facts(note: Note) -> list[tuple[str, str]]:
    rows = [(_("Version"), str(note.number)), (_("État"), note.get_state_display())]
    if note.project.kind:
        rows.append((_("Taille"), note.project.get_kind_display()))
    if note.submitted_at:
        rows.append((_("Remise le"), date_format(note.submitted_at, "j F Y")))
    if note.kind == NoteKind.INTENTION and note.state_informed_on:
        day = date_format(note.state_informed_on, "j F Y")
        rows.append((_("Services de l’État prévenus"), f"{day}, {note.state_service}".rstrip(", ")))
    if note.advice:
        answered = sum(bool(one["answer"]) for one in note.advice)
        rows.append((_("Recommandations avec une réponse, ce jour-là"), f"{answered} / {len(note.advice)}"))
    return rows


def told(text: str, lang: str) -> list[Paragraph]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Paragraph(line, lang=lang) for line in lines] or [Paragraph(_("Non exprimé à ce jour"), kind="missing")]
