"""What it takes to enter: conditions met or waived, the number one's commitment, the sheet both sides agree on."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.recruitment import permissions as may
from fabrique.accompaniment.recruitment.actions.preparation import terms_of
from fabrique.accompaniment.recruitment.enums import ConditionState
from fabrique.accompaniment.recruitment.models import Candidacy, Commitment, Condition, MutualSheet, Prerequisite
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

AGREEMENT = ("territory_agreed_at", "territory_agreed_by", "cohort_agreed_at", "cohort_agreed_by")


@transaction.atomic
def set_condition(
    *, candidacy: Candidacy, prerequisite: Prerequisite, state: str, by: Person, reason: str = ""
) -> Condition | None:
    """Met, waived with a written reason (R293), or, with an empty `state`, to be checked again."""
    may.set_condition(by, candidacy, prerequisite)
    if prerequisite.cohort_id != candidacy.cohort_id:
        raise Denied(_("Ce prérequis est celui d’une autre cohorte."))
    if state == ConditionState.WAIVED and not reason.strip():
        raise Denied(_("Une dérogation s’écrit : dites pourquoi, la raison restera visible."))
    of: dict[str, Any] = {"candidacy": candidacy, "prerequisite": prerequisite}
    if not state:
        Condition.objects.filter(**of).delete()
        audit.record(by, "condition-cleared", candidacy, prerequisite=prerequisite.code)
        return None
    said = {"state": state, "reason": reason.strip(), "said_by": by}
    condition = Condition.objects.update_or_create(**of, defaults=said)[0]
    audit.record(by, f"condition-{state}", candidacy, prerequisite=prerequisite.code)
    return condition


@transaction.atomic
def sign_commitment(
    *, candidacy: Candidacy, quality: str, number: int, by: Person, means: str = "", relays: str = ""
) -> Commitment:
    """The number one signs, on screen, the text of that number; refused when the text has changed since it was read."""
    held(candidacy.cohort)
    may.sign_commitment(by, candidacy)
    if number != terms_of(candidacy.cohort).version:
        raise Denied(_("Le texte a changé pendant que vous le lisiez. Relisez-le, puis signez."))
    return write_commitment(
        candidacy, "commitment-signed", by, signer_name=str(by), quality=quality, means=means, relays=relays
    )


@transaction.atomic
def record_commitment(
    *, candidacy: Candidacy, signer_name: str, quality: str, signed_on: date, by: Person, means: str = "", relays: str = ""
) -> Commitment:  # fmt: skip
    """One signed on paper, noted by whoever conducts the cohort; it says so."""
    held(candidacy.cohort)
    may.decide(by, candidacy)
    if signed_on > timezone.localdate():
        raise Denied(_("Cette date est à venir : notez ce qui a déjà eu lieu."))
    return write_commitment(
        candidacy, "commitment-recorded", by, signer_name=signer_name, quality=quality, means=means, relays=relays,
        signed_on=signed_on, on_paper=True,
    )  # fmt: skip


def write_commitment(candidacy: Candidacy, verb: str, by: Person, **said) -> Commitment:
    if Commitment.objects.standing().filter(candidacy=candidacy).exists():
        raise Denied(_("Un engagement est déjà en cours. S’il ne tient plus, notez d’abord sa fin."))
    terms = terms_of(candidacy.cohort)
    said = {"signed_on": timezone.localdate(), "text": terms.commitment, "text_number": terms.version} | said
    commitment = Commitment.objects.create(candidacy=candidacy, recorded_by=by, **said)
    audit.record(by, verb, candidacy, number=commitment.text_number)
    return commitment


@transaction.atomic
def end_commitment(*, candidacy: Candidacy, reason: str, by: Person) -> Commitment:
    """After an election, a departure: it stays in the history, and the next number one is asked to sign."""
    held(candidacy.cohort)
    may.end_commitment(by, candidacy)
    commitment = Commitment.objects.standing().filter(candidacy=candidacy).first()
    if commitment is None:
        raise Denied(_("Aucun engagement n’est en cours."))
    if not reason.strip():
        raise Denied(_("Dites en une phrase pourquoi il prend fin."))
    commitment.ended_on, commitment.ended_because = timezone.localdate(), reason.strip()
    commitment.save(update_fields=["ended_on", "ended_because"])
    audit.record(by, "commitment-ended", candidacy)
    return commitment


@transaction.atomic
def write_sheet(
    *, candidacy: Candidacy, seen: int, by: Person, gives: str = "", receives: str = "", out_of_scope: str = "",
    calendar: str = "",
) -> MutualSheet:  # fmt: skip
    """Each change asks both sides to agree again (R295)."""
    may.write_candidacy(by, candidacy)
    words = {"gives": gives, "receives": receives, "out_of_scope": out_of_scope, "calendar": calendar}
    sheet = candidacy.sheet
    differs = any(getattr(sheet, name) != value for name, value in words.items())
    sheet.save_values(words | (dict.fromkeys(AGREEMENT) if differs else {}), seen=seen)
    audit.record(by, "sheet-written", candidacy)
    return sheet


@transaction.atomic
def agree_on_sheet(*, candidacy: Candidacy, side: str, seen: int, by: Person) -> MutualSheet:
    """`side`: "territory" or "cohort", each by its own people, on the version they read; `Conflict` if it changed."""
    {"territory": may.agree_for_territory, "cohort": may.decide}[side](by, candidacy)
    sheet = candidacy.sheet
    if not (sheet.gives.strip() and sheet.receives.strip()):
        raise Denied(_("Écrivez d’abord ce que chacun donne et reçoit : la fiche est encore vide."))
    if getattr(sheet, f"{side}_agreed_at"):
        raise Denied(_("Cet accord est déjà donné."))
    sheet.save_values({f"{side}_agreed_at": timezone.now(), f"{side}_agreed_by": by}, seen=seen)
    audit.record(by, "sheet-agreed", candidacy, side=side)
    return sheet
