"""The demonstration people: one for each role of A1.4, at an address that can receive nothing."""

from allauth.account.models import EmailAddress

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import Person, RoleGrant, Scope

DOMAIN = "demo.invalid"
WITHOUT_ACCOUNT = (Role.INTERVIEWEE,)


def load_administrator() -> Person:
    platform = Scope.objects.get_or_create(
        kind=ScopeKind.PLATFORM, code="platform", defaults={"label": "La plateforme"}
    )[0]
    return person_as(Role.PLATFORM_ADMINISTRATOR, platform)


def load_people() -> None:
    """Scoped roles lie in the invented cohort; the cohort lead also holds Occitanie (design section 5).

    The referent speaks for a second delegation, whose diagnostic has not begun.
    """
    fictive = Cohort.objects.get(code="fictive")
    delegation = fictive.participations.order_by("pk").first().scope
    places = {
        ScopeKind.PLATFORM: Scope.objects.get(kind=ScopeKind.PLATFORM),
        ScopeKind.COHORT: fictive.scope,
        ScopeKind.DELEGATION: delegation,
        ScopeKind.DIAGNOSTIC: delegation,
        ScopeKind.GROUP: fictive.scope,
    }
    for role, rule in ROLES.items():
        if role not in WITHOUT_ACCOUNT:
            person_as(role, places[rule.scopes[0]])
    lead = Person.objects.get(email=f"{Role.COHORT_LEAD}@{DOMAIN}")
    RoleGrant.objects.get_or_create(
        person=lead, role=Role.COHORT_LEAD, scope=Cohort.objects.get(code="occitanie").scope, ended_at=None
    )
    referent = Person.objects.get(email=f"{Role.DELEGATION_REFERENT}@{DOMAIN}")
    also = fictive.participations.get(territory__code="trois-lavoirs").scope
    RoleGrant.objects.get_or_create(person=referent, role=Role.DELEGATION_REFERENT, scope=also, ended_at=None)


def person_as(role: Role, scope: Scope) -> Person:
    person = Person.objects.get_or_create(
        email=f"{role}@{DOMAIN}", defaults={"code": f"demo-{role}", "name": str(Role(role).label)}
    )[0]
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    RoleGrant.objects.get_or_create(person=person, role=role, scope=scope, ended_at=None)
    return person


def second_listener() -> Person:
    """Who codes again what another one heard; somebody without an account."""
    defaults = {"name": "Diagnostiqueur·se, seconde lecture"}
    return Person.objects.get_or_create(code="demo-second-listener", defaults=defaults)[0]


def reader(number: int) -> Person:
    """Who listens in the other invented cohort and reads the restitutions of this one; somebody without an account."""
    name = f"Diagnostiqueur·se d’une autre cohorte, {number}"
    return Person.objects.get_or_create(code=f"demo-reader-{number}", defaults={"name": name})[0]
