from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.cohorts.actions import join_territory
from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.recruitment import actions
from fabrique.accompaniment.recruitment.enums import CANDIDACY, CandidacyState, LeadSource, PrerequisiteKind
from fabrique.accompaniment.recruitment.models import Candidacy, Condition, Prerequisite
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_candidacy,
    make_cohort,
    make_lead,
    make_participation,
    make_person,
    make_territory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def prerequisite(cohort, kind=PrerequisiteKind.OTHER, label="Une délégation"):
    return Prerequisite.objects.create(cohort=cohort, kind=kind, label=label)


def test_lead_becomes_a_territory_of_the_cohort_and_its_team_keeps_its_roles():
    cohort, territory = make_cohort(state=CohortState.RECRUITMENT), make_territory()
    lead = make_lead(cohort)
    file = actions.open_candidacy(cohort=cohort, territory=territory, lead_from=LeadSource.EVENT, by=lead)
    referent = make_person(Role.DELEGATION_REFERENT, file.scope)
    for name in ("approach", "present"):
        actions.move_candidacy(candidacy=file, name=name, by=lead)
    actions.move_candidacy(candidacy=file, name="apply", by=referent)
    actions.move_candidacy(candidacy=file, name="engage", by=lead, reason="Une équipe prête")

    place = cohort.participations.get()
    assert (file.state, file.participation, place.scope, place.territory) == ("engaged", place, file.scope, territory)
    assert (file.approached_on, file.presented_on, file.decided_by) == (TODAY, TODAY, lead)
    assert journal(file) == ["candidacy-opened", *["candidacy-moved"] * 4]
    assert referent.holds(Role.DELEGATION_REFERENT, within=place.scope)


@pytest.mark.parametrize("name", CANDIDACY.moves)
def test_candidacy_makes_the_moves_of_the_table_and_no_other(name):
    arrow = CANDIDACY.moves[name]
    facts = {"reason": "Parce que"} | ({"on": TOMORROW} if name == "postpone" else {})
    for state in CandidacyState:
        place = make_participation() if state == CandidacyState.ENGAGED else None
        file = make_candidacy(place, state=state, decision_reason="Dit")
        lead = make_lead(file.cohort)
        if state in arrow.sources:
            actions.move_candidacy(candidacy=file, name=name, by=lead, **facts)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_candidacy(candidacy=file, name=name, by=lead, **facts)

        file.refresh_from_db()
        assert file.state == (arrow.target if state in arrow.sources else state)


@pytest.mark.parametrize("name", ["engage", "decline", "postpone"])
def test_every_answer_says_why(name):
    file = make_candidacy(state=CandidacyState.CANDIDATE)

    with pytest.raises(Denied, match="Dites pourquoi"):
        actions.move_candidacy(candidacy=file, name=name, by=make_lead(file.cohort), reason=" ", on=TOMORROW)


def test_dates_of_moves_are_past_and_those_of_talks_to_come():
    file = make_candidacy()
    lead = make_lead(file.cohort)

    with pytest.raises(Denied, match="déjà eu lieu"):
        actions.move_candidacy(candidacy=file, name="approach", by=lead, on=TOMORROW)
    with pytest.raises(Denied, match="date à venir"):
        actions.move_candidacy(candidacy=file, name="postpone", by=lead, reason="Élections", on=TODAY)
    actions.move_candidacy(candidacy=file, name="postpone", by=lead, reason="Élections", on=TOMORROW)
    actions.move_candidacy(candidacy=file, name="reopen", by=lead)

    assert (file.state, file.review_on, file.decision_reason, file.decided_by) == ("approached", None, "", None)


def test_territory_engages_only_when_each_prerequisite_is_met_or_waived_in_writing():
    file = make_candidacy(state=CandidacyState.PREPARING)
    lead, one = make_lead(file.cohort), prerequisite(file.cohort)
    signed = prerequisite(file.cohort, PrerequisiteKind.COMMITMENT, "Un appui")
    mayor = make_person(Role.NUMBER_ONE, file.scope)

    with pytest.raises(Denied, match="« Une délégation » ; « Un appui »"):
        actions.move_candidacy(candidacy=file, name="engage", by=lead, reason="Oui")
    with pytest.raises(Denied, match="dites pourquoi"):
        actions.set_condition(candidacy=file, prerequisite=one, state="waived", by=lead)
    actions.set_condition(candidacy=file, prerequisite=one, state="waived", reason="Commune de 60 habitants", by=lead)
    actions.sign_commitment(candidacy=file, quality="maire", number=1, by=mayor)

    assert actions.missing(file) == []
    actions.move_candidacy(candidacy=file, name="engage", by=lead, reason="Oui")
    assert Condition.objects.get().reason == "Commune de 60 habitants"
    assert actions.reason_to_keep(one, lead) != ""
    assert actions.reason_to_keep(signed, lead) == ""


def test_condition_is_cleared_and_belongs_to_its_cohort():
    file, other = make_candidacy(), prerequisite(make_cohort())
    lead, one = make_lead(file.cohort), prerequisite(file.cohort)

    actions.set_condition(candidacy=file, prerequisite=one, state="met", by=lead)
    assert actions.missing(file) == []
    actions.set_condition(candidacy=file, prerequisite=one, state="", by=lead)
    with pytest.raises(Denied, match="autre cohorte"):
        actions.set_condition(candidacy=file, prerequisite=other, state="met", by=lead)

    assert actions.missing(file) == [one]


def test_territory_has_one_file_and_one_already_in_gets_its_own():
    place = make_participation()
    lead = make_lead(place.cohort)

    file = actions.open_candidacy(cohort=place.cohort, territory=place.territory, lead_from=LeadSource.EVENT, by=lead)
    with pytest.raises(Denied, match="déjà un dossier"):
        actions.open_candidacy(cohort=place.cohort, territory=place.territory, lead_from=LeadSource.EVENT, by=lead)

    assert (file.state, file.participation, file.scope) == ("engaged", place, place.scope)


def test_territory_that_entered_by_the_other_door_is_engaged_where_it_is():
    cohort, territory = make_cohort(), make_territory()
    lead = make_lead(cohort)
    file = actions.open_candidacy(cohort=cohort, territory=territory, lead_from=LeadSource.EVENT, by=lead)
    Candidacy.objects.update(state=CandidacyState.CANDIDATE)
    place = join_territory(cohort=cohort, territory=territory, by=lead)

    file = Candidacy.objects.get()
    actions.move_candidacy(candidacy=file, name="engage", by=lead, reason="Déjà là")

    assert (file.participation, file.scope) == (place, place.scope)


def test_territory_that_left_starts_again_as_a_lead_and_comes_back():
    place = make_participation(left_on=TODAY, leaving_reason="Élections")
    lead = make_lead(place.cohort)
    file = actions.open_candidacy(cohort=place.cohort, territory=place.territory, lead_from=LeadSource.ITSELF, by=lead)
    assert (file.state, file.participation, file.scope) == ("lead", None, place.scope)
    Candidacy.objects.update(state=CandidacyState.CANDIDATE)

    actions.move_candidacy(candidacy=Candidacy.objects.get(), name="engage", by=lead, reason="De retour")

    assert place.cohort.participations.current().get() == place


def test_ally_proposes_while_the_cohort_is_looking_and_follows_its_lead():
    cohort, ally = make_cohort(state=CohortState.CALL), make_person(Role.ALLY_PERSON)
    file = actions.propose_territory(cohort=cohort, territory=make_territory(), by=ally)
    other = make_candidacy(cohort=cohort)

    assert list(Candidacy.objects.visible_to(ally)) == [file]
    assert other not in Candidacy.objects.visible_to(ally)
    with pytest.raises(Denied, match="déjà réunie"):
        actions.propose_territory(cohort=make_cohort(), territory=make_territory(), by=ally)
    with pytest.raises(Denied, match="Les alliés proposent"):
        actions.propose_territory(cohort=cohort, territory=make_territory(), by=make_person())


def test_team_writes_together_and_nobody_is_overwritten():
    file = make_candidacy()
    member, mayor = make_person(Role.DELEGATION_MEMBER, file.scope), make_person(Role.NUMBER_ONE, file.scope)
    stale = Candidacy.objects.get(pk=file.pk)
    actions.write_candidacy(candidacy=file, motivation="La rivière", seen=1, by=member)

    with pytest.raises(Conflict):
        actions.write_candidacy(candidacy=stale, motivation="La gare", seen=1, by=mayor)
    with pytest.raises(Denied, match="équipe du territoire"):
        actions.write_candidacy(candidacy=file, motivation="Moi", seen=2, by=make_person())

    assert Candidacy.objects.get(pk=file.pk).motivation == "La rivière"


def test_member_applies_and_decides_nothing_else():
    file = make_candidacy(state=CandidacyState.PRESENTED)
    member = make_person(Role.DELEGATION_MEMBER, file.scope)

    with pytest.raises(Denied, match="tenue par qui la conduit"):
        actions.move_candidacy(candidacy=file, name="decline", by=member, reason="Non")
    actions.move_candidacy(candidacy=file, name="apply", by=member)

    assert file.state == CandidacyState.CANDIDATE


def test_database_refuses_an_answer_without_reason_and_an_engaged_stranger():
    for state in ("declined", "engaged"):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_candidacy(state=state)
