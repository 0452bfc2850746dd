"""What came out of a forum, and where its open questions go on (R437, R439)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.support import actions
from fabrique.accompaniment.support.models import ForumNote, Question, Thread
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import (
    journal,
    make_event,
    make_lead,
    make_participation,
    make_person,
    make_project,
    make_referent,
    make_registration,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def forum(place):
    return make_session(place.cohort, kind="forum", state="held", date=timezone.localdate(), title="Forum d’été")


def note(forum, kind="open", **fields):
    return ForumNote.objects.create(session=forum, kind=kind, text="Qui paie ?", **fields)


def test_note_is_written_once_by_the_people_of_the_cohort(place, forum):
    referent = make_referent(place)
    values = {"session": forum, "kind": "topic", "text": "La fatigue"}

    first = actions.note_forum(**values, by=referent)

    assert actions.note_forum(**values, by=make_lead(place.cohort)) == first
    assert journal(forum) == ["forum-noted"]
    for stranger in (make_person(), make_referent(make_participation()), make_person(Role.ASSOCIATION_EMPLOYEE)):
        with pytest.raises(Denied, match="entre les délégations"):
            actions.note_forum(**values, by=stranger)
    with pytest.raises(Denied, match="pas un forum"):
        actions.note_forum(**values | {"session": make_session(place.cohort)}, by=referent)
    with pytest.raises(Denied, match="autre cohorte"):
        actions.note_forum(**values | {"text": "X", "project": make_project(make_participation())}, by=referent)


def test_note_stays_between_the_people_of_the_cohort(place, forum):
    kept = note(forum)
    readers = make_referent(place), make_lead(place.cohort)
    others = (
        AnonymousUser(),
        make_person(),
        make_person(Role.FUNDER_CONTACT, place.cohort.scope),
        make_referent(make_participation()),
    )

    assert [list(ForumNote.objects.visible_to(person)) for person in readers] == [[kept]] * 2
    assert [list(ForumNote.objects.visible_to(person)) for person in others] == [[]] * 4


def test_open_question_becomes_a_thread_in_one_act(place, forum):
    open_one = note(forum, project=make_project(place))

    thread = actions.follow_in_forum(note=open_one, by=make_lead(place.cohort))

    assert (thread.title, thread.tag, thread.project) == ("Qui paie ?", "question", open_one.project)
    with pytest.raises(Denied, match="se poursuit déjà"):
        actions.follow_in_hotline(note=open_one, participation=place, by=make_referent(place))


def test_open_question_is_asked_in_the_name_of_a_delegation(place, forum):
    open_one, referent = note(forum), make_referent(place)
    for person, participation, sentence in (
        (make_lead(place.cohort), place, "au nom de sa délégation"),
        (referent, make_participation(), "autre cohorte"),
    ):
        with pytest.raises(Denied, match=sentence):
            actions.follow_in_hotline(note=open_one, participation=participation, by=person)

    question = actions.follow_in_hotline(note=open_one, participation=place, by=referent)

    assert (question.participation, question.addressed_to, question.text) == (place, "association", "Qui paie ?")


def test_only_a_question_left_open_goes_on(place, forum):
    lead = make_lead(place.cohort)
    with pytest.raises(Denied, match="restée ouverte"):
        actions.follow_in_forum(note=note(forum, "topic", project=make_project(place)), by=lead)
    with pytest.raises(Denied, match="n’en nomme aucun"):
        actions.follow_in_forum(note=note(forum), by=lead)
    thread = Thread.objects.create(project=make_project(place), tag="question", title="X", text="X", begun_by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        note(forum, "link", thread=thread)


def test_notes_are_lived_on_screen(place, forum, sign_in):
    project = make_project(place)
    address = reverse("support:forum-notes", args=[place.cohort.code, forum.code])
    client = sign_in(make_referent(place))
    for text in ("Qui paie ?", "Qui répare ?"):
        client.post(address, {"kind": "open", "text": text, "project": project.code})
    paid, mended = ForumNote.objects.order_by("text")
    client.post(reverse("support:follow-in-forum", args=[place.cohort.code, forum.code, paid.code]))
    client.post(reverse("support:follow-in-hotline", args=[place.cohort.code, forum.code, mended.code]))
    page = client.get(address).text

    assert address in client.get(forum.get_absolute_url()).text
    assert Thread.objects.get().get_absolute_url() in page
    assert Question.objects.get().get_absolute_url() in page
    assert (
        Question.objects.get().get_absolute_url()
        not in sign_in(make_referent(make_participation(place.cohort))).get(address).text
    )
    assert sign_in(make_person()).get(address).status_code == 403


def test_hotline_is_closed_to_who_holds_no_delegation(place, forum, sign_in):
    client = sign_in(make_lead(place.cohort))

    client.post(reverse("support:follow-in-hotline", args=[place.cohort.code, forum.code, note(forum).code]))

    assert not Question.objects.exists()


def test_forums_are_counted_and_their_number_costs_nothing(place, forum, sign_in, django_assert_max_num_queries):
    client, address = sign_in(make_lead(place.cohort)), reverse("support:forum", args=[place.cohort.code])
    forum.event = make_event(place.cohort.scope)
    forum.save()
    make_registration(forum.event, state="present")
    note(forum)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        page = client.get(address).text
    for _n in range(4):
        event = make_event(place.cohort.scope)
        make_registration(event, state="present")
        note(make_session(place.cohort, kind="forum", state="held", event=event))

    with django_assert_max_num_queries(len(few)):
        pages = client.get(address).text

    assert "Un forum s’est tenu" in page
    assert "une présence notée" in page
    assert "5 forums se sont tenus" in pages
