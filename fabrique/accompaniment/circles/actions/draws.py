"""The draw, step by step, each dated: freeze, seed, draw, publish; then replacements and the day of forgetting."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.circles import permissions as may
from fabrique.accompaniment.circles import sheets, sortition
from fabrique.accompaniment.circles.actions.lists import held, known
from fabrique.accompaniment.circles.enums import CANDIDATE, DRAW, Axis, CandidateState, DrawState
from fabrique.accompaniment.circles.models import Candidate, Draw
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

LATE = "La liste a été effacée à sa date, avant le tirage."
NOT_HELD = {"frozen_at": None, "frozen_by": None, "sheet_print": "", "seed_source": "", "listed": 0}


def move(draw: Draw, name: str, by: Person, **values) -> Draw:
    """Raises `Conflict` when somebody moved it since it was read."""
    DRAW.make(draw, name)
    draw.save_values({"state": draw.state} | values, seen=draw.version)
    audit.record(by, "draw-moved", draw, move=name, state=draw.state)
    return draw


@transaction.atomic
def freeze(*, draw: Draw, seed_source: str, by: Person) -> Draw:
    """Number the list, publish its print, and say where the seed will come from: nobody can know it yet."""
    may.organise(by, draw)
    draw = held(draw)
    if refusal := DRAW.reason(draw, "freeze"):
        raise Denied(refusal)
    bands, people = list(draw.bands.all()), sorted(draw.candidates.all(), key=sheets.rank)
    if draw.erased_at or {band.axis for band in bands} != set(Axis.values):
        raise Denied(_("Il manque les quotas : collez d’abord les chiffres publics du territoire."))
    if len(people) < draw.seats:
        raise Denied(_("La liste compte moins de personnes que de sièges."))
    known(draw, people)
    for number, candidate in enumerate(people, start=1):
        candidate.number = number
    Candidate.objects.bulk_update(people, ["number"], batch_size=500)
    mark = sheets.print_of(sheets.sheet(draw, bands, people))
    return move(draw, "freeze", by, sheet_print=mark, seed_source=seed_source, listed=len(people),
                frozen_at=timezone.now(), frozen_by=by)  # fmt: skip


@transaction.atomic
def move_draw(*, draw: Draw, name: str, by: Person) -> Draw:
    """The moves that need no word: reopen a frozen list, draw, publish the composition."""
    may.organise(by, draw)
    if name == "reopen":
        DRAW.make(held(draw), name)
        draw.candidates.update(number=None)
        return move(draw, "reopen", by, **NOT_HELD)
    if name == "draw":
        return draw_people(draw=draw, by=by)
    if name != "publish":
        raise Denied(_("Ce changement n’existe pas."))
    return move(draw, "publish", by)


@transaction.atomic
def publish_seed(*, draw: Draw, seed: str, by: Person) -> Draw:
    """Once, for good: a seed that could be changed after a look would choose the people."""
    may.organise(by, draw)
    seed = " ".join(seed.split())
    if not seed:
        raise Denied(_("Écrivez la graine telle qu’elle a été publiée."))
    return move(draw, "seed", by, seed=seed)


@transaction.atomic
def draw_people(*, draw: Draw, by: Person) -> Draw:
    """The sheet must still give the print that was published, or nothing is drawn."""
    may.organise(by, draw)
    draw = held(draw)
    if refusal := DRAW.reason(draw, "draw"):
        raise Denied(refusal)
    bands, people = list(draw.bands.all()), list(draw.candidates.all())
    if sheets.print_of(sheets.sheet(draw, bands, people)) != draw.sheet_print:
        raise Denied(_("La liste n’est plus celle qui a été gelée : son empreinte a changé. Abandonnez ce tirage."))
    quotas = list(sheets.quotas(draw, bands).values())
    outcome = sortition.draw(sheets.entries(people), quotas, draw.seats, draw.key, draw.opposed_seats)
    by_number = {one.number: one for one in people}
    # seats kept are filled first: in that order, the minutes would tell who declared to be opposed
    for position, seat in enumerate(sorted(outcome.seats, key=lambda seat: seat.number), start=1):
        call(by_number[seat.number], position, reserved=seat.reserved)
    return move(draw, "draw", by, attempt=outcome.attempt, drawn_at=timezone.now(), drawn_by=by)


def call(candidate: Candidate, seat: int, *, reserved: bool) -> None:
    CANDIDATE.make(candidate, "draw")
    candidate.seat, candidate.reserved = seat, reserved
    candidate.save(update_fields=["state", "seat", "reserved"])


def in_line(draw: Draw, candidate: Candidate, people: list[Candidate]) -> list[Candidate]:
    """Who would take this person's seat, in order: the same bands, and the same kept seat."""
    seat = sortition.Seat(candidate.number or 0, candidate.profile, candidate.reserved)
    called = [one.number or 0 for one in people if one.state != CandidateState.LISTED]
    order = sortition.waiting_line(sheets.entries(people), seat, called, draw.key, draw.attempt or 1)
    by_number = {one.number: one for one in people}
    return [by_number[number] for number in order]


@transaction.atomic
def replace(*, candidate: Candidate, because: str, by: Person) -> Candidate | None:
    """The first in line takes the seat; None when nobody of the same bands is left: the seat then stays empty, and says so."""
    may.organise_candidate(by, candidate)
    draw = held(candidate.draw)
    candidate = Candidate.objects.get(pk=candidate.pk)
    if not because.strip():
        raise Denied(_("Dites pourquoi cette personne est remplacée, sans détail sur sa vie."))
    CANDIDATE.make(candidate, "leave")
    line = in_line(draw, candidate, list(draw.candidates.all()))
    candidate.left_because, candidate.left_on = because.strip()[:300], timezone.localdate()
    candidate.save(update_fields=["state", "left_because", "left_on"])
    audit.record(by, "candidate-replaced", draw, seat=candidate.seat, found=bool(line))
    if not line:
        return None
    call(line[0], candidate.seat or 0, reserved=candidate.reserved)
    return line[0]


@transaction.atomic
def abandon(*, draw: Draw, because: str, by: Person) -> Draw:
    may.organise(by, draw)
    if not because.strip():
        raise Denied(_("Dites pourquoi : la page du tirage l’affichera à la délégation."))
    return move(draw, "abandon", by, abandoned_because=because.strip())


@transaction.atomic
def forget(*, draw: Draw, today: date) -> int:
    """On its day: people not drawn leave no line, and nothing says any more who was opposed. Nobody's act: the house's."""
    draw = held(draw)
    if draw.erased_at or draw.erase_on > today:
        return 0
    gone, _each = draw.candidates.exclude(state=CandidateState.DRAWN).delete()
    draw.candidates.update(opposed=False, opposed_consent_on=None, reserved=False)
    Draw.objects.filter(pk=draw.pk).update(erased_at=timezone.now(), version=draw.version + 1)
    if draw.state in (DrawState.FROZEN, DrawState.SEEDED):
        Draw.objects.filter(pk=draw.pk).update(state=DrawState.ABANDONED, abandoned_because=LATE)
    audit.record(None, "draw-forgotten", draw, gone=gone)
    return gone
