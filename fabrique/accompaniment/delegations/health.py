"""Whether a delegation stands: a light a category, its referent, the commitment, the last word with the number one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.delegations.enums import Rank
from fabrique.accompaniment.delegations.models import CategoryNeed, Executive, Seat
from fabrique.accompaniment.delegations.presence import TOO_MANY, missed_in_a_row
from fabrique.accompaniment.recruitment.models import Candidacy, Commitment
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.models import Item

FULL, PART, EMPTY = "full", "part", "empty"
ICONS = {FULL: "cube", PART: "cube-demi", EMPTY: "cube-vide"}
# after three months without a word, the number one is called
LONG_SILENCE = 90


@dataclass(frozen=True)
class Chair:
    """A category in one delegation: who holds it, who may stand in, how many are asked for, how often it was missing."""

    category: Item
    minimum: int
    holders: tuple[Seat, ...]
    substitutes: tuple[Seat, ...]
    missed: int = 0

    @property
    def held(self) -> bool:
        return len(self.holders) >= self.minimum

    @property
    def unasked(self) -> bool:
        """Welcome in this cohort, and asked of nobody (R304)."""
        return self.minimum == 0 and not self.holders

    @property
    def state(self) -> str:
        if self.unasked:
            return EMPTY
        if self.held and self.missed < TOO_MANY:
            return FULL
        return PART if self.holders else EMPTY

    @property
    def icon(self) -> str:
        return ICONS[self.state]

    @property
    def words(self) -> str:
        if self.unasked:
            return _("pas demandé")
        if self.state == FULL:
            return _("siège tenu") if self.minimum < 2 else _("sièges tenus")
        if self.state == EMPTY:
            return _("à pourvoir")
        return _("absences à comprendre") if self.held else _("encore incomplet")


@dataclass(frozen=True)
class Health:
    participation: Participation
    chairs: tuple[Chair, ...]
    referent: RoleGrant | None
    candidacy: Candidacy | None
    commitment: Commitment | None
    executive: Executive | None

    @property
    def missing(self) -> list[Chair]:
        return [chair for chair in self.chairs if not chair.held]

    @property
    def complete(self) -> bool:
        """R303: each category held, a referent, the number one's commitment."""
        return not self.missing and self.referent is not None and self.commitment is not None

    @property
    def last_met_on(self) -> date | None:
        return self.executive.last_met_on if self.executive else None

    @property
    def long_silence(self) -> bool:
        met = self.last_met_on
        return met is None or (timezone.localdate() - met).days > LONG_SILENCE


def needs_of(cohort: Cohort) -> list[tuple[Item, int]]:
    """The categories of this cohort, a fifth one included (R028), each with how many holders it asks for; none asks 0."""
    asked = {need.category.key: need.minimum for need in CategoryNeed.objects.filter(cohort=cohort).select_related("category")}  # fmt: skip
    categories = Item.objects.categories(cohort.scope)
    return [(category, asked.get(category.key, 1)) for category in categories]


def health_of(cohort: Cohort, participations: Iterable[Participation]) -> list[Health]:
    """All of one cohort, in the order given: the number of queries does not depend on how many."""
    places = list(participations)
    needs = needs_of(cohort)
    seats: dict[tuple[int, str], list[Seat]] = {}
    active = Seat.objects.active().filter(participation__in=places).select_related("category", "sub_type", "person", "organisation")  # fmt: skip
    for seat in active.in_reading_order():
        seats.setdefault((seat.participation_id, seat.category.key), []).append(seat)
    grants = RoleGrant.objects.active().filter(
        role=Role.DELEGATION_REFERENT, scope__in=[place.scope_id for place in places]
    )
    referents = {grant.scope_id: grant for grant in grants.select_related("person").order_by("pk")}
    files = {file.scope_id: file for file in Candidacy.objects.filter(scope__in=[place.scope_id for place in places])}
    standing = Commitment.objects.standing().filter(candidacy__in=[file.pk for file in files.values()])
    commitments = {commitment.candidacy_id: commitment for commitment in standing}
    executives = {one.participation_id: one for one in Executive.objects.filter(participation__in=places)}
    missed = missed_in_a_row(places)
    found = []
    for place in places:
        file = files.get(place.scope_id)
        chairs = tuple(
            chair(category, minimum, seats.get((place.pk, category.key), []), missed.get((place.pk, category.key), 0))
            for category, minimum in needs
        )
        commitment = commitments.get(file.pk) if file else None
        found.append(Health(place, chairs, referents.get(place.scope_id), file, commitment, executives.get(place.pk)))
    return found


def chair(category: Item, minimum: int, seats: list[Seat], missed: int) -> Chair:
    holders = tuple(seat for seat in seats if seat.rank == Rank.HOLDER)
    return Chair(category, minimum, holders, tuple(seat for seat in seats if seat.rank == Rank.SUBSTITUTE), missed)
