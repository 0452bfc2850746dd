"""One page for those who decide: figures, three effects, three limits, what comes next. No ranking: what is shown is
one effect for each way of changing, then one limit for each of the themes most often told."""

from collections import Counter
from textwrap import shorten

from django.utils.translation import gettext as _

from fabrique.accompaniment.evaluation.enums import LessonKind
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.core.documents.model import Bullets, Cover, Document, Entry, Facts, Items, Paragraph, Section
from fabrique.core.instance import alliance_name
from fabrique.roof.reports.build.material import Material

FEW = 3
TITLE, TEXT, NEXT = 70, 130, 100  # what fits on the page, whatever was written


def sheet(material: Material, language: str, notice: str) -> Document:
    cohort = material.cohort
    return Document(
        title=shorten(cohort.name, TITLE, placeholder="…"),
        subtitle=_("L’essentiel en une page"),
        language=language,
        cover=Cover(eyebrow=_("Rapport de cohorte")),
        publisher=alliance_name(),
        date_label=cohort.season,
        fiction=cohort.fictional,
        notice=notice,
        sheet=True,
        sections=[
            Section(_("En chiffres"), [Facts(figures(material))]),
            Section(_("Ce qui a changé"), listed(effects(material), _("Aucun effet exprimé à ce jour."), material.lang)),
            Section(_("Ce qui résiste"), listed(limits(material), _("Aucune limite exprimée à ce jour."), material.lang)),
            Section(_("Et maintenant"), nexts(material)),
        ],
    )  # fmt: skip


def figures(material: Material) -> list[tuple[str, str]]:
    pairs = [(_("Territoires"), str(len(material.participations)))]
    pairs += [(_("Séances"), str(len(material.sessions)))] if material.sessions else []
    pairs += [(_("Effets racontés"), str(len(material.effects))), (_("Limites dites"), str(len(material.limits)))]
    return pairs + [(fact.label, fact.value) for fact in list(material.cohort.diagnostic_facts.all())[:1]]


def told(material: Material, rows: list) -> list:
    """Those of the territories whose chapter is read."""
    return [row for row in rows if not material.absence(row.participation_id)]


def effects(material: Material) -> list[Entry]:
    """One for each frame, of as many territories as possible."""
    rows, seen, chosen = told(material, material.effects), set(), []
    for frame in sorted({row.frame for row in rows}, key=lambda item: item.order)[:FEW]:
        here = [row for row in rows if row.frame_id == frame.pk]
        row = next((one for one in here if one.participation_id not in seen), here[0])
        seen.add(row.participation_id)
        chosen.append(entry(material, row, str(row), row.frame.label))
    return chosen


def limits(material: Material) -> list[Entry]:
    rows, seen, chosen = told(material, material.limits), set(), []
    often = Counter(row.theme for row in rows)
    for theme, _count in sorted(often.items(), key=lambda pair: (-pair[1], pair[0].order))[:FEW]:
        here = [row for row in rows if row.theme_id == theme.pk]
        row = next((one for one in here if one.participation_id not in seen), here[0])
        seen.add(row.participation_id)
        chosen.append(entry(material, row, row.title, theme.label))
    return chosen


def entry(material: Material, row: Effect | Limit, title: str, badge: str) -> Entry:
    place = next(one for one in material.participations if one.pk == row.participation_id)
    cut = shorten(row.text, TEXT, placeholder="…")
    return Entry(
        shorten(title, TITLE, placeholder="…"), cut, shorten(place.territory.name, TITLE, placeholder="…"), (badge,)
    )


def listed(entries: list[Entry], missing: str, lang: str) -> list:
    return [Items(entries, lang=lang)] if entries else [Paragraph(missing, kind="missing")]


def nexts(material: Material) -> list:
    """What is ahead; without perspectives, the questions that stay open."""
    lessons = list(material.cohort.lessons.all())
    for kind in (LessonKind.PERSPECTIVE, LessonKind.QUESTION, LessonKind.IMPROVEMENT):
        rows = [shorten(one.title, NEXT, placeholder="…") for one in lessons if one.kind == kind][:FEW]
        if rows:
            return [Bullets(rows, lang=material.lang)]
    return [Paragraph(_("Non exprimé à ce jour."), kind="missing")]
