"""The restitution is found from where people are, by those to whom it came out and nobody else (R371, R372)."""

import pytest
from django.urls import reverse

from fabrique.accompaniment.restitution.tests.listened import make_room, written
from fabrique.accompaniment.restitution.tests.test_life import presented, restituted
from fabrique.core.inbox import inbox
from fabrique.ground.people.enums import Role
from tests.world import make_person, make_referent

pytestmark = pytest.mark.django_db(databases="__all__")


def pages(room):
    place = room.diagnostic.participation
    return [
        reverse("workspace:diagnostic", args=[place.cohort.code, place.code]),
        place.territory.get_absolute_url(),
        reverse("restitution:list") + f"?cohorte={place.cohort.code}",
        room.diagnostic.get_absolute_url(),
    ]


def test_restitution_is_linked_from_the_delegation_the_territory_the_cohort_and_the_diagnostic(sign_in):
    room = written(make_room(), quoted=False)
    edition, place = restituted(room), room.diagnostic.participation
    outcome = reverse("restitution:outcome", args=[room.diagnostic.code])
    browser = sign_in(make_referent(place))
    found = [browser.get(address).text for address in pages(room)]
    assert [edition.get_absolute_url() in page or outcome in page for page in found] == [True] * 4
    assert "Une recommandation attend la réponse du territoire." in found[0]
    stranger = sign_in(make_person())
    assert edition.get_absolute_url() not in stranger.get(place.territory.get_absolute_url()).text


def test_before_the_restitution_only_the_number_one_is_led_to_it(sign_in):
    room = written(make_room(), quoted=False)
    edition, place = presented(room), room.diagnostic.participation
    first, other = make_person(Role.NUMBER_ONE, place.scope), make_referent(place)
    assert edition.get_absolute_url() in sign_in(first).get(pages(room)[0]).text
    assert edition.get_absolute_url() in [act.url for act in inbox(first)]
    assert edition.get_absolute_url() not in [act.url for act in inbox(other)]
    assert edition.get_absolute_url() not in sign_in(other).get(pages(room)[0]).text


def test_list_of_one_cohort_leaves_the_others_out(sign_in):
    room, other = written(make_room(), quoted=False), written(make_room(), quoted=False)
    here, elsewhere = restituted(room), restituted(other)
    page = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE)).get(pages(room)[2]).text
    assert (here.get_absolute_url() in page, elsewhere.get_absolute_url() in page) == (True, False)
