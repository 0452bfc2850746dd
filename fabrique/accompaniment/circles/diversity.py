"""Who comes, over time (R562): shares that name nobody, from consultations and from attendance. Small numbers are hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.workspace.models import Consultation
from fabrique.core.dates import date_format
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Event, Registration

FEWEST = 5


@dataclass(frozen=True)
class Share:
    """So many of those who came on a day or in a season. Under five on either side, the figure stays hidden."""

    label: str
    part: int | None
    whole: int

    @property
    def hidden(self) -> bool:
        if self.part is None:
            return False
        return self.whole < FEWEST or 0 < self.part < FEWEST or 0 < self.whole - self.part < FEWEST

    @property
    def percent(self) -> int | None:
        if self.part is None or self.hidden or not self.whole:
            return None
        return round(100 * min(self.part, self.whole) / self.whole)

    @property
    def told(self) -> str:
        if self.part is None:
            return _("non compté")
        if self.percent is None:
            return _("trop peu de personnes pour le dire")
        return _("%(part)d sur %(whole)d, %(percent)d %%") % {
            "part": self.part, "whole": self.whole, "percent": self.percent}  # fmt: skip


@dataclass(frozen=True)
class Series:
    """One question, its shares from the oldest to the newest."""

    title: str
    shares: tuple[Share, ...]
    ours: bool = False

    @property
    def ends(self) -> tuple[Share, Share] | None:
        """The first and the last that can be told, when there are two."""
        told = [share for share in self.shares if share.percent is not None]
        return (told[0], told[-1]) if len(told) > 1 else None


@dataclass(frozen=True)
class Gathering:
    """What consultations of one day, or of one half-year, count together."""

    label: str
    came: int
    counted: int
    newcomers: int | None
    publics: dict[str, int]


def days(consultations: Iterable[Consultation]) -> list[Gathering]:
    return [gather(f"{date_format(one.held_on, 'j F Y')}, {one.title}", [one]) for one in consultations]


def half_years(consultations: Iterable[Consultation]) -> list[Gathering]:
    """All the territories of a cohort together: none is compared with another (R020)."""
    return [gather(label, list(group)) for label, group in groupby(consultations, lambda one: half_year(one.held_on))]


def half_year(day: date) -> str:
    words = _("premier semestre %(year)d") if day.month <= 6 else _("second semestre %(year)d")
    return words % {"year": day.year}


def gather(label: str, consultations: list[Consultation]) -> Gathering:
    counted = [one for one in consultations if one.newcomers is not None]
    publics: dict[str, int] = {}
    for one in consultations:
        for public in one.publics.all():
            publics[public.label] = publics.get(public.label, 0) + public.count
    newcomers = sum(one.newcomers or 0 for one in counted) if counted else None
    return Gathering(
        label, sum(one.came for one in consultations), sum(one.came for one in counted), newcomers, publics
    )


def series_of(gatherings: list[Gathering]) -> list[Series]:
    """Newcomers first, then each public by its name, in alphabetical order."""
    if not gatherings:
        return []
    new = tuple(Share(one.label, one.newcomers, one.counted or one.came) for one in gatherings)
    labels = sorted({label for one in gatherings for label in one.publics})
    return [Series(_("Venues pour la première fois à une consultation"), new, ours=True)] + [
        Series(label, tuple(Share(one.label, one.publics.get(label), one.came) for one in gatherings))
        for label in labels
    ]


def attendance(person, scope) -> Series | None:
    """At each past date of this circle, who was there for the first time. Accounts only: guests are soon forgotten. Two queries."""
    held = Event.objects.visible_to(person).filter(scope=scope, starts_at__lt=timezone.now()).in_time()
    there = Registration.objects.filter(event__in=held, state=RegistrationState.PRESENT, person__isnull=False)
    rows = there.order_by("event__starts_at", "event").values_list("event", "person")
    came = {event: {who for _event, who in group} for event, group in groupby(rows, lambda row: row[0])}
    known: set[int] = set()
    shares = []
    for event in held:
        people = came.get(event.pk, set())
        if people:
            label = f"{date_format(event.day, 'j F Y')}, {event.title}"
            shares.append(Share(label, len(people - known), len(people)))
            known |= people
    return (
        Series(_("Présentes pour la première fois à une date de l’agenda"), tuple(shares), ours=True)
        if shares
        else None
    )


def sentence(series: list[Series]) -> str:
    """What the figures say, first, in plain words."""
    if not series:
        return _(
            "Rien n’est encore compté : notez vos consultations, et combien de personnes viennent pour la première fois."
        )
    ends = series[0].ends
    if ends is None:
        told = next((share for share in series[0].shares if share.percent is not None), None)
        if told is None:
            return _("Il faut au moins cinq personnes, et cinq qui reviennent, pour qu’un chiffre ne désigne personne.")
        return _("%(percent)d %% des personnes venaient pour la première fois. Il faudra une autre date pour comparer.") % {
            "percent": told.percent}  # fmt: skip
    first, last = ends
    facts = {"first": first.percent, "last": last.percent}
    if (last.percent or 0) > (first.percent or 0):
        return (
            _("Le cercle s’ouvre : %(last)d %% de personnes nouvelles la dernière fois, %(first)d %% la première.")
            % facts
        )
    if (last.percent or 0) < (first.percent or 0):
        return (
            _("De moins en moins de têtes nouvelles : %(last)d %% la dernière fois, %(first)d %% la première.") % facts
        )
    return _("La part de personnes nouvelles n’a pas bougé : %(last)d %%.") % facts
