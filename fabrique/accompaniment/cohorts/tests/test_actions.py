from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fabrique.accompaniment.cohorts import actions
from fabrique.accompaniment.cohorts.blueprints import BLUEPRINTS
from fabrique.accompaniment.cohorts.enums import COHORT, CohortState, PartnerRole
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_cohort,
    make_lead,
    make_organisation,
    make_participation,
    make_partner,
    make_person,
    make_territory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


@pytest.mark.parametrize("key", BLUEPRINTS)
def test_open_cohort_brings_what_its_blueprint_says(team, key):
    blueprint = BLUEPRINTS[key]

    cohort = actions.open_cohort(name="Cohorte d’Été", blueprint=key, by=team)

    assert (cohort.code, cohort.state, cohort.scope.label) == ("cohorte-d-ete", CohortState.DESIGN, "Cohorte d’Été")
    assert [phase.key for phase in cohort.phases.all()] == [module.key for module in blueprint.modules]
    assert all(phase.question for phase in cohort.phases.all())
    assert (cohort.interviews_target, cohort.support_quarter_days) == (
        blueprint.interviews_target, blueprint.support_quarter_days)  # fmt: skip
    assert cohort.objectives == blueprint.objectives
    assert journal(cohort) == ["cohort-opened"]


def test_open_cohort_refuses_a_taken_address_and_a_stranger(team):
    actions.open_cohort(name="Cohorte", blueprint="blank", by=team)

    with pytest.raises(Denied, match="porte déjà cette adresse"):
        actions.open_cohort(name="COHORTE", blueprint="blank", by=team)
    with pytest.raises(Denied, match="équipe de l’association"):
        actions.open_cohort(name="Autre", blueprint="blank", by=make_person(Role.COHORT_LEAD, make_cohort().scope))
    assert Cohort.objects.filter(name__in=("COHORTE", "Autre")).count() == 0


def test_edit_cohort_writes_names_the_fields_and_renames_the_place():
    cohort = make_cohort()
    lead = make_lead(cohort)

    actions.edit_cohort(
        cohort=cohort, seen=1, by=lead, name="Nouveau nom", season="2026", code="stolen", state="archived"
    )

    cohort.refresh_from_db()
    assert (cohort.name, cohort.season, cohort.version, cohort.state) == ("Nouveau nom", "2026", 2, CohortState.RUNNING)
    assert cohort.scope.label == "Nouveau nom"
    assert cohort.code != "stolen"
    assert journal(cohort) == ["cohort-edited"]


def test_edit_cohort_of_an_old_version_is_a_conflict_and_writes_nothing():
    cohort = make_cohort(season="2026")
    lead = make_lead(cohort)
    actions.edit_cohort(cohort=cohort, seen=1, by=lead, season="2027")

    with pytest.raises(Conflict) as conflict, transaction.atomic():
        actions.edit_cohort(cohort=Cohort.objects.get(pk=cohort.pk), seen=1, by=lead, season="2028")

    assert conflict.value.stored.season == "2027"
    assert journal(cohort) == ["cohort-edited"]


def test_archived_cohort_is_read_only():
    cohort = make_cohort(state=CohortState.ARCHIVED)

    with pytest.raises(Denied, match="archivée"):
        actions.edit_cohort(cohort=cohort, seen=1, by=make_lead(cohort), season="2027")


def test_dates_in_the_wrong_order_are_refused_by_the_table():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_cohort(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))


@pytest.mark.parametrize("name", COHORT.moves)
def test_move_cohort_makes_its_moves_and_refuses_the_others(name):
    move = COHORT.moves[name]
    for state in CohortState:
        cohort = make_cohort(state=state)
        lead = make_lead(cohort)
        make_participation(cohort)
        make_participation(cohort)
        if state in move.sources:
            actions.move_cohort(cohort=cohort, name=name, by=lead)
        else:
            with pytest.raises(Denied):
                actions.move_cohort(cohort=cohort, name=name, by=lead)

        stored = Cohort.objects.get(pk=cohort.pk)
        assert stored.state == (move.target if state in move.sources else state)
        assert journal(cohort) == (["cohort-moved"] if state in move.sources else [])


def test_launch_asks_for_two_territories_still_there(team):
    cohort = make_cohort(state=CohortState.RECRUITMENT)
    make_participation(cohort)
    make_participation(cohort, left_on=date(2026, 1, 1), leaving_reason="Élections")

    with pytest.raises(Denied, match="au moins deux"):
        actions.move_cohort(cohort=cohort, name="launch", by=team)


def test_move_of_a_cohort_moved_meanwhile_is_a_conflict(team):
    cohort = make_cohort(state=CohortState.DESIGN)
    late = Cohort.objects.get(pk=cohort.pk)
    actions.move_cohort(cohort=cohort, name="call", by=team)

    with pytest.raises(Conflict):
        actions.move_cohort(cohort=late, name="call", by=team)


def test_partner_is_added_once_edited_and_removed():
    cohort, organisation = make_cohort(), make_organisation()
    lead = make_lead(cohort)

    partner = actions.add_partner(cohort=cohort, organisation=organisation, role=PartnerRole.FUNDER, by=lead)
    with pytest.raises(Denied, match="tient déjà ce rôle"):
        actions.add_partner(cohort=cohort, organisation=organisation, role=PartnerRole.FUNDER, by=lead)
    actions.edit_partner(partner=partner, role=PartnerRole.INSTITUTION, what="Accueille", seen=1, by=lead)
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_partner(partner=partner, role=PartnerRole.FUNDER, what="", seen=1, by=lead)
    partner.refresh_from_db()
    assert (partner.role, partner.what) == (PartnerRole.INSTITUTION, "Accueille")

    actions.remove_partner(partner=partner, by=lead)

    assert not cohort.partners.exists()
    assert journal(cohort) == ["partner-added", "partner-edited", "partner-removed"]


def test_partner_cannot_take_a_role_it_has_twice():
    cohort = make_cohort()
    one = make_partner(cohort, PartnerRole.FUNDER)
    other = make_partner(cohort, PartnerRole.ALLY, organisation=one.organisation)

    with pytest.raises(Denied, match="tient déjà ce rôle"):
        actions.edit_partner(partner=other, role=PartnerRole.FUNDER, what="", seen=1, by=make_lead(cohort))


def test_territory_joins_once_leaves_with_a_reason_and_may_come_back():
    cohort, territory = make_cohort(), make_territory()
    lead = make_lead(cohort)

    participation = actions.join_territory(cohort=cohort, territory=territory, by=lead, joined_on=date(2026, 3, 1))
    assert participation.scope.parent == cohort.scope
    with pytest.raises(Denied, match="déjà dans la cohorte"):
        actions.join_territory(cohort=cohort, territory=territory, by=lead)
    with pytest.raises(Denied, match="pourquoi"):
        actions.leave_territory(participation=participation, reason="  ", by=lead)
    with pytest.raises(Denied, match="avant d’être arrivé"):
        actions.leave_territory(participation=participation, reason="Fin", by=lead, left_on=date(2026, 2, 1))
    actions.leave_territory(participation=participation, reason="Fusion", by=lead, left_on=date(2026, 4, 1))
    with pytest.raises(Denied, match="déjà quitté"):
        actions.leave_territory(participation=participation, reason="Fusion", by=lead)
    back = actions.join_territory(cohort=cohort, territory=territory, by=lead)

    assert (back.pk, back.left_on, back.leaving_reason) == (participation.pk, None, "")
    assert journal(participation) == ["territory-joined", "territory-left", "territory-joined"]


def test_departure_without_reason_or_before_arrival_is_refused_by_the_table():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_participation(left_on=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_participation(joined_on=date(2026, 2, 1), left_on=date(2026, 1, 1), leaving_reason="Trop tôt")


def test_ambition_is_set_then_completed_and_never_doubled():
    cohort = make_cohort()
    lead = make_lead(cohort)

    ambition = actions.set_ambition(cohort=cohort, label="Territoires", intended="40", by=lead)
    with pytest.raises(Denied, match="déjà écrite"):
        actions.set_ambition(cohort=cohort, label="Territoires", intended="41", by=lead)
    actions.set_ambition(
        cohort=cohort, ambition=ambition, label="Territoires", intended="40", achieved="17", seen=1, by=lead
    )
    with pytest.raises(Conflict), transaction.atomic():
        actions.set_ambition(
            cohort=cohort, ambition=ambition, label="Territoires", intended="40", achieved="18", seen=1, by=lead
        )

    ambition.refresh_from_db()
    assert (ambition.intended, ambition.achieved) == ("40", "17")

    actions.remove_ambition(ambition=ambition, by=lead)
    assert journal(cohort) == ["ambition-set", "ambition-set", "ambition-removed"]


def test_lead_of_another_cohort_composes_nothing_here():
    cohort, stranger = make_cohort(), make_lead(make_cohort())
    partner, participation = make_partner(cohort), make_participation(cohort)
    attempts = (
        lambda: actions.edit_cohort(cohort=cohort, seen=1, by=stranger, season="2030"),
        lambda: actions.move_cohort(cohort=cohort, name="conclude", by=stranger),
        lambda: actions.add_partner(cohort=cohort, organisation=make_organisation(), role="ally", by=stranger),
        lambda: actions.edit_partner(partner=partner, role="funder", what="", seen=1, by=stranger),
        lambda: actions.remove_partner(partner=partner, by=stranger),
        lambda: actions.join_territory(cohort=cohort, territory=make_territory(), by=stranger),
        lambda: actions.leave_territory(participation=participation, reason="Ouste", by=stranger),
        lambda: actions.set_ambition(cohort=cohort, label="Rien", intended="0", by=stranger),
        lambda: actions.add_phase(cohort=cohort, title="Rien", by=stranger, because="Rien"),
        lambda: actions.reorder_phases(cohort=cohort, codes=[], by=stranger),
    )

    for attempt in attempts:
        with pytest.raises(Denied, match="tenue par qui la conduit"):
            attempt()

    assert journal(cohort) == []
