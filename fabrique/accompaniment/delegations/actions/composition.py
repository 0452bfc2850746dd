"""Every write on delegations: seats, referent, number one, invitations of the State, what a cohort asks for."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.delegations import permissions as may
from fabrique.accompaniment.delegations.actions.support import close
from fabrique.accompaniment.delegations.enums import Answer, Rank
from fabrique.accompaniment.delegations.models import CategoryNeed, Executive, Seat, StateInvitation
from fabrique.core import audit
from fabrique.core.db import new_code
from fabrique.core.permissions import Denied
from fabrique.ground.people import actions as people
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.actions import add_for_scope
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item

WORDS = ("category", "sub_type", "rank", "substitute_of", "replaces", "person", "name", "title", "organisation", "starts_on")  # fmt: skip
EXECUTIVE = (
    "number_one_name", "number_one_quality", "secretariat_name", "secretariat_email", "secretariat_phone", "relays",
    "last_met_on", "last_met_note",
)  # fmt: skip


def checked(participation: Participation, values: dict[str, Any], seat: Seat | None = None) -> dict[str, Any]:
    """The values of a seat, if they hold together."""
    kind, other = values.get("sub_type"), values.get("substitute_of")
    if not (values.get("name", "").strip() or values.get("person")):
        raise Denied(_("Donnez un nom : un siège se tient par quelqu’un."))
    if kind is not None and (kind.parent is None or kind.parent.key != values["category"].key):
        raise Denied(_("Cette nuance n’appartient pas à la catégorie choisie."))
    if other is not None and values.get("rank") != Rank.SUBSTITUTE:
        raise Denied(_("Seule une suppléance remplace quelqu’un en son absence."))
    for linked in (other, values.get("replaces")):
        if linked is not None and (linked.participation_id != participation.pk or linked == seat):
            raise Denied(_("Ce siège n’est pas celui d’une autre personne de cette délégation."))
    return {name: values[name] for name in WORDS if name in values}


@transaction.atomic
def add_seat(*, participation: Participation, category: Item, by: Person, **values: Any) -> Seat:
    """Somebody comes, as holder or substitute; more than one a category is welcome (R304)."""
    may.edit_delegation(by, participation)
    values = checked(participation, {"rank": Rank.HOLDER, "category": category} | values)
    values["starts_on"] = values.get("starts_on") or timezone.localdate()
    seat = Seat.objects.create(participation=participation, **values)
    audit.record(by, "seat-added", participation, seat=seat.code, category=category.key, rank=seat.rank)
    return seat


@transaction.atomic
def edit_seat(*, seat: Seat, seen: int, by: Person, **values: Any) -> Seat:
    """Raises `Conflict` when somebody saved since version `seen`."""
    may.edit_delegation_part(by, seat)
    if seat.left_on:
        raise Denied(_("Cette personne a quitté la délégation : son passage se lit, il ne change plus."))
    current = {name: getattr(seat, name) for name in WORDS}
    changed = seat.save_values(checked(seat.participation, current | values, seat), seen=seen)
    audit.record(by, "seat-edited", seat.participation, seat=seat.code, fields=", ".join(changed))
    return seat


@transaction.atomic
def leave_seat(*, seat: Seat, reason: str, by: Person, left_on: date | None = None, handover: str = "") -> Seat:
    """A departure: its reason and its hand-over note stay, for whoever comes next (R307)."""
    may.edit_delegation_part(by, seat)
    left_on = left_on or timezone.localdate()
    if seat.left_on:
        raise Denied(_("Ce départ est déjà noté."))
    if not reason.strip():
        raise Denied(_("Dites en une phrase pourquoi cette personne s’en va."))
    if left_on > timezone.localdate():
        raise Denied(_("Cette date est à venir : notez le départ ce jour-là."))
    if seat.starts_on and left_on < seat.starts_on:
        raise Denied(_("Elle ne peut pas partir avant d’être arrivée : reprenez la date."))
    values = {"left_on": left_on, "leaving_reason": reason.strip(), "handover": handover.strip()}
    seat.save_values(values, seen=seat.version)
    audit.record(by, "seat-left", seat.participation, seat=seat.code)
    return seat


@transaction.atomic
def name_referent(*, participation: Participation, person: Person, by: Person) -> RoleGrant:
    """One at a time (R305): the former one's role ends as the new one's begins."""
    held(participation.cohort)
    may.name_referent(by, participation)
    grants = RoleGrant.objects.filter(scope=participation.scope, role=Role.DELEGATION_REFERENT, ended_at=None)
    for grant in grants.exclude(person=person):
        people.end_role(by=by, grant=grant)
    close(participation, by)  # what the former one lent ends with them
    grant = people.give_role(by=by, person=person, role=Role.DELEGATION_REFERENT, scope=participation.scope)
    audit.record(by, "referent-named", participation, receiver=person.code)
    return grant


@transaction.atomic
def write_executive(*, participation: Participation, seen: int, by: Person, **values: Any) -> Executive:
    may.edit_delegation(by, participation)
    met = values.get("last_met_on")
    if met and met > timezone.localdate():
        raise Denied(_("Cette date est à venir : notez ce qui a déjà eu lieu."))
    executive = Executive.objects.get_or_create(participation=participation)[0]
    changed = executive.save_values({name: values[name] for name in EXECUTIVE if name in values}, seen=seen)
    audit.record(by, "executive-written", participation, fields=", ".join(changed))
    return executive


@transaction.atomic
def invite_state(
    *, participation: Participation, service: str, by: Person, who: str = "", invited_on: date | None = None,
    invited_through: str = "",
) -> StateInvitation:  # fmt: skip
    """The trace of an invitation made elsewhere: by letter, by phone, at a meeting."""
    may.edit_delegation(by, participation)
    invited_on = invited_on or timezone.localdate()
    if invited_on > timezone.localdate():
        raise Denied(_("Cette date est à venir : notez ce qui a déjà eu lieu."))
    invitation = StateInvitation.objects.create(
        participation=participation, service=service, who=who, invited_on=invited_on, invited_through=invited_through
    )
    audit.record(by, "state-invited", participation, service=service)
    return invitation


@transaction.atomic
def answer_for_state(
    *, invitation: StateInvitation, answer: str, seen: int, by: Person, answered_on: date | None = None, note: str = ""
) -> StateInvitation:  # fmt: skip
    may.edit_delegation_part(by, invitation)
    answered_on = None if answer == Answer.WAITING else answered_on or timezone.localdate()
    if answered_on and not invitation.invited_on <= answered_on <= timezone.localdate():
        raise Denied(_("La réponse vient après l’invitation, et pas après aujourd’hui : reprenez la date."))
    invitation.save_values({"answer": answer, "answered_on": answered_on, "note": note}, seen=seen)
    audit.record(by, "state-answered", invitation.participation, service=invitation.service, answer=answer)
    return invitation


@transaction.atomic
def set_need(*, cohort: Cohort, category: Item, minimum: int, by: Person) -> CategoryNeed:
    """How many holders of this category a delegation of this cohort needs; 0: welcome, not asked for."""
    may.set_needs(by, held(cohort))
    if not 0 <= minimum <= 20:
        raise Denied(_("De zéro à vingt personnes par catégorie."))
    CategoryNeed.objects.filter(cohort=cohort, category__key=category.key).exclude(category=category).delete()
    need = CategoryNeed.objects.update_or_create(cohort=cohort, category=category, defaults={"minimum": minimum})[0]
    audit.record(by, "needs-set", cohort, category=category.key, minimum=minimum)
    return need


@transaction.atomic
def add_category(*, cohort: Cohort, name_fr: str, by: Person, name_en: str = "") -> Item:
    """A fifth category for this cohort alone (R028); the common four stay as they are."""
    may.set_needs(by, held(cohort))
    present = Item.objects.categories(cohort.scope)
    if present.filter(name_fr__iexact=name_fr.strip()).exists():
        raise Denied(_("Cette catégorie existe déjà."))
    item = add_for_scope(
        referential=ReferentialKey.CATEGORIES, scope=cohort.scope, key=new_code(), by=by, name_fr=name_fr.strip(),
        name_en=name_en.strip(),
    )  # fmt: skip
    audit.record(by, "category-added", cohort, category=item.key)
    return item
