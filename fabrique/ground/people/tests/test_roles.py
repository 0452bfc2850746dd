"""R043: a role gives nothing outside its scope, before its start or after its end."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.people import permissions
from fabrique.ground.people.actions import end_role, give_role
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import Person, RoleGrant
from tests.world import make_person, make_scope, platform

pytestmark = pytest.mark.django_db


def fresh(person):
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def places():
    """Two cohorts, a delegation in each, and the platform."""
    one, two = make_scope(ScopeKind.COHORT, "one"), make_scope(ScopeKind.COHORT, "two")
    return {
        "platform": platform(),
        "one": one,
        "two": two,
        "one.a": make_scope(ScopeKind.DELEGATION, "one.a", parent=one),
        "two.b": make_scope(ScopeKind.DELEGATION, "two.b", parent=two),
    }


@pytest.mark.parametrize(
    ("given_in", "asked_in", "answer"),
    [
        ("one", "one", True),
        ("one", "one.a", True),
        ("one", "two", False),
        ("one", "two.b", False),
        ("one", "platform", False),
    ],
)
def test_a_cohort_role_holds_in_the_cohort_and_what_it_contains(places, given_in, asked_in, answer):
    lead = make_person(Role.COHORT_LEAD, places[given_in])

    assert lead.holds(Role.COHORT_LEAD, within=places[asked_in]) is answer
    assert lead.holds(Role.COHORT_LEAD) is False
    assert lead.scopes_as(Role.COHORT_LEAD) == {places[given_in].pk}
    assert lead.scopes_as(Role.PIVOT_ALLY) == set()


def test_a_delegation_role_never_climbs(places):
    referent = make_person(Role.DELEGATION_REFERENT, places["one.a"])

    assert referent.holds(Role.DELEGATION_REFERENT, within=places["one.a"])
    assert not referent.holds(Role.DELEGATION_REFERENT, within=places["one"])


def test_a_platform_role_is_not_a_cohort_role(places):
    employee = make_person(Role.ASSOCIATION_EMPLOYEE)

    assert employee.holds(Role.ASSOCIATION_EMPLOYEE)
    assert not employee.holds(Role.ASSOCIATION_EMPLOYEE, within=places["one"])
    assert not employee.holds(Role.COHORT_LEAD, within=places["one"])


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [(0, None, True), (-9, 0, True), (-9, 9, True), (1, None, False), (-9, -1, False)],
)
def test_a_role_holds_between_its_dates(places, starts, ends, held):
    today = timezone.localdate()
    person = make_person()
    RoleGrant.objects.create(
        person=person, role=Role.OBSERVER, scope=places["one"], starts_on=today + timedelta(starts),
        ends_on=None if ends is None else today + timedelta(ends),
    )  # fmt: skip

    assert person.holds(Role.OBSERVER, within=places["one"]) is held


@pytest.mark.parametrize("role", Role)
def test_who_gives_each_role_and_where(places, role):
    admin, lead, pivot = make_person(Role.PLATFORM_ADMINISTRATOR), make_person(), make_person()
    RoleGrant.objects.create(person=lead, role=Role.COHORT_LEAD, scope=places["one"])
    RoleGrant.objects.create(person=pivot, role=Role.PIVOT_ALLY, scope=places["one"])
    others = [make_person(other, places["one"]) for other in (Role.OBSERVER, Role.EMBEDDED_EVALUATOR)]
    others += [
        make_person(Role.ASSOCIATION_EMPLOYEE),
        make_person(Role.DELEGATION_REFERENT, places["one.a"]),
        make_person(),
    ]

    for name, scope in places.items():
        fits = scope.kind in ROLES[role].scopes
        led = fits and name in ("one", "one.a") and role not in (Role.COHORT_LEAD, Role.PIVOT_ALLY)
        assert permissions.give_role.allows(admin, role, scope) is fits
        assert permissions.give_role.allows(lead, role, scope) is led
        assert permissions.give_role.allows(pivot, role, scope) is led
        assert [permissions.give_role.allows(other, role, scope) for other in others] == [False] * 5


def test_nobody_gives_a_role_to_oneself(places):
    admin = make_person(Role.PLATFORM_ADMINISTRATOR)
    lead = make_person(Role.COHORT_LEAD, places["one"])

    for person, role, place in [(admin, Role.DIAGNOSTICIAN, "one.a"), (lead, Role.DELEGATION_REFERENT, "one.a")]:
        with pytest.raises(Denied, match="soi-même"):
            give_role(by=person, person=person, role=role, scope=places[place])


def test_giving_writes_the_journal_and_ends_sessions(places):
    admin, person = make_person(Role.PLATFORM_ADMINISTRATOR), make_person()

    grant = give_role(by=admin, person=person, role=Role.OBSERVER, scope=places["one"])

    assert (grant.given_by, grant.starts_on, grant.ends_on) == (admin, timezone.localdate(), None)
    entry = AuditEntry.objects.get(verb="role-given")
    assert (entry.actor, entry.hat, entry.code) == (admin, "Administration technique", person.code)
    assert entry.facts == {"role": "observer", "scope": "one", "scope_code": "one", "until": None}
    assert fresh(person).sign_in_epoch == person.sign_in_epoch == 1


def test_the_platform_itself_gives_roles_but_never_out_of_place(places):
    person = make_person()

    assert give_role(by=None, person=person, role=Role.OBSERVER, scope=places["one"]).given_by is None
    with pytest.raises(Denied, match="ne se donne pas à cet endroit"):
        give_role(by=None, person=person, role=Role.OBSERVER, scope=places["platform"])


def test_refusals_of_a_gift(places):
    admin, person = make_person(Role.PLATFORM_ADMINISTRATOR), make_person()
    today = timezone.localdate()
    arguments = {"by": admin, "person": person, "role": Role.OBSERVER, "scope": places["one"]}

    with pytest.raises(Denied, match="date de fin"):
        give_role(**arguments, ends_on=today - timedelta(1))
    with pytest.raises(Denied, match="date de fin"):
        give_role(**arguments, starts_on=today + timedelta(9), ends_on=today + timedelta(8))
    give_role(**arguments)
    with pytest.raises(Denied, match="tient déjà ce rôle"):
        give_role(**arguments)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(Denied, match="n’est pas ouvert"):
        give_role(**arguments | {"scope": places["two"]})
    assert RoleGrant.objects.filter(person=person).count() == 1


def test_a_role_whose_dates_are_over_is_given_again(places):
    admin, person = make_person(Role.PLATFORM_ADMINISTRATOR), make_person()
    RoleGrant.objects.create(
        person=person, role=Role.OBSERVER, scope=places["one"], starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2)
    )

    give_role(by=admin, person=person, role=Role.OBSERVER, scope=places["one"])

    assert RoleGrant.objects.filter(person=person, ended_at=None).count() == 1
    assert RoleGrant.objects.filter(person=person).count() == 2


def test_who_ends_a_role(places):
    admin, lead = make_person(Role.PLATFORM_ADMINISTRATOR), make_person(Role.COHORT_LEAD, places["one"])
    stranger = make_person(Role.COHORT_LEAD, places["two"])
    holder = make_person()

    def grant():
        return give_role(by=None, person=holder, role=Role.DELEGATION_MEMBER, scope=places["one.a"])

    for person in (admin, lead, holder):
        end_role(by=person, grant=grant())
    with pytest.raises(Denied):
        end_role(by=stranger, grant=(standing := grant()))
    end_role(by=admin, grant=standing)
    with pytest.raises(Denied, match="déjà terminé"):
        end_role(by=admin, grant=standing)
    assert RoleGrant.objects.filter(person=holder, ended_at=None).count() == 0
    assert AuditEntry.objects.filter(verb="role-ended").count() == 4


def test_a_lead_does_not_end_another_lead(places):
    lead, other = make_person(Role.COHORT_LEAD, places["one"]), make_person(Role.PIVOT_ALLY, places["one"])

    with pytest.raises(Denied):
        end_role(by=lead, grant=other.role_grants.get())


def test_two_hundred_lives_of_a_role(places):
    """Given, used, ended, used again, in a random order: nothing is accepted outside the time of the role."""
    chance = random.Random(43)  # noqa: S311  a seed, to walk the same lives again
    admin = make_person(Role.PLATFORM_ADMINISTRATOR)
    fitting = [(role, scope) for role in Role for scope in places.values() if scope.kind in ROLES[role].scopes]
    accepted_after_end = refused_during = 0
    for _life in range(200):
        person = Person.objects.create(email=f"life-{_life}@example.invalid")
        role, scope = chance.choice(fitting)
        within = None if scope.kind == ScopeKind.PLATFORM else scope
        grant = None
        for _step in range(chance.randint(2, 4)):
            move = chance.choice(["give", "use", "end", "use"])
            if move == "give" and grant is None:
                grant = give_role(by=admin, person=person, role=role, scope=scope)
            elif move == "end" and grant is not None:
                end_role(by=admin, grant=grant)
                grant = None
            used = fresh(person).holds(role, within=within)
            accepted_after_end += used and grant is None
            refused_during += grant is not None and not used
    assert (accepted_after_end, refused_during) == (0, 0)


def test_who_sees_whom(places):
    admin, employee = make_person(Role.PLATFORM_ADMINISTRATOR), make_person(Role.ASSOCIATION_EMPLOYEE)
    lead = make_person(Role.COHORT_LEAD, places["one"])
    inside, below = make_person(Role.OBSERVER, places["one"]), make_person(Role.DELEGATION_MEMBER, places["one.a"])
    outside = make_person(Role.DELEGATION_MEMBER, places["two.b"])
    everybody = set(Person.objects.all())

    assert set(Person.objects.visible_to(admin)) == everybody
    assert set(Person.objects.visible_to(employee)) == everybody
    assert set(Person.objects.visible_to(lead)) == {lead, inside, below}
    assert set(Person.objects.visible_to(outside)) == {outside}
    assert {g.person for g in RoleGrant.objects.visible_to(lead)} == {lead, inside, below}
    assert {g.person for g in RoleGrant.objects.visible_to(outside)} == {outside}
