from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.devices import actions
from fabrique.accompaniment.devices import permissions as may
from fabrique.accompaniment.devices.enums import ACCOMPANIMENT, AccompanimentState, DeviceKind
from fabrique.accompaniment.devices.models import Accompaniment
from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.organisations.models import Membership
from fabrique.ground.people.enums import Role
from tests.world import make_device, make_organisation, make_person, make_territory

pytestmark = pytest.mark.django_db


def at(name, *arguments):
    return reverse(f"devices:{name}", args=arguments)


def make_member(organisation, role=Role.ALLY_PERSON):
    person = make_person(role)
    Membership.objects.create(person=person, organisation=organisation, starts_on=date(2020, 1, 1))
    return person


@pytest.fixture
def team():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


@pytest.fixture
def device():
    return make_device(kind=DeviceKind.EXPERIMENTAL)


def declared(device, **fields):
    ally = make_organisation(name="Les Passeurs")
    territory = make_territory(carrier=make_organisation(), **fields)
    facts = {"device": device, "territory": territory, "organisation": ally, "objectives": "Rouvrir la halle"}
    return actions.declare_accompaniment(by=make_member(ally), **facts)


def test_first_contact_is_the_teams_alone_and_the_signature_publishes_it(team, device):
    one = actions.open_accompaniment(device=device, territory=make_territory(), objectives="Un cap", by=team)
    stranger = make_person(Role.ALLY_PERSON)
    assert not Accompaniment.objects.visible_to(stranger).exists()

    for name in ("frame", "sign", "start"):
        actions.move_accompaniment(accompaniment=one, name=name, by=team)

    assert Accompaniment.objects.visible_to(stranger).get().state == "running"
    with pytest.raises(Denied):
        actions.move_accompaniment(accompaniment=one, name="close", by=stranger)


@pytest.mark.parametrize("state", AccompanimentState)
@pytest.mark.parametrize("name", ACCOMPANIMENT.moves)
def test_every_move_from_elsewhere_is_refused(team, device, state, name):
    one = Accompaniment.objects.create(
        device=device, territory=make_territory(), state=state, stop_reason="x", objectives="x", outcomes="x"
    )
    if state in ACCOMPANIMENT.moves[name].sources:
        return

    with pytest.raises(Denied, match="Pas depuis"):
        actions.move_accompaniment(accompaniment=one, name=name, by=team, reason="x")

    assert Accompaniment.objects.get().state == state


def test_signing_asks_objectives_evaluating_asks_outcomes_stopping_asks_why(team, device):
    one = actions.open_accompaniment(device=device, territory=make_territory(), by=team)
    actions.move_accompaniment(accompaniment=one, name="frame", by=team)

    with pytest.raises(Denied, match="objectifs"):
        actions.move_accompaniment(accompaniment=one, name="sign", by=team)
    with pytest.raises(Denied, match="pourquoi"):
        actions.move_accompaniment(accompaniment=one, name="stop", by=team)
    Accompaniment.objects.update(state="running", objectives="x")
    one.refresh_from_db()
    with pytest.raises(Denied, match="sorti"):
        actions.move_accompaniment(accompaniment=one, name="evaluate", by=team)
    actions.move_accompaniment(accompaniment=one, name="stop", by=team, reason="La mairie a changé de cap")
    assert (one.state, one.stop_reason) == ("stopped", "La mairie a changé de cap")


def test_it_is_of_a_territory_or_of_an_ally_never_in_a_cohort_here(team, device):
    for who in ({}, {"territory": make_territory(), "ally": make_organisation()}):
        with pytest.raises(Denied, match="qui est accompagné"):
            actions.open_accompaniment(device=device, by=team, **who)
    with pytest.raises(Denied, match="candidature"):
        actions.open_accompaniment(device=make_device(), territory=make_territory(), by=team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accompaniment.objects.create(device=device)
    one = actions.open_accompaniment(device=device, ally=make_organisation(name="Les Passeurs"), by=team)
    assert str(one.who) == "Les Passeurs"


def test_several_territories_share_one_and_each_page_tells_it_once(team, device, client):
    first, second = make_territory(name="Le Val"), make_territory(name="La Crête")
    one = actions.open_accompaniment(device=device, territory=first, others=[first, second], objectives="x", by=team)
    Accompaniment.objects.update(state="running")

    assert list(one.others.all()) == [second]
    assert [Accompaniment.objects.of(place).count() for place in (first, second)] == [1, 1]
    for place in (first, second):
        assert client.get(place.get_absolute_url()).text.count(one.get_absolute_url()) == 1


def test_declaration_is_shown_as_such_and_counts_once_confirmed(device, client):
    one = declared(device, name="Montclair-les-Eaux", department="48")
    page, list_page, before = (
        client.get(one.get_absolute_url()).text,
        client.get(at("accompaniments")).text,
        client.get("/carte/").text,
    )

    carrier = make_member(one.territory.carrier)
    actions.confirm_accompaniment(accompaniment=one, seen=1, by=carrier)
    after = client.get("/carte/").text

    assert "déclaré par Les Passeurs, à confirmer" in page
    assert "Montclair-les-Eaux" in list_page
    assert "Montclair-les-Eaux" not in before
    assert "Montclair-les-Eaux" in after


def test_ended_declaration_is_closed(device):
    ally = make_organisation()
    facts = {"device": device, "territory": make_territory(), "organisation": ally, "objectives": "x"}
    yesterday = timezone.localdate() - timedelta(days=1)

    assert actions.declare_accompaniment(by=make_member(ally), ends_on=yesterday, **facts).state == "closed"
    assert actions.declare_accompaniment(by=make_member(ally), **facts).state == "running"
    with pytest.raises(Denied, match="avant de commencer"):
        actions.declare_accompaniment(by=make_member(ally), starts_on=timezone.localdate(), ends_on=yesterday, **facts)


def test_who_declares(device, team):
    ally = make_organisation()
    facts = {"device": device, "territory": make_territory(), "organisation": ally, "objectives": "x"}

    assert [may.declare.allows(who) for who in (make_member(ally), team)] == [True, True]
    assert [may.declare.allows(make_person(role)) for role in (Role.ALLY_PERSON, Role.COHORT_LEAD, None)] == [False] * 3
    with pytest.raises(Denied, match="dont vous êtes membre"):
        actions.declare_accompaniment(by=make_member(make_organisation()), **facts)


def test_who_confirms(device, team):
    one = declared(device)
    declarer, carrier = make_member(one.declared_by), make_member(one.territory.carrier)
    both = make_member(one.territory.carrier)
    Membership.objects.create(person=both, organisation=one.declared_by, starts_on=date(2020, 1, 1))

    assert [may.confirm.allows(who, one) for who in (carrier, team, declarer, both, make_person())] == [
        True, True, False, False, False,
    ]  # fmt: skip
    with pytest.raises(Denied, match="qui a répondu"):
        actions.confirm_accompaniment(accompaniment=one, seen=1, by=team)
    actions.confirm_accompaniment(accompaniment=one, seen=1, by=team, how="Courriel de la mairie, le 3 mars")
    with pytest.raises(Denied, match="rien à confirmer"):
        actions.confirm_accompaniment(accompaniment=one, seen=2, by=carrier)


def test_confirmed_declaration_is_neither_changed_nor_withdrawn_by_its_author(device):
    one = declared(device)
    author, carrier = make_member(one.declared_by), make_member(one.territory.carrier)
    actions.edit_accompaniment(accompaniment=one, seen=1, by=author, others=[], team=[], objectives="Rouvrir la gare")
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_accompaniment(accompaniment=one, seen=1, by=author, others=[], team=[], objectives="x")
    one.refresh_from_db()
    actions.confirm_accompaniment(accompaniment=one, seen=2, by=carrier)

    with pytest.raises(Denied, match="confirmé"):
        actions.withdraw_declaration(accompaniment=one, by=author)
    assert not may.edit_accompaniment.allows(author, one)


def test_mistaken_declaration_is_withdrawn_by_its_author(device, sign_in):
    one = declared(device)

    sign_in(make_member(one.declared_by)).post(at("withdraw", one.code))

    assert not Accompaniment.objects.exists()


def test_carrier_is_told_what_waits_for_its_yes(device):
    one = declared(device)

    def told(person):
        return [act.title for act in inbox(person) if act.url == one.get_absolute_url()]

    assert told(make_member(one.territory.carrier)) == ["Les Passeurs dit vous accompagner"]
    assert told(make_member(one.declared_by)) == []
    assert told(make_person()) == []


def test_pages_from_first_contact_to_the_end(sign_in, team, device):
    client, territory, ally = sign_in(team), make_territory(), make_organisation()
    client.post(
        at("open"), {"device": device.code, "territory": territory.code, "team": [ally.code], "objectives": "Un cap"}
    )
    one = Accompaniment.objects.get()
    for name in ("frame", "sign", "start"):
        client.post(at("move", one.code), {"move": name})
    one.refresh_from_db()
    client.post(at("edit-accompaniment", one.code), {
        "version": one.version, "objectives": "Un cap", "outcomes": "Une halle rouverte", "team": [ally.code],
    })  # fmt: skip
    page = client.get(one.get_absolute_url()).text
    assert "Une halle rouverte" in page
    assert client.post(at("move", one.code), {"move": "stop"}).status_code == 403
    assert client.post(at("stop", one.code), {"reason": ""}).status_code == 200
    client.post(at("stop", one.code), {"reason": "Un imprévu"})

    assert "Un imprévu" in client.get(one.get_absolute_url()).text
    assert "Accompagne" in client.get(ally.get_absolute_url()).text
    assert client.get(at("accompaniments") + "?voir=a-venir").status_code == 200


def test_declare_and_confirm_pages(sign_in, device):
    ally, territory = make_organisation(), make_territory(carrier=make_organisation())
    client = sign_in(make_member(ally))
    assert client.get(at("declare")).status_code == 200
    client.post(at("declare"), {
        "organisation": ally.code, "device": device.code, "territory": territory.code, "objectives": "Rouvrir la halle",
    })  # fmt: skip
    one = Accompaniment.objects.get()
    assert client.get(at("confirm", one.code)).status_code == 403
    client.logout()
    carrier = sign_in(make_member(territory.carrier))

    carrier.post(at("confirm", one.code), {"version": 1, "how": ""})

    assert Accompaniment.objects.counting().get() == one
    assert "confirmé par le territoire" in carrier.get(one.get_absolute_url()).text


def test_list_costs_the_same_however_long(client, device, django_assert_max_num_queries):
    def more(n):
        for _number in range(n):
            facts = {"territory": make_territory(), "declared_by": make_organisation(), "state": "running"}
            Accompaniment.objects.create(device=device, **facts).others.add(make_territory())

    def cost(path):
        client.get(path)
        with django_assert_max_num_queries(20) as caught:
            client.get(path)
        return len(caught)

    paths = [at("accompaniments"), at("device", device.code)]
    more(1)
    few = [cost(path) for path in paths]
    more(3)

    assert [cost(path) for path in paths] == few
