"""Accounts: opened, suspended, erased; the platform always keeps somebody to administer it."""

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils import timezone

from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.people import actions, privacy
from fabrique.ground.people.enums import ConsentKind, PersonState, Role, ScopeKind
from fabrique.ground.people.models import Consent, Person, RoleGrant
from tests.world import make_person, make_scope, platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_person(Role.PLATFORM_ADMINISTRATOR)


def test_the_platform_and_the_administration_open_accounts(admin):
    first = actions.create_person(by=None, email=" First@Example.invalid ", name="First")
    actions.create_person(by=admin, email="second@example.invalid", name="Second", language="en")

    assert first.email == "first@example.invalid"
    assert not first.has_usable_password()
    assert EmailAddress.objects.filter(user=first, email=first.email, verified=True, primary=True).count() == 1
    with pytest.raises(Denied, match="déjà un compte"):
        actions.create_person(by=admin, email="FIRST@example.invalid", name="Again")
    with pytest.raises(Denied):
        actions.create_person(by=first, email="third@example.invalid", name="Third")


MOVES = {"suspend": actions.suspend_person, "reactivate": actions.reactivate_person, "erase": actions.erase_person}


@pytest.mark.parametrize(
    ("state", "accepted"),
    [
        (PersonState.ACTIVE, {"suspend", "erase"}),
        (PersonState.SUSPENDED, {"reactivate", "erase"}),
        (PersonState.ERASED, set()),
    ],
)
@pytest.mark.parametrize("move", MOVES)
def test_moves_of_an_account(admin, state, accepted, move):
    person = make_person()
    if state is PersonState.SUSPENDED:
        person = actions.suspend_person(by=admin, person=person)
    if state is PersonState.ERASED:
        person = actions.erase_person(by=admin, person=person)

    if move in accepted:
        MOVES[move](by=admin, person=person)
        assert Person.objects.get(pk=person.pk).state != state
    else:
        with pytest.raises(Denied):
            MOVES[move](by=admin, person=person)
        assert Person.objects.get(pk=person.pk).state == state


def test_only_the_administration_touches_the_account_of_another(admin):
    lead = make_person(Role.COHORT_LEAD, make_scope(ScopeKind.COHORT, "one"))
    employee, person = make_person(Role.ASSOCIATION_EMPLOYEE), make_person()

    for by in (lead, employee, make_person()):
        for move in MOVES.values():
            with pytest.raises(Denied):
                move(by=by, person=person)
    with pytest.raises(Denied, match="votre propre compte"):
        actions.suspend_person(by=admin, person=admin)


def test_the_last_administrator_stays(admin):
    grant = admin.role_grants.get()
    other = make_person(Role.PLATFORM_ADMINISTRATOR)
    RoleGrant.objects.filter(person=other).update(ends_on=timezone.localdate())  # leaves tonight: does not count

    for refused in (
        lambda: actions.end_role(by=admin, grant=grant),
        lambda: actions.end_role(by=other, grant=grant),
        lambda: actions.suspend_person(by=other, person=admin),
        lambda: actions.erase_person(by=admin, person=admin),
        lambda: actions.erase_person(by=other, person=admin),
    ):
        with pytest.raises(Denied, match="dernière personne de l’administration"):
            refused()

    RoleGrant.objects.filter(person=other).update(ends_on=None)
    actions.end_role(by=admin, grant=grant)
    with pytest.raises(Denied, match="dernière personne"):
        actions.erase_person(by=other, person=other)


def test_a_suspended_administrator_does_not_count(admin):
    other = make_person(Role.PLATFORM_ADMINISTRATOR)
    actions.suspend_person(by=admin, person=other)

    with pytest.raises(Denied, match="dernière personne"):
        actions.erase_person(by=admin, person=admin)


def test_consents_are_dated_and_stand_once():
    person = make_person()

    first = actions.give_consent(by=person, kind=ConsentKind.NEWS)
    assert actions.give_consent(by=person, kind=ConsentKind.NEWS) == first
    actions.withdraw_consent(by=person, kind=ConsentKind.NEWS)
    actions.withdraw_consent(by=person, kind=ConsentKind.NEWS)
    actions.give_consent(by=person, kind=ConsentKind.NEWS)

    assert Consent.objects.filter(person=person).count() == 2
    assert Consent.objects.standing().filter(person=person).count() == 1
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["consent-given", "consent-withdrawn", "consent-given"]


def test_every_field_about_a_person_is_declared():
    """Add what is named here to the `personal_data.py` of its area: exported, hidden with a reason, or not a person."""
    assert list(privacy.undeclared()) == []


def test_an_undeclared_field_is_seen(monkeypatch):
    less = [entry for entry in privacy.declared if entry.model != "people.Consent"]
    monkeypatch.setattr(privacy, "declared", less)

    assert list(privacy.undeclared()) == ["people.consent.person"]


def test_export_holds_everything_said_of_the_person(admin):
    person = actions.create_person(by=admin, email="canary@example.invalid", name="Canary")
    actions.give_role(by=admin, person=person, role=Role.OBSERVER, scope=make_scope(ScopeKind.COHORT, "one"))
    actions.give_consent(by=person, kind=ConsentKind.NEWS)

    answer = privacy.export(person)

    assert answer["people.Person"][0]["email"] == "canary@example.invalid"
    assert answer["people.RoleGrant"][0]["role"] == "observer"
    assert answer["people.Consent"][0]["kind"] == "news"
    assert answer["account.EmailAddress"] == [{"email": "canary@example.invalid", "verified": True, "primary": True}]
    assert [line["verb"] for line in answer["core.AuditEntry"]] == ["consent-given"]
    assert [line["verb"] for line in answer["journal about"]] == ["person-created", "role-given", "consent-given"]
    assert "password" not in answer["people.Person"][0]


@pytest.mark.django_db(databases="__all__")
def test_erasure_leaves_no_trace_outside_the_journal(admin, client):
    person = actions.create_person(by=admin, email="canary@example.invalid", name="Canary", phone="0102030405")
    actions.invite(
        by=admin,
        email="canary@example.invalid",
        name="Canary",
        role=Role.OBSERVER,
        scope=make_scope(ScopeKind.COHORT, "one"),
    )
    actions.give_role(by=admin, person=person, role=Role.ALLY_PERSON, scope=platform())
    client.force_login(person)

    actions.erase_person(by=person, person=person)

    stored = Person.objects.get(pk=person.pk)
    assert (stored.email, stored.name, stored.phone, stored.state) == (None, "", "", PersonState.ERASED)
    assert str(stored) == "Personne effacée"
    assert not RoleGrant.objects.active().filter(person=person).exists()
    assert AuditEntry.objects.filter(kind="people.person", code=person.code, verb="person-erased").count() == 1
    assert residues("canary") == []
    assert residues("0102030405") == []
    assert client.get("/moi/").status_code == 302
    assert Session.objects.count() <= 1


def residues(word: str) -> list[str]:
    """Tables where a word is still to be read, in any column."""
    return [
        model._meta.label
        for model in apps.get_models()
        if any(word in str(row).lower() for row in model._base_manager.values_list())
    ]
