"""Short questions and change stories: whose they are, where they stay, what they become."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse

from fabrique.accompaniment.evaluation import actions
from fabrique.accompaniment.evaluation.models import ChangeStory, Effect, Evidence, ValueSheet
from fabrique.core.permissions import Denied
from fabrique.core.tests.test_sounds import OGG
from fabrique.ground.people import privacy
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    journal,
    make_effect,
    make_item,
    make_lead,
    make_participation,
    make_person,
    make_referent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def member(place):
    return make_person(Role.DELEGATION_MEMBER, place.scope)


def at(name, place, *more):
    return reverse(f"evaluation:{name}", args=[place.cohort.code, place.code, *more])


def answered(place, by, **more):
    words = {"category": make_item(ReferentialKey.CATEGORIES), "frame": make_item(ReferentialKey.FRAMES)}
    return actions.add_sheet(participation=place, by=by, changed=more.pop("changed", "On décide à plusieurs"), **words, **more)  # fmt: skip


def test_answers_become_a_proposed_effect_once_with_their_proof(place, member):
    sheet = answered(place, member, for_whom="Les écoles", shown_by="Compte rendu du 3 mars")

    effect = actions.turn_into_effect(sheet=sheet, by=make_referent(place))
    with pytest.raises(Denied, match="déjà devenues"):
        actions.turn_into_effect(sheet=sheet, by=member)

    assert (effect.text, effect.state, effect.frame) == ("On décide à plusieurs\nLes écoles", "proposed", sheet.frame)
    assert effect.said_by == sheet.category.label
    assert Evidence.objects.get().text == "Compte rendu du 3 mars"
    assert journal(sheet) == ["value-told", "value-turned"]


def test_answers_are_edited_by_who_wrote_them_until_they_are_an_effect(place, member):
    sheet = answered(place, member)

    with pytest.raises(Denied, match="seule à le modifier"):
        actions.edit_sheet(sheet=sheet, seen=1, by=make_referent(place), changed="Autre")
    actions.edit_sheet(sheet=sheet, seen=1, by=member, changed="Mieux dit")
    actions.turn_into_effect(sheet=sheet, by=member)
    with pytest.raises(Denied, match="devenues un effet"):
        actions.edit_sheet(sheet=sheet, seen=sheet.version, by=member, changed="Encore")

    assert ValueSheet.objects.get().changed == "Mieux dit"


def test_same_answers_sent_twice_are_refused(place, member):
    sheet = answered(place, member)

    with pytest.raises(Denied, match="déjà écrit"):
        actions.add_sheet(participation=place, by=member, category=sheet.category, frame=sheet.frame, changed=sheet.changed)  # fmt: skip


def test_answers_and_stories_stay_in_the_place(place, member, sign_in):
    answered(place, member, changed="Canari", not_acting="Canari")
    actions.tell_change(participation=place, by=member, title="Canari", before="Rien", after="Tout")
    neighbour = make_participation(place.cohort)
    strangers = [AnonymousUser(), make_person(), make_referent(neighbour), make_lead(make_participation().cohort)]
    own = [member, make_referent(place), make_lead(place.cohort), make_person(Role.ASSOCIATION_EMPLOYEE)]

    for model in (ValueSheet, ChangeStory):
        assert [model.objects.visible_to(person).count() for person in strangers] == [0] * len(strangers)
        assert [model.objects.visible_to(person).count() for person in own] == [1] * len(own)
    assert sign_in(make_referent(neighbour)).get(at("value", place)).status_code == 403
    assert sign_in(member).get(at("value", place)).text.count("Canari") >= 3


def test_story_is_written_or_heard(place, member):
    with pytest.raises(Denied, match="avant et l’après"):
        actions.tell_change(participation=place, by=member, title="Vide", before="Avant")
    heard = actions.tell_change(participation=place, by=member, title="À la voix", url="https://exemple.invalid/son")
    with pytest.raises(Denied, match="déjà ce titre"):
        actions.tell_change(participation=place, by=member, title="À la voix", before="Avant", after="Après")
    with pytest.raises(Denied, match="autre territoire"):
        actions.tell_change(participation=place, by=member, title="Ailleurs", before="A", after="B", effect=make_effect(make_participation()))  # fmt: skip
    with pytest.raises(Denied, match="seule à le modifier"):
        actions.edit_story(story=heard, seen=1, by=make_referent(place), title="Autre", url=heard.url)
    actions.edit_story(story=heard, seen=1, by=member, title="Entendu", url=heard.url)

    assert ChangeStory.objects.get().title == "Entendu"


TOLD = {"title": "Un soir", "before": "Seuls", "after": "Ensemble"}


def voice(data=OGG):
    return ContentFile(data, "voix.ogg")


def test_a_voice_comes_with_its_words(place, member):
    for words in ({"title": "Muet"}, {"title": "Muet", "before": "Seuls"}, {"title": "Muet", "url": "https://exemple.invalid/son"}):  # fmt: skip
        with pytest.raises(Denied, match="qui n’entend pas"):
            actions.tell_change(participation=place, by=member, sound=voice(), **words)
    with pytest.raises(Denied, match="MP3, OGG ou M4A"):
        actions.tell_change(participation=place, by=member, sound=voice(b"<html>"), **TOLD)
    story = actions.tell_change(participation=place, by=member, sound=voice(), **TOLD)
    with pytest.raises(Denied, match="qui n’entend pas"):
        actions.edit_story(story=story, seen=1, by=member, title="Un soir", url="https://exemple.invalid/son")

    assert ChangeStory.objects.get().sound_type == "audio/ogg"
    for field in ("before", "after", "sound_type"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChangeStory.objects.update(**{field: ""})


def test_a_voice_is_heard_where_the_story_is_read(place, member, sign_in, client):
    story = actions.tell_change(participation=place, by=member, sound=voice(), **TOLD)
    mute = actions.tell_change(participation=place, by=member, **TOLD | {"title": "Écrite"})
    address = at("hear-story", place, story.code)
    neighbour = make_referent(make_participation(place.cohort))
    assert client.get(address).status_code == 404

    heard = sign_in(member).get(address, headers={"Range": "bytes=0-3"})
    assert (heard.status_code, heard.content, heard["Content-Type"]) == (206, b"OggS", "audio/ogg")
    assert sign_in(neighbour).get(address).status_code == 404
    assert sign_in(member).get(at("hear-story", place, mute.code)).status_code == 404
    page = sign_in(member).get(at("value", place)).text
    assert (page.count("<audio"), f'src="{address}"' in page) == (1, True)
    default_storage.delete(story.sound.name)
    assert sign_in(member).get(address).status_code == 404


def test_a_voice_is_changed_then_taken_away_and_its_file_with_it(place, member, sign_in, django_capture_on_commit_callbacks):  # fmt: skip
    client = sign_in(member)
    client.post(at("add-story", place), TOLD | {"sound": voice()})
    story = ChangeStory.objects.get()
    first = story.sound.name

    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("edit-story", place, story.code), TOLD | {"version": 1, "sound": voice(OGG + b"2")})
    second = ChangeStory.objects.get().sound.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("edit-story", place, story.code), TOLD | {"version": 2, "without_sound": "on"})

    assert [default_storage.exists(name) for name in (first, second)] == [False, False]
    assert (ChangeStory.objects.get().sound.name, ChangeStory.objects.get().after) == ("", "Ensemble")


def test_an_erased_person_leaves_the_words_and_takes_their_voice(place, member, django_capture_on_commit_callbacks):
    story = actions.tell_change(participation=place, by=member, sound=voice(), **TOLD)
    assert default_storage.exists(story.sound.name)

    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(member)

    left = ChangeStory.objects.get()
    assert (left.sound.name, left.sound_type, left.after) == ("", "", "Ensemble")
    assert not default_storage.exists(story.sound.name)


@pytest.mark.parametrize("role", [Role.NUMBER_ONE, Role.OBSERVER, Role.FUNDER_CONTACT])
def test_others_do_not_write(place, role):
    person = make_person(role, place.scope if role == Role.NUMBER_ONE else place.cohort.scope)

    with pytest.raises(Denied, match="font le chemin"):
        answered(place, person)
    with pytest.raises(Denied, match="font le chemin"):
        actions.tell_change(participation=place, by=person, title="Non", before="A", after="B")


def test_pages_write_turn_and_tell(place, member, sign_in):
    client, frame = sign_in(member), make_item(ReferentialKey.FRAMES)
    category = make_item(ReferentialKey.CATEGORIES)
    words = {"category": category.key, "frame": frame.key, "changed": "On se parle", "not_acting": "Fermer l’école"}

    client.post(at("add-sheet", place), words)
    sheet = ValueSheet.objects.get()
    shown = client.get(at("value", place)).text
    client.post(at("edit-sheet", place, sheet.code), words | {"version": 1, "changed": "On se parle mieux"})
    client.post(at("turn-sheet", place, sheet.code))
    client.post(at("add-story", place), {"title": "Un soir", "before": "Seuls", "after": "Ensemble"})
    story = ChangeStory.objects.get()
    late = client.post(
        at("edit-story", place, story.code), {"version": 9, "title": "Un soir", "before": "A", "after": "B"}
    )

    assert "Fermer l’école" in shown
    assert Effect.objects.get().text == "On se parle mieux"
    assert "pendant que vous écriviez" in late.text


def test_page_costs_the_same_whatever_its_length(place, member, sign_in, django_assert_max_num_queries):
    client, category = sign_in(member), make_item(ReferentialKey.CATEGORIES)
    frame = make_item(ReferentialKey.FRAMES)

    def fill(times):
        for _ in range(times):
            number = ValueSheet.objects.count()
            ValueSheet.objects.create(participation=place, category=category, frame=frame, changed=f"{number}", written_by=make_person(), effect=make_effect(place))  # fmt: skip
            ChangeStory.objects.create(participation=place, title=f"{number}", before="A", after="B", written_by=make_person(), effect=make_effect(place))  # fmt: skip

    fill(2)
    client.get(at("value", place))
    with django_assert_max_num_queries(40) as few:
        client.get(at("value", place))
    fill(6)

    with django_assert_max_num_queries(len(few)):
        client.get(at("value", place))
