"""From what was entered to one document: chapters are functions, each returns a section (R504, R505, R506).

Frame words are in the language asked for; what people wrote stays French and says so.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.documents.model import Cover, Document
from fabrique.core.instance import alliance_name
from fabrique.roof.reports.build import accompaniment, annexes, conclusion, introduction, territories
from fabrique.roof.reports.build.material import Material, gather
from fabrique.roof.reports.enums import Audience


def build(cohort: Cohort, audience: Audience, language: str = "fr") -> Document:
    """The report of a cohort for one audience, as a document model. About fifteen queries, whatever the cohort."""
    with override(language):
        material = gather(cohort, audience, language)
        return Document(
            title=cohort.name,
            subtitle=_("Le chemin, les effets, les limites"),
            language=language,
            cover=cover(material),
            publisher=alliance_name(),
            date_label=cohort.season,
            fiction=cohort.fictional,
            notice=notice(audience),
            sections=[
                introduction.chapter(material),
                accompaniment.chapter(material),
                territories.chapter(material),
                conclusion.chapter(material),
                annexes.chapter(material),
            ],
        )


def cover(material: Material) -> Cover:
    count = len(material.participations)
    words = ngettext("%(n)s territoire en transition.", "%(n)s territoires en transition.", count) % {"n": count}
    return Cover(
        eyebrow=_("Rapport de cohorte"),
        lines=(words, _("Le chemin, les effets, les limites."), material.cohort.season),
        cubes=count,
    )


def notice(audience: Audience) -> str:
    if audience == Audience.PARTICIPANTS:
        return _("Pour les participants : ce document montre aussi ce qui a été relu et n’est pas encore publié.")
    if audience == Audience.FUNDER:
        return _("Pour la région et les financeurs : ce qui est publié, et les totaux.")
    return _("Sauf les citations signalées, les textes sont des synthèses ; ce qui manque est dit.")
