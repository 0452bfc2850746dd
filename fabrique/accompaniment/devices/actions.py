"""Every write on the ways of accompanying."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.devices import permissions as may
from fabrique.accompaniment.devices.enums import ACCOMPANIMENT, AccompanimentState, DeviceKind
from fabrique.accompaniment.devices.models import Accompaniment, Device
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.organisations.permissions import belongs
from fabrique.ground.people.models import Person
from fabrique.ground.people.permissions import animate
from fabrique.ground.territories.models import Territory

WORDS = ("name", "purpose", "public", "duration", "cost_share", "does", "does_not", "current")

AGREED = ("starts_on", "ends_on", "objectives", "outcomes")


@transaction.atomic
def edit_device(*, device: Device, seen: int, by: Person, **values: Any) -> Device:
    """`values` among `WORDS`. Raises `Conflict` when somebody saved since version `seen`."""
    may.edit_device(by, device)
    changed = device.save_values({name: values[name] for name in WORDS if name in values}, seen=seen)
    audit.record(by, "device-edited", device, fields=", ".join(changed))
    return device


def check(device: Device, territory: Territory | None, ally: Organisation | None, values: dict[str, Any]) -> None:
    """What the tables refuse, said in words first."""
    if device.kind == DeviceKind.COHORT:
        raise Denied(_("Un territoire entre dans une cohorte par sa candidature, pas ici."))
    if (territory is None) == (ally is None):
        raise Denied(_("Dites qui est accompagné : un territoire, ou un allié."))
    check_dates(values)


def check_dates(values: dict[str, Any]) -> None:
    if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
        raise Denied(_("L’accompagnement finit avant de commencer : reprenez les dates."))


@transaction.atomic
def open_accompaniment(
    *, device: Device, by: Person, territory: Territory | None = None, ally: Organisation | None = None,
    others: Iterable[Territory] = (), team: Iterable[Organisation] = (), **values: Any,
) -> Accompaniment:  # fmt: skip
    """A first contact, known to the team until its agreement is signed (R275, R276)."""
    may.follow_accompaniments(by)
    check(device, territory, ally, values)
    said = {name: values[name] for name in AGREED if name in values}
    accompaniment = Accompaniment.objects.create(device=device, territory=territory, ally=ally, **said)
    accompaniment.others.set([one for one in others if one != territory])
    accompaniment.team.set(team)
    audit.record(by, "accompaniment-opened", accompaniment, device=device.code)
    return accompaniment


@transaction.atomic
def declare_accompaniment(
    *, device: Device, territory: Territory, organisation: Organisation, objectives: str, by: Person,
    others: Iterable[Territory] = (), **values: Any,
) -> Accompaniment:  # fmt: skip
    """An ally's own, shown as theirs; it counts once the territory confirms it (R279)."""
    may.declare(by)
    if not (belongs(by, organisation) or animate.allows(by)):
        raise Denied(_("Vous déclarez au nom d’une organisation dont vous êtes membre."))
    check(device, territory, None, values)
    ended = bool(values.get("ends_on") and values["ends_on"] < timezone.localdate())
    said = {name: values[name] for name in AGREED if name in values} | {"objectives": objectives}
    accompaniment = Accompaniment.objects.create(
        device=device, territory=territory, declared_by=organisation, **said,
        state=AccompanimentState.CLOSED if ended else AccompanimentState.RUNNING,
    )  # fmt: skip
    accompaniment.others.set([one for one in others if one != territory])
    accompaniment.team.set([organisation])
    audit.record(by, "accompaniment-declared", accompaniment, organisation=organisation.code)
    return accompaniment


@transaction.atomic
def edit_accompaniment(
    *, accompaniment: Accompaniment, seen: int, by: Person, others: Iterable[Territory], team: Iterable[Organisation],
    **values: Any,
) -> Accompaniment:  # fmt: skip
    """`values` among `AGREED`."""
    may.edit_accompaniment(by, accompaniment)
    check_dates(values)
    changed = accompaniment.save_values({name: values[name] for name in AGREED if name in values}, seen=seen)
    accompaniment.others.set([one for one in others if one.pk != accompaniment.territory_id])
    accompaniment.team.set(team)
    audit.record(by, "accompaniment-edited", accompaniment, fields=", ".join(changed))
    return accompaniment


def reason_not_to_move(accompaniment: Accompaniment, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string."""
    refusal = may.edit_accompaniment.reason(by, accompaniment) or ACCOMPANIMENT.reason(accompaniment, name)
    if not refusal and name in ("sign", "start") and not accompaniment.objectives.strip():
        refusal = _("Écrivez d’abord les objectifs convenus.")
    if not refusal and name == "evaluate" and not accompaniment.outcomes.strip():
        refusal = _("Écrivez d’abord ce qui en est sorti.")
    return refusal


@transaction.atomic
def move_accompaniment(*, accompaniment: Accompaniment, name: str, by: Person, reason: str = "") -> Accompaniment:
    """Stopped, it says why (R276). Raises `Conflict` when somebody moved it meanwhile."""
    if refusal := reason_not_to_move(accompaniment, name, by):
        raise Denied(refusal)
    if name == "stop" and not reason.strip():
        raise Denied(_("Dites en une phrase pourquoi cet accompagnement s’arrête."))
    ACCOMPANIMENT.make(accompaniment, name)
    if name == "stop":
        accompaniment.stop_reason = reason.strip()
    accompaniment.save_version(seen=accompaniment.version, fields=["state", "stop_reason"])
    audit.record(by, "accompaniment-moved", accompaniment, move=name, state=accompaniment.state)
    return accompaniment


@transaction.atomic
def confirm_accompaniment(*, accompaniment: Accompaniment, seen: int, by: Person, how: str = "") -> Accompaniment:
    """The territory says yes: it counts from now on. When the team writes it down, it says who answered, and how."""
    may.confirm(by, accompaniment)
    carrier = accompaniment.territory.carrier if accompaniment.territory else accompaniment.ally
    if not how.strip() and (carrier is None or not belongs(by, carrier)):
        raise Denied(_("Dites qui a répondu pour le territoire, et comment."))
    values = {"confirmed_at": timezone.now(), "confirmed_by": by, "confirmed_how": how.strip()}
    accompaniment.save_values(values, seen=seen)
    audit.record(by, "accompaniment-confirmed", accompaniment)
    return accompaniment


@transaction.atomic
def withdraw_declaration(*, accompaniment: Accompaniment, by: Person) -> None:
    """A declaration made by mistake goes; one that was confirmed stays in the history of the territory."""
    may.edit_accompaniment(by, accompaniment)
    if not accompaniment.waits_for_the_territory:
        raise Denied(_("Le territoire l’a confirmé : il reste dans son histoire."))
    audit.record(by, "accompaniment-withdrawn", accompaniment)
    accompaniment.delete()
