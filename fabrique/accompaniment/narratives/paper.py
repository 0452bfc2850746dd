"""A story to take away, for a website, a report or a wall (R473): what everybody may read, and nothing more."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.narratives.enums import PassageKind
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Block, Document, Facts, Notice, Paragraph, Quote, Section


def build(title: str, subtitle: str, narratives: list[Narrative], language: str, *, fiction: bool) -> Document:
    """`narratives` as a visitor sees them, with their passages and replies."""
    lang = "" if language == "fr" else "fr"
    return Document(
        title=title,
        subtitle=subtitle,
        language=language,
        date_label=date_format(timezone.localdate(), "j F Y"),
        fiction=fiction,
        notice=_("Hors citations, les mots sont ceux de qui signe, ou des synthèses, marquées comme telles."),
        sections=[chapter(one, lang) for one in narratives]
        or [Section(title, [Paragraph(_("Aucun récit n’est publié à ce jour."), kind="missing")])],
    )


def chapter(one: Narrative, lang: str) -> Section:
    facts = [(_("Signé"), one.organisation.name), (_("Licence"), str(one.get_licence_display()))]
    facts += [(_("Lien"), one.url)] if one.url else []
    blocks: list[Block] = [Facts(facts), *paragraphs(one.text, lang)]
    for passage in one.passages_to_read():
        blocks += passage_blocks(passage, lang)
    blocks += [
        Notice(_("Droit de réponse : %(who)s") % {"who": reply.signed}, reply.text, lang=lang)
        for reply in one.replies.all()
    ]
    eyebrow = f"{one.get_kind_display()}, {date_format(one.told_on, 'j F Y')}"
    return Section(one.title, blocks, eyebrow=eyebrow, lang=lang)


def passage_blocks(passage, lang: str) -> list[Block]:
    if passage.is_withdrawn:
        return [Paragraph(withdrawn(passage), kind="missing")]
    if passage.kind == PassageKind.TOLD:
        return paragraphs(passage.text, lang)
    return [Quote(passage.text, passage.bearer, synthesis=passage.kind == PassageKind.SYNTHESIS, lang=lang)]


def withdrawn(passage) -> str:
    return _("Un passage a été retiré le %(day)s, à la demande de la personne citée.") % {
        "day": date_format(passage.answered_on, "j F Y")
    }


def paragraphs(text: str, lang: str) -> list[Block]:
    return [Paragraph(line.strip(), lang=lang) for line in text.splitlines() if line.strip()]
