"""Two cohorts side by side: does a common discourse emerge? (R523, R494) Families and themes are ours, words are theirs.

Nothing is counted nor ranked: a family is told on one side, on the other, or on both, with the labels as they were said.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.core.documents.model import Block, Bullets, Cover, Document, Facts, Paragraph, Section, Table
from fabrique.core.instance import alliance_name

MOST = 40  # labels in one cell: a cell is read at a glance


@dataclass(frozen=True)
class Line:
    """One family of effects or one theme of limits: what each side says of it, in its own words."""

    label: str
    first: list[str]
    second: list[str]

    @property
    def common(self) -> bool:
        return bool(self.first and self.second)


@dataclass(frozen=True)
class Compared:
    first: Cohort
    second: Cohort
    effects: list[Line]
    limits: list[Line]

    def verdict(self) -> str:
        """In words, what the pages below say."""
        lines = [*self.effects, *self.limits]
        if not any(line.first for line in lines) or not any(line.second for line in lines):
            return _("L’une des deux cohortes n’a encore rien publié : rien ne se compare.")
        if not any(line.common for line in lines):
            return _("Aucune famille d’effets et aucun thème de limites n’est dit des deux côtés à ce jour.")
        return _("Voici ce que les deux cohortes disent, chacune avec ses mots.")


def compare(first: Cohort, second: Cohort) -> Compared:
    """What is published, and nothing else. Four queries."""
    effects = Effect.objects.published().select_related("family", "participation").in_reading_order()
    limits = Limit.objects.published().select_related("theme", "participation").in_reading_order()
    return Compared(
        first,
        second,
        lines(effects.filter(participation__cohort__in=(first, second)), first, family, str),
        lines(
            limits.filter(participation__cohort__in=(first, second)),
            first,
            lambda one: one.theme,
            lambda one: one.title,
        ),
    )


def family(effect: Effect):
    return effect.family


def lines(rows: Iterable, first: Cohort, group_of: Callable, words_of: Callable) -> list[Line]:
    sides: dict = defaultdict(lambda: ([], []))
    for row in rows:
        words = words_of(row)
        side = sides[group_of(row)][row.participation.cohort_id != first.pk]
        if words not in side:
            side.append(words)
    ordered = sorted(sides, key=lambda item: (item is None, item.order if item else 0))
    return [Line(item.label if item else _("Sans famille"), *sides[item]) for item in ordered]


def build(compared: Compared, language: str) -> Document:
    with override(language):
        lang = "" if language == "fr" else "fr"
        first, second = compared.first, compared.second
        return Document(
            title=_("%(first)s, %(second)s") % {"first": first.name, "second": second.name},
            subtitle=_("Un discours commun apparaît-il ?"),
            language=language,
            cover=Cover(eyebrow=_("Deux cohortes côte à côte"), lines=(first.season, second.season)),
            publisher=alliance_name(),
            fiction=first.fictional or second.fictional,
            notice=_("Seul ce qui est publié est montré. Les mots sont ceux des territoires ; les familles sont les nôtres, pour pouvoir rapprocher. Rien n’est compté ni classé."),
            sections=[
                Section(_("Ce qui se dit des deux côtés"), [Paragraph(compared.verdict(), kind="lede"), *both(compared)]),
                Section(_("Les familles d’effets"), table(compared, compared.effects, _("Famille"), lang)),
                Section(_("Les thèmes des limites"), table(compared, compared.limits, _("Thème"), lang)),
                Section(_("Ce qui n’est dit que d’un côté"), alone(compared)),
                Section(_("D’où viennent ces mots"), sources(compared)),
            ],
        )  # fmt: skip


def both(compared: Compared) -> list[Block]:
    names = [line.label for line in (*compared.effects, *compared.limits) if line.common]
    return [Bullets(names)] if names else []


def table(compared: Compared, lines: list[Line], head: str, lang: str) -> list[Block]:
    if not lines:
        return [Paragraph(_("Rien n’est publié à ce jour."), kind="missing")]
    rows = [(line.label, cell(line.first), cell(line.second)) for line in lines]
    headers = (head, compared.first.name, compared.second.name)
    return [Table(_("Avec les mots de chacun"), headers, rows, lang=lang)]


def cell(words: list[str]) -> str:
    shown = " ; ".join(words[:MOST])
    return (shown + " …" if len(words) > MOST else shown) or "–"


def alone(compared: Compared) -> list[Block]:
    lines = [*compared.effects, *compared.limits]
    pairs = [
        (cohort.name, ", ".join(line.label for line in lines if own(line) and not line.common) or "–")
        for cohort, own in ((compared.first, lambda line: line.first), (compared.second, lambda line: line.second))
    ]
    return [Facts(pairs)]


def sources(compared: Compared) -> list[Block]:
    told = [
        f"{cohort.name} : {_('invention') if cohort.fictional else cohort.source or _('ce qui a été entré ici')}"
        for cohort in (compared.first, compared.second)
    ]
    return [Bullets(told)]
