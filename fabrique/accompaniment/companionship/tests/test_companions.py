from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.companionship import actions
from fabrique.accompaniment.companionship.actions.companions import after_months
from fabrique.accompaniment.companionship.enums import COMPANIONSHIP, POINT, WITNESS, CompanionState
from fabrique.accompaniment.companionship.inbox import invitations_and_points, requests_to_bear_witness
from fabrique.accompaniment.companionship.models import Companionship, Point, WitnessRequest
from fabrique.accompaniment.companionship.tests.conftest import make_companion, make_point, member
from fabrique.accompaniment.companionship.ties import asks_its_companions
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_participation, make_person

pytestmark = pytest.mark.django_db


def test_territory_is_invited_when_its_cohort_concludes_and_answers_by_its_referent(former, lead, referent):
    companionship = actions.invite(participation=former, word="Restez.", by=lead)
    assert [act.verb for act in acts_of(referent, [invitations_and_points])] == ["Répondre"]
    with pytest.raises(Denied, match="répond pour le territoire"):
        actions.move_companion(companionship=companionship, name="accept", by=member(former))
    actions.move_companion(companionship=companionship, name="accept", by=referent)

    assert (companionship.state, companionship.referent) == (CompanionState.ACTIVE, referent)
    assert [point.months for point in companionship.points.all()] == [6, 12, 24]
    assert companionship.points.first().due_on == after_months(former.cohort.ends_on, 6)
    assert journal(companionship) == ["companion-invited", "companion-moved"]
    assert Notice.objects.get().person == referent


def test_nobody_is_invited_before_the_end_twice_or_by_a_stranger(former, running, lead, referent):
    actions.invite(participation=former, word="", by=lead)

    with pytest.raises(Denied, match="déjà été invité"):
        actions.invite(participation=former, word="", by=lead)
    with pytest.raises(Denied, match="encore en chemin"):
        actions.invite(participation=running, word="", by=make_person(Role.ASSOCIATION_EMPLOYEE))
    with pytest.raises(Denied, match="animé par"):
        actions.invite(participation=make_participation(former.cohort), word="", by=referent)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 1, 31), 6, date(2026, 7, 28)),
        (date(2026, 8, 15), 6, date(2027, 2, 15)),
        (date(2026, 12, 1), 24, date(2028, 12, 1)),
    ],
)
def test_months_are_counted_from_the_end_of_the_cohort(start, months, due):
    assert after_months(start, months) == due


def test_points_already_past_on_joining_are_not_asked(former, lead, referent):
    former.cohort.ends_on = timezone.localdate() - timedelta(days=400)
    former.cohort.save()
    companionship = actions.invite(participation=former, word="", by=lead)
    actions.move_companion(companionship=companionship, name="accept", by=referent)

    assert [point.months for point in companionship.points.all()] == [24]


@pytest.mark.parametrize("name", COMPANIONSHIP.moves)
def test_companionship_makes_the_moves_of_the_table_and_no_other(former, referent, lead, name):
    arrow = COMPANIONSHIP.moves[name]
    companion, by = make_companion(former, referent), lead if name == "invite-again" else referent
    said = {"pause_reason": "x", "leaving_reason": "x", "left_on": timezone.localdate()}
    for state in CompanionState:
        Companionship.objects.filter(pk=companion.pk).update(state=state, **said)
        companion.refresh_from_db()
        if state in arrow.sources:
            actions.move_companion(companionship=companion, name=name, reason="Trop à faire", by=by)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_companion(companionship=companion, name=name, reason="Trop à faire", by=by)

        companion.refresh_from_db()
        assert companion.state == (arrow.target if state in arrow.sources else state)


def test_pause_and_departure_say_why_and_leave_the_showcase(companion, referent):
    actions.show_companion(companionship=companion, shown=True, by=referent)

    with pytest.raises(Denied, match="Dites pourquoi"):
        actions.move_companion(companionship=companion, name="leave", by=referent)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_companion(companionship=companion, name="dance", by=referent)
    actions.move_companion(companionship=companion, name="leave", reason="Nouvelle équipe", by=referent)

    assert (companion.left_on, companion.shown) == (timezone.localdate(), False)
    with pytest.raises(Denied, match="Acceptez d’abord"):
        actions.show_companion(companionship=companion, shown=True, by=referent)
    with pytest.raises(Denied, match="Acceptez d’abord"):
        actions.edit_companion(
            companionship=companion, objectives="", network="", referent=referent, seen=companion.version, by=referent
        )


def test_companion_says_what_it_seeks_and_where_it_also_meets_others(companion, referent, former):
    other = member(former)
    actions.edit_companion(
        companionship=companion,
        objectives="Un réseau",
        network="Réseau des vallées",
        referent=other,
        seen=1,
        by=referent,
    )

    companion.refresh_from_db()
    assert (companion.objectives, companion.network, companion.referent) == ("Un réseau", "Réseau des vallées", other)


def test_point_is_written_by_the_territory_and_published_by_its_referent(companion, referent, former, lead):
    point = make_point(companion)
    with pytest.raises(Denied, match="C’est le territoire"):
        actions.write_point(point=point, lives_on="Non", seen=1, by=lead)
    actions.write_point(point=point, lives_on="La salle", hatched="Un marché", in_council=4, seen=1, by=member(former))
    with pytest.raises(Denied, match="répond pour le territoire"):
        actions.move_point(point=point, name="publish", by=member(former))
    actions.move_point(point=point, name="publish", by=referent)

    assert (point.state, point.published_by, point.in_council) == ("published", referent, 4)
    with pytest.raises(Denied, match="Pas depuis l’état"):
        actions.write_point(point=point, lives_on="Autre", seen=point.version, by=referent)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move_point(point=point, name="write", by=referent)
    actions.move_point(point=point, name="withdraw", by=referent)
    assert (point.state, point.published_at) == ("written", None)


def test_one_who_left_writes_no_more(companion, referent):
    point = make_point(companion)
    actions.move_companion(companionship=companion, name="leave", reason="Fini", by=referent)
    point.refresh_from_db()

    with pytest.raises(Denied, match="n’est plus"):
        actions.write_point(point=point, lives_on="Non", seen=1, by=referent)


@pytest.mark.parametrize("name", ["publish", "withdraw"])
def test_point_refuses_the_moves_that_do_not_start_where_it_is(companion, referent, name):
    arrow = POINT.moves[name]
    for months, state in ((6, "expected"), (12, "written"), (24, "published")):
        point = make_point(companion, months, state)
        if state not in arrow.sources:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_point(point=point, name=name, by=referent)


def test_unpublished_word_is_read_by_nobody_outside(client, sign_in, companion, former):
    """Written, it could leak on the territory's page, the showcase, its own page; published, it is there."""
    point = make_point(companion, state="written")
    Companionship.objects.filter(pk=companion.pk).update(shown=True)
    pages = [reverse("workspace:territory", args=[former.territory.code]), reverse("companionship:showcase")]

    for page in pages:
        assert "canari" not in client.get(page).text
    assert Point.objects.visible_to(AnonymousUser()).count() == 0
    assert Point.objects.visible_to(make_person(Role.DELEGATION_REFERENT, make_participation().scope)).count() == 0
    assert client.get(companion.get_absolute_url()).status_code == 302

    Point.objects.filter(pk=point.pk).update(
        state="published", published_at=timezone.now(), published_by=companion.referent
    )
    for page in pages:
        assert "canari" in client.get(page).text


def test_due_point_is_recalled_once_and_only_to_the_one_in_charge(companion, referent, former, lead):
    point = make_point(companion)
    make_point(companion, 12, due_on=timezone.localdate() + timedelta(days=1))
    other = member(former)

    assert [actions.recall_points(), actions.recall_points()] == [1, 0]
    assert [(notice.person, notice.url) for notice in Notice.objects.all()] == [(referent, point.get_absolute_url())]
    assert [act.url for act in acts_of(referent, [invitations_and_points])] == [point.get_absolute_url()]
    assert acts_of(other, [invitations_and_points]) + acts_of(lead, [invitations_and_points]) == []


def test_nothing_is_recalled_during_a_pause(companion, referent):
    make_point(companion)
    actions.move_companion(companionship=companion, name="rest", reason="Élections", by=referent)

    assert (actions.recall_points(), acts_of(referent, [invitations_and_points])) == (0, [])


def make_request(companion, state="asked"):
    answered = {} if state == "asked" else {"answered_at": timezone.now(), "answered_by": companion.referent}
    return WitnessRequest.objects.create(
        companionship=companion, occasion=f"Forum {state}", asked_by=make_person(), state=state, **answered
    )


def test_companion_is_asked_to_bear_witness_and_is_free(companion, referent, lead):
    request = actions.ask_witness(companionship=companion, occasion="Journée", by=lead)
    with pytest.raises(Denied, match="déjà été faite"):
        actions.ask_witness(companionship=companion, occasion="Journée", by=lead)
    assert [act.title for act in acts_of(referent, [requests_to_bear_witness])] == ["Journée"]
    with pytest.raises(Denied, match="répond pour le territoire"):
        actions.tell_witness(request=request, name="accept", by=lead)
    actions.tell_witness(request=request, name="postpone", answer="Au printemps", by=referent)

    assert (request.state, request.answer) == ("later", "Au printemps")
    assert Notice.objects.filter(person=lead).count() == 1
    with pytest.raises(Denied, match="n’existe pas"):
        actions.tell_witness(request=request, name="dance", by=referent)
    Companionship.objects.filter(pk=companion.pk).update(state="invited")
    companion.refresh_from_db()
    with pytest.raises(Denied, match="territoire compagnon"):
        actions.ask_witness(companionship=companion, occasion="Autre", by=lead)


@pytest.mark.parametrize("name", WITNESS.moves)
def test_answer_to_a_request_follows_its_table(companion, referent, name):
    arrow = WITNESS.moves[name]
    for state in ("asked", "yes", "later", "no"):
        request = make_request(companion, state)
        if state in arrow.sources:
            assert actions.tell_witness(request=request, name=name, by=referent).state == arrow.target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.tell_witness(request=request, name=name, by=referent)


def test_companionship_is_lived_on_screen(sign_in, former, lead, referent):
    cohort = former.cohort
    client = sign_in(lead)
    client.post(reverse("companionship:invite", args=[cohort.code, former.code]), {"word": "Restez"})
    companion = Companionship.objects.get()
    here = companion.get_absolute_url()
    client = sign_in(referent)
    client.post(reverse("companionship:move", args=[companion.code]), {"move": "accept"})
    point = companion.points.first()
    told = {"version": 1, "lives_on": "La salle vit", "in_council": "7"}
    assert client.post(point.get_absolute_url(), told).status_code == 302
    client.post(reverse("companionship:move-point", args=[companion.code, point.code]), {"move": "publish"})
    client.post(reverse("companionship:show", args=[companion.code]), {"shown": "yes"})
    request = make_request(companion)
    answer = reverse("companionship:witness", args=[companion.code, request.code])
    client.post(answer, {"name": "accept", "answer": "Volontiers"})

    page = client.get(here).text
    assert "Volontiers" in page
    assert "La salle vit" in client.get(reverse("companionship:showcase")).text
    client.post(reverse("companionship:rest", args=[companion.code]), {"reason": "Élections"})
    assert "Élections" in client.get(here).text
    client.post(reverse("companionship:move", args=[companion.code]), {"move": "wake"})
    companion.refresh_from_db()
    edited = {"version": companion.version, "objectives": "Un réseau", "referent": referent.code}
    assert client.post(reverse("companionship:edit", args=[companion.code]), edited).status_code == 302
    assert client.post(reverse("companionship:move", args=[companion.code]), {"move": "leave"}).status_code == 403
    assert client.get(answer).status_code == 403


def test_boards_show_the_silent_first(sign_in, companion, lead, former):
    make_point(companion, due_on=timezone.localdate() - timedelta(days=90))
    second = make_companion(make_participation(former.cohort))
    make_point(second)

    page = sign_in(lead).get(reverse("companionship:cohort", args=[former.cohort.code]))
    team = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE)).get(reverse("companionship:everywhere"))

    assert [row.silent_since is not None for row in page.context["rows"]] == [True, False]
    assert team.context["silent"] == 1
    assert sign_in(lead).get(reverse("companionship:everywhere")).status_code == 403


def test_concluding_cohort_is_told_what_it_owes(former, lead, companion):
    from fabrique.accompaniment.companionship.boards import to_invite  # noqa: PLC0415  registered at start

    make_participation(former.cohort)

    assert [act.verb for act in to_invite(former.cohort)] == ["Inviter", "Poser"]
    assert to_invite(make_cohort(state="running")) == []


@pytest.mark.parametrize("view", ["showcase", "cohort", "everywhere", "companion"])
def test_queries_do_not_grow(sign_in, companion, former, view, django_assert_max_num_queries):
    client = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE))
    codes = {"cohort": [former.cohort.code], "companion": [companion.code]}.get(view, [])
    address = reverse(f"companionship:{view}", args=codes)
    Companionship.objects.update(shown=True)
    make_point(companion, 6, "published")
    make_request(companion)
    client.get(address)
    with django_assert_max_num_queries(60) as first:
        client.get(address)
    for _number in range(4):
        other = make_companion(make_participation(former.cohort), shown=True)
        make_point(other, 6, "published")
        make_point(companion, 7 + _number, "published")
        make_request(companion, "yes" if _number else "later")

    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_companion_asked_for_its_word_is_not_written_to_twice_for_its_effects(companion, former):
    make_point(companion)

    assert [asks_its_companions(former, months) for months in (6, 12)] == [True, False]
