import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from fabrique.accompaniment.support import actions
from fabrique.accompaniment.support.enums import Tag
from fabrique.accompaniment.support.models import Thread
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import journal, make_lead, make_participation, make_person, make_project, make_referent

pytestmark = pytest.mark.django_db


def make_thread(participation, title="canari-fil", tag=Tag.FEAR, by=None):
    project = participation.projects.first() or make_project(participation)
    return Thread.objects.create(project=project, tag=tag, title=title, text="canari", begun_by=by or make_person())


def test_thread_is_said_among_the_people_of_the_cohort():
    place = make_participation()
    thread = make_thread(place)
    inside = [
        make_referent(make_participation(place.cohort)),
        make_lead(place.cohort),
        make_person(Role.ACCOMPANYING_ALLY, place.scope),
    ]
    outside = [AnonymousUser(), make_referent(make_participation()), make_person(Role.FUNDER_CONTACT, place.cohort.scope),
               make_person(Role.ASSOCIATION_EMPLOYEE), make_person(Role.PLATFORM_ADMINISTRATOR)]  # fmt: skip

    assert [thread in Thread.objects.visible_to(person) for person in inside] == [True] * 3
    assert [thread in Thread.objects.visible_to(person) for person in outside] == [False] * 5


def test_thread_is_begun_once_and_settled_once_by_its_author_or_a_lead():
    place = make_participation()
    project, author, neighbour = (
        make_project(place),
        make_referent(place),
        make_referent(make_participation(place.cohort)),
    )
    begin = {"project": project, "tag": Tag.OFFER, "title": "Un camion", "text": "Le mardi"}

    thread = actions.begin_thread(by=author, **begin)
    assert actions.begin_thread(by=author, **begin) == thread
    actions.reply(thread=thread, text="Merci", by=neighbour)
    with pytest.raises(Denied, match="qui a ouvert ce fil"):
        actions.settle(thread=thread, by=neighbour)
    actions.settle(thread=thread, by=author)
    with pytest.raises(Denied, match="déjà trouvé"):
        actions.settle(thread=thread, by=make_lead(place.cohort))

    assert journal(thread) == ["thread-begun", "thread-replied", "thread-settled"]


def test_stranger_neither_begins_nor_replies():
    place = make_participation()
    with pytest.raises(Denied, match="entre les délégations"):
        actions.begin_thread(project=make_project(place), tag=Tag.FEAR, title="X", text="Y", by=make_person())
    with pytest.raises(Denied, match="entre les délégations"):
        actions.reply(thread=make_thread(place), text="Y", by=make_referent(make_participation()))


def test_forum_is_lived_on_screen_and_filtered(sign_in):
    place = make_participation()
    client, forum = sign_in(make_referent(place)), reverse("support:forum", args=[place.cohort.code])
    project = make_project(place)
    foreign = make_project(make_participation())
    client.post(
        forum, {"project": project.code, "tag": "fear", "title": "Et si personne ne vient ?", "text": "Le samedi"}
    )
    refused = client.post(forum, {"project": foreign.code, "tag": "fear", "title": "Ailleurs", "text": "X"})
    thread = Thread.objects.get()
    client.post(thread.get_absolute_url(), {"text": "On viendra"})
    client.post(reverse("support:settle", args=[place.cohort.code, thread.code]))

    assert refused.status_code == 200
    assert "Et si personne" in client.get(f"{forum}?tag=fear").text
    assert "Et si personne" not in client.get(f"{forum}?tag=offer").text
    assert "On viendra" in client.get(thread.get_absolute_url()).text
    thread.refresh_from_db()
    assert thread.settled


def test_forum_queries_do_not_grow(sign_in, django_assert_max_num_queries):
    place = make_participation()
    client, forum = sign_in(make_lead(place.cohort)), reverse("support:forum", args=[place.cohort.code])
    make_thread(place)
    with django_assert_max_num_queries(15) as first:
        client.get(forum)
    for number in range(4):
        make_thread(make_participation(place.cohort), title=f"Fil {number}")

    with django_assert_max_num_queries(len(first)):
        client.get(forum)
