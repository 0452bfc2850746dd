from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.workspace import actions
from fabrique.accompaniment.workspace.enums import Moment, Size
from fabrique.accompaniment.workspace.models import Position, Victory
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from tests.world import journal, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def address(room, place, *more):
    return reverse(f"workspace:{room}", args=[place.cohort.code, place.code, *more])


def win(place, by, title="La porte est ouverte", **more):
    return actions.add_victory(participation=place, size=Size.SMALL, title=title, won_on=TODAY, by=by, **more)


def test_position_is_written_once_a_moment_and_edited_knowingly():
    place = make_participation()
    referent = make_referent(place)
    take = {"participation": place, "moment": Moment.BREAK, "by": referent}

    position = actions.take_position(ambition="Un four", gaps="Du bois", follows="change", **take)
    with pytest.raises(Conflict):
        actions.take_position(ambition="Un autre four", **take)
    actions.take_position(ambition="Deux fours", gaps="", seen=1, **take)

    position.refresh_from_db()
    assert (position.ambition, position.gaps, position.follows) == ("Deux fours", "", "change")
    assert journal(position) == ["position-taken", "position-taken"]


def test_first_position_holds_the_ambition_alone():
    place = make_participation()

    actions.take_position(
        participation=place, moment=Moment.START, ambition="Un four", gaps="Du bois", by=make_referent(place)
    )

    assert Position.objects.get().gaps == ""
    for fields in ({"moment": "start", "gaps": "x"}, {"moment": "break", "next_steps": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Position.objects.create(participation=make_participation(), ambition="Un four", **fields)


def test_position_and_victory_are_written_by_their_delegation():
    place = make_participation()
    for person in (make_lead(place.cohort), make_person(), make_referent(make_participation())):
        with pytest.raises(Denied, match="tenu par"):
            actions.take_position(participation=place, moment=Moment.END, ambition="X", by=person)
        with pytest.raises(Denied, match="tenu par"):
            win(place, person)


def test_victory_is_won_once_and_in_the_past():
    place = make_participation()
    referent = make_referent(place)
    victory = win(place, referent)
    with pytest.raises(Denied, match="déjà au mur"):
        win(place, referent)
    with pytest.raises(Denied, match="une fois gagnée"):
        actions.add_victory(
            participation=place, size=Size.LARGE, title="X", won_on=TODAY + timedelta(days=1), by=referent
        )
    with pytest.raises(Denied, match="tenu par"):
        actions.remove_victory(victory=victory, by=make_lead(place.cohort))

    actions.remove_victory(victory=victory, by=referent)
    assert not Victory.objects.exists()


def test_victory_is_celebrated_by_the_cohort_and_no_further():
    place = make_participation()
    neighbour = make_referent(make_participation(place.cohort))
    victory, position = (
        win(place, make_referent(place)),
        Position.objects.create(participation=place, moment="end", ambition="X"),
    )

    assert victory in Victory.objects.visible_to(neighbour)
    assert position not in Position.objects.visible_to(neighbour)
    for person in (AnonymousUser(), make_referent(make_participation())):
        assert victory not in Victory.objects.visible_to(person)


def test_turning_points_are_lived_on_screen(sign_in):
    place = make_participation()
    client = sign_in(make_referent(place))
    client.post(address("position", place, "start"), {"ambition": "Un four", "version": 0})
    client.post(address("position", place, "end"), {"ambition": "Deux fours", "carried_by": "Le comité", "version": 0})
    late = client.post(address("position", place, "end"), {"ambition": "Trois fours", "version": 0})
    client.post(address("victories", place), {"title": "Le pain est bon", "size": "small", "won_on": TODAY.isoformat()})
    page = client.get(address("positions", place)).text

    assert "Un four" in page
    assert "Le comité" in page
    assert "Deux fours" in late.text
    assert client.get(address("position", place, "hier")).status_code == 404
    assert "Le pain est bon" in client.get(reverse("workspace:wall", args=[place.cohort.code])).text
    client.post(address("remove-victory", place, Victory.objects.get().code))
    assert "Le pain est bon" not in client.get(address("victories", place)).text


def test_wall_queries_do_not_grow(sign_in, django_assert_max_num_queries):
    place = make_participation()
    referent = make_referent(place)
    client, wall = sign_in(referent), reverse("workspace:wall", args=[place.cohort.code])
    win(place, referent)
    with django_assert_max_num_queries(15) as first:
        client.get(wall)
    for _n in range(4):
        other = make_participation(place.cohort)
        win(other, make_referent(other))

    with django_assert_max_num_queries(len(first)):
        client.get(wall)
