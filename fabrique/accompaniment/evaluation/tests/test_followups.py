"""What became of the effects: drawn by the house, recalled twice, recorded by two roles, published by one."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.evaluation import actions
from fabrique.accompaniment.evaluation.actions.followups import after_months
from fabrique.accompaniment.evaluation.actions.reminders import elsewhere
from fabrique.accompaniment.evaluation.due import not_recorded_yet
from fabrique.accompaniment.evaluation.enums import FOLLOW_UP, FollowUpState
from fabrique.accompaniment.evaluation.inbox import follow_ups, silences
from fabrique.accompaniment.evaluation.models import Fate, FollowUp, Viewpoint
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_effect, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def referent(place):
    return make_referent(place)


def make_follow_up(place, months=6, *, days_ago=1, by=None, **fields):
    now = timezone.now()
    if fields.get("state", "expected") != "expected":
        fields |= {"recorded_at": now, "recorded_by": by or make_person()}
    if fields.get("state") == "published":
        fields |= {"published_at": now, "published_by": by or make_person()}
    due = timezone.localdate() - timedelta(days=days_ago)
    return FollowUp.objects.create(participation=place, months=months, due_on=due, **fields)


def at(name, place, follow_up):
    return reverse(f"evaluation:{name}", args=[place.cohort.code, place.code, follow_up.code])


def ended(place, state="evaluated", days_ago=1):
    place.cohort.state = state
    place.cohort.starts_on = None
    place.cohort.ends_on = timezone.localdate() - timedelta(days=days_ago)
    place.cohort.save()


def test_three_points_are_drawn_once_the_path_is_over(place):
    ended(place)

    assert [actions.draw_follow_ups(), actions.draw_follow_ups()] == [3, 0]
    assert [one.months for one in place.follow_ups.all()] == [6, 12, 24]
    assert place.follow_ups.first().due_on == after_months(place.cohort.ends_on, 6)
    assert after_months(date(2025, 8, 31), 6) == date(2026, 2, 28)


@pytest.mark.parametrize(("state", "days_ago"), [("running", 1), ("archived", 1), ("evaluated", -1)])
def test_nothing_is_drawn_before_the_end_nor_after_the_archive(place, state, days_ago):
    ended(place, state, days_ago)

    assert actions.draw_follow_ups() == 0


def test_what_is_too_old_is_not_asked_nor_of_who_left(place):
    gone = make_participation(place.cohort)
    gone.left_on, gone.leaving_reason = timezone.localdate(), "Ailleurs"
    gone.save()
    ended(place, days_ago=400)

    actions.draw_follow_ups()

    assert [one.months for one in place.follow_ups.all()] == [12, 24]
    assert gone.follow_ups.count() == 0


def test_fates_are_recorded_then_published_by_the_referent(place, referent):
    kept, other, proposed = make_effect(place, "published"), make_effect(place, "accepted"), make_effect(place)
    point, evaluator = make_follow_up(place), make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)

    said = {f"became_{kept.code}": "grew", f"words_{kept.code}": "Trois soirs", f"became_{proposed.code}": "lasts"}
    actions.record_follow_up(follow_up=point, seen=1, by=evaluator, words="La salle reste", **said)
    with pytest.raises(Denied, match="personne référente"):
        actions.move_follow_up(follow_up=point, name="publish", by=evaluator)
    actions.record_follow_up(follow_up=point, seen=2, by=referent, words="", **{f"became_{other.code}": "faded"})
    assert list(Fate.objects.visible_to(AnonymousUser())) == []
    actions.move_follow_up(follow_up=point, name="publish", by=referent)

    assert [(fate.effect, fate.became) for fate in point.fates.all()] == [(other, "faded")]
    assert list(FollowUp.objects.visible_to(AnonymousUser())) == [point]
    assert list(Fate.objects.visible_to(AnonymousUser())) == []
    assert journal(point) == ["follow-up-recorded", "follow-up-recorded", "follow-up-moved"]


def test_nothing_is_recorded_before_the_day_nor_left_empty(place, referent):
    with pytest.raises(Denied, match="pas encore venu"):
        actions.record_follow_up(
            follow_up=make_follow_up(place, 12, days_ago=-1), seen=1, by=referent, words="Trop tôt"
        )
    with pytest.raises(Denied, match="au moins"):
        actions.record_follow_up(follow_up=make_follow_up(place), seen=1, by=referent, words=" ")


@pytest.mark.parametrize("role", [Role.DELEGATION_MEMBER, Role.ACCOMPANYING_ALLY, Role.COHORT_LEAD])
def test_others_read_and_do_not_record(place, role, sign_in):
    person = make_person(role, place.cohort.scope if role == Role.COHORT_LEAD else place.scope)
    point = make_follow_up(place, state="recorded", words="La salle reste")

    assert "La salle reste" in sign_in(person).get(at("follow-up", place, point)).text
    assert sign_in(person).get(at("record-follow-up", place, point)).status_code == 403


def make(point, name, by):
    if name == "record":
        return actions.record_follow_up(follow_up=point, seen=1, by=by, words="Dit")
    return actions.move_follow_up(follow_up=point, name=name, by=by)


@pytest.mark.parametrize("name", list(FOLLOW_UP.moves))
def test_point_refuses_the_moves_that_do_not_start_where_it_is(place, referent, name):
    for months, state in enumerate(FollowUpState):
        point = make_follow_up(place, months, state=state)
        if state not in FOLLOW_UP.moves[name].sources:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                make(point, name, referent)


def test_record_of_an_old_version_is_a_conflict_and_shows_both(place, referent, sign_in):
    point, effect = make_follow_up(place), make_effect(place, "accepted", label="lien")
    client, address = sign_in(referent), at("record-follow-up", place, point)
    client.post(address, {"version": 1, "words": "Premier", f"became_{effect.code}": "lasts"})

    page = client.post(address, {"version": 1, "words": "Second", f"became_{effect.code}": "faded"}).text

    assert "pendant que vous écriviez" in page
    assert "Premier" in page
    assert FollowUp.objects.get().words == "Premier"
    with pytest.raises(Conflict), transaction.atomic():
        actions.record_follow_up(follow_up=point, seen=1, by=referent, words="Tard")


def test_words_not_published_stay_in_the_place(place, referent, sign_in, client):
    point = make_follow_up(place, state="recorded", words="Canari")
    neighbour = make_referent(make_participation(place.cohort))
    address = at("follow-up", place, point)
    territory = reverse("workspace:territory", args=[place.territory.code])

    assert client.get(address).status_code in {302, 404}
    assert sign_in(neighbour).get(address).status_code == 404
    assert "Canari" not in client.get(territory).text
    actions.move_follow_up(follow_up=point, name="publish", by=referent)
    assert "Canari" in client.get(territory).text


def test_due_point_is_recalled_on_its_day_and_a_month_later(place, referent):
    evaluator = make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)
    point = make_follow_up(place)
    make_follow_up(place, 12, days_ago=-3)
    make_lead(place.cohort)

    assert [actions.recall_follow_ups(), actions.recall_follow_ups()] == [2, 0]
    assert {notice.person for notice in Notice.objects.all()} == {referent, evaluator}
    assert [act.verb for act in acts_of(referent, [follow_ups])] == ["Noter"]
    FollowUp.objects.filter(pk=point.pk).update(due_on=timezone.localdate() - timedelta(days=31))
    assert [actions.recall_follow_ups(), actions.recall_follow_ups()] == [2, 0]
    assert not_recorded_yet(referent, point.code)
    FollowUp.objects.filter(pk=point.pk).update(due_on=timezone.localdate() - timedelta(days=70))
    Notice.objects.all().delete()
    assert actions.recall_follow_ups() == 0
    point.refresh_from_db()
    actions.record_follow_up(follow_up=point, seen=1, by=referent, words="Dit")
    assert (not_recorded_yet(referent, point.code), acts_of(referent, [follow_ups])) == (False, [])


def test_referent_written_to_elsewhere_has_no_second_letter(place, referent, monkeypatch):
    evaluator = make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)
    make_follow_up(place)
    monkeypatch.setattr(
        "fabrique.accompaniment.evaluation.actions.reminders.elsewhere", [lambda _place, months: months == 6]
    )

    assert actions.recall_follow_ups() == 1
    assert Notice.objects.get().person == evaluator
    assert len(elsewhere) == 1


def test_silent_voice_is_reminded_twice_then_said_to_who_asked(place):
    lead, ally = make_lead(place.cohort), make_person(Role.ACCOMPANYING_ALLY, place.scope)
    viewpoint = actions.ask_viewpoint(participation=place, of="ally", by=lead)

    def days_later(days, **more):
        Viewpoint.objects.filter(pk=viewpoint.pk).update(asked_at=timezone.now() - timedelta(days=days), **more)
        return actions.remind_viewpoints()

    assert [days_later(13), days_later(14), days_later(20), days_later(28), days_later(60)] == [0, 1, 0, 1, 0]
    assert [notice.person for notice in Notice.objects.all()] == [ally] * 3
    assert acts_of(lead, [silences]) == []
    days_later(60, reminded_on=timezone.localdate() - timedelta(days=14))
    assert [act.verb for act in acts_of(lead, [silences])] == ["Voir"]
    viewpoint.refresh_from_db()
    actions.give_up_viewpoint(viewpoint=viewpoint, by=lead)
    assert acts_of(lead, [silences]) == []
    assert actions.ask_viewpoint(participation=place, of="ally", by=lead).reminders == 0


def test_reminder_leaves_who_is_writing_in_peace(place):
    lead, ally = make_lead(place.cohort), make_person(Role.ACCOMPANYING_ALLY, place.scope)
    viewpoint = actions.ask_viewpoint(participation=place, of="ally", by=lead)
    Viewpoint.objects.filter(pk=viewpoint.pk).update(asked_at=timezone.now() - timedelta(days=15))

    actions.remind_viewpoints()
    actions.express_viewpoint(viewpoint=viewpoint, text="Long, et bon", seen=viewpoint.version, by=ally)

    assert actions.remind_viewpoints() == 0


def test_follow_up_page_costs_the_same_whatever_its_length(place, referent, sign_in, django_assert_max_num_queries):
    client, point = sign_in(referent), make_follow_up(place, state="recorded", words="Dit")
    address = at("follow-up", place, point)

    def fill(times):
        for _ in range(times):
            Fate.objects.create(follow_up=point, effect=make_effect(place, "published"), became="lasts")

    fill(2)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
        client.get(at("record-follow-up", place, point))
    fill(6)

    with django_assert_max_num_queries(len(few)):
        client.get(address)
        client.get(at("record-follow-up", place, point))
