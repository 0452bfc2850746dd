"""R448, R449: what is declared, confirmed, refused, corrected; the stop at 100 %, the alert at 75 %, and the book behind."""

import pytest
from django.db import IntegrityError, transaction

from fabrique.accompaniment.missions import actions, gauges
from fabrique.accompaniment.missions.models import Day, Mission
from fabrique.accompaniment.missions.tests.world import Cast, today
from fabrique.core.ledger.models import Account
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Notice
from tests.world import journal

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def engagement(cast):
    return cast.signed().engagement


def gauge(engagement):
    return gauges.of_missions([engagement.mission])[engagement.mission_id]


def told(engagement):
    found = gauges.of_engagements([engagement])[engagement.pk]
    return (found.available, found.declared, found.consumed, found.aside)


def test_day_is_set_aside_then_counted(cast, engagement):
    day = cast.declare(engagement, quarters=3)
    assert told(engagement) == (13, 3, 0, 0)

    actions.answer_day(day=day, name="confirm", by=cast.referent)

    assert told(engagement) == (13, 0, 3, 0)
    assert (gauge(engagement).planned, gauge(engagement).remaining) == (32, 29)
    assert journal(day) == ["day-declared", "day-confirmed"]
    assert sum(Account.objects.of_book("days").with_balance().values_list("balance", flat=True)) == 0


def test_refused_or_withdrawn_the_time_is_available_again(cast, engagement):
    refused, withdrawn = cast.declare(engagement, ago=1), cast.declare(engagement, ago=2)

    with pytest.raises(Denied, match="pourquoi"):
        actions.answer_day(day=refused, name="refuse", by=cast.referent)
    actions.answer_day(day=refused, name="refuse", reason="Pas ce jour-là", by=cast.referent)
    actions.withdraw_day(day=withdrawn, by=cast.ally)

    assert told(engagement) == (16, 0, 0, 0)
    with pytest.raises(Denied, match="Pas depuis"):
        actions.answer_day(day=refused, name="confirm", by=cast.referent)


def test_correction_is_a_counter_entry(cast, engagement):
    day = cast.declare(engagement)
    actions.answer_day(day=day, name="confirm", by=cast.referent)

    with pytest.raises(Denied, match="faux"):
        actions.correct_day(day=day, reason=" ", by=cast.referent)
    actions.correct_day(day=day, reason="Une demi-journée", by=cast.referent)
    cast.declare(engagement, quarters=2)

    assert told(engagement) == (14, 2, 0, 0)
    assert Day.objects.get(pk=day.pk).state == "corrected"


@pytest.mark.parametrize(
    ("quarters", "sentence"),
    [
        (-4, "un quart de jour au moins"),
        (0, "un quart de jour au moins"),
        (15, "un jour au plus"),
        (120, "un jour au plus"),
    ],
)
def test_negative_or_endless_day_is_refused(cast, engagement, quarters, sentence):
    with pytest.raises(Denied, match=sentence):
        cast.declare(engagement, quarters=quarters)
    assert Day.objects.count() == 0


def test_day_declared_twice_is_refused(cast, engagement):
    cast.declare(engagement, quarters=2)

    with pytest.raises(Denied, match="déjà déclaré ce temps"):
        cast.declare(engagement, quarters=1)
    with pytest.raises(Denied, match="dépasserait une journée"):
        cast.declare(engagement, quarters=3, kind="writing")
    with pytest.raises(IntegrityError), transaction.atomic():
        Day.objects.create(
            engagement=engagement, date=today(1), quarters=2, kind="on-site", what="x", declared_by=cast.ally
        )
    assert told(engagement) == (14, 2, 0, 0)


def test_day_to_come_or_before_the_ally_is_refused(cast, engagement):
    for ago, sentence in ((-1, "à venir"), (90, "avant l’entrée")):
        with pytest.raises(Denied, match=sentence):
            cast.declare(engagement, ago=ago)


def test_stop_at_the_last_quarter_unless_an_amendment_is_signed(cast):
    convention = cast.signed(quarters=4)
    engagement = convention.engagement
    cast.declare(engagement, quarters=3, ago=1)

    with pytest.raises(Denied, match="Il reste 0,25 jour"):
        cast.declare(engagement, quarters=2, ago=2)
    amendment = actions.propose_amendment(convention=convention, added_quarters=4, reason="Plus long", by=cast.team)
    for by in (cast.referent, cast.ally):
        actions.sign_amendment(amendment=amendment, quality="Q", by=by)
    with pytest.raises(Denied, match="un avenant est signé"):
        cast.declare(engagement, quarters=2, ago=2)
    actions.sign_amendment(amendment=amendment, quality="Q", by=cast.team)
    cast.declare(engagement, quarters=2, ago=2)

    assert told(engagement) == (3, 5, 0, 0)


def test_alert_at_three_quarters_once(cast, django_capture_on_commit_callbacks):
    cast = Cast(quarters=8)
    engagement = cast.signed(quarters=8).engagement
    with django_capture_on_commit_callbacks(execute=True):
        for ago in (1, 2, 3):
            if ago == 2:
                assert Notice.objects.filter(once__startswith="days-").count() == 0
            day = cast.declare(engagement, quarters=[4, 1, 1][ago - 1], ago=ago)
            actions.answer_day(day=day, name="confirm", by=cast.referent)

    assert gauge(engagement).share == 75
    assert set(Notice.objects.filter(once__startswith="days-").values_list("person", flat=True)) == {
        cast.referent.pk, cast.ally.pk, cast.lead.pk}  # fmt: skip


def test_unpaid_time_and_the_way_there_are_told_apart(cast, engagement):
    unpaid = cast.declare(engagement, quarters=2, paid=False)
    travel = cast.declare(engagement, quarters=1, kind="travel")
    for day in (unpaid, travel):
        actions.answer_day(day=day, name="confirm", by=cast.referent)

    assert told(engagement) == (16, 0, 0, 3)
    assert (gauge(engagement).spent, gauge(engagement).real) == (0, 3)
    actions.correct_day(day=travel, reason="Fait à distance", by=cast.referent)
    assert told(engagement) == (16, 0, 0, 2)


def test_each_writes_their_own_and_the_referent_answers(cast, engagement):
    day = cast.declare(engagement)

    for by in (cast.lead, cast.team, cast.referent):
        with pytest.raises(Denied):
            actions.declare_day(engagement=engagement, date=today(5), quarters=1, kind="remote", what="x", by=by)
        with pytest.raises(Denied):
            actions.withdraw_day(day=day, by=by)
    for by in (cast.lead, cast.team, cast.ally):
        with pytest.raises(Denied):
            actions.answer_day(day=day, name="confirm", by=by)


def test_mission_not_at_work_takes_no_day(cast):
    engagement = cast.chosen()

    with pytest.raises(Denied, match="n’est pas en cours"):
        cast.declare(engagement)
    with pytest.raises(Denied, match="Pas depuis"):
        actions.move_mission(mission=Mission.objects.get(), name="close", by=cast.lead)


def test_gauges_do_not_grow_with_the_missions(cast, engagement, django_assert_num_queries):
    Cast().signed()

    with django_assert_num_queries(4):
        assert len(gauges.of_missions(Mission.objects.all())) == 2
    with django_assert_num_queries(3):
        gauges.of_engagements(Mission.objects.first().engagements.all())
