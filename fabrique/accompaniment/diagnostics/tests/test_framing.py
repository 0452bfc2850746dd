"""Who frames, with what, and everything that is refused with a reason (R349, R350, R354, R369, R373)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from fabrique.accompaniment.diagnostics import proposed, tasks
from fabrique.accompaniment.diagnostics.actions import framing, grids, team, vault
from fabrique.accompaniment.diagnostics.enums import DIAGNOSTIC, DiagnosticState, TeamRole
from fabrique.accompaniment.diagnostics.framing import gaps
from fabrique.accompaniment.diagnostics.models import Diagnostic, Grid, Member
from fabrique.accompaniment.diagnostics.permissions import member_of, read_contacts, read_words
from fabrique.core.permissions import Denied
from fabrique.core.vault.models import SpaceKey
from fabrique.core.versions import Conflict
from fabrique.ground.messages.models import Notice
from fabrique.ground.people import actions as people
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    journal,
    make_cohort,
    make_diagnostic,
    make_item,
    make_lead,
    make_member,
    make_participation,
    make_person,
    make_referent,
    make_vault,
    open_vault,
    platform,
)

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def staff():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


def trained(role=TeamRole.DIAGNOSTICIAN, **fields):
    person = make_person()
    team.give_credential(person=person, role=role, by=staff(), **fields)
    return person


def agreed_grid():
    by = staff()
    return grids.agree_on_grid(grid=proposed.take_up(by=by), by=by)


def ready():
    """A diagnostic to which nothing lacks, its lead, and its listener."""
    place = make_participation()
    lead, listener = make_lead(place.cohort), trained(experienced=True)
    grid = agreed_grid()
    diagnostic = framing.open_diagnostic(participation=place, by=lead)
    assert diagnostic.grid == grid
    diagnostic.starts_on, diagnostic.ends_on, diagnostic.planned_count = TODAY, TODAY + 40 * DAY, 3
    diagnostic.save()
    for key, count in (("elected", 2), ("agent", 1)):
        category = make_item(ReferentialKey.CATEGORIES, key)
        framing.set_target(diagnostic=diagnostic, category=category, count=count, by=lead)
    member = team.join(diagnostic=diagnostic, person=listener, role=TeamRole.DIAGNOSTICIAN, by=lead)
    team.declare(member=member, by=listener)
    return diagnostic, lead, listener


def test_opened_once_by_the_lead_and_its_scope_lies_in_the_cohort():
    place = make_participation()
    lead = make_lead(place.cohort)
    diagnostic = framing.open_diagnostic(participation=place, by=lead)
    assert (diagnostic.scope.kind, diagnostic.scope.parent) == ("diagnostic", place.cohort.scope)
    assert journal(diagnostic) == ["diagnostic-opened"]
    with pytest.raises(Denied, match="déjà ouvert"):
        framing.open_diagnostic(participation=place, by=lead)
    with pytest.raises(Denied):
        framing.open_diagnostic(participation=make_participation(), by=lead)


@pytest.mark.parametrize("state", ["evaluated", "companion"])
def test_evaluated_cohort_opens_none_whoever_asks(sign_in, state):
    place = make_participation(make_cohort(state=state))
    address = reverse("diagnostics:open", args=[place.cohort.code, place.code])

    for person in (make_lead(place.cohort), staff()):
        with pytest.raises(Denied, match="pendant le parcours"):
            framing.open_diagnostic(participation=place, by=person)
        assert sign_in(person).post(address).status_code == 403

    assert Diagnostic.objects.count() == 0


def test_all_that_lacks_is_said_at_once():
    place = make_participation()
    lead = make_lead(place.cohort)
    diagnostic = framing.open_diagnostic(participation=place, by=lead)
    with pytest.raises(Denied) as refusal:
        framing.move(diagnostic=diagnostic, name="frame", by=lead)
    for part in ("trame", "période", "qui écoute", "0 personne est répartie", "deux catégories"):
        assert part in str(refusal.value)


@pytest.mark.parametrize(("count", "french", "english"), [
    (0, "0 personne est répartie sur 3", "0 people are spread"), (1, "1 personne est répartie sur 3", "1 person is spread"),
    (2, "2 personnes sont réparties sur 3", "2 people are spread"),
])  # fmt: skip
def test_people_to_meet_are_counted_as_each_language_does(count, french, english):
    diagnostic, _lead, _listener = ready()
    kept = diagnostic.targets.first()
    diagnostic.targets.exclude(pk=kept.pk).delete()
    if count:
        diagnostic.targets.update(count=count)
    else:
        kept.delete()
    for language, said in (("fr", french), ("en", english)):
        with override(language):
            assert said in " ".join(str(one) for one in gaps(diagnostic))


def test_framed_when_nothing_lacks_and_begun_once_its_vault_is_open():
    diagnostic, lead, listener = ready()
    assert gaps(diagnostic) == []
    framing.move(diagnostic=diagnostic, name="frame", by=lead)
    with pytest.raises(Denied, match="coffre"):
        framing.move(diagnostic=diagnostic, name="begin", by=listener)
    vault.open_space(diagnostic=diagnostic, vault=make_vault(listener), by=listener)
    framing.move(diagnostic=diagnostic, name="begin", by=listener)
    assert (diagnostic.state, diagnostic.begun_on) == (DiagnosticState.RUNNING, TODAY)


def test_a_first_diagnostic_asks_for_a_supervisor():
    diagnostic, lead, _listener = ready()
    newcomer = trained()
    member = team.join(diagnostic=diagnostic, person=newcomer, role=TeamRole.DIAGNOSTICIAN, by=lead)
    team.declare(member=member, by=newcomer)
    assert [gap for gap in gaps(diagnostic) if "supervise" in gap]
    elder = trained(TeamRole.SUPERVISOR)
    team.declare(member=team.join(diagnostic=diagnostic, person=elder, role=TeamRole.SUPERVISOR, by=lead), by=elder)
    assert gaps(diagnostic) == []


@pytest.mark.parametrize("dates", [
    {"valid_from": TODAY - 20 * DAY, "valid_until": TODAY - DAY}, {"valid_from": TODAY + DAY}, None,
])  # fmt: skip
def test_nobody_enters_a_team_without_a_credential_of_today(dates):
    diagnostic, lead, _listener = ready()
    person = trained(**dates) if dates else make_person()
    with pytest.raises(Denied, match="habilitation"):
        team.join(diagnostic=diagnostic, person=person, role=TeamRole.DIAGNOSTICIAN, by=lead)


def test_a_credential_is_given_by_the_association_alone():
    with pytest.raises(Denied):
        team.give_credential(person=make_person(), role=TeamRole.DIAGNOSTICIAN, by=make_lead(make_cohort()))


def test_nobody_gives_oneself_a_credential_nor_a_place_in_a_team():
    """The list of persons opens to a team without a vault: who gives roles must not reach it alone (A50)."""
    administrator, lead = make_person(Role.PLATFORM_ADMINISTRATOR), make_person(Role.ASSOCIATION_EMPLOYEE)
    diagnostic = make_diagnostic(state=DiagnosticState.TO_FRAME)
    with pytest.raises(Denied, match="soi-même"):
        team.give_credential(person=administrator, role=TeamRole.DIAGNOSTICIAN, by=administrator)
    team.give_credential(person=administrator, role=TeamRole.DIAGNOSTICIAN, by=lead)
    with pytest.raises(Denied, match="soi-même"):
        team.join(diagnostic=diagnostic, person=administrator, role=TeamRole.DIAGNOSTICIAN, by=administrator)
    assert not diagnostic.members.exists()


def test_nothing_opens_before_the_declaration_and_nobody_signs_for_somebody_else():
    diagnostic, lead, _listener = ready()
    person = trained(experienced=True)
    member = team.join(diagnostic=diagnostic, person=person, role=TeamRole.DIAGNOSTICIAN, by=lead)
    assert not read_words.allows(person, Diagnostic.objects.get(pk=diagnostic.pk))
    with pytest.raises(Denied, match="pour soi"):
        team.declare(member=member, by=lead)
    team.declare(member=member, by=person)
    assert read_words.allows(person, Diagnostic.objects.get(pk=diagnostic.pk))


def test_who_leaves_loses_role_key_and_words_at_once_and_the_key_is_changed():
    diagnostic = make_diagnostic()
    stays, goes = make_member(diagnostic), make_member(diagnostic)
    open_one = make_vault(stays)
    vault.open_space(diagnostic=diagnostic, vault=open_one, by=stays)
    gone_vault, member = make_vault(goes), Member.objects.get(person=goes)
    vault.give_key(member=member, vault=open_one, by=stays)
    old = gone_vault.space(diagnostic.space)
    team.leave(member=member, by=make_lead(diagnostic.cohort))
    diagnostic = Diagnostic.objects.get(pk=diagnostic.pk)
    assert not RoleGrant.objects.active().filter(person=goes).exists()
    assert not SpaceKey.objects.filter(holder__holder=goes.code).exists()
    assert member_of(goes, diagnostic) is None
    assert diagnostic.key_to_change
    vault.change_key(diagnostic=diagnostic, vault=open_one, by=stays)
    renewed = open_one.space(diagnostic.space)
    assert (renewed.key == old.key, renewed.holders()) == (False, {stays.code})
    assert not Diagnostic.objects.get(pk=diagnostic.pk).key_to_change


def test_the_last_holder_of_the_key_does_not_leave_with_it():
    diagnostic = make_diagnostic()
    alone = make_member(diagnostic)
    vault.open_space(diagnostic=diagnostic, vault=make_vault(alone), by=alone)
    with pytest.raises(Denied, match="dernière personne"):
        team.leave(member=Member.objects.get(person=alone), by=alone)
    assert member_of(alone, Diagnostic.objects.get(pk=diagnostic.pk))


def test_who_lost_the_role_elsewhere_leaves_with_the_key_unless_they_are_the_last():
    diagnostic = make_diagnostic()
    stays, goes = make_member(diagnostic), make_member(diagnostic)
    opened = make_vault(stays)
    vault.open_space(diagnostic=diagnostic, vault=opened, by=stays)
    make_vault(goes)
    vault.give_key(member=Member.objects.get(person=goes), vault=opened, by=stays)
    tasks.let_go_of_keys()
    assert SpaceKey.objects.filter(holder__holder=goes.code).exists()

    RoleGrant.objects.filter(person=goes).update(ended_at=timezone.now())
    tasks.let_go_of_keys()

    assert not SpaceKey.objects.filter(holder__holder=goes.code).exists()
    assert Member.objects.get(person=goes).left_on
    assert Diagnostic.objects.get(pk=diagnostic.pk).key_to_change
    RoleGrant.objects.filter(person=stays).update(ended_at=timezone.now())
    tasks.let_go_of_keys()
    assert SpaceKey.objects.filter(holder__holder=stays.code).exists()


def test_a_key_that_only_a_closed_account_keeps_is_the_last_one():
    diagnostic = make_diagnostic()
    first, closed = make_member(diagnostic), make_member(diagnostic)
    opened = make_vault(first)
    vault.open_space(diagnostic=diagnostic, vault=opened, by=first)
    make_vault(closed)
    vault.give_key(member=Member.objects.get(person=closed), vault=opened, by=first)
    Person.objects.filter(pk=closed.pk).update(is_active=False)

    with pytest.raises(Denied, match="dernière personne"):
        team.leave(member=Member.objects.get(person=first), by=first)
    assert SpaceKey.objects.filter(holder__holder=first.code).exists()


def alone_with_the_key():
    diagnostic = make_diagnostic()
    person = make_member(diagnostic)
    opened = make_vault(person)
    vault.open_space(diagnostic=diagnostic, vault=opened, by=person)
    return diagnostic, person, opened


def test_a_role_that_ends_by_its_date_with_the_only_key_is_said_before_and_after():
    diagnostic, person, opened = alone_with_the_key()
    lead = make_lead(diagnostic.participation.cohort)

    def told() -> set:
        tasks.tell_of_the_last_key()
        return set(Notice.objects.filter(once__startswith="diagnostic-last-key").values_list("person", flat=True))

    ends = RoleGrant.objects.filter(person=person)
    ends.update(ends_on=timezone.localdate() + timedelta(days=15))
    assert told() == set()
    ends.update(ends_on=timezone.localdate() + timedelta(days=13))
    assert told() == {person.pk, lead.pk}
    tasks.tell_of_the_last_key()
    assert Notice.objects.filter(once__startswith="diagnostic-last-key").count() == 2

    Notice.objects.all().delete()
    other = make_member(diagnostic)
    make_vault(other)
    vault.give_key(member=Member.objects.get(person=other), vault=opened, by=person)
    assert told() == set()


def test_the_account_of_the_last_who_has_the_key_is_not_erased_by_oversight(
    sign_in, django_capture_on_commit_callbacks
):
    """Neither by the administration nor by oneself; once somebody else has the key, nothing is said any more."""
    diagnostic, person, opened = alone_with_the_key()
    admin, name = make_person(Role.PLATFORM_ADMINISTRATOR), diagnostic.participation.territory.name
    for by in (admin, person):
        with pytest.raises(Denied, match="La clé se donne d’abord"):
            people.erase_person(by=by, person=person)
    for by, page, address in (
        (admin, reverse("people:person", args=[person.code]), reverse("people:erase", args=[person.code])),
        (person, reverse("people:data"), reverse("people:erase-me")),
    ):
        client = sign_in(by)
        assert f"Diagnostic, {name}" in client.get(page).text
        assert client.post(address, {"word": "effacer"}).status_code == 200
    assert Person.objects.get(pk=person.pk).erased_at is None

    other = make_member(diagnostic)
    make_vault(other)
    vault.give_key(member=Member.objects.get(person=other), vault=opened, by=person)
    with django_capture_on_commit_callbacks(execute=True):
        people.erase_person(by=admin, person=person)
    assert Diagnostic.objects.get(pk=diagnostic.pk).erased_at is None


def test_erased_knowingly_the_last_key_takes_the_whole_diagnostic(sign_in, django_capture_on_commit_callbacks):
    diagnostic, person, _opened = alone_with_the_key()
    admin, space = make_person(Role.PLATFORM_ADMINISTRATOR), diagnostic.space
    address = reverse("people:erase", args=[person.code])
    with django_capture_on_commit_callbacks(execute=True):
        assert sign_in(admin).post(address, {"word": "effacer", "knowing": "on"}).status_code == 302
    stored = Diagnostic.objects.get(pk=diagnostic.pk)
    assert (stored.state, bool(stored.erased_at), Person.objects.get(pk=person.pk).name) == ("archived", True, "")
    assert not SpaceKey.objects.filter(space=space).exists()


def test_the_role_of_the_last_who_has_the_key_does_not_end_before_it_is_given():
    diagnostic, person, _opened = alone_with_the_key()
    admin = make_person(Role.PLATFORM_ADMINISTRATOR)
    grant = RoleGrant.objects.get(person=person, scope=diagnostic.scope)
    with pytest.raises(Denied, match="suspendre son compte"):
        people.end_role(by=admin, grant=grant)
    people.suspend_person(by=admin, person=person)
    assert SpaceKey.objects.filter(space=diagnostic.space).exists()


def test_a_key_is_not_given_to_who_has_no_vault_nor_by_who_has_no_key():
    diagnostic = make_diagnostic()
    first, other = make_member(diagnostic), make_member(diagnostic)
    opened = make_vault(first)
    vault.open_space(diagnostic=diagnostic, vault=opened, by=first)
    member = Member.objects.get(person=other)
    with pytest.raises(Denied, match="pas encore de coffre"):
        vault.give_key(member=member, vault=opened, by=first)
    with pytest.raises(Denied, match="pas encore la clé"):
        vault.give_key(member=Member.objects.get(person=first), vault=make_vault(other), by=other)


def test_two_who_open_the_vault_at_once_make_one():
    diagnostic = make_diagnostic()
    first, other = make_member(diagnostic), make_member(diagnostic)
    late = Diagnostic.objects.get(pk=diagnostic.pk)
    vault.open_space(diagnostic=diagnostic, vault=make_vault(first), by=first)
    with pytest.raises(Conflict):
        vault.open_space(diagnostic=late, vault=make_vault(other), by=other)
    assert set(SpaceKey.objects.values_list("space", flat=True)) == {diagnostic.space}


def test_moves_refused_from_every_other_state():
    for name in framing.MOVED_BY:
        for state in DiagnosticState:
            if state not in DIAGNOSTIC.moves[name].sources:
                assert DIAGNOSTIC.reason(Diagnostic(state=state), name)
    diagnostic = make_diagnostic()
    with pytest.raises(Denied, match="existe pas"):
        framing.move(diagnostic=diagnostic, name="archive", by=make_member(diagnostic))


def test_a_grid_agreed_on_is_never_rewritten():
    grid, by = agreed_grid(), staff()
    question = grid.questions.first()
    for act in (
        lambda: grids.add_question(grid=grid, section="S", text="T", by=by),
        lambda: grids.edit_question(question=question, section="S", text="T", help="", seen=1, by=by),
        lambda: grids.remove_question(question=question, by=by),
        lambda: grids.edit_grid(grid=grid, introduction="", seen=grid.version, by=by),
        lambda: grids.agree_on_grid(grid=grid, by=by),
    ):
        with pytest.raises(Denied):
            act()
    new = grids.renew_grid(grid=grid, by=by)
    assert (new.number, new.questions.count()) == (2, grid.questions.count())
    with pytest.raises(Conflict):
        grids.renew_grid(grid=grid, by=by)
    grids.agree_on_grid(grid=new, by=by)
    assert Grid.objects.get(pk=grid.pk).state == "retired"


def test_the_alert_of_duration_begins_the_day_after_the_target():
    diagnostic = make_diagnostic(begun_on=TODAY - 56 * DAY)
    assert (diagnostic.elapsed_days, diagnostic.is_late) == (56, False)
    diagnostic.target_days = 55
    assert diagnostic.is_late


def test_the_list_of_a_lead_costs_the_same_for_many_territories(sign_in, django_assert_max_num_queries):
    cohort = make_cohort()
    lead, address = make_lead(cohort), reverse("diagnostics:board", args=[cohort.code])
    make_diagnostic(make_participation(cohort), begun_on=TODAY - 80 * DAY)
    client = sign_in(lead)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert "80 jours, pour 56 prévus" in client.get(address).content.decode()
    for _n in range(61):
        make_diagnostic(make_participation(cohort))
    with django_assert_max_num_queries(len(one)):
        client.get(address)


def test_the_pages_of_the_lead_work_by_hand(sign_in):
    place = make_participation()
    agreed_grid()
    client = sign_in(make_lead(place.cohort))
    client.post(reverse("diagnostics:open", args=[place.cohort.code, place.code]))
    diagnostic = Diagnostic.objects.get()
    for name in ("diagnostic", "frame", "team", "edit-frame", "set-target", "join"):
        assert client.get(reverse(f"diagnostics:{name}", args=[diagnostic.code])).status_code == 200, name
    sent = {"version": 1, "grid": diagnostic.grid.code, "starts_on": "2026-01-05", "ends_on": "2026-03-05", "planned_count": 18,
            "opposed_count": 2, "unusual_count": 4, "target_days": 56, "keeping_days": 60}  # fmt: skip
    assert client.post(reverse("diagnostics:edit-frame", args=[diagnostic.code]), sent).status_code == 302
    diagnostic.refresh_from_db()
    assert (diagnostic.planned_count, diagnostic.keeping_days) == (18, 60)


def test_the_vault_is_opened_by_hand_and_only_with_an_open_vault(sign_in):
    diagnostic = make_diagnostic()
    person = make_member(diagnostic)
    client, address = sign_in(person), reverse("diagnostics:team", args=[diagnostic.code])
    make_vault(person)
    assert "Ouvrir le coffre de ce diagnostic" not in client.get(address).content.decode()
    open_vault(client, person)
    assert "Ouvrir le coffre de ce diagnostic" in client.get(address).content.decode()
    client.post(reverse("diagnostics:open-space", args=[diagnostic.code]))
    assert Diagnostic.objects.get(pk=diagnostic.pk).space


def test_the_delegation_has_its_room(sign_in):
    diagnostic = make_diagnostic()
    place = diagnostic.participation
    page = sign_in(make_referent(place)).get(reverse("workspace:diagnostic", args=[place.cohort.code, place.code]))
    assert "Les entretiens sont en cours" in page.content.decode()


def test_nobody_names_oneself_nor_somebody_of_the_territory_and_the_team_is_told():
    """Else the association would open the list of people to itself, and the territory that of its own."""
    diagnostic, lead, listener = ready()
    place = diagnostic.participation
    insider, newcomer = trained(), trained()
    for role, person in ((None, lead), (Role.DELEGATION_REFERENT, insider)):
        if role:
            RoleGrant.objects.create(person=person, role=role, scope=place.scope)
        else:
            team.give_credential(person=person, role=TeamRole.DIAGNOSTICIAN, by=staff())
        with pytest.raises(Denied, match=r"soi-même|dans ce territoire"):
            team.join(
                diagnostic=diagnostic, person=Person.objects.get(pk=person.pk), role=TeamRole.DIAGNOSTICIAN, by=lead
            )
    team.join(diagnostic=diagnostic, person=newcomer, role=TeamRole.DIAGNOSTICIAN, by=lead)
    told = Notice.objects.filter(person=listener, subject="Une personne entre dans l’équipe d’un diagnostic")
    assert [newcomer.name in notice.text for notice in told] == [True]


def test_a_role_that_was_ended_takes_the_place_in_the_team_with_it():
    """Of somebody whom another role still shows the diagnostic: an employee of the association who listened too."""
    diagnostic, _lead, listener = ready()
    RoleGrant.objects.create(person=listener, role=Role.ASSOCIATION_EMPLOYEE, scope=platform())

    def again():
        return Person.objects.get(pk=listener.pk), Diagnostic.objects.get(pk=diagnostic.pk)

    assert read_contacts.allows(*again())
    RoleGrant.objects.filter(person=listener, role=Role.DIAGNOSTICIAN).update(ended_at=timezone.now(), ended_by=staff())
    assert not read_contacts.allows(*again())
    assert Diagnostic.objects.visible_to(again()[0]).filter(pk=diagnostic.pk).exists()
