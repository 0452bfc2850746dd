"""What helps a delegation to last: an assistant, room for socio-economic actors, the light mode of small communes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.delegations import permissions as may
from fabrique.accompaniment.delegations.enums import Compensation
from fabrique.accompaniment.delegations.models import Assistance, EconomicPlace, LightMode
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.people.permissions import holds


@transaction.atomic
def lend_right(*, participation: Participation, person: Person, by: Person) -> Assistance:
    """One assistant at a time, among those who hold a role in the delegation (R305)."""
    may.lend_right(by, participation)
    if person == by or not holds(person, *may.OF_DELEGATION, within=participation.scope):
        raise Denied(_("Choisissez une autre personne de la délégation."))
    close(participation, by)
    assistance = Assistance.objects.create(participation=participation, person=person, given_by=by)
    audit.record(by, "assistance-given", participation, receiver=person.code)
    return assistance


@transaction.atomic
def end_assistance(*, participation: Participation, by: Person) -> None:
    may.end_assistance(by, participation)
    if not close(participation, by):
        raise Denied(_("Personne n’aide la personne référente pour l’instant."))


def close(participation: Participation, by: Person) -> int:
    """End what is lent, if anything is."""
    ended = Assistance.objects.active().filter(participation=participation).update(ended_at=timezone.now(), ended_by=by)
    if ended:
        audit.record(by, "assistance-ended", participation)
    return ended


@transaction.atomic
def write_economic_place(
    *, participation: Participation, adapted_hours: str, compensation: Compensation, seen: int, by: Person,
    compensation_note: str = "",
) -> EconomicPlace:  # fmt: skip
    """Version 0 says that nothing was written yet."""
    may.edit_delegation(by, participation)
    values = {
        "adapted_hours": adapted_hours.strip(),
        "compensation": compensation,
        "compensation_note": compensation_note,
    }
    place, made = EconomicPlace.objects.get_or_create(participation=participation, defaults=values)
    if not made:
        place.save_values(values, seen=seen)
    audit.record(by, "economic-place-written", participation, compensation=compensation)
    return place


@transaction.atomic
def choose_light_mode(
    *,
    participation: Participation,
    seen: int,
    by: Person,
    relay: str = "",
    relay_for: str = "",
    relay_reached: str = "",
) -> LightMode:
    """Follow the essential only (R010); choosing again changes the relay. Version 0: not chosen yet."""
    may.edit_delegation(by, participation)
    values = {"relay": relay, "relay_for": relay_for, "relay_reached": relay_reached}
    light, made = LightMode.objects.get_or_create(participation=participation, defaults=values | {"chosen_by": by})
    if not made:
        light.save_values(values, seen=seen)
    audit.record(by, "light-mode-chosen", participation)
    return light


@transaction.atomic
def leave_light_mode(*, participation: Participation, by: Person) -> None:
    may.edit_delegation(by, participation)
    if not LightMode.objects.filter(participation=participation).delete()[0]:
        raise Denied(_("Cette délégation suit déjà tout le parcours."))
    audit.record(by, "light-mode-left", participation)
