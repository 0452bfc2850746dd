"""R441 to R446, R453, R454, A16: from the need to the last reading, each refused move told."""

import pytest

from fabrique.accompaniment.missions import actions, gauges
from fabrique.accompaniment.missions.models import Amendment, Candidate, Convention, Engagement, Mission, Rate
from fabrique.accompaniment.missions.tests.world import WORDS, Cast, today
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from tests.world import make_diagnostic, make_member, make_organisation, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def test_ally_of_the_diagnostic_comes_first_or_is_passed_with_a_reason(cast):
    listener = make_member(make_diagnostic(cast.place))
    Membership.objects.create(person=listener, organisation=cast.organisation)
    mission, others = cast.described(), [make_organisation(), make_organisation()]
    for other in others:
        actions.propose_candidate(mission=mission, organisation=other, by=cast.lead)

    with pytest.raises(Denied, match="a fait le diagnostic"):
        actions.move_mission(mission=mission, name="list", by=cast.lead)
    with pytest.raises(Denied, match="pourquoi"):
        actions.pass_candidate(mission=mission, organisation=cast.organisation, reason="", by=cast.lead)
    actions.pass_candidate(mission=mission, organisation=cast.organisation, reason="Pas disponible", by=cast.lead)
    mission = actions.move_mission(mission=mission, name="list", by=cast.lead)

    assert mission.state == "listed"
    first = mission.candidates.all()[0]
    assert (first.organisation, first.also_diagnosed, first.reason) == (cast.organisation, True, "Pas disponible")


def test_ally_of_the_diagnostic_may_be_alone_on_the_list(cast):
    make_project(cast.place).supports.create(organisation=cast.organisation, also_diagnosed=True)
    mission = cast.described()
    actions.propose_candidate(mission=mission, organisation=cast.organisation, by=cast.lead)

    assert actions.move_mission(mission=mission, name="list", by=cast.lead).state == "listed"


@pytest.mark.parametrize("count", [0, 1, 4])
def test_two_or_three_are_shown(cast, count):
    mission = cast.described()
    for _n in range(count):
        actions.propose_candidate(mission=mission, organisation=make_organisation(), by=cast.lead)

    with pytest.raises(Denied, match="deux ou trois"):
        actions.move_mission(mission=mission, name="list", by=cast.lead)


def test_delegation_chooses_and_says_why(cast):
    mission = cast.listed()
    candidate = mission.candidates.get(organisation=cast.organisation)
    for by in (cast.lead, cast.team, cast.ally):
        with pytest.raises(Denied):
            actions.choose_ally(candidate=candidate, reason="x", by=by)
    with pytest.raises(Denied, match="en une phrase"):
        actions.choose_ally(candidate=candidate, reason=" ", by=cast.referent)

    engagement = actions.choose_ally(candidate=candidate, reason="Connaît le lieu", by=cast.referent)

    assert (engagement.part, Mission.objects.get().state) == ("lead", "chosen")
    assert sorted(Candidate.objects.values_list("state", "reason")) == [
        ("chosen", "Connaît le lieu"),
        ("not-chosen", ""),
    ]
    with pytest.raises(Denied, match="Pas depuis"):
        actions.choose_ally(candidate=candidate, reason="Encore", by=cast.referent)


def test_list_shown_is_taken_up_again_before_it_changes(cast):
    mission = cast.listed()

    with pytest.raises(Denied, match="déjà présentée"):
        actions.propose_candidate(mission=mission, organisation=make_organisation(), by=cast.lead)
    mission = actions.move_mission(mission=mission, name="describe-again", by=cast.lead)
    actions.propose_candidate(mission=mission, organisation=make_organisation(), by=cast.lead)

    assert mission.candidates.count() == 3


def test_who_acts_for_an_ally_holds_the_role_here(cast):
    engagement = cast.chosen()

    with pytest.raises(Denied, match="rôle"):
        actions.name_person(engagement=engagement, person=make_person(), seen=engagement.version, by=cast.lead)


def test_convention_is_signed_by_the_three_on_one_text(cast):
    convention = actions.move_convention(convention=cast.drafted(), name="agree", by=cast.team)
    with pytest.raises(Denied, match="a changé"):
        actions.sign_convention(convention=convention, quality="Q", number=0, by=cast.referent)
    actions.sign_convention(convention=convention, quality="Présidente", number=1, by=cast.referent)
    with pytest.raises(Denied, match="déjà signé"):
        actions.sign_convention(convention=convention, quality="Q", number=1, by=cast.referent)
    with pytest.raises(Denied, match="Signent"):
        actions.sign_convention(convention=convention, quality="Q", number=1, by=cast.lead)
    actions.sign_convention(convention=convention, quality="Q", number=1, by=cast.ally)
    assert (Convention.objects.get().state, Mission.objects.get().state) == ("agreed", "chosen")
    actions.sign_convention(convention=convention, quality="Q", number=1, by=cast.team)

    convention = Convention.objects.get()
    assert (convention.state, Mission.objects.get().state) == ("signed", "signed")
    assert {s.party for s in convention.signatures.all()} == {"territory", "ally", "association"}
    assert len({s.text_sha256 for s in convention.signatures.all()}) == 1
    found = gauges.of_missions([Mission.objects.get()])[Mission.objects.get().pk]
    assert (found.pool, found.available) == (16, 16)


def test_text_taken_up_again_is_signed_again(cast):
    convention = actions.move_convention(convention=cast.drafted(), name="agree", by=cast.team)
    actions.sign_convention(convention=convention, quality="Q", number=1, by=cast.referent)
    with pytest.raises(Denied, match="figé"):
        actions.edit_convention(convention=convention, planned_quarters=8, seen=2, by=cast.team, **WORDS)
    convention = actions.move_convention(convention=convention, name="rework", by=cast.team)
    actions.edit_convention(convention=convention, planned_quarters=8, seen=convention.version, by=cast.team, **WORDS)
    convention = actions.move_convention(convention=convention, name="agree", by=cast.team)

    for by in (cast.ally, cast.team):
        actions.sign_convention(convention=convention, quality="Q", number=2, by=by)

    assert Convention.objects.get().state == "agreed"


def test_convention_takes_no_more_than_the_days_of_the_territory(cast):
    convention = actions.move_convention(convention=cast.drafted(quarters=40), name="agree", by=cast.team)
    for by in (cast.referent, cast.ally):
        actions.sign_convention(convention=convention, quality="Q", number=1, by=by)

    with pytest.raises(Denied, match="Il reste 8 jours"):
        actions.sign_convention(convention=convention, quality="Q", number=1, by=cast.team)


def test_amount_is_the_rate_in_force(cast):
    for day, cents in ((today(400), 30000), (today(30), 40000), (today(-30), 90000)):
        actions.set_rate(
            function="one-off", unit="day", amount_cents=cents, valid_from=day, adopted_by="Le conseil", by=cast.team
        )

    convention = cast.drafted(quarters=6)

    assert (convention.rate.amount_cents, convention.amount_cents) == (40000, 60000)
    with pytest.raises(Denied):
        actions.set_rate(
            function="one-off", unit="day", amount_cents=1, valid_from=today(), adopted_by="x", by=cast.lead
        )
    with pytest.raises(Denied, match="déjà ce jour-là"):
        actions.set_rate(
            function="one-off", unit="day", amount_cents=1, valid_from=today(30), adopted_by="x", by=cast.team
        )
    assert Rate.objects.count() == 3


def test_convention_goes_to_its_payment(cast):
    convention = cast.signed()
    with pytest.raises(Denied, match="Pas depuis"):
        actions.move_convention(convention=convention, name="accept", by=cast.team)
    for name in ("run", "deliver", "ask-again", "deliver", "accept"):
        convention = actions.move_convention(convention=convention, name=name, by=cast.team)
    with pytest.raises(Denied, match="jour du paiement"):
        actions.move_convention(convention=convention, name="pay", by=cast.team)
    convention = actions.move_convention(convention=convention, name="pay", paid_on=today(), by=cast.team)
    convention = actions.move_convention(convention=convention, name="close", by=cast.team)

    assert convention.state == "closed"
    with pytest.raises(Denied, match="autre acte"):
        actions.move_convention(convention=convention, name="sign", by=cast.team)


def test_broken_off_the_days_left_return_to_the_territory(cast):
    convention = cast.signed()
    with pytest.raises(Denied, match="rompue"):
        actions.move_convention(convention=convention, name="terminate", by=cast.team)
    actions.move_convention(convention=convention, name="terminate", reason="Autre priorité", by=cast.team)

    assert gauges.of_missions([convention.mission])[convention.mission.pk].pool == 32


def test_ally_leaves_after_a_mediation_and_another_takes_over(cast):
    engagement = cast.signed().engagement
    actions.move_mission(mission=Mission.objects.get(), name="run", by=cast.lead)
    cast.declare(engagement, quarters=4)
    with pytest.raises(Denied):
        actions.ask_change(engagement=engagement, reason="x", by=cast.lead)
    change = actions.ask_change(engagement=engagement, reason="Nos rythmes ne vont pas ensemble", by=cast.referent)
    with pytest.raises(Denied, match="déjà demandée"):
        actions.ask_change(engagement=engagement, reason="Encore", by=cast.ally)
    with pytest.raises(Denied):
        actions.settle_change(change=change, name="leave", met_on=today(), agreed="x", by=cast.referent)
    with pytest.raises(Denied, match="convenu"):
        actions.settle_change(change=change, name="leave", met_on=today(), agreed=" ", by=cast.lead)
    actions.settle_change(change=change, name="leave", met_on=today(), agreed="On se quitte bien", by=cast.lead)

    engagement = Engagement.objects.get()
    found = gauges.of_missions([engagement.mission])[engagement.mission_id]
    assert (engagement.left_on, Convention.objects.get().state) == (today(), "terminated")
    assert (found.pool, found.available, found.declared) == (28, 0, 4)
    with pytest.raises(Denied, match="ses propres jours"):
        cast.declare(engagement, ago=3)
    other = make_person(Role.ACCOMPANYING_ALLY, cast.place.scope)
    taken = actions.add_complement(
        mission=engagement.mission, organisation=make_organisation(), person=other, by=cast.lead
    )
    assert taken.part == "lead"


def test_ally_who_stays_after_a_mediation_goes_on(cast):
    engagement = cast.signed().engagement
    change = actions.ask_change(engagement=engagement, reason="Trop loin", by=cast.ally)
    actions.settle_change(
        change=change, name="stay", met_on=today(), agreed="À distance une fois sur deux", by=cast.lead
    )

    assert cast.declare(engagement).state == "declared"
    with pytest.raises(Denied, match="Pas depuis"):
        actions.settle_change(change=change, name="leave", met_on=today(), agreed="x", by=cast.lead)


def test_several_allies_share_a_territory(cast):
    mission = cast.signed().mission
    second = actions.add_complement(mission=mission, organisation=make_organisation(), by=cast.lead)

    assert second.part == "complement"
    with pytest.raises(Denied, match="déjà dans la mission"):
        actions.add_complement(mission=mission, organisation=second.organisation, by=cast.lead)


def test_mission_is_read_again_by_both(cast):
    engagement = cast.signed().engagement
    mission = actions.move_mission(mission=engagement.mission, name="run", by=cast.lead)
    day = cast.declare(engagement)
    with pytest.raises(Denied, match="attendent une réponse"):
        actions.move_mission(mission=mission, name="close", by=cast.lead)
    actions.answer_day(day=day, name="confirm", by=cast.referent)
    with pytest.raises(Denied, match="une fois close"):
        actions.appraise(mission=mission, useful="x", by=cast.ally)
    mission = actions.move_mission(mission=mission, name="close", by=cast.lead)
    actions.appraise(mission=mission, useful="Un regard", by=cast.ally)
    with pytest.raises(Denied, match="déjà relu"):
        actions.appraise(mission=mission, useful="Encore", by=cast.ally)
    assert Mission.objects.get().state == "closed"
    actions.appraise(mission=mission, useful="Une méthode", lacking="Du temps", by=cast.referent)

    assert Mission.objects.get().state == "appraised"


def test_days_of_a_mission_change_until_an_ally_is_at_work(cast):
    mission = cast.described()
    mission = actions.edit_mission(mission=mission, title="M", need="N", planned_quarters=20, seen=1, by=cast.referent)
    assert gauges.of_missions([mission])[mission.pk].pool == 20
    other = Cast()
    signed = other.signed().mission

    with pytest.raises(Denied, match="par un avenant"):
        actions.edit_mission(
            mission=signed, title="M", need="N", planned_quarters=99, seen=signed.version, by=other.referent
        )


def test_mission_is_dropped_with_its_reason(cast):
    mission = cast.described()

    with pytest.raises(Denied, match="abandonnée"):
        actions.move_mission(mission=mission, name="drop", by=cast.lead)
    assert actions.move_mission(mission=mission, name="drop", reason="Plus besoin", by=cast.lead).state == "dropped"
    for name in ("choose", "sign", "appraise"):
        with pytest.raises(Denied, match="autre acte"):
            actions.move_mission(mission=mission, name=name, by=cast.lead)


def test_amendment_waits_for_its_turn(cast):
    convention = cast.drafted()
    with pytest.raises(Denied, match="convention signée"):
        actions.propose_amendment(convention=convention, added_quarters=4, reason="Plus", by=cast.team)
    signed = Cast()
    convention = signed.signed()
    actions.propose_amendment(convention=convention, added_quarters=4, reason="Plus", by=signed.team)
    with pytest.raises(Denied, match="attend déjà"):
        actions.propose_amendment(convention=convention, added_quarters=4, reason="Plus", by=signed.team)
    assert Amendment.objects.get().signed_at is None
