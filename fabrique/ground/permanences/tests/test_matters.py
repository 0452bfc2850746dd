import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.core.inbox import inbox
from fabrique.core.permissions import Denied
from fabrique.ground.messages import outbox
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from fabrique.ground.people.privacy import erase
from fabrique.ground.permanences import actions, flood, guests
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.models import Matter
from tests.world import make_cohort, make_event, make_person

pytestmark = pytest.mark.django_db
WORDS = "Notre maire Aristide ne veut plus entendre parler de transition."
ANSWER = "Commencez par une visite chez un territoire voisin."


def at(name, *arguments):
    return reverse(f"permanences:{name}", args=arguments)


def make_slot(**fields):
    return make_event(kind="permanence", title="Permanence", registers=False, **fields)


def make_matter(author=None, **fields):
    fields = {"kind": "question", "text": WORDS, "due_on": timezone.localdate(), "author": author} | fields
    return Matter.objects.create(**fields)


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


def answered(employee, author=None, **fields):
    matter = make_matter(author or make_person(), **fields)
    return actions.answer(matter=matter, answer=ANSWER, question="", seen=1, by=employee)


def test_matter_left_between_two_permanences_is_due_at_the_next_one():
    slot = make_slot()
    make_slot(ago=timedelta(days=20))
    make_event(make_cohort().scope, kind="permanence")

    matter = actions.leave(kind="question", text=WORDS, consent="nothing", by=(author := make_person()))
    again = actions.leave(kind="question", text=WORDS, consent="nothing", by=author)

    assert (matter.slot, matter.due_on, matter.state) == (slot, slot.day, "received")
    assert again == matter


def test_without_a_permanence_an_answer_is_due_within_the_month():
    matter = actions.leave(kind="tool", text=WORDS, consent="nothing", by=make_person())

    assert (matter.slot, matter.due_on) == (None, timezone.localdate() + timedelta(days=30))


def test_answer_is_told_to_its_author_and_has_an_owner(employee):
    author = make_person()

    matter = answered(employee, author)

    assert (matter.state, matter.owner) == ("answered", employee)
    assert ANSWER in Notice.objects.get(person=author).text
    with pytest.raises(Denied, match="Pas depuis"):
        actions.answer(matter=matter, answer="Autre", question="", seen=2, by=employee)


@pytest.mark.parametrize(
    ("state", "act"), [("received", "close"), ("closed", "answer"), ("closed", "route"), ("closed", "close")]
)
def test_refused_moves(employee, state, act):
    matter = make_matter(make_person(), state=state, owner=employee, answer="x", answered_at=timezone.now())
    more = {
        "close": {},
        "answer": {"answer": "y", "question": "", "seen": 1},
        "route": {"destination": "call", "routed_to": "z", "seen": 1},
    }

    with pytest.raises(Denied, match="Pas depuis"):
        getattr(actions, act)(matter=matter, by=employee, **more[act])

    matter.refresh_from_db()
    assert matter.state == state


def test_routed_matter_says_where_then_is_answered_and_closed(employee):
    matter = make_matter(make_person())

    matter = actions.route(
        matter=matter, destination="call", routed_to="L’équipe des appels, en mars", seen=1, by=employee
    )
    matter = actions.answer(matter=matter, answer=ANSWER, question="", seen=2, by=employee)
    matter = actions.close(matter=matter, by=employee)

    assert (matter.state, matter.destination, matter.owner) == ("closed", "call", employee)


def test_only_the_association_handles_and_reads(employee):
    author, stranger = make_person(), make_person(Role.BOARD_MEMBER)
    administrator = make_person(Role.PLATFORM_ADMINISTRATOR)
    matter = make_matter(author)

    assert [may.read_matter.allows(who, matter) for who in (author, employee, stranger, administrator)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [Matter.objects.visible_to(who).count() for who in (author, employee, stranger, administrator)] == [
        1,
        1,
        0,
        0,
    ]
    for who in (author, stranger, administrator):
        with pytest.raises(Denied):
            actions.answer(matter=matter, answer=ANSWER, question="", seen=1, by=who)


def test_nothing_is_published_without_consent(employee, client):
    matter = answered(employee, consent="nothing")

    with pytest.raises(Denied, match="garde la réponse"):
        actions.publish(matter=matter, question="Par où commencer ?", seen=matter.version, by=employee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(published_at=timezone.now(), published_by=employee, question="Q")

    assert ANSWER not in client.get(at("answers")).text


def test_answer_is_published_without_the_words_nor_the_name(employee, client):
    matter = answered(employee, make_person(name="Zénobie Quartz"), consent="answer")

    with pytest.raises(Denied, match="reformulez"):
        actions.publish(matter=matter, question=" ", seen=matter.version, by=employee)
    actions.publish(matter=matter, question="Que faire quand l’élan manque ?", seen=matter.version, by=employee)
    pages = client.get(at("answers")).text + client.get(at("door")).text

    assert ANSWER in pages
    assert "l’élan manque" in pages
    assert "Aristide" not in pages
    assert "Zénobie" not in pages


def test_words_are_published_when_they_were_lent_and_come_down_at_once(employee, client):
    matter = answered(employee, author := make_person(), consent="words")
    actions.publish(matter=matter, question="", seen=matter.version, by=employee)
    assert "Aristide" in client.get(at("answers")).text

    actions.change_consent(matter=matter, consent="nothing", by=author)

    pages = client.get(at("answers")).text + client.get(at("door")).text
    assert "Aristide" not in pages
    assert ANSWER not in pages


def test_minutes_page_tells_kinds_and_numbers_to_the_public_and_words_to_the_association(employee, client, sign_in):
    slot = make_slot(ago=timedelta(days=1))
    answered(employee, slot=slot)

    public, held = client.get(at("slot", slot.code)).text, sign_in(employee).get(at("slot", slot.code)).text

    assert "Une question · répondu" in public
    assert "Aristide" not in public
    assert "Aristide" in held


def test_guest_leaves_a_message_follows_it_by_a_signed_link_and_takes_it_back(client, employee):
    form = {
        "kind": "question",
        "text": WORDS,
        "consent": "answer",
        "guest_email": "Ada@example.invalid",
        "guest_name": "Ada",
    }
    client.post(at("door"), form)
    matter = Matter.objects.get()
    first = mail.outbox[0].body
    link = re.search(r"https?://[^/]+(/permanences/suivi/\S+)", first)[1]
    actions.answer(matter=matter, answer=ANSWER, question="", seen=1, by=employee)
    outbox.post.call()
    outbox.post.call()

    assert "Aristide" not in first
    assert [ANSWER in letter.body for letter in mail.outbox] == [False, True]
    assert ANSWER in client.get(link).text
    assert client.post(link, {"consent": "nothing"}, follow=True).status_code == 200
    assert Matter.objects.get().consent == "nothing"
    client.post(link, {"act": "take-back"})
    assert not Matter.objects.exists()
    assert client.get(link).status_code == 404


def test_link_that_we_did_not_sign_opens_nothing(client):
    link = guests.address(make_matter(guest_email="ada@example.invalid"))

    for broken in (link[:-3], link + "a", at("follow", "x")):
        assert client.get(broken).status_code == 404
        assert client.post(broken, {"act": "take-back"}).status_code == 404
    assert Matter.objects.count() == 1


def test_guest_without_an_address_loses_no_word(client):
    page = client.post(at("door"), {"kind": "question", "text": WORDS, "consent": "answer", "guest_email": ""}).text

    assert WORDS in page
    assert not Matter.objects.exists()


def test_door_closes_a_while_to_a_machine_and_keeps_the_text(client):
    form = {"kind": "question", "consent": "nothing", "guest_email": "ada@example.invalid"}
    for number in range(flood.A_PLACE_AN_HOUR):
        client.post(at("door"), form | {"text": f"message {number}"})

    page = client.post(at("door"), form | {"text": "message de trop"}).text

    assert Matter.objects.count() == flood.A_PLACE_AN_HOUR
    assert "message de trop" in page
    assert "renvoyez-le dans une heure" in page
    assert len(mail.outbox) == flood.AN_ADDRESS_A_DAY


def test_person_leaves_so_many_a_day(sign_in):
    client = sign_in(make_person())
    for number in range(flood.A_PERSON_A_DAY + 2):
        client.post(at("door"), {"kind": "question", "consent": "nothing", "text": f"message {number}"})

    assert Matter.objects.count() == flood.A_PERSON_A_DAY


def test_guests_are_forgotten_and_accounts_are_erased(employee):
    long_ago = timezone.localdate() - timedelta(days=61)
    said = {"owner": employee, "answer": "x", "answered_at": timezone.now()}
    make_matter(guest_email="old@example.invalid", guest_name="Ada", due_on=long_ago, state="answered", **said)
    make_matter(guest_email="waits@example.invalid", due_on=long_ago)
    author = make_person()
    matter = answered(employee, author, consent="words")
    actions.publish(matter=matter, question="", seen=matter.version, by=employee)

    actions.forget_guests()
    erase(author)

    assert sorted(Matter.objects.values_list("guest_email", flat=True)) == ["", "", "waits@example.invalid"]
    matter.refresh_from_db()
    assert (matter.text, matter.published_at) == ("—", None)


def test_what_waits_is_one_line_for_the_association(employee):
    make_matter(make_person(), due_on=timezone.localdate() - timedelta(days=1))
    make_matter(make_person())

    mine = [act for act in inbox(employee) if act.url == at("board")]

    assert [(act.title, act.urgent) for act in mine] == [("2 messages attendent une réponse", True)]
    assert not [act for act in inbox(make_person(Role.ALLY_PERSON)) if act.url == at("board")]
    assert not [act for act in inbox(make_person(Role.PLATFORM_ADMINISTRATOR)) if act.url == at("board")]


def test_pages_of_who_holds_the_permanence(sign_in, employee):
    client = sign_in(employee)
    matter = make_matter(make_person(), consent="answer")
    for view, form in (
        ("route", {"destination": "call", "routed_to": "Les appels", "version": 1}),
        ("answer", {"answer": ANSWER, "question": "Par où commencer ?", "version": 2}),
    ):
        assert client.get(at(view, matter.code)).status_code == 200
        assert client.post(at(view, matter.code), form).status_code == 302
    client.post(at("publish", matter.code), {"question": "Par où commencer ?", "version": 3})
    assert "Par où commencer" in client.get(at("answers")).text
    client.post(at("unpublish", matter.code))
    client.post(at("take", matter.code))
    client.post(at("close", matter.code))

    matter.refresh_from_db()
    assert (matter.state, matter.published_at, matter.owner) == ("closed", None, employee)
    assert client.get(at("board") + "?voir=tout").status_code == 200


def test_lists_cost_the_same_however_long(client, sign_in, employee, django_assert_max_num_queries):
    slot = make_slot()
    pages = [at("answers"), at("board"), at("door"), at("slot", slot.code)]
    held = sign_in(employee)

    def more(n):
        for _number in range(n):
            matter = answered(employee, consent="words", slot=slot)
            actions.publish(matter=matter, question="", seen=matter.version, by=employee)
            make_matter(make_person(), slot=slot, owner=make_person())

    more(1)
    costs = []
    for page in pages:
        held.get(page)
        with django_assert_max_num_queries(20) as few:
            held.get(page)
        costs.append(len(few))
    more(4)
    for page, cost in zip(pages, costs, strict=True):
        with django_assert_max_num_queries(cost):
            held.get(page)
