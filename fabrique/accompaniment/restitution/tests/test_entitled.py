"""Entitled today, or not at all: a place unsigned, a role that ended, a list that closed open nothing (R043, R350, A50)."""

import pytest
from django.utils import timezone

from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.models import Contact, Member
from fabrique.accompaniment.diagnostics.permissions import read_contacts, read_words, write_words
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.restitution.models import Edition, Finding
from fabrique.ground.people.actions.roles import end_role
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import make_diagnostic, make_item, make_member, make_person, make_referent, platform

pytestmark = pytest.mark.django_db


def make_things(diagnostic, author, proposed_by=None) -> list:
    """A contact, an interview, a finding, and a version that the number one has read."""
    category = make_item(ReferentialKey.CATEGORIES)
    return [
        Contact.objects.create(diagnostic=diagnostic, category=category, name="Canari", proposed_by=proposed_by or author),
        Interview.objects.create(diagnostic=diagnostic, author=author),
        Finding.objects.create(diagnostic=diagnostic, words=b"x"),
        Edition.objects.create(
            diagnostic=diagnostic, number=1, state="presented", made_by=author, text="{}", sha256="0" * 64,
            cleared_at=timezone.now(),
        ),
    ]  # fmt: skip


def seen(person, things) -> list[str]:
    person = Person.objects.get(pk=person.pk)
    return [
        type(thing).__name__ for thing in things if type(thing).objects.visible_to(person).filter(pk=thing.pk).exists()
    ]


def rules(person, diagnostic) -> list[bool]:
    diagnostic, person = type(diagnostic).objects.get(pk=diagnostic.pk), Person.objects.get(pk=person.pk)
    return [rule.allows(person, diagnostic) for rule in (read_words, write_words, read_contacts)]


def test_a_role_that_ended_closes_the_words_whatever_else_the_person_is():
    """Ended from the page of people, the place in the team standing; the association still finds the diagnostic."""
    diagnostic = make_diagnostic()
    member = make_member(diagnostic)
    RoleGrant.objects.create(person=member, role=Role.ASSOCIATION_EMPLOYEE, scope=platform())
    things = make_things(diagnostic, member)
    assert (seen(member, things), rules(member, diagnostic)) == (
        ["Contact", "Interview", "Finding", "Edition"],
        [True] * 3,
    )

    grant = RoleGrant.objects.get(person=member, scope=diagnostic.scope)
    end_role(by=make_person(Role.PLATFORM_ADMINISTRATOR), grant=grant)

    assert type(diagnostic).objects.visible_to(Person.objects.get(pk=member.pk)).exists()
    assert (seen(member, things), rules(member, diagnostic)) == ([], [False] * 3)


def test_nothing_opens_before_the_declaration_is_signed():
    diagnostic = make_diagnostic()
    things = make_things(diagnostic, make_member(diagnostic))
    newcomer = make_member(diagnostic, declared_at=None)

    assert (seen(newcomer, things), rules(newcomer, diagnostic)) == ([], [False] * 3)

    Member.objects.filter(person=newcomer).update(declared_at=timezone.now())
    assert seen(newcomer, things) == ["Contact", "Interview", "Finding", "Edition"]


def test_what_the_referent_proposed_closes_to_her_when_interviews_begin():
    diagnostic = make_diagnostic(state=DiagnosticState.FRAMED)
    referent = make_referent(diagnostic.participation)
    things = make_things(diagnostic, make_member(diagnostic), proposed_by=referent)
    assert seen(referent, things) == ["Contact"]

    diagnostic.save_values({"state": DiagnosticState.RUNNING}, seen=diagnostic.version)

    assert seen(referent, things) == []


def test_who_left_keeps_no_name_of_those_they_listed():
    diagnostic = make_diagnostic(state=DiagnosticState.FRAMED)
    member = make_member(diagnostic)
    RoleGrant.objects.create(person=member, role=Role.ASSOCIATION_EMPLOYEE, scope=platform())
    things = make_things(diagnostic, member)

    Member.objects.filter(person=member).update(left_on=timezone.localdate())

    assert seen(member, things) == []
