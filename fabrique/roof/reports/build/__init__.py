"""From what was entered to one document: chapters are functions, each returns a section (R504, R505, R506).

Frame words are in the language asked for; what people wrote stays French and says so.
"""

import hashlib
import json
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents import frozen
from fabrique.core.documents.model import Cover, Document
from fabrique.core.instance import alliance_name
from fabrique.roof.reports.build import accompaniment, annexes, conclusion, introduction, summary, territories
from fabrique.roof.reports.build.material import Material, gather
from fabrique.roof.reports.enums import Audience, Shape


@dataclass(frozen=True)
class Made:
    """A document, and what could not be drawn in it."""

    document: Document
    faults: list[str] = field(default_factory=list)


def build(cohort: Cohort, audience: Audience, language: str = "fr", *, published: bool = False) -> Document:
    """The report of a cohort for one audience, as a document model. About twenty queries, whatever the cohort."""
    return make(cohort, audience, language, published=published)[Shape.REPORT].document


def summarise(cohort: Cohort, audience: Audience, language: str = "fr", *, published: bool = False) -> Document:
    return make(cohort, audience, language, published=published)[Shape.SUMMARY].document


def make(cohort: Cohort, audience: Audience, language: str = "fr", *, published: bool = False) -> dict[Shape, Made]:
    """The whole and its one page, from one reading. `published`: without what a territory did not agree to."""
    with override(language):
        material = gather(cohort, audience, language, published=published)
        report = whole(material, language)
        return {
            Shape.REPORT: Made(report, material.faults),
            Shape.SUMMARY: Made(summary.sheet(material, language, notice(material))),
        }


def whole(material: Material, language: str) -> Document:
    cohort = material.cohort
    return Document(
        title=cohort.name,
        subtitle=_("Le chemin, les effets, les limites"),
        language=language,
        cover=cover(material),
        publisher=alliance_name(),
        date_label=cohort.season,
        fiction=cohort.fictional,
        notice=notice(material),
        sections=[
            introduction.chapter(material),
            accompaniment.chapter(material),
            territories.chapter(material),
            conclusion.chapter(material),
            annexes.chapter(material),
        ],
    )


def fingerprints(cohort: Cohort) -> dict[int, str]:
    """Of what each territory reads again, by participation: another one when a word of its chapter changed."""
    with override("fr"):
        material = gather(cohort, Audience.PUBLIC, "fr")
        return {one.pk: mark(territories.as_told(material, one)) for one in material.participations}


def mark(section) -> str:
    return hashlib.sha256(json.dumps(frozen.freeze(section), sort_keys=True).encode()).hexdigest()


def chapter_of(chapter, language: str) -> Document:
    """One chapter alone, as others will read it, with the cohort's name above."""
    cohort = chapter.cohort
    with override(language):
        material = gather(cohort, Audience.PUBLIC, language)
        place = next(one for one in material.participations if one.pk == chapter.participation_id)
        section = territories.as_told(material, place)
        return Document(title=cohort.name, language=language, fiction=cohort.fictional, sheet=True, sections=[section])


def cover(material: Material) -> Cover:
    count = len(material.participations)
    words = ngettext("%(n)s territoire en transition.", "%(n)s territoires en transition.", count) % {"n": count}
    return Cover(
        eyebrow=_("Rapport de cohorte"),
        lines=(words, _("Le chemin, les effets, les limites."), material.cohort.season),
        cubes=count,
    )


def notice(material: Material) -> str:
    if not material.published and material.chapters:
        return _("Document de travail : les territoires ne l’ont pas encore tous relu. Ne le faites pas circuler.")
    if material.audience == Audience.PARTICIPANTS:
        return _("Pour les participants : ce document montre aussi ce qui a été relu et n’est pas encore publié.")
    if material.audience == Audience.FUNDER:
        return _("Pour la région et les financeurs : ce qui est publié, et les totaux.")
    return _("Sauf les citations signalées, les textes sont des synthèses ; ce qui manque est dit.")
