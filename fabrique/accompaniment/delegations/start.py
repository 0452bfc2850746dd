"""The first six weeks of a delegation: simple acts, each done by itself once the data says so (R295, D38).

Nothing is ticked by hand. A date is a wish, counted from the day the territory joined; without that day, the week alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.delegations.health import Health

WEEKS = 6


@dataclass(frozen=True)
class Step:
    week: int
    due: date | None
    done: bool
    title: str
    why: str
    url: str
    verb: str

    @property
    def late(self) -> bool:
        return not self.done and self.due is not None and self.due < timezone.localdate()


def steps_of(health: Health, dates: list) -> list[Step]:
    """In the order in which they help each other."""
    place = health.participation
    codes = [place.cohort.code, place.code]
    sheet = health.candidacy.sheet if health.candidacy and hasattr(health.candidacy, "sheet") else None
    agreed = sheet is not None and sheet.territory_agreed_at is not None and sheet.cohort_agreed_at is not None
    file = (
        reverse("recruitment:candidacy", args=[codes[0], health.candidacy.code]) if health.candidacy
        else reverse("delegations:delegation", args=codes)
    )  # fmt: skip
    state = any(chair.category.key == "state" and chair.holders for chair in health.chairs)

    def step(week: int, done: bool, *words: str) -> Step:
        due = place.joined_on + timedelta(weeks=week) if place.joined_on else None
        return Step(week, due, done, *words)

    def here(name: str) -> str:
        return reverse(f"delegations:{name}", args=codes)

    return [
        step(1, health.referent is not None, _("Quelqu’un anime la délégation"),
             _("Une personne à appeler, et une seule."), here("delegation"), _("Voir qui")),
        step(1, bool(health.executive and health.executive.secretariat_name), _("Le secrétariat de l’exécutif est connu"),
             _("C’est par lui que passent les dates."), here("executive"), _("Noter qui")),
        step(2, health.commitment is not None, _("La tête de l’exécutif s’est engagée"),
             _("En deux phrases, par écrit : on s’y référera dans un moment difficile."), file, _("Voir le dossier")),
        step(2, agreed, _("On sait ce que chacun donne et reçoit"),
             _("Et ce qui n’est pas compris : une déception évitée."), file, _("Lire la feuille")),
        step(3, not health.missing, _("Chaque catégorie a quelqu’un"),
             _("Une personne suffit pour commencer."), here("add-seat"), _("Noter qui vient")),
        step(4, state or place.state_invitations.exists(), _("L’État est invité"),
             _("Plus il vient tôt, moins il dit non tard."), here("state"), _("Noter une invitation")),
        step(5, bool(dates), _("La prochaine date est dans les agendas"),
             _("Une date connue de tous vaut mieux que trois relances."), here("secretariat"), _("Imprimer les dates")),
        step(6, place.projects.exists(), _("Un premier projet a un titre"),
             _("Un titre suffit ; le reste vient en marchant."), reverse("evaluation:place", args=codes), _("Le commencer")),
    ]  # fmt: skip


def in_first_weeks(place: Participation) -> bool:
    return place.joined_on is not None and timezone.localdate() <= place.joined_on + timedelta(weeks=WEEKS)
