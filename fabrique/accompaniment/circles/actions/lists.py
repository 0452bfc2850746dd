"""Before the draw: what is announced, the quotas, the list."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.circles import permissions as may
from fabrique.accompaniment.circles import tables
from fabrique.accompaniment.circles.enums import Axis, CandidateState, DrawState
from fabrique.accompaniment.circles.models import Band, Candidate, Draw
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.text import fold
from fabrique.ground.people.models import Person

MOST_BANDS = 12  # of one axis
MOST_CANDIDATES = 3000
ANNOUNCED = ("title", "purpose", "seats", "opposed_seats", "origin", "notice", "erase_on")


def held(draw: Draw) -> Draw:
    """The draw, held until the transaction ends: its list does not move while it is frozen or drawn."""
    return Draw.objects.select_for_update(of=("self",)).get(pk=draw.pk)


def check(values: dict[str, Any]) -> None:
    if values["opposed_seats"] > values["seats"]:
        raise Denied(_("Il y a plus de sièges gardés que de sièges."))
    if values["erase_on"] <= timezone.localdate():
        raise Denied(_("Donnez un jour à venir pour l’effacement de la liste."))


@transaction.atomic
def open_draw(*, participation: Participation, by: Person, **announced: Any) -> Draw:
    may.widen(by, participation)
    values = {name: announced[name] for name in ANNOUNCED}
    check(values)
    if participation.draws.filter(title=values["title"]).exists():
        raise Denied(_("Un tirage porte déjà ce titre."))
    draw = Draw.objects.create(participation=participation, **values)
    audit.record(by, "draw-opened", draw, participation=participation.code)
    return draw


def still_open(draw: Draw) -> None:
    if draw.state != DrawState.PREPARING or draw.erased_at:
        raise Denied(_("La liste est gelée : ce qui a été annoncé ne change plus."))


@transaction.atomic
def edit_draw(*, draw: Draw, seen: int, by: Person, **announced: Any) -> Draw:
    may.organise(by, draw)
    still_open(held(draw))
    values = {name: announced[name] for name in ANNOUNCED}
    check(values)
    if draw.participation.draws.filter(title=values["title"]).exclude(pk=draw.pk).exists():
        raise Denied(_("Un tirage porte déjà ce titre."))
    audit.record(by, "draw-edited", draw, fields=", ".join(draw.save_values(values, seen=seen)))
    return draw


@transaction.atomic
def set_bands(*, draw: Draw, table: str, statistics: str, statistics_on: date, by: Person) -> list[Band]:
    """The public statistics of the three axes, whole: what was there before is replaced."""
    may.organise(by, draw)
    still_open(held(draw))
    if statistics_on > timezone.localdate():
        raise Denied(_("Ces chiffres sont datés de demain : donnez le jour où ils ont été publiés."))
    rows = tables.read_bands(table)
    for axis in Axis:
        of_axis = [count for found, _label, count in rows if found == axis]
        if not 1 <= len(of_axis) <= MOST_BANDS or not sum(of_axis):
            raise Denied(
                _("Donnez l’âge, le sexe et la catégorie : de une à douze tranches chacun, avec des habitants.")
            )
    draw.bands.all().delete()
    bands = Band.objects.bulk_create(
        Band(draw=draw, axis=axis, order=order, label=label, population=count)
        for order, (axis, label, count) in enumerate(rows)
    )
    draw.save_values({"statistics": statistics, "statistics_on": statistics_on}, seen=held(draw).version)
    audit.record(by, "bands-set", draw, bands=len(bands))
    return bands


@transaction.atomic
def add_candidates(
    *, draw: Draw, table: str, agreed_on: date, by: Person, opposition_written: bool = False
) -> tuple[int, int]:
    """How many were added, how many were there already. All the lines or none.

    « Opposed » is refused unless whoever types says that each of these persons wrote their consent.
    """
    may.organise(by, draw)
    still_open(held(draw))
    if agreed_on > timezone.localdate():
        raise Denied(_("L’accord se recueille avant : donnez un jour passé."))
    rows = tables.read_candidates(table)
    if any(row.opposed for row in rows) and not opposition_written:
        raise Denied(
            _(
                "« Opposée au projet » ne s’écrit qu’avec l’accord écrit de la personne. Cochez la case, ou retirez la colonne."
            )
        )
    known(draw, rows)
    people = list(draw.candidates.all())
    marks = {mark for one in people for mark in marks_of(one)}
    added = []
    for row in rows:
        candidate = Candidate(
            draw=draw, name=row.name, reach=row.reach, age=row.age, sex=row.sex, category=row.category, agreed_on=agreed_on,
            opposed=row.opposed, opposed_consent_on=agreed_on if row.opposed else None,
        )  # fmt: skip
        if not marks & (own := marks_of(candidate)):
            added.append(candidate)
            marks |= own
    if len(people) + len(added) > MOST_CANDIDATES:
        raise Denied(_("Une liste compte au plus trois mille personnes."))
    Candidate.objects.bulk_create(added)
    audit.record(by, "candidates-added", draw, added=len(added))
    return len(added), len(rows) - len(added)


def marks_of(candidate: Candidate) -> set[tuple[str, ...]]:
    """What makes two lines the same person: where to reach them, or the same name in the same bands."""
    marks: set[tuple[str, ...]] = {("profile", fold(candidate.name) or candidate.name.casefold(), *candidate.profile)}
    if candidate.reach:
        marks.add(("reach", candidate.reach))
    return marks


def known(draw: Draw, rows: Iterable[tables.Row | Candidate]) -> None:
    """Each line falls in a band of the quotas, on each axis."""
    bands = {(band.axis, band.label) for band in draw.bands.all()}
    for row in rows:
        for axis, label in ((Axis.AGE, row.age), (Axis.SEX, row.sex), (Axis.CATEGORY, row.category)):
            if (axis, label) not in bands:
                raise Denied(
                    _("« %(label)s » n’est pas une tranche des quotas (%(name)s).") % {"label": label, "name": row.name}
                )


@transaction.atomic
def remove_candidate(*, candidate: Candidate, by: Person) -> None:
    """Whoever withdraws before the draw leaves no line."""
    may.organise_candidate(by, candidate)
    still_open(held(candidate.draw))
    audit.record(by, "candidate-removed", candidate.draw)
    candidate.delete()


def gaps(draw: Draw, planned: dict[Axis, dict[str, int]]) -> list[str]:
    """Bands that the list cannot fill, said before it is frozen; it may be frozen all the same."""
    people = [one for one in draw.candidates.all() if one.state != CandidateState.LEFT]
    found = []
    for axis, name in ((Axis.AGE, "age"), (Axis.SEX, "sex"), (Axis.CATEGORY, "category")):
        for label, seats in planned[axis].items():
            there = sum(getattr(one, name) == label for one in people)
            if there < seats:
                found.append(ngettext("%(band)s : %(n)d personne pour %(seats)d sièges.", "%(band)s : %(n)d personnes pour %(seats)d sièges.", there)
                             % {"band": label, "n": there, "seats": seats})  # fmt: skip
    return found
