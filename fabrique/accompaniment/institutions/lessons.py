"""« Lessons for institutions »: what one or several cohorts published, by theme, for a COP, a CRTE, an assembly (R522).

Published effects and limits only; sheets that wait, and why only to those who may read why. Two cohorts are also laid
side by side on the same themes (R523): titles facing titles, never a count.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.accompaniment.institutions.enums import WAITING
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Document, Entry, Items, Paragraph, Section, Table
from fabrique.core.instance import alliance_name

CHANGED, RESISTS, WAITS = "effect", "limit", "sheet"


@dataclass(frozen=True)
class Lesson:
    kind: str
    theme: str
    title: str
    text: str
    place: str
    cohort: Cohort


@dataclass(frozen=True)
class Theme:
    name: str
    lessons: list[Lesson]

    def of(self, cohort: Cohort) -> list[Lesson]:
        return [lesson for lesson in self.lessons if lesson.cohort == cohort]


@dataclass(frozen=True)
class Chapter:
    title: str
    themes: list[Theme]


def gather(cohorts: Iterable[Cohort], person) -> list[Lesson]:
    """Four queries at most, whatever the cohorts; in the order of the themes, then of the places."""
    of = {"participation__cohort__in": list(cohorts)}
    joined = ("participation__cohort", "participation__territory")
    effects = Effect.objects.published().filter(**of).select_related("family", *joined)
    limits = Limit.objects.published().filter(**of).select_related("theme", *joined)
    waiting = ActionSheet.objects.filter(cohort__in=of["participation__cohort__in"], state__in=WAITING)
    told = set(ActionSheet.objects.visible_to(person).filter(pk__in=waiting.values("pk")).values_list("pk", flat=True))
    found = [
        Lesson(CHANGED, row.family.label if row.family else _("Autres effets"), str(row), row.text if row.label else "",
               row.participation.territory.name, row.participation.cohort)
        for row in effects.order_by("family__order", "family__pk", "participation__territory__name", "order", "pk")
    ]  # fmt: skip
    found += [
        Lesson(
            RESISTS, row.theme.label, row.title, row.text, row.participation.territory.name, row.participation.cohort
        )
        for row in limits.order_by("theme__order", "theme__pk", "participation__territory__name", "order", "pk")
    ]
    return found + [
        Lesson(WAITS, str(row.get_state_display()), row.title, row.reason if row.pk in told else "", "", row.cohort)
        for row in waiting.select_related("cohort").order_by("state", "cohort__name", "order", "pk")
    ]


def themes_of(lessons: list[Lesson]) -> list[str]:
    return list(dict.fromkeys(lesson.theme for lesson in lessons))


def chapters(lessons: list[Lesson]) -> list[Chapter]:
    titles = {CHANGED: _("Ce qui a changé"), RESISTS: _("Ce qui résiste"), WAITS: _("Ce qui attend l’institution")}
    found = []
    for kind, title in titles.items():
        own = [lesson for lesson in lessons if lesson.kind == kind]
        themes = [Theme(name, [lesson for lesson in own if lesson.theme == name]) for name in themes_of(own)]
        found += [Chapter(title, themes)] if themes else []
    return found


def build(cohorts: list[Cohort], lessons: list[Lesson], language: str) -> Document:
    with override(language):
        lang = "" if language == "fr" else "fr"
        sections = [section(chapter, lang) for chapter in chapters(lessons)]
        if len(cohorts) == 2:
            sections.append(side_by_side(cohorts, lessons, lang))
        empty = Section(
            _("Rien de publié à ce jour"), [Paragraph(_("Ces cohortes n’ont encore rien publié sur ce thème."))]
        )
        return Document(
            title=_("Leçons pour les institutions"),
            subtitle=", ".join(cohort.name for cohort in cohorts),
            language=language,
            publisher=alliance_name(),
            date_label=date_format(timezone.localdate(), "j F Y"),
            fiction=any(cohort.fictional for cohort in cohorts),
            notice=notice(lessons),
            sections=sections or [empty],
        )


def notice(lessons: list[Lesson]) -> str:
    if any(lesson.kind == WAITS and lesson.text for lesson in lessons):
        return _("Les raisons des fiches en attente sont entre les personnes de la cohorte : ne les publiez pas.")
    return _("Ce qui est publié par les territoires, dans leurs mots ou en synthèse.")


def section(chapter: Chapter, lang: str) -> Section:
    return Section(chapter.title, sections=[
        Section(theme.name, [Items([entry(lesson) for lesson in theme.lessons], lang=lang)]) for theme in chapter.themes
    ])  # fmt: skip


def entry(lesson: Lesson) -> Entry:
    return Entry(lesson.title, lesson.text, ", ".join(filter(None, (lesson.place, lesson.cohort.name))))


def side_by_side(cohorts: list[Cohort], lessons: list[Lesson], lang: str) -> Section:
    nothing = _("rien de publié")
    tables = [
        Table(
            chapter.title, (_("Thème"), *(cohort.name for cohort in cohorts)),
            [(theme.name, *(" · ".join(one.title for one in theme.of(cohort)) or nothing for cohort in cohorts))
             for theme in chapter.themes],
            lang=lang,
        )
        for chapter in chapters(lessons)
    ]  # fmt: skip
    says = Paragraph(_("Les mêmes thèmes, dans les mots de chacune. Rien n’est compté, rien n’est classé."))
    return Section(_("Côte à côte"), [says, *tables], new_page=True)


def table(lessons: list[Lesson]) -> tuple[list[str], list[list[str]]]:
    kinds = {CHANGED: _("effet"), RESISTS: _("limite"), WAITS: _("fiche en attente")}
    header = [_("Quoi"), _("Thème"), _("Titre"), _("Texte"), _("Territoire"), _("Cohorte"), _("Fictif")]
    return header, [
        [kinds[one.kind], one.theme, one.title, one.text, one.place, one.cohort.name,
         _("oui") if one.cohort.fictional else _("non")]
        for one in lessons
    ]  # fmt: skip
