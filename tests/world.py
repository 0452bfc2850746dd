"""Dull factories: the smallest thing of each kind, by words of the domain. Names are numbered, never random."""

from datetime import timedelta
from itertools import count

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import CohortState, PartnerRole
from fabrique.accompaniment.cohorts.models import Cohort, Participation, Partner, Phase
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.devices.enums import DeviceKind
from fabrique.accompaniment.devices.models import Device
from fabrique.accompaniment.diagnostics.enums import DiagnosticState, TeamRole
from fabrique.accompaniment.diagnostics.models import Diagnostic, Member
from fabrique.accompaniment.evaluation.enums import FindingState, ViewpointOf, ViewpointState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.programme.enums import SessionKind, SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.recruitment.models import Candidacy, MutualSheet
from fabrique.core.models import AuditEntry
from fabrique.core.vault import keys
from fabrique.core.vault.spaces import Vault
from fabrique.ground.agenda.enums import EventState, RegistrationState
from fabrique.ground.agenda.models import Event, Registration
from fabrique.ground.keyring.middleware import COOKIE
from fabrique.ground.organisations.models import Alias, Organisation
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import Person, RoleGrant, Scope
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item, Version
from fabrique.ground.territories.models import Territory

_numbers = count(1)


# who administers, who listens in confidence, who supervises
TWO_FACTORS = (Role.PLATFORM_ADMINISTRATOR, Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR)


def make_scope(kind: ScopeKind, code: str = "", parent: Scope | None = None) -> Scope:
    code = code or f"{kind}-{next(_numbers)}"
    return Scope.objects.get_or_create(kind=kind, code=code, defaults={"label": code, "parent": parent})[0]


def platform() -> Scope:
    return make_scope(ScopeKind.PLATFORM, "platform")


def make_person(role: Role | None = None, scope: Scope | None = None, **fields) -> Person:
    number = next(_numbers)
    person = Person.objects.create(**{"email": f"person-{number}@example.invalid", "name": f"Person {number}"} | fields)
    if person.email:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if role:
        RoleGrant.objects.create(person=person, role=role, scope=scope or platform())
    if role in TWO_FACTORS:  # they sign in with a second factor, or see nothing else
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    return person


def make_territory(**fields) -> Territory:
    number = next(_numbers)
    return Territory.objects.create(
        **{"code": f"territory-{number}", "name": f"Territory {number}", "kind": "commune"} | fields
    )


def make_cohort(**fields) -> Cohort:
    number = next(_numbers)
    fields = {"code": f"cohort-{number}", "name": f"Cohort {number}", "state": CohortState.RUNNING} | fields
    return Cohort.objects.create(scope=make_scope(ScopeKind.COHORT, fields["code"]), **fields)


def make_participation(cohort: Cohort | None = None, territory: Territory | None = None, **fields) -> Participation:
    cohort, territory = cohort or make_cohort(), territory or make_territory()
    scope = make_scope(ScopeKind.DELEGATION, f"{cohort.code}.{territory.code}", parent=cohort.scope)
    return Participation.objects.create(cohort=cohort, territory=territory, scope=scope, **fields)


def make_candidacy(participation: Participation | None = None, cohort: Cohort | None = None, **fields) -> Candidacy:
    """The file of a territory already in, when `participation` is given; else of one on its way."""
    if participation:
        fields = {
            "territory": participation.territory,
            "scope": participation.scope,
            "participation": participation,
        } | fields
        cohort = participation.cohort
    cohort = cohort or make_cohort()
    if "scope" not in fields:
        fields["scope"] = make_scope(ScopeKind.DELEGATION, parent=cohort.scope)
    candidacy = Candidacy.objects.create(
        **{"cohort": cohort, "territory": fields.pop("territory", None) or make_territory()} | fields
    )
    MutualSheet.objects.create(candidacy=candidacy)
    return candidacy


def make_seat(participation: Participation, category: str = "elected", **fields) -> Seat:
    item = Item.objects.of(ReferentialKey.CATEGORIES, within=participation.scope).filter(key=category).first()
    item = item or make_item(ReferentialKey.CATEGORIES, category)
    return Seat.objects.create(
        **{"participation": participation, "category": item, "name": f"Somebody {next(_numbers)}"} | fields
    )


def make_item(referential: ReferentialKey, key: str = "", **fields) -> Item:
    version, created = Version.objects.get_or_create(referential=referential, number=1)
    if created:
        Version.objects.filter(pk=version.pk).update(
            state="published", published_at=timezone.now(), published_by=make_person()
        )
    key = key or f"item-{next(_numbers)}"
    return Item.objects.create(**{"version": version, "key": key, "name_fr": key} | fields)


def make_organisation(**fields) -> Organisation:
    number = next(_numbers)
    organisation = Organisation.objects.create(**{"name": f"Organisation {number}"} | fields)
    Alias.objects.create(organisation=organisation, name=organisation.name, folded=f"organisation {number}")
    return organisation


def make_device(**fields) -> Device:
    number = next(_numbers)
    return Device.objects.create(
        **{"code": f"device-{number}", "kind": DeviceKind.COHORT, "name": f"Device {number}"} | fields
    )


def make_partner(cohort: Cohort, role: PartnerRole = PartnerRole.ALLY, **fields) -> Partner:
    return Partner.objects.create(**{"cohort": cohort, "organisation": make_organisation(), "role": role} | fields)


def make_phase(cohort: Cohort, **fields) -> Phase:
    number = next(_numbers)
    return Phase.objects.create(
        **{"cohort": cohort, "key": f"phase-{number}", "title": f"Phase {number}", "order": number} | fields
    )


def make_session(cohort: Cohort | None = None, **fields) -> Session:
    number = next(_numbers)
    fields = {"kind": SessionKind.DAY, "title": f"Session {number}", "state": SessionState.DRAFT} | fields
    return Session.objects.create(cohort=cohort or make_cohort(), **fields)


def make_event(scope: Scope | None = None, **fields) -> Event:
    """In ten days, for two hours, open to all unless a circle is named; `ago=timedelta(…)` puts it in the past."""
    number = next(_numbers)
    starts = timezone.now().replace(microsecond=0) + timedelta(days=10)
    if ago := fields.pop("ago", None):
        starts = timezone.now().replace(microsecond=0) - ago
    fields = {"openness": "circle" if scope else "open", "starts_at": starts, "state": EventState.CONFIRMED} | fields
    if "ends_at" not in fields:
        fields["ends_at"] = fields["starts_at"] + timedelta(hours=2)
    return Event.objects.create(**{"title": f"Event {number}", "scope": scope} | fields)


def make_registration(event: Event, person: Person | None = None, **fields) -> Registration:
    fields = {"person": person or make_person(), "state": RegistrationState.SEATED} | fields
    return Registration.objects.create(event=event, **fields)


def make_project(participation: Participation, **fields) -> PilotProject:
    return PilotProject.objects.create(
        **{"participation": participation, "title": f"Project {next(_numbers)}"} | fields
    )


def read_by(state: FindingState) -> dict:
    """Who read a finding again and who published it, when its state says that somebody did."""
    reader, now = make_person(), timezone.now()
    accepted = {"accepted_at": now, "accepted_by": reader} if state in ("accepted", "published") else {}
    return accepted | ({"published_at": now, "published_by": reader} if state == "published" else {})


def make_effect(participation: Participation, state: FindingState = FindingState.PROPOSED, **fields) -> Effect:
    fields = {"text": f"Effect {next(_numbers)}", "state": state} | read_by(state) | fields
    if "frame" not in fields:
        fields["frame"] = make_item(ReferentialKey.FRAMES)
    return Effect.objects.create(participation=participation, **fields)


def make_limit(participation: Participation, state: FindingState = FindingState.PROPOSED, **fields) -> Limit:
    number = next(_numbers)
    fields = {"title": f"Limit {number}", "text": f"Limit text {number}", "state": state} | read_by(state) | fields
    if "theme" not in fields:
        fields["theme"] = make_item(ReferentialKey.LIMITS)
    return Limit.objects.create(participation=participation, **fields)


def make_viewpoint(participation: Participation, of: ViewpointOf, **fields) -> Viewpoint:
    return Viewpoint.objects.create(
        **{"participation": participation, "of": of, "state": ViewpointState.EXPECTED} | fields
    )


def make_lead(cohort: Cohort) -> Person:
    return make_person(Role.COHORT_LEAD, cohort.scope)


def make_referent(participation: Participation) -> Person:
    return make_person(Role.DELEGATION_REFERENT, participation.scope)


def journal(thing) -> list[str]:
    """The verbs written about a thing, oldest first."""
    return list(AuditEntry.objects.about(thing).order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def sign_in(client):
    """Sign a person in and give the client back."""

    def enter(person: Person):
        client.force_login(person)
        return client

    return enter


PASSPHRASE = "une phrase pour les essais"


def make_diagnostic(place: Participation | None = None, **fields) -> Diagnostic:
    place = place or make_participation()
    scope = make_scope(ScopeKind.DIAGNOSTIC, parent=place.cohort.scope)
    return Diagnostic.objects.create(
        **{"participation": place, "scope": scope, "state": DiagnosticState.RUNNING} | fields
    )


def make_member(diagnostic: Diagnostic, role: TeamRole = TeamRole.DIAGNOSTICIAN, **fields) -> Person:
    """Of its team: the place, the role that goes with it, and no key yet (`make_vault`, then `admit`)."""
    listens = role == TeamRole.DIAGNOSTICIAN
    person = make_person(Role.DIAGNOSTICIAN if listens else Role.DIAGNOSIS_SUPERVISOR, diagnostic.scope)
    Member.objects.create(
        **{"diagnostic": diagnostic, "person": person, "role": role, "declared_at": timezone.now()} | fields
    )
    return person


def make_vault(person: Person) -> Vault:
    """Open, as a view receives it; the key store is a database apart: `django_db(databases="__all__")`."""
    keys.make(person.code, PASSPHRASE)
    return Vault(person.code, keys.private_of(keys.KeyPair.objects.get(holder=person.code), PASSPHRASE))


def open_vault(client, person: Person) -> None:
    """In the browser that `client` stands for."""
    client.cookies[COOKIE] = keys.open_vault(person.code, PASSPHRASE)
