"""The link of a person quoted: what it opens, until when, to whom, and what their answer does."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.base import ContentFile
from django.urls import resolve, reverse
from django.utils import timezone

from fabrique.accompaniment.narratives import actions, guests
from fabrique.accompaniment.narratives.inbox import told
from fabrique.accompaniment.narratives.models import Passage
from fabrique.accompaniment.narratives.tests.conftest import everybody_but, make_narrative, make_quote
from fabrique.core.inbox import acts_of
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.enums import Role

pytestmark = pytest.mark.django_db
WHO = "citee@example.invalid"


@pytest.fixture
def quote(place):
    return make_quote(make_narrative(place, state="draft"), "to-ask")


@pytest.fixture
def link(quote, media):
    actions.send_link(passage=quote, email=WHO, by=media)
    return guests.address(quote)


def press(client, link, act, **more):
    return client.post(link, {"act": act} | more)


def opens(link):
    """Whom an address speaks of: two signed within a second apart differ."""
    return guests.read(resolve(link).kwargs["token"])


def version(quote):
    quote.refresh_from_db()
    return quote.version


def test_letter_holds_the_link_and_no_word_of_the_quotation(quote, link):
    letter, notice = Letter.objects.get(), Notice.objects.get()

    assert (letter.email, opens(notice.url), notice.scope) == (WHO, quote, None)
    assert "canari" not in f"{letter.subject} {notice.subject} {notice.text}".casefold().replace("nom canari", "")
    assert (quote.consent, quote.linked_on, quote.link_number) == ("asked", timezone.localdate(), 1)
    assert WHO not in str(AuditEntry.objects.values_list("facts", flat=True)) + str(vars(quote))


def test_link_followed_shows_no_word_and_pressed_shows_one_s_own(client, place, quote, link):
    make_quote(quote.narrative, "asked", text="Mots d’un autre canari", name="Autre Canari")
    quote.narrative.text = "Le reste du canari"
    quote.narrative.save()

    followed, pressed = client.get(link), press(client, link, "read")

    assert followed["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert (followed.status_code, "canari" in followed.text.casefold()) == (200, False)
    assert ("Canari parle" in pressed.text, "Nom Canari" in pressed.text) == (True, True)
    assert [word in pressed.text for word in ("Mots d’un autre", "Autre Canari", "Le reste")] == [False] * 3


def test_person_quoted_agrees_by_their_link_with_their_name_or_without(client, media, quote, link):
    other = make_quote(quote.narrative, "asked", text="Canari se tait")
    actions.send_link(passage=other, email=WHO, by=media)

    press(client, link, "named", version=version(quote))
    press(client, guests.address(other), "give", version=version(other))

    quote.refresh_from_db()
    other.refresh_from_db()
    assert (quote.consent, quote.named, quote.own_answer) == ("given", True, True)
    assert (other.consent, other.named, other.own_answer) == ("given", False, True)
    entry = AuditEntry.objects.filter(verb="consent-moved", facts__move="give").first()
    assert (entry.actor, "Canari" in str(entry.facts)) == (None, False)


def test_agreement_taken_back_by_the_link_erases_the_words_and_the_file(client, place, media, quote, link):
    one = quote.narrative
    one.file.save("", ContentFile(b"%PDF-1.7 Canari parle"), save=False)
    one.media_type = "application/pdf"
    one.save()
    press(client, link, "give", version=version(quote))
    actions.move(narrative=one, name="publish", by=media)
    before = client.get(one.get_absolute_url()).text

    press(client, link, "withdraw", version=version(quote), sure="1")

    after, closed = client.get(one.get_absolute_url()).text, client.get(link)
    quote.refresh_from_db()
    one.refresh_from_db()
    assert ("Canari parle" in before, "Canari parle" in after, "Un passage a été retiré le" in after) == (
        True,
        False,
        True,
    )
    assert (quote.consent, quote.text, quote.name, one.file.name) == ("withdrawn", "", "", "")
    assert (closed.status_code, "Votre accord est repris" in closed.text) == (410, True)
    assert press(client, link, "read").status_code == 410


@pytest.mark.parametrize("act", ["refuse", "withdraw"])
def test_words_are_not_erased_without_the_box_ticked(client, quote, link, act):
    page = client.post(link, {"act": act, "version": version(quote)}, follow=True)

    quote.refresh_from_db()
    assert ("Cochez la case" in page.text, quote.consent, quote.text) == (True, "asked", "Canari parle")


def test_answer_is_to_the_words_that_were_read(client, media, quote, link):
    read = version(quote)
    words = {"kind": "quote", "said_by": quote.said_by, "name": quote.name}
    actions.edit_passage(passage=quote, **words, text="Canari dit autre chose", seen=read, by=media)
    actions.move_consent(passage=quote, name="ask", by=media)

    page = client.post(link, {"act": "give", "version": read}, follow=True)

    quote.refresh_from_db()
    assert ("Relisez-les" in page.text, quote.consent) == (True, "asked")


def test_words_being_rewritten_can_be_refused_and_not_agreed_to(client, media, quote, link):
    words = {"kind": "quote", "said_by": quote.said_by, "name": quote.name}
    actions.edit_passage(passage=quote, **words, text="Canari dit autre chose", seen=version(quote), by=media)

    press(client, link, "give", version=version(quote))
    kept = Passage.objects.get(pk=quote.pk).consent
    press(client, link, "refuse", version=version(quote), sure="1")

    quote.refresh_from_db()
    assert (kept, quote.consent, quote.text) == ("to-ask", "refused", "")


def test_correction_is_read_by_the_author_alone_and_leaves_when_the_words_change(client, sign_in, place, media, quote):
    actions.send_link(passage=quote, email=WHO, by=media)
    link = guests.address(quote)
    press(client, link, "give", version=version(quote))
    actions.move(narrative=quote.narrative, name="publish", by=media)

    press(client, link, "correct", correction="Plutôt un pinson")

    quote.refresh_from_db()
    page = quote.narrative.get_absolute_url()
    others = [sign_in(person).get(page).text for person in everybody_but(place, Role.EMBEDDED_MEDIA)]
    assert ["Plutôt un pinson" in text for text in others] == [False] * len(others)
    assert "Plutôt un pinson" in sign_in(media).get(page).text
    assert [act.mark for act in acts_of(media, [told])] == ["correction demandée"]
    actions.edit_passage(
        passage=quote, kind="quote", text="Un pinson parle", said_by="une élue", seen=quote.version, by=media
    )
    assert (quote.correction, quote.consent) == ("", "to-ask")


def test_empty_correction_gets_its_sentence_next_to_the_field(client, quote, link):
    page = press(client, link, "correct", correction=" ")

    quote.refresh_from_db()
    assert (page.status_code, 'id="id_correction_error"' in page.text or "field--error" in page.text) == (200, True)
    assert quote.correction == ""


def test_forged_link_opens_nothing_while_the_true_one_does(client, quote, link):
    """Each says what the true one says: its signature alone is missing, of somewhere else, or of something else."""
    said, token = [quote.code, quote.link_number], resolve(link).kwargs["token"]
    forged = [
        signing.dumps(said, salt="somewhere else"),
        signing.dumps(said, key="another key", salt=guests.SALT),
        token[:-8] + "AAAAAAAA",
        token.partition(":")[0],
        token.partition(":")[0] + ":" + signing.dumps([], salt=guests.SALT).partition(":")[2],
    ]
    addresses = [reverse("narratives:quoted", args=[one]) for one in forged]

    assert guests.read(token) == quote
    assert "Canari parle" in press(client, link, "read").text
    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert [press(client, address, "read").status_code for address in addresses] == [404] * 5


def test_closed_replaced_and_strange_links_open_nothing(client, media, quote, link):
    other = make_quote(quote.narrative, "asked", text="Autre")
    never_sent = signing.dumps([other.code, 0], salt=guests.SALT)
    opened = client.get(link).status_code
    actions.send_link(passage=quote, email=WHO, by=media)
    replaced = client.get(link).status_code
    again = guests.address(quote)
    actions.close_link(passage=quote, by=media)

    addresses = [
        reverse("narratives:quoted", args=[token])
        for token in (never_sent, "x", signing.dumps(3, salt=guests.SALT), signing.dumps([3, "x"], salt=guests.SALT))
    ]
    assert (opened, replaced, client.get(again).status_code) == (200, 404, 404)
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert [client.post(address, {"act": "read"}).status_code for address in (again, *addresses)] == [404] * 5
    with pytest.raises(Denied, match="Aucun lien"):
        actions.close_link(passage=quote, by=media)


def test_link_without_an_answer_ends_and_one_that_agreed_lasts(client, media, quote, link):
    long_ago = timezone.localdate() - guests.TO_ANSWER - timedelta(days=1)
    Passage.objects.filter(pk=quote.pk).update(linked_on=long_ago)

    ended, refused = client.get(link), press(client, link, "give", version=version(quote))
    silent = Passage.objects.get(pk=quote.pk).consent
    actions.move_consent(passage=quote, name="give", by=media)
    lasting = client.get(link)

    assert (ended.status_code, refused.status_code, silent, lasting.status_code) == (410, 302, "asked", 200)
    with pytest.raises(Denied, match="reste ouvert"):
        actions.close_link(passage=quote, by=media)


def test_link_of_who_agreed_lasts_when_their_words_are_rewritten(client, sign_in, media, quote, link):
    press(client, link, "give", version=version(quote))
    words = {"kind": "quote", "said_by": quote.said_by, "name": quote.name}
    actions.edit_passage(passage=quote, **words, text="Canari dit mieux", seen=version(quote), by=media)
    Passage.objects.filter(pk=quote.pk).update(linked_on=timezone.localdate() - timedelta(days=900))

    followed = client.get(link)
    quote.refresh_from_db()

    assert (followed.status_code, quote.consent) == (200, "to-ask")
    assert "Fermer ce lien" not in sign_in(media).get(quote.narrative.get_absolute_url()).text
    with pytest.raises(Denied, match="reste ouvert"):
        actions.close_link(passage=quote, by=media)
    press(client, link, "refuse", version=version(quote), sure="1")
    assert Passage.objects.get(pk=quote.pk).text == ""


@pytest.mark.parametrize(
    "who", [("un agent", "Autre Nom"), ("une élue", "Autre Nom"), ("un agent", ""), ("un maire", "")]
)
def test_words_of_somebody_else_are_not_read_by_the_former_link(client, media, quote, link, who):
    assert "Canari parle" in press(client, link, "read").text
    words = {"kind": "quote", "text": "Canari d’une autre bouche"} | dict(zip(("said_by", "name"), who, strict=True))

    actions.edit_passage(passage=quote, **words, seen=version(quote), by=media)

    assert (client.get(link).status_code, press(client, link, "read").status_code) == (404, 404)
    assert (Letter.objects.get().email, Notice.objects.get().url) == ("", "")


@pytest.mark.parametrize("who", [("une élue", ""), ("Une élue", "Nom Canari"), ("la maire", "nom canari")])
def test_bearer_told_otherwise_keeps_their_link(client, media, quote, link, who):
    words = {"kind": "quote", "text": quote.text} | dict(zip(("said_by", "name"), who, strict=True))

    actions.edit_passage(passage=quote, **words, seen=version(quote), by=media)

    assert "Canari parle" in press(client, link, "read").text


def closed(quote, media):
    actions.close_link(passage=quote, by=media)


def removed(quote, media):
    actions.remove_passage(passage=quote, by=media)


def refused(quote, media):
    actions.move_consent(passage=quote, name="refuse", by=media)


@pytest.mark.parametrize("act", [closed, removed, refused])
def test_link_closed_forgets_whom_it_was_sent_to(media, quote, link, act):
    before = Letter.objects.get()
    quote.refresh_from_db()

    act(quote, media)

    letter, notice = Letter.objects.get(), Notice.objects.get()
    assert ((before.email, before.name), before.key.startswith("guest-quote")) == ((WHO, "Nom Canari"), True)
    assert (letter.email, letter.name, notice.url, notice.text) == ("", "", "", "")
    assert letter.key.startswith("forgotten-")


def test_link_is_sent_and_closed_by_its_author_alone_for_a_quotation(place, media, quote):
    told_words = actions.add_passage(narrative=quote.narrative, kind="told", text="Un matin", by=media)
    gone = make_quote(quote.narrative, "refused")

    for passage in (told_words, gone):
        with pytest.raises(Denied, match="aucune citation"):
            actions.send_link(passage=passage, email=WHO, by=media)
    sent = make_quote(quote.narrative, "asked", text="Un autre canari", linked_on=timezone.localdate())
    for person in everybody_but(place, Role.EMBEDDED_MEDIA):
        with pytest.raises(Denied):
            actions.send_link(passage=quote, email=WHO, by=person)
        with pytest.raises(Denied, match="média embarqué"):
            actions.close_link(passage=sent, by=person)
    assert Letter.objects.count() == 0


def test_no_other_move_is_made_by_a_link(client, quote, link):
    for act in ("ask", "publish", ""):
        page = client.post(link, {"act": act, "version": version(quote)}, follow=True)
        assert "Ce changement n’existe pas." in page.text

    Passage.objects.filter(pk=quote.pk).update(name="")
    with pytest.raises(Denied, match="pas noté votre nom"):
        actions.answer(passage=quote, name="give", named=True, seen=version(quote))
    assert Passage.objects.get(pk=quote.pk).consent == "asked"
