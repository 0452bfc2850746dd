"""The documents of a restitution, all made of the very text that was signed (R378, R346); before it is held, they say so."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.restitution.enums import Group, Horizon
from fabrique.accompaniment.restitution.guard import PUBLIC
from fabrique.accompaniment.restitution.models import Edition
from fabrique.accompaniment.restitution.releases import told
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Cover, Document, Entry, Items, Notice, Paragraph, Quote, Section, Table
from fabrique.core.instance import alliance_name
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item


def build(edition: Edition, paper: str) -> Document:
    """In French whatever the page: it is what was read again."""
    content = told(edition)
    place = edition.diagnostic.participation
    with override("fr"):
        day = edition.presentation.held_on
        if restitution := getattr(edition, "restitution", None):
            day = restitution.held_on
        title, sections = PAPERS[paper]
        name, mark = str(title()), numbered(edition)
        if not restitution:
            name = _("%(title)s, avant la restitution") % {"title": name}
            mark = _("Présentée au n° 1, pas encore restituée : ne la diffusez pas. %(version)s") % {"version": mark}
        return Document(
            title=name, subtitle=f"{content['territory']}, {content['cohort']}", language="fr",
            publisher=alliance_name(), date_label=date_format(day, "j F Y"), fiction=place.cohort.fictional,
            cover=Cover(eyebrow=_("Diagnostic sensible")), notice=mark, sheet=paper == "page",
            sections=[*sections(content, categories(edition)), bounds(content, edition)],
        )  # fmt: skip


def numbered(edition: Edition) -> str:
    return _("Version n° %(number)s, empreinte %(print)s") % {"number": edition.number, "print": edition.print}


def bounds(content: dict[str, Any], edition: Edition) -> Section:
    """R346: on every paper."""
    heard = [_("Au moins %(n)s personnes entendues.") % {"n": content["met"]}] if content["met"] else []
    blocks = [Notice(_("Limites"), content["limits"]), Paragraph(" ".join([*heard, numbered(edition)]), kind="note")]
    return Section(_("Ce que cette restitution ne peut pas dire"), blocks, anchor="limites")


def deck(content: dict[str, Any], names: dict[str, str]) -> list[Section]:
    """One group a page, one finding a sub-section."""
    found = []
    for group in Group:
        rows = [one for one in content["findings"] if one["group"] == group]
        sections = [Section(one["theme"], said(one, names)) for one in rows]
        nothing = [Paragraph(_("Rien qui se dise à plusieurs voix."), kind="missing")]
        found.append(Section(str(group.label), [] if rows else nothing, sections=sections, anchor=group.value, new_page=True))  # fmt: skip
    return [*found, advice(content, new_page=True)]


def said(one: dict[str, Any], names: dict[str, str]) -> list:
    blocks: list = [Paragraph(one["text"])]
    if one["category"]:
        blocks.append(Paragraph(_("Dit par : %(who)s.") % {"who": names.get(one["category"], "")}, kind="note"))
    return blocks + [Quote(quoted["text"]) for quoted in one["verbatims"]]


def one_page(content: dict[str, Any], names: dict[str, str]) -> list[Section]:
    found = []
    for group in Group:
        rows = [Entry(one["theme"], one["text"]) for one in content["findings"] if one["group"] == group]
        found.append(Section(str(group.label), [Items(rows)] if rows else [Paragraph(_("Rien qui se dise à plusieurs voix."), kind="missing")], anchor=group.value))  # fmt: skip
    return found


def advice(content: dict[str, Any], *, new_page: bool = False) -> Section:
    rows = [
        (one["text"], one["addressee"], str(Horizon(one["horizon"]).label) if one["horizon"] else "", one["theme"])
        for one in content["recommendations"]
    ]
    headers = (_("Recommandation"), _("À qui"), _("Pour quand"), _("Thème"))
    table: list = [Table(_("Recommandations"), headers, rows)] if rows else [Paragraph(_("Aucune."), kind="missing")]
    return Section(_("Ce que nous recommandons"), table, anchor="recommandations", new_page=new_page)


PAPERS: dict[str, tuple[Callable, Callable]] = {
    "presentation": (lambda: _("Ce que nous avons entendu"), deck),
    "page": (lambda: _("L’essentiel en une page"), one_page),
    "recommandations": (lambda: _("Nos recommandations"), lambda content, names: [advice(content)]),
}
NAMES = {
    "presentation": lambda: _("La présentation"),
    "page": lambda: _("L’essentiel en une page"),
    "recommandations": lambda: _("Le tableau des recommandations"),
}


def dataset(edition: Edition) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The anonymous coded data of A32: what was signed, a line each, and nothing that the guard has not read.

    No line of what was coded interview by interview: lines counted would give the voices (reliability 4.3.4).
    """
    content, names = told(edition), categories(edition)
    header = (
        _("Quoi"),
        _("Repère"),
        _("Partie"),
        _("Thème"),
        _("Texte"),
        _("Dit par"),
        _("À qui"),
        _("Pour quand"),
        _("Vient de"),
    )
    rows = []
    for one in content["findings"]:
        part = str(Group(one["group"]).label)
        rows.append(
            (_("constat"), one["label"], part, one["theme"], one["text"], names.get(one["category"], ""), "", "", "")
        )
        rows += [
            (_("citation"), said["label"], part, one["theme"], said["text"], "", "", "", one["label"])
            for said in one["verbatims"]
        ]
    for one in content["recommendations"]:
        when = str(Horizon(one["horizon"]).label) if one["horizon"] else ""
        rows.append(
            (
                _("recommandation"),
                one["label"],
                "",
                one["theme"],
                one["text"],
                "",
                one["addressee"],
                when,
                " ".join(one["findings"]),
            )
        )
    return header, rows


def categories(edition: Edition) -> dict[str, str]:
    scope = edition.diagnostic.participation.scope
    return {one.key: one.name_fr for one in Item.objects.of(ReferentialKey.CATEGORIES, within=scope)} | {
        PUBLIC: _("acteurs publics")
    }
