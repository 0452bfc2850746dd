"""Each page, for who opens it; the phone, with plain forms and with its fragment."""

import pytest
from django.db import connection
from django.urls import reverse

from fabrique.accompaniment.peers.tests.among import category
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Card, Participant
from fabrique.accompaniment.workshops.tests.room import WORDS, at_step, guest, make_workshop, opened, step_of, write
from tests.guards import flat
from tests.instance import plain

pytestmark = pytest.mark.django_db


def here(name, workshop, *codes):
    return reverse(f"workshops:{name}", args=[workshop.cohort.code, workshop.code, *codes])


def room(workshop, name="room", *codes):
    return reverse(f"workshops:{name}", args=[workshop.door, *codes])


def come_in(client, workshop, key="elected"):
    category(key)
    return client.post(room(workshop), {"category": key})


def test_somebody_without_an_account_comes_in_writes_and_takes_back(client):
    workshop = opened()
    door = client.post(reverse("workshops:door"), {"door": f" {workshop.door.upper()} "})
    assert door.url == room(workshop)
    assert "Vous êtes ici comme" in client.get(door.url).text
    assert come_in(client, workshop).url == room(workshop)
    assert "Qu’attendez-vous" in client.get(room(workshop)).text

    step = workshop.current.code
    sent = {"text": f"<script>alert(1)</script> {WORDS}", "once": "abcdefgh"}
    for _twice in range(2):
        assert client.post(room(workshop, "write", step), sent).status_code == 302
    page = client.get(room(workshop)).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    card = Card.objects.get(participant__isnull=False)
    assert client.post(room(workshop, "take-back", card.code)).status_code == 302
    assert "canari" not in client.get(room(workshop)).text


@pytest.mark.parametrize("text", ["", "x" * 501])
def test_refused_card_says_why_and_loses_nothing(client, text):
    workshop = opened()
    come_in(client, workshop)
    answer = client.post(room(workshop, "write", workshop.current.code), {"text": text, "once": "abcdefgh"})
    assert "summary" in answer.text
    assert text in answer.text
    assert Card.objects.filter(participant__isnull=False).count() == 0


def test_card_that_comes_too_late_says_so_and_stays_in_sight(client):
    """Seen red: the room was at another step, the words were gone without a sentence."""
    workshop = opened()
    come_in(client, workshop)
    address = room(workshop, "write", workshop.current.code)
    at_step(workshop, 2)
    card = {"text": "canari : mes mots", "once": "a" * 12}
    page = client.post(address, card).text
    assert "passé à autre chose" in page
    assert "canari : mes mots" in page
    fragment = client.post(address, card, headers={"HX-Request": "true", "HX-Target": "now"}).text
    assert "data-refused" in fragment
    assert not Card.objects.filter(participant__isnull=False).exists()


def test_fragment_of_the_phone_asks_few_things_whatever_the_wall(client, django_assert_max_num_queries):
    workshop = opened()
    come_in(client, workshop)
    author = guest(workshop)
    fragment = {"HX-Request": "true", "HX-Target": "now"}
    for order in (1, 2, 5, 4):
        for _more in range(3):
            at_step(workshop, 1)
            write(workshop, author)
        at_step(workshop, order)
        with django_assert_max_num_queries(6):
            answer = client.get(room(workshop), headers=fragment)
        assert "<html" not in answer.text
        assert 'id="now"' in answer.text


def test_votes_and_dots_by_plain_forms(client):
    workshop = opened(at=5)
    come_in(client, workshop)
    step, card = workshop.current, workshop.cards.first()
    answer = client.post(room(workshop, "vote", step.code, card.code), {"position": "agree"})
    page = client.get(room(workshop)).text
    assert 'aria-pressed="true"' in page
    assert (answer.url, f'id="t-{card.code}"' in page) == (f"{room(workshop)}#t-{card.code}", True)  # where one was
    me = Participant.objects.get()
    at_step(workshop, 1)
    card = write(workshop, me)
    step = at_step(workshop, 4).current
    client.post(room(workshop, "dots", step.code, card.code), {"count": "2"})
    assert "data-left>1</output>" in client.get(room(workshop)).text
    answer = client.post(room(workshop, "dots", step.code, card.code), {"count": "9"}, headers={"HX-Request": "true", "HX-Target": "now"})  # fmt: skip
    assert "plus de points" in answer.text


# two of them a savepoint of the test; one more tells PostgreSQL's listeners
QUERIES_OF_A_VOTE = 10 + (connection.vendor == "postgresql")


def test_vote_is_answered_by_its_card_alone(client, django_assert_max_num_queries):
    workshop = opened(at=5)
    come_in(client, workshop)
    step, (card, other) = workshop.current, workshop.cards.all()
    fragment = {"HX-Request": "true", "HX-Target": f"carte-{card.code}"}

    client.get(room(workshop))
    with django_assert_max_num_queries(QUERIES_OF_A_VOTE):
        answer = client.post(room(workshop, "vote", step.code, card.code), {"position": "agree"}, headers=fragment)

    assert flat(plain(answer.text)).startswith('<p class="source" role="status" id="dit"> 1 réponse sur 2 </p>')
    assert answer.text.count('aria-pressed="true"') == 1
    assert f'id="carte-{card.code}"' in answer.text
    assert other.code not in answer.text
    drawn, page = flat(answer.text), flat(client.get(room(workshop)).text)
    assert drawn[drawn.index("<li") : drawn.index("</li>")] in page
    assert "1 réponse sur 2" in plain(page)


def test_refused_vote_gives_the_place_again(client):
    """The room went on meanwhile: the phone follows it, and says why."""
    workshop = opened(at=5)
    come_in(client, workshop)
    step, card = workshop.current, workshop.cards.first()
    at_step(workshop, 1)

    fragment = {"HX-Request": "true", "HX-Target": f"carte-{card.code}"}
    answer = client.post(room(workshop, "vote", step.code, card.code), {"position": "agree"}, headers=fragment)

    assert 'id="now"' in answer.text
    assert "est passé à autre chose" in answer.text
    assert "Qu’attendez-vous" in answer.text


def test_late_joiner_lands_on_the_current_step(client):
    workshop = opened(at=5)
    come_in(client, workshop)
    assert "Qu’en pensez-vous" in client.get(room(workshop)).text


def test_pages_of_the_facilitator(sign_in):
    workshop = opened()
    client = sign_in(workshop.facilitator)
    card = write(workshop, guest(workshop))
    for name in ("console", "projection", "script", "workshop", "edit", "add-step", "add-decision", "save-as-format"):
        page = client.get(here(name, workshop))
        assert page.status_code == 200, name
    assert WORDS in client.get(here("console", workshop)).text
    for order in range(1, 7):
        at_step(workshop, order)
        assert client.get(here("console", workshop)).status_code == 200
        assert client.get(here("projection", workshop)).status_code == 200
    client.post(
        here("make-cluster", workshop, step_of(workshop, 1).code), {"title": "Se déplacer", "cards": [card.code]}
    )
    card.refresh_from_db()
    assert card.cluster.title == "Se déplacer"
    client.post(here("put-in-cluster", workshop, card.code), {"cluster": ""})
    card.refresh_from_db()
    assert card.cluster is None
    step = step_of(workshop, 4)
    client.post(here("show-results", workshop, step.code))
    assert client.post(here("timer", workshop, step.code), {"minutes": "3", "act": "start"}).status_code == 302
    for name in ("html", "pdf", "docx", "odt"):
        assert client.get(here("paper", workshop, name)).status_code == 200
    assert WORDS.encode() in client.get(here("table", workshop)).content
    assert "<svg" in client.get(here("picture", workshop, step_of(workshop, 1).code)).text


def test_code_that_no_database_would_hold_is_nobodys(sign_in):
    """PostgreSQL refuses a NUL with an error of its own."""
    workshop = opened()
    client, card = sign_in(workshop.facilitator), write(workshop, guest(workshop))
    answer = client.post(here("put-in-cluster", workshop, card.code), {"cluster": "a\x00b"}, follow=True)
    assert "vient d’être défait" in answer.text
    step = step_of(workshop, 1).code
    answer = client.post(here("make-cluster", workshop, step), {"title": "Rien", "cards": ["\x00"]}, follow=True)
    assert answer.status_code == 200


def test_each_region_of_the_console_and_the_projection_is_read_alone(sign_in):
    workshop = opened()
    client = sign_in(workshop.facilitator)
    write(workshop, guest(workshop))
    for order in range(1, 7):
        at_step(workshop, order)
        for page, regions in (("console", ("now", "steps", "wall", "decisions")), ("projection", ("now",))):
            for region in regions:
                answer = client.get(here(page, workshop), headers={"HX-Request": "true", "HX-Target": region})
                assert f'id="{region}"' in answer.text
                assert "<html" not in answer.text


def test_a_lead_prepares_from_the_toolbox(sign_in):
    workshop = make_workshop()
    client = sign_in(workshop.facilitator)
    for name, args in (("toolbox", []), ("house-format", ["attentes"])):
        assert client.get(reverse(f"workshops:{name}", args=args)).status_code == 200
    answer = client.post(reverse("workshops:copy-house-format", args=["attentes"]))
    made = answer.url
    page = reverse("workshops:prepare", args=[workshop.cohort.code])
    for place, begun in (
        (made, made.rstrip("/").rsplit("/", 1)[1]),
        (reverse("workshops:house-format", args=["attentes"]), "maison-attentes"),
    ):
        assert [f"{page}?format={begun}" in client.get(place).text, "voter" in client.get(place).text] == [True, True]
        assert f'<option value="{begun}" selected>' in client.get(page, {"format": begun}).text
    code = made.rstrip("/").rsplit("/", 1)[1]
    assert client.post(reverse("workshops:move-format", args=[code]), {"move": "share"}).status_code == 302
    for script, steps in (("maison-vote-sur-des-phrases", 2), (code, 5), ("", 0)):
        answer = client.post(page, {"title": "Neuf", "script": script})
        assert answer.status_code == 302, answer.text
        assert client.get(answer.url).status_code == 200
        assert workshop.cohort.workshops.first().steps.count() == steps
    assert client.get(reverse("workshops:workshops", args=[workshop.cohort.code])).status_code == 200
    assert client.get(reverse("workshops:mine")).status_code == 200


def test_what_is_taken_away_is_made_again_without_a_card_taken_back(client, sign_in):
    workshop = opened()
    author = guest(workshop)
    card = write(workshop, author)
    step = step_of(workshop, 1)
    actions.make_cluster(step=step, title="Ensemble", cards=[card], by=workshop.facilitator)
    actions.move(workshop=workshop, name="close", by=workshop.facilitator)
    lead = sign_in(workshop.facilitator)
    places = [here("table", workshop), here("paper", workshop, "html"), here("picture", workshop, step.code)]
    assert all("canari" in lead.get(place).content.decode() for place in places)
    actions.take_back(card=card, by=author)
    left = [lead.get(place) for place in places]
    assert all("canari" not in answer.content.decode() for answer in left)
    assert "canari" not in lead.get(here("workshop", workshop)).text
