"""The booklet of an Agora: all of it for those who were there, what was resolved for everybody else (R415, ADR 0089)."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.agora.matrix import demands, matrix, picture
from fabrique.accompaniment.agora.models import Agora, AgoraItem, Answer, Resolution
from fabrique.accompaniment.agora.voices import addressees
from fabrique.accompaniment.peers.enums import StatementKind
from fabrique.core.dates import date_format
from fabrique.core.documents.model import (
    Block,
    Bullets,
    Cover,
    Document,
    Entry,
    Facts,
    Figure,
    Items,
    Paragraph,
    Quote,
    Section,
    Table,
)
from fabrique.core.instance import alliance_name
from fabrique.ground.referentials.models import Item as Category


def whole(agora: Agora, language: str) -> Document:
    """Words taken back are not in it: it is drawn when it is asked."""
    with override(language):
        theirs = "" if language == "fr" else "fr"
        sections = [
            expected(agora),
            *said(agora, theirs),
            *together(agora, theirs),
            resolutions_of(agora, theirs, inside=True),
        ]
        notice = _("Entre celles et ceux qui l’ont faite : ce qui est dit ici n’est pas public.")
        return booklet(agora, language, sections, notice)


def resolved(agora: Agora, language: str) -> Document:
    """What was adopted, and nothing of what was said: neither demands, nor answers, nor names of people."""
    with override(language):
        theirs = "" if language == "fr" else "fr"
        return booklet(
            agora, language, [resolutions_of(agora, theirs, inside=False)], _("Ce qui a été résolu ensemble.")
        )


def booklet(agora: Agora, language: str, sections: list[Section], notice: str) -> Document:
    place = agora.participation.territory.name if agora.participation else agora.cohort.name
    lines = [place, agora.place, date_format(agora.held_on, "j F Y") if agora.held_on else ""]
    return Document(
        title=agora.name, subtitle=agora.question, language=language, sections=sections, notice=notice,
        cover=Cover(eyebrow=_("L’Agora"), lines=[line for line in lines if line], cubes=len(agora.categories())),
        publisher=alliance_name(), date_label=date_format(timezone.localdate(), "j F Y"), fiction=agora.cohort.fictional,
    )  # fmt: skip


def expected(agora: Agora) -> Section:
    drawn = matrix(agora)
    shown = picture(drawn)
    table = Table(shown.title, [_("Qui attend"), *shown.headers[1:]], shown.rows)
    tally = [(label, str(count)) for label, count in drawn.tally]
    return Section(_("Qui attend quoi, de qui ?"), [
        Paragraph(_("Chaque demande reçoit une réponse de la catégorie à qui elle s’adresse."), kind="lede"),
        Facts(tally), Figure(shown.svg, shown.description, shown.title, table=table),
    ])  # fmt: skip


def said(agora: Agora, lang: str) -> list[Section]:
    """By category: what it reveals, what it asks with the answers given, what it commits to."""
    answers = {item.pk: given for item, given in demands(agora)}
    rows = list(agora.items.worded())
    categories = agora.categories()
    found = []
    for category in categories:
        own = [item for item in rows if item.category.key == category.key]
        parts = [
            Section(str(kind.label).capitalize(), told([one for one in own if one.kind == kind], answers, categories, lang))
            for kind in StatementKind if any(one.kind == kind for one in own)
        ]  # fmt: skip
        blocks = [] if parts else [Paragraph(_("Cette catégorie n’a encore rien partagé."), kind="missing")]
        found.append(Section(category.label, blocks, parts, new_page=bool(parts)))
    return found


def told(items: Iterable[AgoraItem], answers: dict, categories: list, lang: str) -> list[Block]:
    blocks: list[Block] = []
    for item in items:
        if not item.is_live:
            blocks.append(
                Paragraph(_("Un texte a été retiré par celles et ceux qui l’avaient partagé."), kind="missing")
            )
            continue
        due = _("Pour le %(day)s.") % {"day": date_format(item.due, "j F Y")} if item.due else ""
        blocks.append(Quote(item.words, due, lang=lang))
        if item.kind == StatementKind.CLAIM:
            given = answers.get(item.pk, {})
            lines = [reply(one, given.get(one.key)) for one in addressees(item, categories)]
            blocks.append(Bullets(lines, lang=lang))
    return blocks


def reply(category: Category, answer: Answer | None) -> str:
    if answer is None:
        return _("%(category)s : sans réponse à ce jour") % {"category": category.label}
    said = _("%(category)s : %(says)s.") % {"category": category.label, "says": answer.get_says_display()}
    return f"{said} {answer.words}".strip()


def together(agora: Agora, lang: str) -> list[Section]:
    rows = list(agora.convergences.prefetch_related("items__statement", "items__category"))
    if not rows:
        return []
    sections = []
    for one in rows:
        live = [item for item in one.items.all() if item.is_live]
        lead = [Paragraph(one.words, lang=lang)] if one.words else []
        quotes = [Quote(item.words, item.category.label, lang=lang) for item in live]
        sections.append(Section(one.title, [*lead, *quotes], lang=lang))
    return [Section(_("Ce qui se rejoint"), sections=sections, new_page=True)]


def resolutions_of(agora: Agora, lang: str, *, inside: bool) -> Section:
    rows = agora.resolutions.told() if inside else agora.resolutions.told().adopted()
    sections = [Section(one.title, resolution(one, lang, inside=inside), lang=lang) for one in rows]
    blocks = [] if sections else [Paragraph(_("Aucune résolution n’est encore adoptée."), kind="missing")]
    return Section(_("Ce que nous résolvons"), blocks, sections, new_page=inside)


def resolution(one: Resolution, lang: str, *, inside: bool) -> list[Block]:
    facts = [(_("État"), str(one.get_state_display())), (_("Échelle"), str(one.get_scale_display()))]
    if one.due_on:
        facts.append((_("Pour quand"), date_format(one.due_on, "j F Y")))
    blocks: list[Block] = [Facts(facts)]
    if carriers := carried_by(one, inside=inside):
        blocks.append(Paragraph(_("Portée par : %(who)s.") % {"who": ", ".join(carriers)}))
    blocks += [Paragraph(line, lang=lang) for line in one.text.splitlines() if line.strip()]
    if one.reason and inside:  # said to those it was promised to
        blocks.append(Paragraph(_("Abandonnée : %(reason)s") % {"reason": one.reason}, lang=lang))
    blocks += [
        Quote(dissent.words, _("Dissensus : %(category)s") % {"category": dissent.category.label}, lang=lang)
        for dissent in one.dissents.all()
    ]
    followed = [follow_up for follow_up in one.follow_ups.all() if follow_up.says] if inside else []
    entries = [Entry(moment(follow_up.months), follow_up.words, badges=[str(follow_up.get_says_display())]) for follow_up in followed]  # fmt: skip
    return blocks + ([Items(entries, lang=lang)] if entries else [])


def carried_by(one: Resolution, *, inside: bool) -> list[str]:
    """People are named to those who were there; organisations and categories to all."""
    standing = [carrier for carrier in one.carriers.all() if carrier.left_on is None]
    who = [str(carrier) for carrier in standing if inside or carrier.organisation]
    return [*(category.label for category in one.categories.all()), *who]


def moment(months: int) -> str:
    return _("À %(months)s mois") % {"months": months}
