"""The rows of A50 that hold words given in confidence, cell by cell, by the places in a team and by every role (R578, R579)."""

import pytest
from django.utils import timezone

from fabrique.accompaniment.diagnostics import permissions as diagnostics
from fabrique.accompaniment.diagnostics.enums import DiagnosticState, TeamRole
from fabrique.accompaniment.diagnostics.models import Contact
from fabrique.accompaniment.interviews import permissions as interviews
from fabrique.accompaniment.interviews.models import Extract, Interview
from fabrique.accompaniment.restitution import permissions as restitution
from fabrique.accompaniment.restitution.models import Edition, Finding, Restitution
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.matrix import CONFIDENTIAL, INSIDE
from tests.matrix.things import person_of, reads
from tests.world import make_diagnostic, make_item, make_member, make_participation, make_person, make_scope, platform

pytestmark = pytest.mark.django_db


def somebody(column: str, diagnostic) -> Person:
    """In the team of this diagnostic, near it, or nowhere."""
    made = PLACES.get(column)
    return made(diagnostic) if made else person_of(column, diagnostic.participation)


def gone(diagnostic) -> Person:
    person = make_member(diagnostic, left_on=timezone.localdate())
    RoleGrant.objects.filter(person=person).update(ended_at=timezone.now(), ended_by=person)
    return person


def holder_of_all(diagnostic) -> Person:
    """Every role that exists, as near as it may be given, this diagnostic's own scope included."""
    place = diagnostic.participation
    scopes = {ScopeKind.PLATFORM: platform(), ScopeKind.COHORT: place.cohort.scope, ScopeKind.DELEGATION: place.scope,
              ScopeKind.DIAGNOSTIC: diagnostic.scope, ScopeKind.GROUP: make_scope(ScopeKind.GROUP)}  # fmt: skip
    person = make_person(Role.PLATFORM_ADMINISTRATOR)
    for role, rule in ROLES.items():
        for kind in rule.scopes:
            RoleGrant.objects.get_or_create(person=person, role=role, scope=scopes[kind])
    return person


PLACES = {
    "of-team": make_member,
    "of-supervision": lambda diagnostic: make_member(diagnostic, TeamRole.SUPERVISOR),
    "unsigned": lambda diagnostic: make_member(diagnostic, declared_at=None),
    "left": gone,
    "administrator": lambda _diagnostic: make_person(Role.PLATFORM_ADMINISTRATOR),
    "every-role": holder_of_all,
}


def contact_of(proposed_by_column: bool):
    def make(diagnostic, person, author):
        return Contact.objects.create(
            diagnostic=diagnostic, category=make_item(ReferentialKey.CATEGORIES), name="Canari",
            proposed_by=person if proposed_by_column and person.is_authenticated else author,
        )  # fmt: skip

    return make


def interview_of(own: bool):
    def make(diagnostic, person, author):
        return Interview.objects.create(
            diagnostic=diagnostic, author=person if own and person.is_authenticated else author
        )

    return make


def extract(diagnostic, _person, author):
    interview = Interview.objects.create(diagnostic=diagnostic, author=author)
    return Extract.objects.create(diagnostic=diagnostic, interview=interview, words=b"x")


def finding(diagnostic, _person, _author):
    return Finding.objects.create(diagnostic=diagnostic, words=b"x")


def edition_of(state: str, *, public: bool = False):
    def make(diagnostic, _person, author):
        out = {"text": "{}", "cleared_at": timezone.now()} if state != "in-review" else {}
        made = Edition.objects.create(
            diagnostic=diagnostic, number=1, state=state, made_by=author, sha256="0" * 64, **out
        )
        if state == "restituted":
            day = timezone.localdate()
            opened = {"public_at": timezone.now(), "public_by": author} if public else {}
            Restitution.objects.create(diagnostic=diagnostic, edition=made, presented_on=day, held_on=day, format="room",
                                       invited=1, present=1, recorded_by=author, **opened)  # fmt: skip
        return made

    return make


def of(rule):
    """A rule on the diagnostic, asked of what belongs to it."""
    return lambda person, thing: rule.allows(person, thing.diagnostic)


CONTACTS = {"R": reads(Contact), "W": diagnostics.write_contact.allows, "P": of(diagnostics.help_to_invite)}
NOTES = {"R": reads(Interview), "W": interviews.write_notes.allows}
VERSION = {
    "R": lambda person, thing: (
        reads(Edition)(person, thing)
        and (restitution.read_edition.allows(person, thing) or restitution.read_restitution.allows(person, thing))
    ),
    "W": restitution.keep_edition.allows,
    "P": restitution.ask_change.allows,
}
_D = DiagnosticState
# for each row: the state of the diagnostic, how to make the thing, the probe of each letter
OBJECTS = {
    "contact list, before": (_D.FRAMED, contact_of(proposed_by_column=False), CONTACTS),
    "contact list, interviews": (_D.RUNNING, contact_of(proposed_by_column=False), CONTACTS),
    "own proposal, before": (_D.FRAMED, contact_of(proposed_by_column=True), CONTACTS),
    "own proposal, interviews": (_D.RUNNING, contact_of(proposed_by_column=True), CONTACTS),
    "raw notes": (_D.RUNNING, interview_of(own=False), NOTES),
    "own raw notes": (_D.RUNNING, interview_of(own=True), NOTES),
    "coded extract": (_D.RUNNING, extract, {"R": reads(Extract), "W": interviews.code_extract.allows}),
    "finding in draft": (_D.ANALYSIS, finding,
                         {"R": reads(Finding), "W": restitution.write_finding.allows, "C": restitution.read_finding.allows}),
    "version in review": (_D.ANALYSIS, edition_of("in-review"), VERSION),
    "version presented": (_D.PRE_RESTITUTED, edition_of("presented"), VERSION),
    "version restituted": (_D.RESTITUTED, edition_of("restituted"), VERSION),
    "restituted, public": (_D.RESTITUTED, edition_of("restituted", public=True), VERSION),
}  # fmt: skip


def cells_of(column: str, home) -> dict[str, set[str]]:
    """`home`: the diagnostic where the person of this column stands, for the diagnostic that is asked about."""
    found = {}
    for row, (state, make, probes) in OBJECTS.items():
        diagnostic = make_diagnostic(make_participation(), state=state)
        author = make_member(diagnostic)
        person = somebody(column, home(diagnostic))
        thing = make(diagnostic, person, author)
        found[row] = {letter for letter, probe in probes.items() if probe(person, thing)}
    return found


def told(column: str) -> dict[str, set[str]]:
    return {row: set(cells[column]) - {"."} for row, cells in CONFIDENTIAL.items()}


@pytest.mark.parametrize("column", INSIDE)
def test_cells_of_a_column(column):
    assert cells_of(column, lambda diagnostic: diagnostic) == told(column)


@pytest.mark.parametrize("column", ["of-team", "of-supervision", "administrator", "lead", "referent", "number-one"])
def test_a_place_in_one_diagnostic_gives_nothing_in_another(column):
    """Of the same cohort for those who hold no role in the cohort itself, of another for those who do."""
    same_cohort = column in ("of-team", "of-supervision", "referent", "number-one")

    def elsewhere(diagnostic):
        return make_diagnostic(make_participation(diagnostic.cohort if same_cohort else None))

    seen = cells_of(column, elsewhere)

    assert {row: cells for row, cells in seen.items() if row not in ("own proposal, before", "own raw notes")} == {
        row: cells for row, cells in told("visitor").items() if row not in ("own proposal, before", "own raw notes")
    }
    assert (seen["own proposal, before"], seen["own raw notes"]) == (set(), set())


def test_every_cell_that_is_closed_could_be_open():
    """Positive control: each thing is really there, and somebody reads it; each rule passes somebody."""
    for row, cells in CONFIDENTIAL.items():
        assert set("".join(cells.values())) - {"."} == set(OBJECTS[row][2]) - closed_to_all(row)


def closed_to_all(row: str) -> set[str]:
    """Letters that no column has there, because of the state alone."""
    if row.startswith("version"):
        return set() if row == "version presented" else {"P"}
    return {"restituted, public": {"P"}, "contact list, interviews": {"P"}, "own proposal, interviews": {"P"},
            "raw notes": {"W"}}.get(row, set())  # fmt: skip


def test_the_rows_are_those_of_the_table():
    assert list(OBJECTS) == list(CONFIDENTIAL)
