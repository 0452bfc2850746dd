"""Who holds the pen, what may be shown, and what readers send (R248 to R253)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.messages import actions, outbox, pictures
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.enums import SUGGESTION, Circle, IssueState, SuggestionState
from fabrique.ground.messages.inbox import texts_to_answer
from fabrique.ground.messages.models import Issue, Item, Notice, Series, Suggestion
from fabrique.ground.messages.tests.makers import make_issue, make_item, make_series
from fabrique.ground.people import privacy
from fabrique.ground.people.actions import erase_person
from fabrique.ground.people.enums import Role
from tests.guards import HouseClient
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, platform

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PNG = b"\x89PNG\r\n\x1a\n" + b"canari-image" * 9


def at(name, *codes):
    return reverse(f"letters:{name}", args=[getattr(code, "code", code) for code in codes])


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def lead(cohort):
    return make_lead(cohort)


@pytest.fixture
def media(cohort):
    return make_person(Role.EMBEDDED_MEDIA, cohort.scope)


@pytest.fixture
def reader(cohort):
    return make_person(Role.DELEGATION_MEMBER, make_participation(cohort).scope)


def begun_by(person, cohort, **options):
    return actions.begin_issue(scope=cohort.scope, name="Infolettre", title="Ce que j’ai vu", by=person, **options)


def test_media_writes_alone_and_who_leads_previews_what_is_given_to_read(cohort, lead, media):
    issue, theirs = begun_by(media, cohort), begun_by(lead, cohort)
    team, other = make_person(Role.ASSOCIATION_EMPLOYEE), make_person(Role.EMBEDDED_MEDIA, make_cohort().scope)

    assert (issue.media, theirs.media, issue.series) == (True, False, theirs.series)
    for person in (lead, team, other):
        with pytest.raises(Denied, match="écrit librement"):
            actions.edit_issue(issue=issue, title="T", editorial="Corrigé", audience=1, seen=1, by=person)
        with pytest.raises(Denied, match="écrit librement"):
            actions.schedule_issue(issue=issue, when=None, by=person)
    with pytest.raises(Denied, match="par qui conduit"):
        actions.edit_issue(issue=theirs, title="T", editorial="Corrigé", audience=1, seen=1, by=media)

    def readers():
        people = {"lead": lead, "team": team, "media": media, "other": other, "visitor": AnonymousUser()}
        return {name for name, who in people.items() if issue in Issue.objects.visible_to(who)}

    assert readers() == {"media"}
    actions.edit_issue(issue=issue, title="T", editorial="Libre", audience=1, seen=1, by=media)
    actions.move_issue(issue=Issue.objects.get(pk=issue.pk), name="submit", by=media)
    assert readers() == {"media", "lead", "team"}


def test_media_begins_its_letter_on_screen_and_the_letter_says_who_wrote(sign_in, cohort, lead, media, reader):
    client = sign_in(media)
    client.post(at("begin-as-media"), {"scope": "", "title": "T", "audience": 1})
    assert not Issue.objects.exists()
    scope = client.get(at("begin-as-media")).context["form"].fields["scope"].queryset.get()
    assert scope == cohort.scope
    client.post(at("begin-as-media"), {"scope": scope.code, "title": "Ce que j’ai vu", "audience": 1})
    issue = Issue.objects.get()
    assert client.get(at("compose", issue)).status_code == 200
    Issue.objects.filter(pk=issue.pk).update(editorial="Libre.", state="scheduled", scheduled_for=timezone.now())

    actions.send_issue(issue=issue)
    outbox.send_ready(5)

    assert len(mail.outbox) == 3
    assert all("librement par le média embarqué" in message.body for message in mail.outbox)
    client = sign_in(lead)
    assert client.get(at("compose", issue)).status_code == 403
    assert "librement par le média embarqué" in client.get(at("issue", issue)).text
    assert sign_in(reader).get(at("begin-as-media")).status_code == 403


def quoting(cohort, lead, **fields):
    issue = begun_by(lead, cohort)
    return issue, actions.add_free_item(issue=issue, title="Une voix", text="« Nous étions seuls. »", by=lead, **fields)


def test_nobody_is_quoted_without_a_named_day_of_agreement(cohort, lead):
    issue, item = quoting(cohort, lead, quoted="Une élue du bourg")

    with pytest.raises(Denied, match="Une voix"):
        actions.move_issue(issue=issue, name="submit", by=lead)
    Issue.objects.filter(pk=issue.pk).update(state="review")
    with pytest.raises(Denied, match="l’accord des personnes"):
        actions.schedule_issue(issue=Issue.objects.get(pk=issue.pk), when=None, by=lead)
    Issue.objects.filter(pk=issue.pk).update(state="scheduled", scheduled_for=timezone.now())
    assert actions.send_issue(issue=issue).state == IssueState.REVIEW  # even one that reached the worker

    actions.edit_item(item=item, title="Une voix", text="…", url="", quoted="Une élue", agreed_on=TODAY, by=lead)
    assert actions.schedule_issue(issue=Issue.objects.get(pk=issue.pk), when=None, by=lead).state == "scheduled"


def test_agreement_is_of_somebody_and_already_given(cohort, lead):
    for fields, why in (
        ({"agreed_on": TODAY}, "qui est cité"),
        ({"quoted": "X", "agreed_on": TODAY + timedelta(1)}, "passé"),
    ):
        with pytest.raises(Denied, match=why):
            quoting(cohort, lead, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_item(make_issue(), agreed_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_item(make_issue(), picture="infolettres/x", media_type="image/png")


def pictured(cohort, lead, data=PNG, alt="Une clé de pompe", name="x.png", **issue):
    issue = begun_by(lead, cohort, **issue)
    return issue, actions.add_free_item(
        issue=issue, title="La clé", text="T", picture=ContentFile(data, name), alt=alt, by=lead
    )


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"alt": " "}, "Décrivez"),
        ({"data": b"%PDF-1.7 canari"}, "PNG ou JPEG"),
        ({"data": b"<svg onload=x>"}, "pas d’un type accepté"),
        ({"data": PNG + b"0" * pictures.LARGEST}, "2 Mo"),
    ],
)
def test_picture_is_described_light_and_what_it_says(cohort, lead, fields, why):
    with pytest.raises(Denied, match=why):
        pictured(cohort, lead, **fields)


@pytest.mark.parametrize("audience", [Circle.COHORT, Circle.ALLIANCE, Circle.PUBLIC])
def test_picture_is_public_only_with_a_public_issue_that_left(sign_in, cohort, lead, reader, audience):
    issue, item = pictured(cohort, lead, audience=audience)
    place = at("picture", issue, item)
    Issue.objects.filter(pk=issue.pk).update(state="scheduled", scheduled_for=timezone.now())

    client = HouseClient()
    draft = (
        client.get(place).status_code,
        sign_in(reader).get(place).status_code,
        sign_in(lead).get(place).status_code,
    )
    assert draft == (404, 404, 200)
    actions.send_issue(issue=issue)
    outbox.send_ready(5)
    seen = client.get(place)
    mine = sign_in(reader).get(place)

    assert (seen.status_code, mine.status_code) == (200 if audience == Circle.PUBLIC else 404, 200)
    assert (mine["Content-Type"], mine["Content-Security-Policy"]) == ("image/png", "default-src 'none'; sandbox")
    html = mail.outbox[0].alternatives[0].content
    assert ("<img" in html, f"http://localhost:8000{place}" in html) == ((audience == Circle.PUBLIC,) * 2)
    assert "Une clé de pompe" in html
    assert "Une clé de pompe" in mail.outbox[0].body


def test_picture_is_changed_described_again_and_taken_away(cohort, lead, django_capture_on_commit_callbacks):
    _issue, item = pictured(cohort, lead)
    words = {"title": "La clé", "text": "T", "url": "", "by": lead}
    storage, first = item.picture.storage, item.picture.name

    with pytest.raises(Denied, match="Décrivez"):
        actions.edit_item(item=item, alt="", **words)
    with django_capture_on_commit_callbacks(execute=True):
        actions.edit_item(item=item, picture=ContentFile(PNG, "y.png"), alt="La même clé", **words)
    assert (storage.exists(first), Item.objects.get().alt) == (False, "La même clé")
    actions.edit_item(item=item, alt="Encore la clé", **words)
    second = item.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        actions.edit_item(item=item, alt="", without_picture=True, **words)

    assert (storage.exists(second), Item.objects.get().picture.name, Item.objects.get().alt) == (False, "", "")


def test_item_and_picture_are_written_on_screen(sign_in, cohort, lead):
    issue = begun_by(lead, cohort)
    client = sign_in(lead)

    undescribed = client.post(
        at("add-item", issue), {"title": "La clé", "text": "T", "picture": ContentFile(PNG, "x.png")}
    )
    assert "Décrivez l’image" in undescribed.text
    client.post(at("add-item", issue), {"title": "La clé", "text": "T", "picture": ContentFile(PNG, "x.png"),
                                        "alt": "Une clé", "quoted": "Un fontainier"})  # fmt: skip
    page = client.get(at("compose", issue)).text

    assert "L’accord de Un fontainier n’est pas noté." in page
    assert "Une clé" in page
    item = Item.objects.get()
    assert "Retirer l’image" in client.get(at("edit-item", issue, item)).text
    client.post(at("edit-item", issue, item), {"title": "La clé", "text": "T", "quoted": "Un fontainier", "alt": "Une clé",
                                               "agreed_on": TODAY.isoformat(), "without_picture": "on"})  # fmt: skip
    assert (Item.objects.get().picture.name, Item.objects.get().agreed_on) == ("", TODAY)


# what readers send


def suggested(series, by, **fields):
    return actions.suggest(
        **{"series": series, "title": "Un lien utile", "text": "À lire ensemble.", "by": by} | fields
    )


def test_reader_sends_and_the_writer_takes_it_with_their_name_and_agreement(cohort, lead, reader):
    issue = begun_by(lead, cohort)
    suggestion = suggested(issue.series, reader, url="https://example.org/")
    assert [act.title for act in acts_of(lead, [texts_to_answer])] == ["Un texte vous est proposé pour l’infolettre"]
    assert acts_of(reader, [texts_to_answer]) == []

    item = actions.accept_suggestion(issue=issue, suggestion=suggestion, by=lead)

    assert (item.title, item.quoted, item.agreed_on, item.url) == (
        "Un lien utile",
        str(reader),
        TODAY,
        "https://example.org/",
    )
    assert (Notice.objects.get().person, journal(suggestion)) == (reader, ["suggestion-sent", "suggestion-answered"])
    assert acts_of(lead, [texts_to_answer]) == []


def test_declined_says_why_to_who_wrote(cohort, lead, reader):
    issue = begun_by(lead, cohort)
    suggestion = suggested(issue.series, reader)

    with pytest.raises(Denied, match="pourquoi"):
        actions.decline_suggestion(issue=issue, suggestion=suggestion, word=" ", by=lead)
    actions.decline_suggestion(issue=issue, suggestion=suggestion, word="La lettre est pleine.", by=lead)

    assert "La lettre est pleine." in Notice.objects.get().text
    assert not issue.items.exists()


@pytest.mark.parametrize("name", SUGGESTION.moves)
def test_suggestion_is_answered_once(cohort, lead, reader, name):
    issue = begun_by(lead, cohort)
    for state in SuggestionState:
        answered = {} if state == "sent" else {"answered_at": timezone.now(), "answered_by": lead, "word": "Non"}
        suggestion = Suggestion.objects.create(
            series=issue.series, person=reader, title="T", text="T", state=state, **answered
        )
        act = {"accept": actions.accept_suggestion, "decline": actions.decline_suggestion}[name]
        if state in SUGGESTION.moves[name].sources:
            act(issue=issue, suggestion=suggestion, word="Oui", by=lead)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                act(issue=issue, suggestion=suggestion, word="Oui", by=lead)


def test_stranger_neither_sends_nor_reads_nor_answers(sign_in, cohort, lead, reader):
    issue = begun_by(lead, cohort)
    suggestion = suggested(issue.series, reader, text="canari-texte")
    stranger, elsewhere = make_person(), make_lead(make_cohort())
    other_issue = make_issue(make_series())

    with pytest.raises(Denied, match="personnes de la cohorte"):
        suggested(issue.series, stranger)
    for person in (stranger, elsewhere, reader):
        with pytest.raises(Denied):
            actions.accept_suggestion(issue=issue, suggestion=suggestion, by=person)
    with pytest.raises(Denied, match="autre infolettre"):
        actions.accept_suggestion(issue=other_issue, suggestion=suggestion, by=make_person(Role.ASSOCIATION_EMPLOYEE))
    seen = {who for who in (stranger, elsewhere, reader, lead) if suggestion in Suggestion.objects.visible_to(who)}
    assert seen == {reader, lead}
    assert "canari-texte" not in sign_in(elsewhere).get(at("issue", issue)).text


def test_few_texts_wait_at_once_and_the_alliance_hears_everybody_signed_in(cohort, lead):
    platform()
    alliance = make_series(platform())
    person = make_person()
    for _n in range(5):
        suggested(alliance, person)

    with pytest.raises(Denied, match="Cinq"):
        suggested(alliance, person)
    assert not may.suggest.allows(AnonymousUser(), alliance)
    assert alliance in Series.objects.visible_to(person)


def test_suggestion_from_the_form_to_the_answer(sign_in, cohort, lead, reader):
    issue = begun_by(lead, cohort)
    client = sign_in(reader)
    unsigned = client.post(at("suggest", issue.series), {"title": "T", "text": "t"})
    assert "Sans votre accord" in unsigned.text
    for title in ("Premier", "Second"):
        client.post(at("suggest", issue.series), {"title": title, "text": "t", "agreed": "on"})
    second, first = Suggestion.objects.all()
    client = sign_in(lead)
    assert "Envoyés par vos lecteurs" in client.get(at("compose", issue)).text
    client.post(at("accept", issue, first))
    client.post(at("decline", issue, second), {"word": "Trop long."})

    page = sign_in(reader).get(at("suggest", issue.series)).text
    assert "Trop long." in page
    assert "prise dans une lettre" in page


def test_name_of_who_sent_goes_with_their_account(cohort, lead, reader):
    issue = begun_by(lead, cohort)
    actions.accept_suggestion(issue=issue, suggestion=suggested(issue.series, reader), by=lead)
    suggested(issue.series, reader, title="Encore")
    assert len(privacy.export(reader)["letters.Suggestion"]) == 2

    erase_person(by=reader, person=reader)

    item = Item.objects.get()
    assert (item.title, item.quoted, item.sent_by, Suggestion.objects.count()) == ("Un lien utile", "", None, 0)
