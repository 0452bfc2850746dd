"""The way in, counted (R286): what the files show, and what a source states when nothing was followed here."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.recruitment.enums import CandidacyState
from fabrique.accompaniment.recruitment.models import Candidacy
from fabrique.core.pictures import Picture, draw_bars


@dataclass(frozen=True)
class Funnel:
    """`steps` are pairs (words, number); `source` says whose numbers they are, empty when they are counted here."""

    steps: list[tuple[str, int]]
    source: str
    picture: Picture


def counted(cohort: Cohort) -> list[tuple[str, int]]:
    """Who is engaged was approached and met, whatever was noted: a step never holds more than the one before."""
    engaged = Q(state=CandidacyState.ENGAGED)
    met = Q(presented_on__isnull=False) | engaged
    numbers = Candidacy.objects.filter(cohort=cohort).aggregate(
        approached=Count("pk", filter=Q(approached_on__isnull=False) | met),
        presented=Count("pk", filter=met),
        engaged=Count("pk", filter=engaged),
    )
    return [
        (_("rencontres de présentation"), cohort.presentations.count()),
        (_("territoires approchés"), numbers["approached"]),
        (_("présentations du parcours"), numbers["presented"]),
        (_("territoires engagés"), numbers["engaged"]),
    ]


def funnel_of(cohort: Cohort) -> Funnel | None:
    """A source's own numbers come first: they tell of a recruitment that was not followed here."""
    stated = list(cohort.steps.all())
    steps = [(step.label, step.value) for step in stated] or counted(cohort)
    if not any(number for _words, number in steps):
        return None
    picture = draw_bars(
        steps,
        title=_("Du premier contact à l’engagement"),
        description=_("Chaque cube est une rencontre ou un territoire. Un territoire qui s’arrête a reçu une réponse."),
        prefix="entree",
    )
    return Funnel(steps, stated[0].source if stated else "", picture)
