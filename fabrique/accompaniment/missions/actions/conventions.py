"""The convention: drafted, frozen, signed by the three, then lived (R194 to R196); its amendments; the dated rates (R193)."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import days_said
from fabrique.accompaniment.missions import gauges, wording
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.enums import (
    CONVENTION,
    MISSION,
    STANDING,
    ConventionState,
    MissionState,
    Party,
)
from fabrique.accompaniment.missions.models import Amendment, Convention, Engagement, Mission, Rate, Signature
from fabrique.core import audit
from fabrique.core.ledger import book
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person

PERSONAL = ("agree", "rework", "run", "deliver", "accept", "ask-again", "pay", "close", "terminate")


@transaction.atomic
def set_rate(*, function: str, unit: str, amount_cents: int, valid_from: date, adopted_by: str, by: Person) -> Rate:
    may.set_rates(by)
    if Rate.objects.filter(function=function, unit=unit, valid_from=valid_from).exists():
        raise Denied(_("Un tarif commence déjà ce jour-là : donnez une autre date."))
    rate = Rate.objects.create(function=function, unit=unit, amount_cents=amount_cents, valid_from=valid_from,
                               adopted_by=adopted_by, written_by=by)  # fmt: skip
    audit.record(by, "rate-set", rate, function=function, cents=amount_cents)
    return rate


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """The amount is that of the rate in force, so many days; nothing when no rate was adopted (Q11)."""
    if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
        raise Denied(_("La fin vient avant le début : reprenez les dates."))
    if not values["planned_quarters"]:
        raise Denied(_("Une convention compte au moins un quart de jour."))
    rate = Rate.objects.in_force(values["function"], values["starts_on"]).first()
    return values | {"rate": rate, "amount_cents": rate.of(values["planned_quarters"]) if rate else 0}


@transaction.atomic
def draft_convention(
    *, engagement: Engagement, purpose: str, function: str, planned_quarters: int, deliverables: str, reuse: str,
    by: Person, starts_on: date | None = None, ends_on: date | None = None, calendar: str = "",
    funders: Iterable[Organisation] = (),
) -> Convention:  # fmt: skip
    may.draft_convention(by, engagement)
    held(engagement.mission.participation.cohort)
    if engagement.left_on or engagement.mission.state not in (MissionState.CHOSEN, MissionState.SIGNED, MissionState.RUNNING):  # fmt: skip
        raise Denied(_("Une convention s’écrit avec un allié choisi, tant qu’il est là."))
    ended = (ConventionState.CLOSED, ConventionState.TERMINATED)
    if engagement.conventions.exclude(state__in=ended).exists():
        raise Denied(_("Une convention est déjà en cours avec cet allié."))
    values = filled({"purpose": purpose, "function": function, "planned_quarters": planned_quarters,
                     "deliverables": deliverables, "reuse": reuse, "starts_on": starts_on, "ends_on": ends_on,
                     "calendar": calendar})  # fmt: skip
    convention = Convention.objects.create(engagement=engagement, **values)
    convention.funders.set(funders)
    audit.record(by, "convention-drafted", convention, quarters=planned_quarters)
    return convention


@transaction.atomic
def edit_convention(
    *, convention: Convention, purpose: str, function: str, planned_quarters: int, deliverables: str, reuse: str,
    seen: int, by: Person, starts_on: date | None = None, ends_on: date | None = None, calendar: str = "",
    funders: Iterable[Organisation] = (),
) -> Convention:  # fmt: skip
    """In draft only: what was frozen for signature is taken up again first."""
    may.keep_convention(by, convention)
    if convention.state != ConventionState.DRAFT:
        raise Denied(_("Le texte est figé pour la signature : reprenez-le d’abord."))
    values = filled({"purpose": purpose, "function": function, "planned_quarters": planned_quarters,
                     "deliverables": deliverables, "reuse": reuse, "starts_on": starts_on, "ends_on": ends_on,
                     "calendar": calendar})  # fmt: skip
    changed = convention.save_values(values, seen=seen)
    convention.funders.set(funders)
    audit.record(by, "convention-edited", convention, fields=", ".join(changed))
    return convention


@transaction.atomic
def move_convention(
    *, convention: Convention, name: str, by: Person, reason: str = "", paid_on: date | None = None
) -> Convention:
    """Signing has its own act. Broken off, it gives the days left back to the territory."""
    may.keep_convention(by, convention)
    if name not in PERSONAL:
        raise Denied(_("Cette étape vient avec un autre acte."))
    convention = Convention.objects.select_for_update().get(pk=convention.pk)
    signed = convention.state not in (ConventionState.DRAFT, ConventionState.AGREED)
    CONVENTION.make(convention, name)
    values: dict[str, Any] = {"state": convention.state}
    if name == "agree":
        values |= {"text": wording.of_convention(convention), "text_number": convention.text_number + 1}
    if name == "pay":
        if paid_on is None or paid_on > timezone.localdate():
            raise Denied(_("Donnez le jour du paiement, une fois qu’il a eu lieu."))
        values["paid_on"] = paid_on
    if name == "terminate":
        if not reason.strip():
            raise Denied(_("Dites en une phrase pourquoi la convention est rompue."))
        values["ended_because"] = reason.strip()
        if signed:
            give_back(convention.engagement, by)
    convention.save_values(values, seen=convention.version)
    audit.record(by, "convention-moved", convention, state=convention.state)
    return convention


def give_back(engagement: Engagement, by: Person) -> int:
    """What the ally has not used returns to the territory, for the next one."""
    mine, pool = gauges.account(engagement, "available"), gauges.pool(engagement.mission)
    book.lock([mine, pool])
    left = book.balance(mine)
    if left:
        number = mine.entries.count()
        book.transfer(f"{engagement.code}.back-{number}", {mine: -left, pool: left}, by=by)
    return left


def print_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def signature(by: Person, convention: Convention, text: str, quality: str, amendment: Amendment | None = None) -> Party:
    """Written once a party; which one is read from who signs."""
    party = may.party_of(by, convention)
    same = convention.signatures.filter(party=party, amendment=amendment)
    if amendment is None:
        same = same.filter(text_number=convention.text_number)
    if party is None or same.exists():
        raise Denied(_("Cette partie a déjà signé."))
    Signature.objects.create(convention=convention, amendment=amendment, party=party, signer_name=str(by)[:160],
                             quality=quality, text_number=convention.text_number, text_sha256=print_of(text), signed_by=by)  # fmt: skip
    return party


@transaction.atomic
def sign_convention(*, convention: Convention, quality: str, number: int, by: Person) -> Convention:
    """R194: the three sign the same text, on screen. With the third signature the days are the ally's."""
    may.sign_convention(by, convention)
    held(convention.mission.participation.cohort)
    convention = Convention.objects.select_for_update().get(pk=convention.pk)
    if convention.state != ConventionState.AGREED:
        raise Denied(_("Le texte n’est pas ouvert à la signature."))
    if number != convention.text_number:
        raise Denied(_("Le texte a changé pendant que vous le lisiez. Relisez-le, puis signez."))
    party = signature(by, convention, convention.text, quality)
    audit.record(by, "convention-signed", convention, party=party, number=number)
    signed = convention.signatures.filter(amendment=None, text_number=number)
    if signed.values("party").distinct().count() == len(Party):
        take_effect(convention, by)
    return convention


def take_effect(convention: Convention, by: Person) -> None:
    engagement, quarters = convention.engagement, convention.planned_quarters
    moves = {gauges.pool(engagement.mission): -quarters, gauges.account(engagement, "available"): quarters}
    try:
        book.transfer(f"{convention.code}.signed", moves, by=by)
    except book.TooLow as refusal:
        left = days_said(max(refusal.left, 0))
        raise Denied(_("Il reste %(days)s au territoire : la convention en prend plus.") % {"days": left}) from refusal  # fmt: skip
    CONVENTION.make(convention, "sign")
    convention.save_values({"state": convention.state}, seen=convention.version)
    mission = Mission.objects.select_for_update().get(pk=engagement.mission_id)
    if mission.state == MissionState.CHOSEN:
        MISSION.make(mission, "sign")
        mission.save_values({"state": mission.state}, seen=mission.version)


@transaction.atomic
def propose_amendment(*, convention: Convention, added_quarters: int, reason: str, by: Person, added_cents: int | None = None) -> Amendment:  # fmt: skip
    """R448: the only way past the days planned. The amount is the rate's, unless another is said."""
    may.keep_convention(by, convention)
    held(convention.mission.participation.cohort)
    if convention.state not in STANDING:
        raise Denied(_("Un avenant s’ajoute à une convention signée, tant que le travail n’est pas remis."))
    if not added_quarters:
        raise Denied(_("Un avenant ajoute au moins un quart de jour."))
    if convention.amendments.filter(signed_at=None).exists():
        raise Denied(_("Un avenant attend déjà ses signatures."))
    cents = added_cents if added_cents is not None else (convention.rate.of(added_quarters) if convention.rate else 0)
    amendment = Amendment(convention=convention, added_quarters=added_quarters, added_cents=cents, reason=reason.strip(),
                          proposed_by=by)  # fmt: skip
    amendment.text = wording.of_amendment(amendment)
    amendment.save()
    audit.record(by, "amendment-proposed", convention, quarters=added_quarters)
    return amendment


@transaction.atomic
def sign_amendment(*, amendment: Amendment, quality: str, by: Person) -> Amendment:
    """With the third signature the days are there, and not before."""
    may.sign_amendment(by, amendment)
    convention = amendment.convention
    held(convention.mission.participation.cohort)
    amendment = Amendment.objects.select_for_update().get(pk=amendment.pk)
    convention = Convention.objects.select_for_update().get(pk=convention.pk)
    if amendment.signed_at or convention.state not in STANDING:
        raise Denied(_("Cet avenant n’attend plus de signature."))
    party = signature(by, convention, amendment.text, quality, amendment)
    audit.record(by, "amendment-signed", convention, party=party)
    if amendment.signatures.values("party").distinct().count() == len(Party):
        quarters = amendment.added_quarters
        moves = {gauges.source(): -quarters, gauges.account(convention.engagement, "available"): quarters}
        book.transfer(f"{amendment.code}.signed", moves, by=by)
        amendment.signed_at = timezone.now()
        amendment.save(update_fields=["signed_at"])
    return amendment
