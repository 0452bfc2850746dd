"""A contract from its preparation to its end, and the day it is looked at again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.contracts import permissions as may
from fabrique.accompaniment.contracts.enums import CONTRACT, ContractKind
from fabrique.accompaniment.contracts.models import Contract
from fabrique.accompaniment.institutions.actions import keepers_of
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person


def check_territories(cohort: Cohort, territories: Iterable[Participation], by: Person) -> None:
    """Those of the cohort; a referent engages only the territory they speak for."""
    if any(place.cohort_id != cohort.pk for place in territories):
        raise Denied(_("Ce territoire n’est pas de la cohorte."))
    if edit_cohort.allows(by, cohort):
        return
    if not any(by.holds(Role.DELEGATION_REFERENT, within=place.scope) for place in territories):
        raise Denied(_("Votre territoire doit être parmi ceux qui signent."))


@transaction.atomic
def open_contract(
    *, cohort: Cohort, kind: ContractKind, title: str, by: Person, participations: Iterable[Participation] = (),
    institution: Organisation | None = None,
) -> Contract:  # fmt: skip
    """In preparation: known only to those who may read its inside."""
    may.open_contract(by, held(cohort))
    territories = list(participations)
    check_territories(cohort, territories, by)
    if not territories and institution is None:
        raise Denied(_("Dites qui signe : au moins un territoire, ou une institution."))
    if cohort.contracts.filter(title=title).exists():
        raise Denied(_("Un contrat de la cohorte porte déjà ce titre."))
    contract = Contract.objects.create(cohort=cohort, kind=kind, title=title, institution=institution, in_charge=by)
    contract.participations.set(territories)
    audit.record(by, "contract-opened", contract, kind=kind)
    return contract


@transaction.atomic
def edit_contract(
    *, contract: Contract, kind: ContractKind, title: str, seen: int, by: Person,
    participations: Iterable[Participation] = (), institution: Organisation | None = None,
    bodies: Iterable[Organisation] = (), orientations: str = "", starts_on: date | None = None,
    ends_on: date | None = None, review_on: date | None = None,
) -> Contract:  # fmt: skip
    """Whoever gives the day of review is recalled that day."""
    may.keep_contract(by, contract)
    cohort, territories = held(contract.cohort), list(participations)
    check_territories(cohort, territories, by)
    if not territories and institution is None:
        raise Denied(_("Dites qui signe : au moins un territoire, ou une institution."))
    if cohort.contracts.filter(title=title).exclude(pk=contract.pk).exists():
        raise Denied(_("Un contrat de la cohorte porte déjà ce titre."))
    if starts_on and ends_on and ends_on < starts_on:
        raise Denied(_("La fin vient avant le début : reprenez les dates."))
    values: dict[str, Any] = {"kind": kind, "title": title, "institution": institution, "orientations": orientations,
              "starts_on": starts_on, "ends_on": ends_on, "review_on": review_on}  # fmt: skip
    if review_on != contract.review_on:
        values["in_charge"] = by
    changed = contract.save_values(values, seen=seen)
    contract.participations.set(territories)
    contract.bodies.set(bodies)
    audit.record(by, "contract-edited", contract, fields=", ".join(changed))
    return contract


@transaction.atomic
def move_contract(
    *, contract: Contract, name: str, by: Person, signed_on: date | None = None, dropped_because: str = ""
) -> Contract:
    """Signed, it is known to all, without its amounts; dropped, it says why."""
    may.keep_contract(by, contract)
    values: dict[str, date | str | None] = {}
    if name == "sign":
        if signed_on is None or signed_on > timezone.localdate():
            raise Denied(_("Donnez le jour de la signature, une fois qu’elle a eu lieu."))
        values["signed_on"] = signed_on
    if name == "drop":
        if not dropped_because.strip():
            raise Denied(_("Dites en une phrase pourquoi le contrat est abandonné."))
        values["dropped_because"] = dropped_because.strip()
    CONTRACT.make(contract, name)
    contract.save_values({"state": contract.state} | values, seen=contract.version)
    audit.record(by, "contract-moved", contract, state=contract.state)
    return contract


def recall_contracts() -> int:
    """Those whose day has come, in the morning's letter, once for each day that was given (R546)."""
    told = 0
    for contract in Contract.objects.to_review().select_related("cohort__scope", "in_charge").order_by("pk"):
        for person in answering_for(contract):
            with override(person.language):
                subject = _("Un contrat à revoir : %(title)s") % {"title": contract.title}
                line = _("Vous aviez donné ce jour pour en reparler. Où en sont ses lignes ?")
            once = f"contract-{contract.code}-{contract.review_on}"
            told += bool(
                notify(
                    person,
                    Kind.TASK,
                    subject,
                    [line],
                    contract.get_absolute_url(),
                    scope=contract.cohort.scope,
                    once=once,
                )
            )
    return told


def answering_for(contract: Contract) -> list[Person]:
    """The one in charge while they may still keep it; else whoever leads the cohort."""
    keeper = contract.in_charge
    if keeper and keeper.is_active and may.keep_contract.allows(keeper, contract):
        return [keeper]
    return keepers_of(contract.cohort, None)
