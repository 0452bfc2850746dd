from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.contracts import actions
from fabrique.accompaniment.contracts import permissions as may
from fabrique.accompaniment.contracts.enums import CONTRACT, ContractState
from fabrique.accompaniment.contracts.inbox import contracts_to_review, promised
from fabrique.accompaniment.contracts.models import Contract, ContractLine, Exchange
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.core.public_data import described
from fabrique.ground.messages.models import Notice
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_cohort,
    make_lead,
    make_organisation,
    make_participation,
    make_person,
    make_project,
    make_referent,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def make_contract(participation, state="prepared", **fields):
    dates = {"signed_on": TODAY} if state in ("signed", "ended") else {}
    title = f"Contrat {Contract.objects.count()}"
    because = {"dropped_because": "Plus d’argent"} if state == "dropped" else {}
    contract = Contract.objects.create(
        **{"cohort": participation.cohort, "kind": "crte", "title": title, "state": state} | dates | because | fields
    )
    contract.participations.add(participation)
    return contract


def test_contract_is_opened_completed_signed_and_ended():
    place = make_participation()
    lead, body = make_lead(place.cohort), make_organisation()

    contract = actions.open_contract(cohort=place.cohort, kind="crte", title="CRTE", participations=[place], by=lead)
    actions.edit_contract(
        contract=contract, kind="cop", title="COP", participations=[place], bodies=[body], orientations="Écouter",
        starts_on=TODAY, ends_on=TODAY + timedelta(days=900), review_on=TODAY + timedelta(days=90),
        seen=contract.version, by=lead,
    )  # fmt: skip
    for day in (None, TODAY + timedelta(days=1)):
        with pytest.raises(Denied, match="jour de la signature"):
            actions.move_contract(contract=contract, name="sign", signed_on=day, by=lead)
    actions.move_contract(contract=contract, name="sign", signed_on=TODAY, by=lead)
    actions.move_contract(contract=contract, name="end", by=lead)

    assert (contract.state, contract.kind, list(contract.bodies.all())) == ("ended", "cop", [body])
    assert journal(contract) == ["contract-opened", "contract-edited", "contract-moved", "contract-moved"]


@pytest.mark.parametrize("name", CONTRACT.moves)
def test_contract_makes_the_moves_of_the_table_and_no_other(name):
    place = make_participation()
    lead = make_lead(place.cohort)
    for state in ContractState:
        contract = make_contract(place, state)
        facts = {"signed_on": TODAY, "dropped_because": "Parce que"}
        if state in CONTRACT.moves[name].sources:
            actions.move_contract(contract=contract, name=name, by=lead, **facts)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_contract(contract=contract, name=name, by=lead, **facts)


def test_contract_that_stops_says_why():
    place = make_participation()
    contract = make_contract(place)

    with pytest.raises(Denied, match="pourquoi"):
        actions.move_contract(contract=contract, name="drop", by=make_lead(place.cohort))
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.create(cohort=place.cohort, kind="crte", title="Muet", state="dropped")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.create(cohort=place.cohort, kind="crte", title="Sans date", state="signed")


def test_contract_says_who_signs_once_and_in_order():
    place = make_participation()
    lead = make_lead(place.cohort)
    contract = make_contract(place)
    same = {"contract": contract, "kind": "crte", "title": contract.title, "seen": 1, "by": lead}

    for facts, why in (
        ({"title": "Vide"}, "qui signe"),
        ({"title": "Ailleurs", "participations": [make_participation()]}, "pas de la cohorte"),
        ({"title": contract.title, "participations": [place]}, "porte déjà ce titre"),
    ):
        with pytest.raises(Denied, match=why):
            actions.open_contract(cohort=place.cohort, kind="crte", by=lead, **facts)
    with pytest.raises(Denied, match="avant le début"):
        actions.edit_contract(**same, participations=[place], starts_on=TODAY, ends_on=TODAY - timedelta(days=1))
    with pytest.raises(Denied, match="qui signe"):
        actions.edit_contract(**same)


def test_referent_follows_the_contracts_of_their_territory_only():
    mine, theirs = (place := make_participation()), make_participation(place.cohort)
    referent = make_referent(mine)

    with pytest.raises(Denied, match="parmi ceux qui signent"):
        actions.open_contract(cohort=mine.cohort, kind="crte", title="Autre", participations=[theirs], by=referent)
    own = actions.open_contract(cohort=mine.cohort, kind="crte", title="Le nôtre", participations=[mine], by=referent)

    assert may.keep_contract.allows(referent, own)
    assert not may.keep_contract.allows(referent, make_contract(theirs))
    assert not may.open_contract.allows(make_referent(make_participation()), mine.cohort)


def test_due_contract_is_recalled_to_the_one_in_charge_even_a_referent():
    place = make_participation()
    lead, referent = make_lead(place.cohort), make_referent(place)
    contract = make_contract(place, review_on=TODAY, in_charge=referent)
    make_contract(place, review_on=TODAY + timedelta(days=1), in_charge=referent)
    make_contract(place, "ended", review_on=TODAY, in_charge=referent)

    told, again = actions.recall_contracts(), actions.recall_contracts()

    assert (told, again, [notice.person for notice in Notice.objects.all()]) == (1, 0, [referent])
    assert [act.title for act in acts_of(referent, [contracts_to_review])] == [contract.title]
    assert acts_of(lead, [contracts_to_review]) == []


def test_contract_of_somebody_who_left_comes_back_to_those_who_lead():
    place = make_participation()
    lead = make_lead(place.cohort)
    make_contract(place, review_on=TODAY, in_charge=make_person())

    actions.recall_contracts()

    assert [notice.person for notice in Notice.objects.all()] == [lead]
    assert len(acts_of(lead, [contracts_to_review])) == 1


def readers(model, people):
    return {name for name, who in people.items() if model.objects.visible_to(who).exists()}


def test_amounts_and_dialogue_are_kept_from_all_but_those_concerned(client):
    place = make_participation()
    other = make_participation(place.cohort)
    scope = place.cohort.scope
    contract = make_contract(place, "signed")
    line = ContractLine.objects.create(contract=contract, title="Canari de ligne", amount_cents=12345600)
    Exchange.objects.create(
        contract=contract,
        body=make_organisation(),
        held_on=TODAY,
        subject="Canari dit",
        said="?",
        written_by=make_person(),
    )
    people = {
        "lead": make_lead(place.cohort), "referent": make_referent(place), "other": make_referent(other),
        "region": make_person(Role.REGIONAL_INSTITUTION_AGENT, scope), "funder": make_person(Role.FUNDER_CONTACT, scope),
        "media": make_person(Role.EMBEDDED_MEDIA, scope), "stranger": make_person(), "visitor": AnonymousUser(),
        "elsewhere": make_lead(make_cohort()),
    }  # fmt: skip

    inside = {"lead", "referent"}
    assert readers(ContractLine, people) == readers(Exchange, people) == inside
    assert readers(Contract, people) == set(people)
    page = client.get(contract.get_absolute_url()).text
    assert contract.title in page
    assert ("Canari" in page, "123" in page.split("<main")[1].split("</main")[0]) == (False, False)
    assert may.read_inside.allows(people["referent"], contract)
    Membership.objects.create(person=people["funder"], organisation=make_organisation(name="Qui finance"))
    assert readers(ContractLine, people) == inside
    ContractLine.objects.filter(pk=line.pk).update(funder=people["funder"].memberships.get().organisation)
    assert readers(ContractLine, people) == inside | {"funder"}
    Membership.objects.create(person=people["region"], organisation=make_organisation(name="Qui signe"))
    Contract.objects.filter(pk=contract.pk).update(institution=people["region"].memberships.get().organisation)
    assert readers(ContractLine, people) == inside | {"funder", "region"}
    assert not may.keep_line.allows(people["region"], line)


def test_public_data_tell_the_contract_and_not_who_answers_for_it():
    contract = make_contract(make_participation(), "signed", in_charge=make_person())

    told = described(contract)

    assert told["title"] == contract.title
    assert contract.in_charge.code not in told.values()


def test_contract_in_preparation_is_unknown_outside(client, sign_in):
    place = make_participation()
    contract = make_contract(place, title="Canari en préparation")
    listed = reverse("contracts:list", args=[place.cohort.code])

    assert "Canari" not in client.get(listed).text
    assert client.get(contract.get_absolute_url()).status_code == 404
    assert "Canari" in sign_in(make_referent(place)).get(listed).text


def test_line_carries_a_project_of_the_cohort_and_an_amount_typed_in_euros(sign_in):
    place = make_participation()
    lead, project, contract = make_lead(place.cohort), make_project(place), make_contract(place)
    client = sign_in(lead)
    at = [place.cohort.code, contract.code]

    client.post(
        reverse("contracts:add-line", args=at),
        {"title": "Animer", "project": project.code, "amount_cents": "72000,50", "immaterial": "on"},
    )
    line = contract.lines.get()
    shown = client.get(reverse("contracts:edit-line", args=[*at, line.code])).text
    assert (line.amount_cents, line.project, line.immaterial) == (7200050, project, True)
    assert "72000,50" in shown
    for facts, why in (
        ({"title": "Ailleurs", "project": make_project(make_participation())}, "autre cohorte"),
        ({"title": "Moins", "amount_cents": -1}, "négatif"),
        ({"title": "Animer"}, "porte déjà ce titre"),
    ):
        with pytest.raises(Denied, match=why):
            actions.set_line(contract=contract, by=lead, **facts)
    client.post(reverse("contracts:remove-line", args=[*at, line.code]))

    assert not contract.lines.exists()
    assert journal(contract) == ["contract-line-set", "contract-line-removed"]


def test_exchange_is_noted_once_it_took_place_and_its_promise_followed():
    place = make_participation()
    lead, contract, body = make_lead(place.cohort), make_contract(place), make_organisation()
    facts = {"contract": contract, "body": body, "subject": "Éligible ?", "said": "Oui", "by": lead}

    with pytest.raises(Denied, match="une fois"):
        actions.log_exchange(**facts, held_on=TODAY + timedelta(days=1))
    with pytest.raises(Denied, match="à faire"):
        actions.log_exchange(**facts, held_on=TODAY, due_on=TODAY)
    exchange = actions.log_exchange(**facts, held_on=TODAY, due_on=TODAY, next_step="Envoyer la fiche")

    assert [act.title for act in acts_of(lead, [promised])] == ["Envoyer la fiche"]
    assert acts_of(make_lead(place.cohort), [promised]) == []
    actions.do_next_step(exchange=exchange, by=lead)
    with pytest.raises(Denied, match="Rien n’attend"):
        actions.do_next_step(exchange=exchange, by=lead)
    assert acts_of(lead, [promised]) == []
    with pytest.raises(Denied, match="tenu par"):
        actions.log_exchange(**facts | {"by": make_person()}, held_on=TODAY)


@pytest.mark.parametrize("view", ["list", "contract"])
def test_pages_ask_as_much_for_three_as_for_one(view, sign_in):
    place = make_participation()
    lead = make_lead(place.cohort)
    client, first = sign_in(lead), make_contract(place)

    def fill():
        project = make_project(make_participation(place.cohort))
        make_contract(project.participation, institution=make_organisation())
        first.participations.add(project.participation)
        first.bodies.add(make_organisation())
        ContractLine.objects.create(contract=first, title=project.title, project=project, funder=make_organisation())
        Exchange.objects.create(
            contract=first, body=make_organisation(), held_on=date(2026, 3, 2), subject="?", said="?", written_by=lead
        )

    def count():
        address = (
            first.get_absolute_url() if view == "contract" else reverse("contracts:list", args=[place.cohort.code])
        )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    fill()
    count()
    one = count()
    fill()
    fill()

    assert count() == one
