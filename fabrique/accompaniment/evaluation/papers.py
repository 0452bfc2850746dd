"""A document of the evaluator to take away: its chapters, its annexes, and the rights of reply beside them."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.evaluation.enums import AnswerKind, PaperState
from fabrique.accompaniment.evaluation.models import DatedVersion, PaperAnswer
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Block, Document, Notice, Paragraph, Section


def build(dated: DatedVersion, person, language: str) -> Document:
    """As this person may see it: an annex that is not given to them is not in it."""
    cohort, lang = dated.paper.cohort, "" if language == "fr" else "fr"
    replies = PaperAnswer.objects.visible_to(person).filter(dated=dated, kind=AnswerKind.REPLY)
    annexes = [
        Section(annex.paper.title, [], chapters(annex, lang), eyebrow=_("Annexe"), new_page=True)
        for annex in annexes_of(dated, person)
    ]
    beside = [Notice(_("Droit de réponse : %(who)s") % {"who": one.signed}, one.text, lang=lang) for one in replies]
    return Document(
        title=dated.paper.title,
        subtitle=cohort.name,
        language=language,
        date_label=date_format(dated.issued_at or dated.begun_at, "j F Y"),
        fiction=cohort.fictional,
        notice=notice(dated),
        sections=[
            *(chapters(dated, lang) or [Section(dated.paper.title, [Paragraph(_("Rien n’est encore écrit."), kind="missing")])]),
            *([Section(_("Droits de réponse"), beside)] if beside else []),
            *annexes,
        ],
    )  # fmt: skip


def notice(dated: DatedVersion) -> str:
    if dated.state == PaperState.DRAFT:
        return _("Version %(n)d, en écriture : elle n’est pas remise.") % {"n": dated.number}
    return _("Version %(n)d. Les mots sont ceux de l’évaluateur ; hors citations, ce sont des synthèses.") % {"n": dated.number}  # fmt: skip


def annexes_of(dated: DatedVersion, person) -> list[DatedVersion]:
    """The last given version of each annex."""
    found = DatedVersion.objects.visible_to(person).given().filter(paper__annex_of=dated.paper_id)
    last: dict[int, DatedVersion] = {}
    for one in found.select_related("paper").prefetch_related("chapters").order_by("paper__title", "number"):
        last[one.paper_id] = one
    return list(last.values())


def chapters(dated: DatedVersion, lang: str) -> list[Section]:
    return [Section(one.title, paragraphs(one.text, lang), lang=lang) for one in dated.chapters.all()]


def paragraphs(text: str, lang: str) -> list[Block]:
    lines: list[Block] = [Paragraph(line.strip(), lang=lang) for line in text.splitlines() if line.strip()]
    return lines or [Paragraph(_("Non exprimé à ce jour"), kind="missing")]
