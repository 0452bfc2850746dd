"""Quotations and the agreement of those who are quoted (R486, R508): nothing is read before, nothing is left after."""

import json
import zipfile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.narratives import actions
from fabrique.accompaniment.narratives.enums import CONSENT, NARRATIVE, Consent, NarrativeState
from fabrique.accompaniment.narratives.models import Passage
from fabrique.accompaniment.narratives.tests.conftest import make_narrative, make_quote
from fabrique.core import public_data
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from tests.world import make_person

pytestmark = pytest.mark.django_db
FORMATS = ("html", "docx", "odt")


def everything_read(client, place, narrative, folder):
    """What a visitor can obtain of it: the pages, each document, the public data."""
    pages = [
        reverse("narratives:narrative", args=[narrative.code]),
        reverse("narratives:gallery"),
        reverse("narratives:territory", args=[place.territory.code]),
        reverse("narratives:cohort", args=[place.cohort.code]),
    ]
    texts = [client.get(page).text for page in pages]
    for format_name in FORMATS:
        for name, code in (("territory-file", place.territory.code), ("cohort-file", place.cohort.code)):
            texts.append(unpacked(client.get(reverse(f"narratives:{name}", args=[code, format_name])).content, folder))
    target = folder / f"public-{Passage.objects.count()}-{timezone.now():%H%M%S%f}.zip"
    public_data.write(target)
    texts.append(unpacked(target.read_bytes(), folder))
    return "\n".join(texts)


def unpacked(data, folder):
    if not data.startswith(b"PK"):
        return data.decode()
    path = folder / f"archive-{timezone.now():%H%M%S%f}"
    path.write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("consent", Consent.values[:-1])
def test_words_and_name_are_read_only_with_the_agreement(client, place, tmp_path, consent):
    place.territory.published = True
    place.territory.save()
    one = make_narrative(place)
    make_quote(one, consent)

    read = everything_read(client, place, one, tmp_path)

    assert ("Canari parle" in read, "Nom Canari" in read) == (consent == "given", False)


def test_name_shows_when_its_bearer_agrees_to_it(client, place, media):
    one = make_narrative(place)
    quiet, named = make_quote(one, "asked", text="Un", name="Canari Muet"), make_quote(one, "asked", text="Deux")

    actions.move_consent(passage=quiet, name="give", by=media)
    actions.move_consent(passage=named, name="give", named=True, by=media)

    page = client.get(one.get_absolute_url()).text
    assert ("Canari Muet" in page, "Nom Canari, une élue" in page) == (False, True)


def test_agreement_taken_back_leaves_a_day_and_no_word_anywhere(
    client, place, media, tmp_path, django_capture_on_commit_callbacks
):
    place.territory.published = True
    place.territory.save()
    one = make_narrative(place)
    one.file.save("", ContentFile(b"%PDF-1.7 Canari parle"), save=False)
    one.media_type = "application/pdf"
    one.save()
    passage, stored = make_quote(one, named=True), one.file.name
    storage = one.file.storage
    before = everything_read(client, place, one, tmp_path)

    with django_capture_on_commit_callbacks(execute=True):
        actions.move_consent(passage=passage, name="withdraw", by=media)
    after = everything_read(client, place, one, tmp_path)

    passage.refresh_from_db()
    one.refresh_from_db()
    assert ("Canari parle" in before, "Nom Canari" in before) == (True, True)
    assert "canari" not in after.casefold()
    assert after.count("Un passage a été retiré le") >= 1 + len(FORMATS) * 2 - 2
    assert "Le fichier a été retiré le" in after
    assert (passage.text, passage.name, passage.said_by, one.file.name) == ("", "", "", "")
    assert not storage.exists(stored)
    assert client.get(reverse("narratives:download", args=[one.code])).status_code == 404
    assert "canari" not in json.dumps(list(AuditEntry.objects.values_list("facts", flat=True))).casefold()


def test_line_of_a_withdrawn_passage_stays_and_its_words_do_not_come_back(place, media):
    passage = make_quote(make_narrative(place), "withdrawn")

    with pytest.raises(Denied, match="cette ligne reste"):
        actions.remove_passage(passage=passage, by=media)
    with pytest.raises(Denied, match="effacés"):
        actions.edit_passage(passage=passage, kind="quote", text="Canari parle", said_by="x", seen=1, by=media)
    for name in CONSENT.moves:
        with pytest.raises(Denied):
            actions.move_consent(passage=passage, name=name, by=media)


@pytest.mark.parametrize("name", CONSENT.moves)
def test_consent_makes_the_moves_of_the_table_and_no_other(place, media, name):
    arrow = CONSENT.moves[name]
    for consent in Consent.values[:-1]:
        passage = make_quote(make_narrative(place), consent)
        if consent in arrow.sources:
            actions.move_consent(passage=passage, name=name, by=media)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_consent(passage=passage, name=name, by=media)

        passage.refresh_from_db()
        assert passage.consent == (arrow.target if consent in arrow.sources else consent)


@pytest.mark.parametrize("name", NARRATIVE.moves)
def test_narrative_makes_the_moves_of_the_table_and_no_other(place, media, name):
    arrow = NARRATIVE.moves[name]
    for state in NarrativeState.values:
        one = make_narrative(place, state=state)
        if name == "ask":
            make_quote(one, "to-ask")
        if state in arrow.sources:
            actions.move(narrative=one, name=name, by=media)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move(narrative=one, name=name, by=media)

        one.refresh_from_db()
        assert one.state == (arrow.target if state in arrow.sources else state)


def test_narrative_waits_for_each_answer_then_publishes_without_what_was_refused(client, place, media):
    one = make_narrative(place, state="draft")
    yes, no = make_quote(one, "to-ask", text="Oui canari"), make_quote(one, "to-ask", text="Non canari")
    with pytest.raises(Denied, match="2 personnes citées"):
        actions.move(narrative=one, name="publish", by=media)
    actions.move(narrative=one, name="ask", by=media)
    yes.refresh_from_db()
    no.refresh_from_db()
    actions.move_consent(passage=yes, name="give", by=media)
    with pytest.raises(Denied, match="Une personne citée"):
        actions.move(narrative=one, name="publish", by=media)
    actions.move_consent(passage=no, name="refuse", by=media)
    actions.move(narrative=one, name="publish", by=media)

    page = client.get(one.get_absolute_url()).text
    assert ("Oui canari" in page, "Non canari" in page, "Refusé le" in page) == (True, False, False)
    assert yes.asked_on == timezone.localdate()


def test_changed_words_wait_for_a_new_agreement(place, media):
    passage = make_quote(make_narrative(place))
    same = {"kind": "quote", "text": passage.text, "said_by": passage.said_by, "name": passage.name}

    actions.edit_passage(passage=passage, **same, seen=1, by=media)
    kept = passage.consent
    actions.edit_passage(passage=passage, **same | {"text": "Canari parle mieux"}, seen=2, by=media)

    assert (kept, passage.consent, passage.answered_on) == ("given", "to-ask", None)
    assert list(Passage.objects.visible_to(AnonymousUser())) == []
    assert list(Passage.objects.visible_to(media)) == [passage]
    assert list(Passage.objects.visible_to(make_person())) == []


def test_name_goes_with_a_quotation_and_a_quotation_says_who_speaks(place, media):
    one = make_narrative(place)

    with pytest.raises(Denied, match="une fonction suffit"):
        actions.add_passage(narrative=one, kind="synthesis", text="En bref", name="Nom", by=media)
    with pytest.raises(Denied, match="par sa fonction"):
        actions.add_passage(narrative=one, kind="quote", text="Oui", by=media)
    actions.add_passage(narrative=one, kind="synthesis", text="En bref", by=media)
    with pytest.raises(Denied, match="déjà écrit"):
        actions.add_passage(narrative=one, kind="synthesis", text="En bref", by=media)


@pytest.mark.parametrize(
    "values",
    [
        {"consent": "withdrawn"}, {"consent": "refused"}, {"consent": "needless"}, {"answered_on": None},
        {"asked_on": None}, {"consent": "asked"}, {"named": True, "name": ""}, {"text": ""},
    ],
)  # fmt: skip
def test_table_refuses_words_without_their_agreement(place, values):
    passage = make_quote(make_narrative(place))

    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(**values)
