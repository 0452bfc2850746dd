"""Open a cohort, compose it, lead it from state to state."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts import permissions as may
from fabrique.accompaniment.cohorts.blueprints import BLUEPRINTS
from fabrique.accompaniment.cohorts.enums import COHORT, CohortState, PartnerRole
from fabrique.accompaniment.cohorts.models import Ambition, Cohort, Participation, Partner, Phase
from fabrique.accompaniment.devices.models import Device
from fabrique.core import audit
from fabrique.core.db import new_code
from fabrique.core.permissions import Denied
from fabrique.core.text import fold
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Person, Scope
from fabrique.ground.people.permissions import animate
from fabrique.ground.territories.models import Territory

ESSENTIAL = (
    "name", "reach", "clock", "season", "starts_on", "ends_on", "summary", "presentation", "objectives", "prerequisites",
    "institutions", "interviews_target", "support_quarter_days", "delegation_seats",
)  # fmt: skip
BEFORE_THE_RUN = (CohortState.DESIGN, CohortState.CALL, CohortState.RECRUITMENT)
FEWEST_TERRITORIES = 2


@transaction.atomic
def open_cohort(*, name: str, blueprint: str, by: Person, code: str = "", device: Device | None = None, season: str = "") -> Cohort:  # fmt: skip
    """A cohort in design, with what its blueprint brings: phases, objectives, prerequisites, default numbers."""
    animate(by)
    start = BLUEPRINTS[blueprint]
    code = slugify(fold(code or name))[:40].strip("-") or new_code()
    if Scope.objects.filter(kind=ScopeKind.COHORT, code=code).exists() or Cohort.objects.filter(code=code).exists():
        raise Denied(_("Une cohorte porte déjà cette adresse. Donnez-lui un autre nom."))
    scope = Scope.objects.create(kind=ScopeKind.COHORT, code=code, label=name)
    cohort = Cohort.objects.create(
        code=code, name=name, scope=scope, device=device, season=season, reach=start.reach,
        objectives=start.objectives, prerequisites=start.prerequisites, interviews_target=start.interviews_target,
        support_quarter_days=start.support_quarter_days, delegation_seats=start.delegation_seats,
    )  # fmt: skip
    for order, module in enumerate(start.modules):
        Phase.objects.create(cohort=cohort, key=module.key, title=module.title, question=module.question, order=order)
    audit.record(by, "cohort-opened", cohort, blueprint=blueprint)
    return cohort


@transaction.atomic
def edit_cohort(*, cohort: Cohort, seen: int, by: Person, **values: Any) -> Cohort:
    """`values` among `ESSENTIAL`. Raises `Conflict` when somebody saved since version `seen`."""
    may.edit_cohort(by, cohort)
    changed = cohort.save_values({name: values[name] for name in ESSENTIAL if name in values}, seen=seen)
    if "name" in changed:
        Scope.objects.filter(pk=cohort.scope_id).update(label=cohort.name)
    audit.record(by, "cohort-edited", cohort, fields=", ".join(changed))
    return cohort


def reason_not_to_move(cohort: Cohort, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string."""
    refusal = may.edit_cohort.reason(by, cohort) or COHORT.reason(cohort, name)
    if (
        not refusal
        and name == "launch"
        and Participation.objects.filter(cohort=cohort).current().count() < FEWEST_TERRITORIES
    ):
        refusal = _("Une cohorte réunit plusieurs territoires : il en faut au moins deux pour la lancer.")
    return refusal


@transaction.atomic
def move_cohort(*, cohort: Cohort, name: str, by: Person) -> Cohort:
    """Raises `Conflict` when somebody moved or edited it meanwhile."""
    if refusal := reason_not_to_move(cohort, name, by):
        raise Denied(refusal)
    COHORT.make(cohort, name)
    cohort.save_version(seen=cohort.version, fields=["state"])
    audit.record(by, "cohort-moved", cohort, move=name, state=cohort.state)
    return cohort


def held(cohort: Cohort) -> Cohort:
    """The cohort's row, kept until the end of the transaction: two additions at once come one after the other."""
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def next_order(rows) -> int:
    last = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_partner(*, cohort: Cohort, organisation: Organisation, role: PartnerRole, by: Person, what: str = "") -> Partner:  # fmt: skip
    may.edit_cohort(by, held(cohort))
    if cohort.partners.filter(organisation=organisation, role=role).exists():
        raise Denied(_("Cette organisation tient déjà ce rôle dans la cohorte."))
    order = next_order(cohort.partners)
    partner = Partner.objects.create(cohort=cohort, organisation=organisation, role=role, what=what, order=order)
    audit.record(by, "partner-added", cohort, organisation=organisation.code, role=role)
    return partner


@transaction.atomic
def edit_partner(*, partner: Partner, role: PartnerRole, what: str, seen: int, by: Person) -> Partner:
    may.edit_part(by, partner)
    same = partner.cohort.partners.filter(organisation=partner.organisation, role=role).exclude(pk=partner.pk)
    if same.exists():
        raise Denied(_("Cette organisation tient déjà ce rôle dans la cohorte."))
    changed = partner.save_values({"role": role, "what": what}, seen=seen)
    audit.record(
        by, "partner-edited", partner.cohort, organisation=partner.organisation.code, fields=", ".join(changed)
    )
    return partner


@transaction.atomic
def remove_partner(*, partner: Partner, by: Person) -> None:
    may.edit_part(by, partner)
    partner.delete()
    audit.record(by, "partner-removed", partner.cohort, organisation=partner.organisation.code, role=partner.role)


def delegation_scope(cohort: Cohort, territory: Territory) -> Scope:
    """A place for the roles of this territory's team in this cohort: the one its candidacy already has, or a new one."""
    code = f"{cohort.code}-{territory.code}"
    known = Scope.objects.filter(kind=ScopeKind.DELEGATION, code=code, parent=cohort.scope).first()
    if known:
        return known
    code = code if len(code) <= 60 else new_code()
    return Scope.objects.create(
        kind=ScopeKind.DELEGATION, code=code, label=f"{territory.name}, {cohort.name}"[:200], parent=cohort.scope
    )


@transaction.atomic
def join_territory(
    *, cohort: Cohort, territory: Territory, by: Person, joined_on: date | None = None, scope: Scope | None = None
) -> Participation:
    """Its place in the cohort, where its delegation's roles will hold: `scope` when its candidacy already has one.

    A territory that left may come back.
    """
    may.edit_cohort(by, held(cohort))
    joined_on = joined_on or timezone.localdate()
    participation = Participation.objects.filter(cohort=cohort, territory=territory).first()
    if participation is None:
        scope = scope or delegation_scope(cohort, territory)
        participation = Participation.objects.create(
            code=scope.code, cohort=cohort, territory=territory, scope=scope, joined_on=joined_on
        )
    elif participation.left_on is None:
        raise Denied(_("Ce territoire est déjà dans la cohorte."))
    else:
        participation.joined_on, participation.left_on, participation.leaving_reason = joined_on, None, ""
        participation.save(update_fields=["joined_on", "left_on", "leaving_reason"])
    audit.record(by, "territory-joined", participation, territory=territory.code)
    return participation


@transaction.atomic
def leave_territory(*, participation: Participation, reason: str, by: Person, left_on: date | None = None) -> Participation:  # fmt: skip
    """It leaves with a date and a reason; what it wrote stays."""
    may.edit_part(by, participation)
    left_on = left_on or timezone.localdate()
    if participation.left_on is not None:
        raise Denied(_("Ce territoire a déjà quitté la cohorte."))
    if not reason.strip():
        raise Denied(_("Dites en une phrase pourquoi ce territoire s’en va."))
    if participation.joined_on and left_on < participation.joined_on:
        raise Denied(_("Il ne peut pas partir avant d’être arrivé : reprenez la date."))
    participation.left_on, participation.leaving_reason = left_on, reason.strip()
    participation.save(update_fields=["left_on", "leaving_reason"])
    audit.record(by, "territory-left", participation, reason=reason)
    return participation


@transaction.atomic
def set_ambition(
    *, cohort: Cohort, label: str, intended: str, by: Person, achieved: str = "", comment: str = "",
    ambition: Ambition | None = None, seen: int = 0,
) -> Ambition:  # fmt: skip
    """Write a new one, or edit `ambition` as it was at version `seen`."""
    may.edit_cohort(by, held(cohort))
    if cohort.ambitions.filter(label=label).exclude(pk=ambition.pk if ambition else 0).exists():
        raise Denied(_("Cette ambition est déjà écrite : modifiez-la plutôt."))
    values = {"label": label, "intended": intended, "achieved": achieved, "comment": comment}
    if ambition is None:
        ambition = Ambition.objects.create(cohort=cohort, order=next_order(cohort.ambitions), **values)
    else:
        ambition.save_values(values, seen=seen)
    audit.record(by, "ambition-set", cohort, label=label)
    return ambition


@transaction.atomic
def remove_ambition(*, ambition: Ambition, by: Person) -> None:
    may.edit_part(by, ambition)
    ambition.delete()
    audit.record(by, "ambition-removed", ambition.cohort, label=ambition.label)
