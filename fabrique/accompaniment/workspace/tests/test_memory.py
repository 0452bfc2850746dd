from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.cohorts.board import next_acts
from fabrique.accompaniment.workspace import actions
from fabrique.accompaniment.workspace.digest import digest
from fabrique.accompaniment.workspace.enums import CALL, CallState, CardKind, PeriodKind
from fabrique.accompaniment.workspace.inbox import memory
from fabrique.accompaniment.workspace.models import Call, Card, Consultation, Decision, Period
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.agenda.clashes import busy_periods
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_cohort,
    make_lead,
    make_participation,
    make_person,
    make_project,
    make_referent,
    make_session,
)  # fmt: skip

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def referent(place):
    return make_referent(place)


def decide(place, by, title="On garde l’école", on=TODAY, **more):
    return actions.write_decision(
        participation=place, decided_on=on, body="Conseil", title=title, reason="Elle vit", by=by, **more
    )


def add_period(place, by, title="Haute saison", start=TODAY, **more):
    return actions.add_period(participation=place, kind=PeriodKind.SEASON, title=title, starts_on=start, by=by, **more)


def add_card(place, by, kind=CardKind.BODY, name="Conseil"):
    return actions.add_card(participation=place, kind=kind, name=name, does="Vote", by=by)


def spot(place, by, title="Fonds vert", **more):
    return actions.spot_call(participation=place, title=title, closes_on=TODAY + 9 * DAY, by=by, **more)


def consult(place, by, title="La place", on=TODAY, came=20, **more):
    return actions.add_consultation(participation=place, held_on=on, title=title, came=came, by=by, **more)


WRITES = [decide, add_period, add_card, spot, consult]


@pytest.mark.parametrize("write", WRITES)
def test_space_is_written_by_its_delegation_and_nothing_twice(place, referent, write):
    for person in (
        make_person(),
        make_lead(place.cohort),
        make_person(Role.NUMBER_ONE, place.scope),
        make_referent(make_participation()),
    ):
        with pytest.raises(Denied, match="tenu par la délégation"):
            write(place, person)
    kept = write(place, referent)
    with pytest.raises(Denied, match=r"déjà|existe"):
        write(place, referent)

    assert len(journal(kept)) == 1


@pytest.mark.parametrize("write", WRITES)
def test_space_of_a_territory_that_left_is_read_only(place, referent, write):
    type(place).objects.filter(pk=place.pk).update(left_on=TODAY, leaving_reason="Élections")
    place.refresh_from_db()

    with pytest.raises(Denied, match="a quitté"):
        write(place, referent)


def test_space_is_read_by_those_who_make_the_path(place, referent):
    kept = [write(place, referent) for write in (decide, add_period, spot, consult)]
    kept.append(add_card(place, referent, CardKind.PERSON, "La secrétaire"))
    member, stranger = make_person(Role.DELEGATION_MEMBER, place.scope), make_referent(make_participation())

    for thing in kept:
        seen = type(thing).objects
        assert thing in seen.visible_to(member)
        assert thing in seen.visible_to(make_lead(place.cohort))
        assert thing not in seen.visible_to(stranger)
        assert thing not in seen.visible_to(AnonymousUser())


def test_who_decides_and_what_was_done_of_opinions_are_read_from_outside(place, referent):
    card, consultation = add_card(place, referent), consult(place, referent)
    assert card in Card.objects.visible_to(AnonymousUser())
    assert consultation not in Consultation.objects.visible_to(AnonymousUser())

    actions.write_notice(consultation=consultation, notice="Oui, car…", seen=1, by=referent)

    assert consultation in Consultation.objects.visible_to(AnonymousUser())
    with pytest.raises(Conflict):
        actions.write_notice(consultation=Consultation.objects.get(), notice="Non", seen=1, by=referent)


def test_busy_period_has_both_its_days_and_only_its_territory(place, referent):
    period = add_period(place, referent, start=date(2026, 7, 1), ends_on=date(2026, 8, 31))
    other = make_participation()

    def found(territory, start, end):
        return list(Period.objects.busy(territory, start, end))

    assert found(place.territory, date(2026, 8, 31), date(2026, 9, 4)) == [period]
    assert found(place.territory, date(2026, 6, 1), date(2026, 7, 1)) == [period]
    assert found(place.territory, date(2026, 9, 1), date(2026, 9, 4)) == []
    assert found(other.territory, date(2026, 8, 1), date(2026, 8, 4)) == []
    with pytest.raises(Denied, match="avant le début"):
        add_period(place, referent, start=TODAY, ends_on=TODAY - DAY)


def test_planner_is_told_of_the_session_that_clashes(place, referent):
    add_period(place, referent, title="Vote du budget", start=TODAY + DAY)
    make_session(place.cohort, title="Journée trois", date=TODAY + DAY, state="scheduled")
    make_session(place.cohort, title="Journée quatre", date=TODAY + 2 * DAY, state="scheduled")

    acts = [act for act in next_acts(place.cohort) if "temps chargé" in act.title]

    assert [act.why for act in acts] == [f"{place.territory.name}, Vote du budget"]


def test_agenda_knows_the_busy_times_of_the_delegations(place, referent):
    add_period(place, referent, title="Vote du budget", start=TODAY + DAY)
    start = timezone.make_aware(datetime.combine(TODAY + DAY, time(9)))
    end = start + timedelta(hours=2)

    assert [busy.label for busy in busy_periods([place.scope], start, end)] == [
        f"{place.territory.name}, Vote du budget"
    ]
    assert busy_periods([make_participation().scope], start, end) == []
    assert busy_periods([place.scope], start - DAY, end - DAY) == []


def test_clashes_cost_the_same_however_many_territories(place, referent, django_assert_max_num_queries):
    make_session(place.cohort, date=TODAY + DAY, state="scheduled")
    add_period(place, referent, start=TODAY + DAY)
    with django_assert_max_num_queries(22) as first:
        next_acts(place.cohort)
    for _n in range(4):
        other = make_participation(place.cohort)
        add_period(other, make_referent(other), start=TODAY + DAY)

    with django_assert_max_num_queries(len(first)):
        next_acts(place.cohort)


def test_decision_is_replaced_once_by_a_later_one_of_the_same_delegation(place, referent):
    first = decide(place, referent, on=TODAY - 3 * DAY)
    elsewhere = make_participation()
    foreign = decide(elsewhere, make_referent(elsewhere), on=TODAY - 3 * DAY)

    with pytest.raises(Denied, match="une fois prise"):
        decide(place, referent, "Demain", on=TODAY + DAY)
    for other, day in ((foreign, TODAY), (first, TODAY - 4 * DAY)):
        with pytest.raises(Denied, match="plus ancienne"):
            decide(place, referent, "On la ferme", on=day, replaces=other)
    second = decide(place, referent, "On la ferme", replaces=first)
    with pytest.raises(Denied, match="déjà remplacée"):
        decide(place, referent, "On la vend", replaces=first)

    assert Decision.objects.get(replaces=first) == second


@pytest.mark.parametrize("name", CALL.moves)
def test_call_makes_the_moves_of_the_table_and_no_other(place, referent, name):
    arrow = CALL.moves[name]
    for state in CallState:
        call = Call.objects.create(participation=place, title=state, closes_on=TODAY, state=state, reason="Parce que")
        if state in arrow.sources:
            actions.move_call(call=call, name=name, reason="Parce que", by=referent)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_call(call=call, name=name, reason="Parce que", by=referent)

        call.refresh_from_db()
        assert call.state == (arrow.target if state in arrow.sources else state)


def test_going_or_not_says_why(place, referent):
    call = spot(place, referent)
    for name in ("go", "leave"):
        with pytest.raises(Denied, match="Dites pourquoi"):
            actions.move_call(call=call, name=name, reason=" ", by=referent)
    with pytest.raises(Denied, match="tenu par"):
        actions.move_call(call=call, name="go", reason="Oui", by=make_lead(place.cohort))
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(participation=place, title="Muet", closes_on=TODAY, state="go")


def test_counts_of_a_consultation_hold_together(place, referent):
    with pytest.raises(Denied, match="première fois"):
        consult(place, referent, came=5, newcomers=6)
    with pytest.raises(Denied, match="au plus autant"):
        consult(place, referent, came=5, publics={"jeunes": 6})
    with pytest.raises(Denied, match="une fois tenue"):
        consult(place, referent, on=TODAY + DAY)
    consultation = consult(place, referent, newcomers=5, publics={"jeunes": 6, "agriculteurs": 0})

    assert consultation.newcomer_share == 25
    assert [str(public) for public in consultation.publics.all()] == ["jeunes : 6", "agriculteurs : 0"]
    assert consult(place, referent, "Rien", came=0, newcomers=0).newcomer_share is None


def test_card_is_edited_and_removed_by_the_delegation(place, referent):
    card, other = add_card(place, referent), add_card(place, referent, name="Bureau")

    actions.edit_card(card=card, name="Conseil municipal", does="Vote", seen=1, by=referent)
    with pytest.raises(Denied, match="existe déjà"):
        actions.edit_card(card=other, name="Conseil municipal", does="Prépare", seen=1, by=referent)
    for act in (lambda: actions.remove_card(card=card, by=make_lead(place.cohort)),
                lambda: actions.edit_card(card=card, name="X", does="Y", seen=2, by=make_person())):  # fmt: skip
        with pytest.raises(Denied, match="tenu par"):
            act()
    actions.remove_card(card=other, by=referent)
    period = add_period(place, referent)
    with pytest.raises(Denied, match="tenu par"):
        actions.remove_period(period=period, by=make_person())
    actions.remove_period(period=period, by=referent)

    assert [card.name for card in place.cards.all()] == ["Conseil municipal"]
    assert not place.periods.exists()


def test_memory_asks_its_referent_and_nobody_else(place, referent):
    spot(place, referent)
    consult(place, referent, on=TODAY - 40 * DAY)

    assert [act.title for act in acts_of(referent, [memory])] == ["Fonds vert", "La place"]
    assert acts_of(make_lead(place.cohort), [memory]) == []


def test_digest_holds_ten_lines_at_most_drawn_from_what_is_kept(referent):
    cohort = make_cohort(starts_on=TODAY)
    place = make_participation(cohort, joined_on=TODAY - 90 * DAY)
    member = make_referent(place)
    make_project(place, title="Une école dehors", blockage="Le permis")
    make_session(cohort, title="Journée passée", date=TODAY - DAY, state="held")
    make_session(cohort, title="Journée à venir", date=TODAY + DAY, state="scheduled")
    make_session(cohort, title="canari-brouillon", date=TODAY + DAY, state="draft")
    old = decide(place, member, "On ferme", on=TODAY - DAY)
    decide(place, member, "On garde", replaces=old)
    add_period(place, member, "Vendanges", start=TODAY)

    lines = digest(member, place)
    told = " ".join(text for line in lines for text in line.texts)

    assert len(lines) <= 10
    assert [
        word
        for word in (
            "Une école dehors",
            "Le permis",
            "Journée passée",
            "Journée à venir",
            "On garde",
            "Vendanges",
            member.name,
        )
        if word not in told
    ] == []
    assert [word for word in ("canari", "On ferme") if word in told] == []


def test_digest_of_an_empty_place_says_little(place):
    assert digest(make_lead(place.cohort), place) == []
