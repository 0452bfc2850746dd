"""Who reads a wall (R578), and what says nothing of who writes or votes."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.peers import actions as peers
from fabrique.accompaniment.peers.enums import GroupState
from fabrique.accompaniment.peers.models import sealed_name
from fabrique.accompaniment.peers.tests.among import running
from fabrique.accompaniment.workshops import actions, guests
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.models import Card, Cluster, Dot, Participant, Vote, Workshop
from fabrique.accompaniment.workshops.results import results
from fabrique.accompaniment.workshops.tests.room import (
    WORDS,
    at_step,
    guest,
    make_workshop,
    opened,
    somebody,
    step_of,
    write,
)
from fabrique.accompaniment.workshops.walls import source, steps_of, wall_of
from fabrique.core.live.models import Change
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.public_data import public_models
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.privacy import erase, export
from tests.world import make_lead, make_participation, make_person, make_scope, platform

pytestmark = pytest.mark.django_db


def addresses(workshop):
    codes = [workshop.cohort.code, workshop.code]
    step = workshop.steps.first().code
    yield from (reverse(f"workshops:{name}", args=codes) for name in ("workshop", "console", "projection", "script", "table", "stream"))  # fmt: skip
    yield reverse("workshops:paper", args=[*codes, "html"])
    yield reverse("workshops:picture", args=[*codes, step])


def everybody(cohort):
    place = make_participation(cohort)
    places = {ScopeKind.PLATFORM: platform(), ScopeKind.COHORT: cohort.scope, ScopeKind.DELEGATION: place.scope,
              ScopeKind.DIAGNOSTIC: make_scope(ScopeKind.DIAGNOSTIC, parent=cohort.scope),
              ScopeKind.GROUP: make_scope(ScopeKind.GROUP, parent=cohort.scope)}  # fmt: skip
    return [(role, make_person(role, places[rule.scopes[0]])) for role, rule in ROLES.items()]


@pytest.mark.one_engine
def test_wall_is_read_by_who_leads_and_who_was_there(sign_in):
    """Seen red with `visible_to` opened to all: each other role read the word."""
    workshop = opened()
    write(workshop, guest(workshop))
    for role, person in everybody(workshop.cohort):
        client, leads = sign_in(person), role in (Role.COHORT_LEAD, Role.PIVOT_ALLY)
        for address in addresses(workshop):
            answer = client.get(address)
            assert answer.status_code == (200 if leads else 404), f"{role} {address}"
            assert leads or "canari" not in answer.content.decode()
    there = make_person()
    somebody(workshop, there)
    assert not may.read_wall.allows(there, workshop)
    actions.move(workshop=workshop, name="close", by=workshop.facilitator)
    assert may.read_wall.allows(there, workshop)
    assert not may.facilitate.allows(there, workshop)
    assert "canari" in sign_in(there).get(workshop.get_absolute_url()).text


@pytest.mark.one_engine
def test_workshop_among_peers_is_closed_to_all_but_them(sign_in, client):
    group, people = running()
    workshop = make_workshop(group.cohort, by=group.facilitator, group=group)
    actions.move(workshop=workshop, name="open", by=group.facilitator)
    write(workshop, somebody(workshop, people[0]))
    room = reverse("workshops:room", args=[workshop.door])
    assert client.get(room).status_code == 404
    assert client.post(room, {"category": ""}).status_code == 404
    for role, person in everybody(group.cohort):
        other = sign_in(person)
        for address in [*addresses(workshop), room]:
            answer = other.get(address)
            assert answer.status_code == 404, f"{role} {address}"
    with pytest.raises(Denied, match="membres"):
        guest(workshop)
    with pytest.raises(Denied, match="membres"):
        actions.take_over(workshop=workshop, by=make_lead(group.cohort))
    assert "canari" in sign_in(group.facilitator).get(next(addresses(workshop))).text
    assert "canari" in sign_in(people[1]).get(workshop.get_absolute_url()).text
    assert sign_in(people[1]).get(room).status_code == 200


def test_page_of_a_group_shows_its_workshops_to_its_members_and_the_way_to_prepare_one_to_who_facilitates(sign_in):
    group, people = running()
    page, prepare = (
        group.get_absolute_url(),
        f"{reverse('workshops:prepare', args=[group.cohort.code])}?groupe={group.code}",
    )
    workshop = make_workshop(group.cohort, by=group.facilitator, group=group)
    make_workshop(group.cohort)
    room = reverse("workshops:room", args=[workshop.door])

    def shown(person):
        text = sign_in(person).get(page).text
        return [f'href="{address}"' in text for address in (workshop.get_absolute_url(), room, prepare)]

    assert [shown(people[0]), shown(group.facilitator)] == [[True, False, False], [True, False, True]]
    assert f'<option value="{group.code}" selected>' in sign_in(group.facilitator).get(prepare).text
    assert '<option value="maison-attentes" selected>' in sign_in(group.facilitator).get(prepare).text
    actions.move(workshop=workshop, name="open", by=group.facilitator)
    assert [shown(people[0]), shown(group.facilitator)] == [[False, True, False], [True, False, True]]
    entry = sign_in(people[0]).get(room).text  # of one category, all of them: it is not asked
    asked = entry.count('name="category"'), f'value="{group.category.key}"' in entry, "depuis votre compte" in entry
    assert asked == (1, True, True)
    assert sign_in(people[0]).post(room, {"category": group.category.key}).url == room
    for name in ("console", "projection"):
        text = (
            sign_in(group.facilitator).get(reverse(f"workshops:{name}", args=[group.cohort.code, workshop.code])).text
        )
        assert ("par la page de leur groupe" in text, workshop.door in text.replace(room, "")) == (True, False)


def test_nobody_is_shown_who_writes_and_no_journal_nor_channel_says_it():
    workshop, person = opened(), make_person(name="Anatole Canari")
    participant = somebody(workshop, person)
    card = write(workshop, participant)
    step = at_step(workshop, 5).current
    actions.vote(step=step, card=step.cards.first(), position="agree", by=participant)

    assert not AuditEntry.objects.filter(actor=person).exists()
    assert all("canari" not in str(entry.facts) for entry in AuditEntry.objects.all())
    told = {(change.kind, change.code) for change in Change.objects.filter(topic=workshop.topic)}
    assert {"card", "participant", "vote"} <= {kind for kind, _code in told}
    assert not {participant.code, card.code} & {code for _kind, code in told}
    relations = {field.name for field in Participant._meta.fields if field.is_relation}
    assert relations == {"workshop", "category"}
    assert not {Card, Participant, Workshop} & set(public_models())


def test_an_erased_account_leaves_its_voices_in_the_totals_and_no_tie_with_it():
    """Seen red with the place deleted: a total read before and after told the voice."""
    workshop = opened(at=5)
    person = make_person()
    here, step, card = somebody(workshop, person), workshop.current, workshop.cards.first()
    voices = [here, *(guest(workshop) for _n in range(4))]
    for number, one in enumerate(voices):
        actions.vote(step=step, card=card, position="agree" if number else "disagree", by=one)
    actions.show_results(step=step, by=workshop.facilitator)
    before = results(step, wall_of(step))[0]

    erase(person)

    assert results(step, wall_of(step))[0] == before
    left = Participant.objects.get(pk=here.pk)
    assert (left.account, left.token_hash) == (sealed_name(), f"nobody {here.code}")
    assert guests.imprint(guests.token_of(person, workshop)) not in Participant.objects.values_list(
        "token_hash", flat=True
    )


def test_somebody_is_given_back_their_cards_and_erased_with_them():
    workshop, person = opened(), make_person()
    participant, other = somebody(workshop, person), guest(workshop)
    write(workshop, participant, "Mes mots")
    write(workshop, other, "Pas les miens")
    assert [row["text"] for row in export(person)["workshops.Card"]] == ["Mes mots"]
    erase(person)
    assert [card.text for card in Card.objects.filter(participant__isnull=False)] == ["Pas les miens"]


def test_card_put_aside_is_off_the_wall_and_its_author_reads_why(client):
    workshop = opened()
    client.post(reverse("workshops:room", args=[workshop.door]), {"category": ""})
    card = write(workshop, Participant.objects.get())
    actions.put_aside(card=card, reason="On y lit un nom", by=workshop.facilitator)
    assert "On y lit un nom" in client.get(reverse("workshops:room", args=[workshop.door])).text
    at_step(workshop, 2)
    wall, _title, own = client.get(reverse("workshops:room", args=[workshop.door])).text.partition('id="miennes"')
    assert WORDS not in wall
    assert "On y lit un nom" in own
    with pytest.raises(Denied, match="Dites pourquoi"):
        actions.put_aside(card=card, reason=" ", by=workshop.facilitator)
    actions.put_back(card=card, by=workshop.facilitator)
    assert client.get(reverse("workshops:room", args=[workshop.door])).text.count(f">{WORDS}<") == 2


def test_wrong_codes_are_counted_and_a_room_behind_one_address_still_comes_in(client, monkeypatch):
    monkeypatch.setattr(guests, "WRONG_AN_HOUR", 5)
    workshop, other = opened(), opened()
    room, unknown = reverse("workshops:room", args=[workshop.door]), reverse("workshops:room", args=["zzzzzz"])
    client.post(room, {"category": ""})
    assert [client.get(unknown).status_code for _n in range(7)] == [404] * 5 + [429] * 2
    assert client.get(reverse("workshops:room", args=[other.door])).status_code == 429
    # whoever stands where somebody came in already comes in too, and goes on
    for _n in range(200):
        client.cookies.clear()
        assert client.post(room, {"category": ""}).status_code == 302
    assert client.get(room).status_code == 200
    assert workshop.participants.count() == 201


def test_results_tell_a_category_from_five_voters_that_no_subtraction_finds():
    workshop = opened(at=5)
    step = workshop.current
    card = step.cards.first()
    for key, count in (("elected", 6), ("agent", 3)):
        for _n in range(count):
            actions.vote(step=step, card=card, position="agree", by=guest(workshop, key))
    line = results(step, wall_of(step))[0]
    assert (line.agree, line.hidden, line.by_category) == (9, True, ())
    for _n in range(2):
        actions.vote(step=step, card=card, position="disagree", by=guest(workshop, "agent"))
    line = results(step, wall_of(step))[0]
    assert [(category.key, yes, no) for category, yes, no, _pass in line.by_category] == [("elected", 6, 0), ("agent", 3, 2)]  # fmt: skip


def test_vote_ends_when_its_result_is_shown():
    workshop = opened(at=5)
    voter, step = guest(workshop), step_of(workshop, 5)
    card = step.cards.first()
    actions.show_results(step=step, by=workshop.facilitator)
    with pytest.raises(Denied, match="ce vote est fini"):
        actions.vote(step=step, card=card, position="agree", by=voter)
    with pytest.raises(Denied, match="ce vote est fini"):
        actions.show_results(step=step, by=workshop.facilitator)


@pytest.mark.parametrize("order", [4, 5])
def test_no_voice_comes_in_behind_a_result(order):
    """Asked before the result was shown, counted after: seen red without the second look."""
    workshop = opened()
    voter = guest(workshop)
    card = write(workshop, voter) if order == 4 else step_of(workshop, 5).cards.first()
    at_step(workshop, order)
    asked_before = step_of(workshop, order)
    actions.show_results(step=step_of(workshop, order), by=workshop.facilitator)

    act, facts = (actions.place_dots, {"count": 1}) if order == 4 else (actions.vote, {"position": "agree"})
    with pytest.raises(Denied, match="ce vote est fini"):
        act(step=asked_before, card=card, by=voter, **facts)

    assert not Vote.objects.exists()
    assert not Dot.objects.exists()


def test_nobody_without_an_account_is_shown_a_list():
    opened()
    assert not Workshop.objects.visible_to(AnonymousUser()).exists()


def test_nothing_of_an_account_stays_on_a_shared_phone(sign_in):
    """Seen red when an account was given the cookie of the room: the next person read these cards as their own."""
    workshop = opened()
    client = sign_in(make_person())
    room = reverse("workshops:room", args=[workshop.door])
    client.post(room, {"category": ""})
    write(workshop, Participant.objects.get())
    assert WORDS in client.get(room).text

    client.post(reverse("account_logout"))
    assert WORDS not in client.get(room).text


def test_archived_cohort_hears_nothing_more_and_gives_words_back():
    """Seen red when the room alone was asked whether it is open."""
    workshop = opened()
    author = guest(workshop)
    card = write(workshop, author)
    workshop.cohort.state = CohortState.ARCHIVED
    workshop.cohort.save(update_fields=["state"])

    for act, facts in ((guest, ()), (write, (author,))):
        with pytest.raises(Denied, match="archivée"):
            act(workshop, *facts)
    actions.take_back(card=card, by=author)
    assert not workshop.is_open


def test_archived_group_of_peers_hears_nothing_more():
    """Seen red: its open room still took cards."""
    group, people = running()
    workshop = make_workshop(group.cohort, by=group.facilitator, group=group)
    actions.move(workshop=workshop, name="open", by=group.facilitator)
    member = somebody(workshop, people[0])
    card = write(workshop, member)
    group.state = workshop.group.state = GroupState.ARCHIVED
    group.save(update_fields=["state"])
    for act, facts in ((somebody, (people[1],)), (write, (member,))):
        with pytest.raises(Denied, match="archivé"):
            act(workshop, *facts)
    assert not may.facilitate.allows(group.facilitator, workshop)
    actions.take_back(card=card, by=member)


def test_card_taken_back_meanwhile_goes_into_no_group():
    """Seen red with the row read before: the database refused it with a fault instead of a sentence."""
    workshop = opened()
    author, step = guest(workshop), step_of(workshop, 1)
    card = write(workshop, author)
    seen = Card.objects.get(pk=card.pk)
    cluster = actions.make_cluster(step=step, title="Ensemble", cards=[], by=workshop.facilitator)
    actions.take_back(card=card, by=author)
    with pytest.raises(Denied, match="plus sur le mur"):
        actions.make_cluster(step=step, title="Ensemble", cards=[seen], by=workshop.facilitator)
    for place in (cluster, None):
        with pytest.raises(Denied, match="plus sur le mur"):
            actions.put_in_cluster(card=seen, cluster=place, by=workshop.facilitator)
    assert list(Cluster.objects.all()) == [cluster]


def test_card_goes_into_no_group_that_was_undone_meanwhile():
    """Seen red: the commit failed on a group that is no more."""
    workshop = opened()
    card = write(workshop, guest(workshop))
    cluster = actions.make_cluster(step=step_of(workshop, 1), title="Ensemble", cards=[card], by=workshop.facilitator)
    seen = Cluster.objects.get()
    actions.remove_cluster(cluster=cluster, by=workshop.facilitator)
    with pytest.raises(Denied, match="défait"):
        actions.put_in_cluster(card=card, cluster=seen, by=workshop.facilitator)


def test_title_of_a_group_without_cards_is_kept_nowhere():
    """Seen red: what was proposed to the programme held the title of a group whose cards were all taken back."""
    workshop = opened()
    author = guest(workshop)
    card = write(workshop, author)
    actions.make_cluster(step=step_of(workshop, 1), title="Les bus", cards=[card], by=workshop.facilitator)
    assert actions.said_together(workshop) == "Les bus"
    actions.take_back(card=card, by=author)
    assert actions.said_together(workshop) == ""


def test_cookie_made_by_hand_opens_no_more_guesses(client, monkeypatch):
    """Seen red: a cookie named after each code that is tried passed for somebody of that room, and nothing was counted."""
    monkeypatch.setattr(guests, "WRONG_AN_HOUR", 5)
    workshop = opened()
    room = reverse("workshops:room", args=[workshop.door])
    client.post(room, {"category": ""})
    elsewhere = "198.51.100.7"
    tried = []
    for number in range(7):
        client.cookies[f"atelier-zzzzz{number}"] = "x" * 43
        tried.append(client.get(f"/atelier/zzzzz{number}/", REMOTE_ADDR=elsewhere).status_code)
    other = opened()
    client.cookies[f"atelier-{other.door}"] = "x" * 43
    assert tried == [404] * 5 + [429] * 2
    assert client.get(reverse("workshops:room", args=[other.door]), REMOTE_ADDR=elsewhere).status_code == 429
    # a cookie that the room gave goes on opening it
    assert client.get(room, REMOTE_ADDR=elsewhere).status_code == 200


def test_account_is_itself_on_a_browser_where_somebody_else_came_in(client):
    """Seen red: what an account wrote there was a card of the one before, who read it, and could alone take it back."""
    workshop, person = opened(), make_person()
    room = reverse("workshops:room", args=[workshop.door])
    client.post(room, {"category": ""})
    before = Participant.objects.get()
    write(workshop, before, "canari : à la première")

    client.force_login(person)
    assert "canari" not in client.get(room).text
    client.post(room, {"category": ""})
    client.post(reverse("workshops:write", args=[workshop.door, workshop.current.code]), {"text": "canari : à la seconde", "once": "a" * 12})  # fmt: skip
    assert "à la seconde" in client.get(room).text
    client.post(reverse("account_logout"))

    page = client.get(room).text
    assert ("à la première" in page, "à la seconde" in page) == (True, False)
    assert [row["text"] for row in export(person)["workshops.Card"]] == ["canari : à la seconde"]


@pytest.mark.parametrize("keeps", [True, False])
def test_whoever_leaves_a_group_of_peers_leaves_its_walls_too(sign_in, keeps):
    """Seen red: « everything is erased » left the cards on the walls of the group, and nobody could take them back."""
    group, people = running(4)
    workshop = make_workshop(group.cohort, by=group.facilitator, group=group)
    actions.move(workshop=workshop, name="open", by=group.facilitator)
    mine, other = somebody(workshop, people[0]), somebody(workshop, people[1])
    write(workshop, mine, "canari : mes mots")
    write(workshop, other, "canari : d’un autre")

    peers.leave(group=group, by=people[0], keeps=keeps)

    page = sign_in(people[1]).get(workshop.get_absolute_url()).text
    assert ("canari : mes mots" in page, "canari : d’un autre" in page) == (keeps, True)
    mine.refresh_from_db()
    assert (mine.account == sealed_name(), mine.token_hash) == (True, f"nobody {mine.code}")
    assert other.cards.with_words().count() == 1


def test_order_of_the_wall_is_not_that_of_writing(sign_in):
    """Seen red with the numbers of the rows: the first card read was that of the first who was seen sending one."""
    workshop = opened()
    cards = [write(workshop, guest(workshop), f"canari {number}") for number in range(12)]
    drawn = sorted(cards, key=lambda card: card.code)
    assert drawn != cards
    client = sign_in(workshop.facilitator)
    for address in addresses(workshop):
        order = list(dict.fromkeys(re.findall(r"canari (\d+)", client.get(address).content.decode())))
        assert order in ([], [card.text.split()[1] for card in drawn]), address
    assert "canari 11" in client.get(workshop.get_absolute_url()).text


def test_no_instant_is_kept_with_a_card_nor_told_with_its_code(client):
    """Seen red: every phone heard the code of each card as it came, and found it on the wall; the database held both."""
    workshop = opened()
    client.post(reverse("workshops:room", args=[workshop.door]), {"category": ""})
    author = guest(workshop)
    card, gone = write(workshop, author), write(workshop, author)
    actions.take_back(card=gone, by=author)

    heard = client.get(reverse("workshops:room-stream", args=[workshop.door])).json()

    assert heard["changes"]["card"] == [""]
    assert not Change.objects.filter(code__in=[card.code, gone.code]).exists()


def test_dots_of_a_few_are_not_told(sign_in):
    """Seen red: of two who give dots, each read those of the other by taking their own away."""
    workshop = opened()
    card = write(workshop, guest(workshop))
    step = at_step(workshop, 4).current
    for number in range(4):
        actions.place_dots(step=step, card=card, count=number % 2 + 1, by=guest(workshop))
    assert [(line.told, line.dots) for line in results(step, wall_of(source(step, steps_of(workshop))))] == [(False, 0)]
    actions.place_dots(step=step, card=card, count=3, by=guest(workshop))
    assert [(line.told, line.dots) for line in results(step, wall_of(source(step, steps_of(workshop))))] == [(True, 9)]
