from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.engineering import actions
from fabrique.accompaniment.engineering import permissions as may
from fabrique.accompaniment.engineering.enums import HAND_OVER, HandOverState
from fabrique.accompaniment.engineering.inbox import to_agree, to_send_or_ask_again
from fabrique.accompaniment.engineering.models import EngineeringSupport, HandOver
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
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
    make_referent,
    make_territory,
)

pytestmark = pytest.mark.django_db


def make_support(*departments, subjects="|water|", **fields):
    count = EngineeringSupport.objects.count()
    support = EngineeringSupport.objects.create(
        **{"organisation": make_organisation(), "name": f"Appui {count}", "level": "state", "does": "Aide",
           "does_not": "Rien d’autre", "subjects": subjects} | fields
    )  # fmt: skip
    for department in departments:
        support.coverage.create(department=department)
    return support


def make_ally(participation):
    return make_person(Role.ACCOMPANYING_ALLY, participation.scope)


def make_hand_over(participation, state="proposed", **fields):
    agreed = {} if state in ("proposed", "withdrawn") else {"agreed_at": timezone.now(), "agreed_by": make_person()}
    reply = {"reply": "Non"} if state == "declined" else {}
    return HandOver.objects.create(
        **{"support": make_support(), "participation": participation, "asked": "Canari demandé", "done": "?",
           "state": state, "proposed_by": make_person()} | agreed | reply | fields
    )  # fmt: skip


def test_support_is_written_checked_today_and_closed():
    lead, organisation = make_lead(make_cohort()), make_organisation(fictional=True)
    facts = {"organisation": organisation, "name": "Atelier", "level": "region", "by": lead}

    with pytest.raises(Denied, match="ce qu’il ne fait pas"):
        actions.set_support(**facts, does="Aide", does_not=" ")
    support = actions.set_support(
        **facts, does="Aide", does_not="Rien", subjects=["water", "food"], departments=["34", "30"]
    )
    with pytest.raises(Denied, match="déjà dans l’annuaire"):
        actions.set_support(**facts, does="Aide", does_not="Rien")
    actions.set_support(
        **facts, does="Mieux", does_not="Rien", departments=["48"], support=support, seen=support.version
    )
    actions.close_support(support=support, by=lead)

    assert [row.department for row in support.coverage.all()] == ["48"]
    assert (support.fictional, support.checked_on) == (True, timezone.localdate())
    assert journal(support) == ["engineering-support-set", "engineering-support-set", "engineering-support-closed"]
    with pytest.raises(Denied, match="déjà fermé"):
        actions.close_support(support=support, by=lead)
    with pytest.raises(Denied, match="tenu par l’équipe"):
        actions.close_support(support=support, by=make_person())


def test_directory_is_filtered_by_place_and_by_subject(client):
    make_territory(department="34", department_name="Hérault", published=True)
    make_support("34", name="Ici pour l’eau")
    make_support("48", name="Là-bas")
    make_support(name="Partout", subjects="|food|waterways|")
    make_support("34", name="Fermé", closed_on=timezone.localdate())
    address = reverse("engineering:directory")

    def named(**wanted):
        text = client.get(address, wanted).text
        return {name for name in ("Ici pour l’eau", "Là-bas", "Partout", "Fermé") if name in text.split("<main")[1]}

    assert named() == {"Ici pour l’eau", "Là-bas", "Partout"}
    assert named(place="34") == {"Ici pour l’eau", "Partout"}
    assert named(subject="water") == {"Ici pour l’eau", "Là-bas"}


def test_closed_support_is_seen_by_its_keepers_only(client, sign_in):
    support = make_support(closed_on=timezone.localdate())

    assert client.get(support.get_absolute_url()).status_code == 404
    assert sign_in(make_lead(make_cohort())).get(support.get_absolute_url()).status_code == 200
    with pytest.raises(Denied, match="n’existe plus"):
        may.propose_somewhere(make_referent(make_participation()), support)


def test_request_of_the_referent_is_agreed_by_the_same_act():
    place = make_participation()
    referent = make_referent(place)

    made = actions.propose_hand_over(support=make_support(), participation=place, asked="?", done="?", by=referent)

    assert (made.state, made.agreed_by) == ("agreed", referent)
    assert [act.mark for act in acts_of(referent, [to_send_or_ask_again])] == ["à envoyer"]


def test_request_of_the_ally_waits_for_the_word_of_the_territory():
    place = make_participation()
    ally, referent = make_ally(place), make_referent(place)

    made = actions.propose_hand_over(support=make_support(), participation=place, asked="?", done="?", by=ally)
    assert (made.state, [notice.person for notice in Notice.objects.all()]) == ("proposed", [referent])
    assert ([act.mark for act in acts_of(referent, [to_agree])], acts_of(ally, [to_agree])) == (["votre accord"], [])
    for name, who in (("agree", ally), ("agree", make_lead(place.cohort)), ("send", make_person())):
        with pytest.raises(Denied):
            actions.move_hand_over(hand_over=made, name=name, by=who)
    with pytest.raises(Denied, match="Pas depuis l’état"):
        actions.move_hand_over(hand_over=made, name="send", by=ally)
    actions.move_hand_over(hand_over=made, name="agree", by=referent)
    actions.move_hand_over(hand_over=made, name="send", by=ally)

    assert (made.state, made.sent_on) == ("sent", timezone.localdate())


def test_territory_is_handed_over_by_those_of_its_own_and_once_at_a_time():
    place, support = make_participation(), make_support()
    referent = make_referent(place)
    facts = {"support": support, "participation": place, "asked": "?", "done": "?"}

    for stranger in (make_referent(make_participation(place.cohort)), make_lead(place.cohort)):
        with pytest.raises(Denied):
            actions.propose_hand_over(**facts, by=stranger)
    made = actions.propose_hand_over(**facts, by=referent)
    with pytest.raises(Denied, match="déjà en cours"):
        actions.propose_hand_over(**facts, by=referent)
    actions.move_hand_over(hand_over=made, name="withdraw", by=referent)

    assert actions.propose_hand_over(**facts, by=referent).state == "agreed"
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.create(**facts, proposed_by=referent)


@pytest.mark.parametrize("name", HAND_OVER.moves)
def test_request_makes_the_moves_of_the_table_and_no_other(name):
    place = make_participation()
    referent = make_referent(place)
    for state in HandOverState:
        made = make_hand_over(place, state)
        if state in HAND_OVER.moves[name].sources:
            actions.move_hand_over(hand_over=made, name=name, by=referent, reply="Dit")
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_hand_over(hand_over=made, name=name, by=referent, reply="Dit")

        made.refresh_from_db()
        assert made.state == (HAND_OVER.moves[name].target if state in HAND_OVER.moves[name].sources else state)


def test_refusal_says_why_and_whoever_asked_is_told():
    place = make_participation()
    ally, referent = make_ally(place), make_referent(place)
    made = make_hand_over(place, "sent", proposed_by=ally)

    with pytest.raises(Denied, match="même en une phrase"):
        actions.move_hand_over(hand_over=made, name="decline", by=referent)
    actions.move_hand_over(hand_over=made, name="decline", by=referent, reply="Plus de place")

    assert (made.reply, [notice.person for notice in Notice.objects.all()]) == ("Plus de place", [ally])
    with pytest.raises(IntegrityError), transaction.atomic():
        make_hand_over(place, "declined", reply="")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_hand_over(place, "sent", agreed_at=None, agreed_by=None)


def test_support_people_read_a_request_once_it_left_and_never_before(sign_in):
    place = make_participation()
    support = make_support()
    member = make_person()
    Membership.objects.create(person=member, organisation=support.organisation)
    made = make_hand_over(place, "agreed", support=support)
    client = sign_in(member)

    assert client.get(made.get_absolute_url()).status_code == 404
    assert "Canari" not in client.get(reverse("engineering:hand-overs")).text
    actions.move_hand_over(hand_over=made, name="send", by=make_referent(place))
    assert [notice.person for notice in Notice.objects.all()] == [member]
    assert "Canari demandé" in client.get(made.get_absolute_url()).text
    client.post(reverse("engineering:answer", args=[made.code, "take-up"]), {"reply": "Nous venons"})
    made.refresh_from_db()

    assert (made.state, made.reply) == ("taken-up", "Nous venons")


def test_request_is_kept_from_everybody_else():
    place = make_participation()
    made = make_hand_over(place, "sent")
    scope = place.cohort.scope
    people = {
        "referent": make_referent(place), "ally": make_ally(place), "lead": make_lead(place.cohort),
        "other": make_referent(make_participation(place.cohort)), "media": make_person(Role.EMBEDDED_MEDIA, scope),
        "funder": make_person(Role.FUNDER_CONTACT, scope), "stranger": make_person(), "visitor": AnonymousUser(),
    }  # fmt: skip

    seen = {name for name, who in people.items() if HandOver.objects.visible_to(who).exists()}
    read = {name for name, who in people.items() if may.read_hand_over.allows(who, made)}

    assert seen == read == {"referent", "ally", "lead"}


def test_request_without_an_answer_is_recalled_after_three_weeks():
    place = make_participation()
    referent = make_referent(place)
    today = timezone.localdate()
    make_hand_over(place, "sent", proposed_by=referent, sent_on=today - timedelta(days=20))
    assert acts_of(referent, [to_send_or_ask_again]) == []

    make_hand_over(place, "sent", proposed_by=referent, sent_on=today - timedelta(days=21))

    assert len(acts_of(referent, [to_send_or_ask_again])) == 1
    assert acts_of(make_person(), [to_send_or_ask_again]) == []


def test_whole_way_on_screen(sign_in):
    place, support = make_participation(), make_support(email="eau@service.invalid")
    client = sign_in(make_referent(place))

    client.post(
        reverse("engineering:propose", args=[support.code]),
        {"participation": place.code, "asked": "Trois jours", "done": "Douze usages"},
    )
    made = HandOver.objects.get()
    page = client.get(made.get_absolute_url()).text
    client.post(reverse("engineering:move", args=[made.code]), {"move": "send"})
    refused = client.post(reverse("engineering:answer", args=[made.code, "decline"]), {"reply": ""})
    unknown = client.get(reverse("engineering:answer", args=[made.code, "burn"]))
    wrong = client.post(reverse("engineering:move", args=[made.code]), {"move": "decline"})

    assert "mailto:eau@service.invalid?subject=" in page
    assert "Trois%20jours" in page
    assert (refused.status_code, unknown.status_code, wrong.status_code) == (200, 404, 403)
    made.refresh_from_db()
    assert made.state == "sent"


def test_departments_are_numbers_or_the_form_says_which_is_not(sign_in):
    client = sign_in(make_lead(make_cohort()))
    facts = {
        "organisation": make_organisation().code,
        "name": "Atelier",
        "level": "state",
        "does": "Aide",
        "does_not": "Rien",
        "subjects": ["water"],
    }

    refused = client.post(reverse("engineering:new"), facts | {"departments": "34, Gard"})
    client.post(reverse("engineering:new"), facts | {"departments": "34, 2a 974"})

    assert "GARD" in refused.text
    assert sorted(row.department for row in EngineeringSupport.objects.get().coverage.all()) == ["2A", "34", "974"]


@pytest.mark.parametrize("view", ["directory", "hand-overs"])
def test_lists_ask_as_much_for_three_as_for_one(view, sign_in):
    cohort = make_cohort()
    client = sign_in(make_lead(cohort))

    def fill():
        make_support("34", "48")
        make_hand_over(make_participation(cohort))

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"engineering:{view}")).status_code == 200
        return len(queries)

    fill()
    count()
    one = count()
    fill()
    fill()

    assert count() == one
