"""The pages: what each person does there, what nobody else reads, and lists whose queries do not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fabrique.accompaniment.missions import actions
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.inbox import (
    days_to_confirm,
    lists_to_choose_from,
    mediations_to_hold,
    texts_to_sign,
)
from fabrique.accompaniment.missions.models import Candidate, Convention, Day, Engagement, Mission, Rate, Tool
from fabrique.accompaniment.missions.tests.world import WORDS, Cast, today
from fabrique.core.inbox import acts_of
from fabrique.ground.people.enums import Role
from tests.world import make_lead, make_organisation, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


def at(name, mission, *more):
    return reverse(f"missions:{name}", args=[mission.cohort.code, mission.code, *more])


def place_url(name, place, *more):
    return reverse(f"missions:{name}", args=[place.cohort.code, place.code, *more])


def convention_url(name, convention, *more):
    return reverse(f"missions:{name}", args=[convention.mission.cohort.code, convention.code, *more])


def test_from_the_need_to_a_signed_convention_on_screen(cast, sign_in):
    referent = sign_in(cast.referent)
    referent.post(place_url("new", cast.place), {"title": "Une oreille", "need": "Écouter", "planned_quarters": "8"})
    mission = Mission.objects.get()
    assert sign_in(cast.referent).get(place_url("allies", cast.place)).status_code == 200

    client = sign_in(cast.lead)
    for organisation in (cast.organisation, make_organisation()):
        words = {"organisation": organisation.code, "competence": "Sait écouter", "available_quarters": "5"}
        assert client.post(at("propose", mission), words).status_code == 302
    assert "Sait écouter" in client.get(at("mission", mission)).text
    client.post(at("move", mission), {"move": "list"})
    assert [act.title for act in acts_of(cast.referent, [lists_to_choose_from])] == ["Une oreille"]

    candidate = Candidate.objects.get(organisation=cast.organisation)
    client = sign_in(cast.referent)
    assert client.get(at("choose", mission, candidate.code)).status_code == 200
    client.post(at("choose", mission, candidate.code), {"reason": "La confiance"})
    engagement = Engagement.objects.get()
    client = sign_in(cast.lead)
    client.post(at("person", mission, engagement.code), {"person": cast.ally.code, "version": "1"})
    client = sign_in(cast.team)
    client.post(at("draft", mission, engagement.code), WORDS | {"planned_quarters": "8"})
    convention = Convention.objects.get()
    client.post(convention_url("move-convention", convention), {"move": "agree"})

    for by in (cast.referent, cast.ally, cast.team):
        assert len(acts_of(by, [texts_to_sign])) == 1
        client = sign_in(by)
        assert "Signer ce texte" in client.get(convention_url("convention", convention)).text
        client.post(convention_url("sign", convention), {"quality": "Qualité", "number": "1"})
        assert acts_of(by, [texts_to_sign]) == []
    assert Convention.objects.get().state == "signed"
    assert "Qualité" in client.get(convention_url("convention", convention)).text


def test_day_is_declared_and_confirmed_on_screen(cast, sign_in):
    engagement = cast.signed().engagement
    mission = engagement.mission
    words = {"date": today(1).isoformat(), "quarters": "0,5", "kind": "on-site", "what": "Un atelier"}

    client = sign_in(cast.ally)
    assert client.post(at("declare", mission, engagement.code), words).status_code == 302
    again = client.post(at("declare", mission, engagement.code), words)
    assert (again.status_code, "déjà déclaré ce temps" in again.text) == (200, True)
    for quarters, sentence in (
        ("-1", "un quart de jour au moins"),
        ("3,75", "un jour au plus"),
        ("30", "un jour au plus"),
    ):
        page = client.post(at("declare", mission, engagement.code), words | {"quarters": quarters, "kind": "remote"})
        assert sentence in page.text
    assert [act.title for act in acts_of(cast.referent, [days_to_confirm])] == [mission.title]

    day = Day.objects.get()
    client = sign_in(cast.referent)
    assert "Un atelier" in client.get(at("days", mission)).text
    client.post(at("confirm-day", mission, day.code))
    assert (Day.objects.get().state, acts_of(cast.referent, [days_to_confirm])) == ("confirmed", [])
    client.post(at("correct-day", mission, day.code), {"reason": "Une erreur"})
    assert "Une erreur" in client.get(at("days", mission)).text


def test_change_of_ally_on_screen(cast, sign_in):
    engagement = cast.signed().engagement
    mission = engagement.mission
    sign_in(cast.referent).post(at("ask-change", mission, engagement.code), {"reason": "Nos rythmes"})
    change = engagement.changes.get()
    assert len(acts_of(cast.lead, [mediations_to_hold])) == 1

    words = {"met_on": today().isoformat(), "agreed": "On se quitte", "name": "leave"}
    sign_in(cast.lead).post(at("settle-change", mission, change.code), words)

    assert Engagement.objects.get().left_on == today()
    assert "On se quitte" in sign_in(cast.lead).get(at("mission", mission)).text


def test_papers_in_every_format(cast, sign_in):
    convention = cast.signed()
    actions.add_tool(participation=cast.place, name="Le café des maires", what_for="Se parler", by=cast.referent)
    mission, client = convention.mission, sign_in(cast.ally)

    assert "Le café des maires" in client.get(at("context", mission, "html")).text
    assert "au nom de l’alliance" in client.get(at("letter", mission, convention.engagement.code, "html")).text
    assert "Qualité" in client.get(convention_url("convention-text", convention, "html")).text
    for kind in ("pdf", "docx", "odt"):
        assert client.get(convention_url("convention-text", convention, kind)).status_code == 200
    assert client.get(at("context", mission, "exe")).status_code == 404


def test_nothing_of_a_mission_is_read_from_elsewhere(cast, sign_in):
    """Seen red with `visible_to` answering everything: what could leak is there."""
    convention = cast.signed()
    mission = convention.mission
    day = cast.declare(convention.engagement, what="Une phrase que personne d’autre ne lit")
    elsewhere = make_participation(cast.place.cohort)
    strangers = [make_person(), make_person(Role.ACCOMPANYING_ALLY, elsewhere.scope), make_referent(elsewhere),
                 make_person(Role.FUNDER_CONTACT, cast.place.cohort.scope), make_lead(make_participation().cohort),
                 make_person(Role.REGIONAL_INSTITUTION_AGENT, cast.place.cohort.scope)]  # fmt: skip

    for stranger in strangers:
        client = sign_in(stranger)
        addresses = [at("mission", mission), at("days", mission), convention_url("convention", convention),
                     at("context", mission, "html"), convention_url("convention-text", convention, "html")]  # fmt: skip
        assert [client.get(address).status_code for address in addresses] == [404] * 5
        assert client.post(at("confirm-day", mission, day.code)).status_code == 404
    for person in strangers[3:4]:
        page = sign_in(person).get(reverse("missions:totals", args=[mission.cohort.code]))
        assert (page.status_code, "Une phrase" in page.text, cast.organisation.name in page.text) == (200, False, False)


def test_members_read_the_convention_but_not_the_day_ledger(cast, sign_in):
    convention = cast.signed()
    cast.declare(convention.engagement, what="Une phrase")
    member = make_person(Role.DELEGATION_MEMBER, cast.place.scope)
    client = sign_in(member)

    assert client.get(convention_url("convention", convention)).status_code == 200
    assert client.get(at("days", convention.mission)).status_code == 403
    assert list(Day.objects.visible_to(member)) == []


def test_an_ally_never_reads_what_was_said_of_another(cast, sign_in):
    mission = cast.signed().mission
    Candidate.objects.filter(organisation=cast.organisation).update(competence="Une phrase sur un allié")

    assert "Une phrase sur un allié" in sign_in(cast.referent).get(at("mission", mission)).text
    assert "Une phrase sur un allié" not in sign_in(cast.ally).get(at("mission", mission)).text


def test_an_ally_reads_their_own_convention_and_not_that_of_who_works_beside_them(cast, sign_in):
    """Neither page nor rule: what one is paid is between the parties (A50)."""
    convention = cast.signed()
    beside = make_person(Role.ACCOMPANYING_ALLY, cast.place.scope)
    second = actions.add_complement(mission=convention.mission, organisation=make_organisation(), by=cast.lead)
    actions.name_person(engagement=second, person=beside, seen=second.version, by=cast.lead)

    assert may.read_convention.allows(cast.ally, convention)
    assert not may.read_convention.allows(beside, convention)
    assert may.read_mission.allows(beside, convention.mission)
    assert sign_in(beside).get(convention.get_absolute_url()).status_code == 404


def test_tools_and_rates_on_screen(cast, sign_in):
    client = sign_in(cast.referent)
    client.post(place_url("add-tool", cast.place), {"name": "Le marché", "what_for": "Se croiser"})
    assert "Le marché" in client.get(place_url("allies", cast.place)).text
    client.post(place_url("remove-tool", cast.place, Tool.objects.get().code))
    assert Tool.objects.count() == 0

    words = {
        "function": "one-off",
        "unit": "day",
        "amount_cents": "400",
        "valid_from": "2026-01-01",
        "adopted_by": "Le conseil",
    }
    assert client.post(reverse("missions:rates"), words).status_code == 403
    client = sign_in(cast.team)
    client.post(reverse("missions:rates"), words)
    assert (Rate.objects.get().amount_cents, "Le conseil" in client.get(reverse("missions:rates")).text) == (
        40000,
        True,
    )


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_do_not_grow(cast, sign_in):
    convention = cast.signed(quarters=32)
    mission, client = convention.mission, sign_in(cast.lead)
    cast.declare(convention.engagement, quarters=1, ago=1)
    pages = [at("mission", mission), at("days", mission), place_url("allies", cast.place), reverse("missions:totals", args=[mission.cohort.code])]  # fmt: skip
    before = [queries(client, page) for page in pages]
    for n in range(2, 8):
        cast.declare(convention.engagement, quarters=1, ago=n)
        cast.described(title=f"Mission {n}")
        actions.add_complement(mission=mission, organisation=make_organisation(), by=cast.lead)
        Candidate.objects.create(mission=mission, organisation=make_organisation(), competence="x")

    assert [queries(client, page) for page in pages] == before
