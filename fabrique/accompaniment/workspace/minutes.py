"""The decisions of a delegation as a document one can hold: minutes that make reference (R557)."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace.models import Decision
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Document, Facts, Paragraph, Section


def build(participation: Participation, decisions: Iterable[Decision], language: str) -> Document:
    today = date_format(timezone.localdate(), "j F Y")
    return Document(
        title=_("Relevé de décisions"),
        subtitle=f"{participation.territory.name}, {participation.cohort.name}",
        language=language,
        date_label=today,
        fiction=participation.cohort.fictional,
        notice=_("Tenu par la délégation. Une décision ne s’efface pas : une autre peut la remplacer."),
        sections=[section(decision, language) for decision in decisions]
        or [Section(_("Aucune décision inscrite"), [Paragraph(_("Au %(day)s, rien n’est inscrit.") % {"day": today})])],
    )


def section(decision: Decision, language: str) -> Section:
    written_in = "" if language == "fr" else "fr"
    facts = [(_("Décidé le"), date_format(decision.decided_on, "j F Y")), (_("Par"), decision.body)]
    if decision.present:
        facts.append((_("Qui était là"), decision.present))
    if decision.story:
        facts.append((_("Dans l’histoire"), decision.story))
    if decision.replaces:
        facts.append((_("Remplace"), decision.replaces.title))
    if later := getattr(decision, "replaced_by", None):
        facts.append((_("Remplacée par"), later.title))
    return Section(
        decision.title, [Facts(facts, lang=written_in), Paragraph(decision.reason, lang=written_in)], lang=written_in
    )
