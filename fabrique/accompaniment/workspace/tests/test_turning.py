from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.programme.models import Output
from fabrique.accompaniment.workspace import actions
from fabrique.accompaniment.workspace.enums import Moment, Size
from fabrique.accompaniment.workspace.models import Position, Victory
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from tests.world import journal, make_lead, make_participation, make_person, make_referent, make_session

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


def test_earlier_words_and_expectations_stand_beside_the_new_ones(sign_in):
    place = make_participation()
    session = make_session(place.cohort, date=TODAY)
    Output.objects.create(session=session, participation=place, kind="expectations", text="Du bois sec")
    Position.objects.create(participation=place, moment="start", ambition="Un four")
    client = sign_in(make_referent(place))

    page = client.get(address("position", place, "break")).text
    client.post(address("position", place, "break"),
                {"ambition": "Deux fours", "on_expectations": "Le bois est venu", "version": 0})  # fmt: skip
    end = client.get(address("position", place, "end")).text

    assert "Un four" in page
    assert "Du bois sec" in page
    assert end.index("Un four") < end.index("Deux fours")
    assert "Le bois est venu" in client.get(address("positions", place)).text


def test_last_question_is_kept():
    place = make_participation()

    actions.take_position(participation=place, moment=Moment.END, ambition="X", again="yes", by=make_referent(place))

    assert Position.objects.get().get_again_display() == "oui, à refaire"
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.create(participation=make_participation(), moment="break", ambition="X", again="yes")


def test_ambitions_of_a_cohort_are_compared_by_who_leads_it(sign_in, client):
    place = make_participation()
    win(place, make_referent(place))
    Position.objects.create(participation=place, moment="start", ambition="canari")
    Position.objects.create(
        participation=place, moment="break", ambition="Deux fours", wanted="Un boulanger", follows="change"
    )
    page_of = reverse("workspace:turning", args=[place.cohort.code])

    lead = sign_in(make_lead(place.cohort))
    page = lead.get(page_of).text
    paper = lead.get(reverse("workspace:closing-day", args=[place.cohort.code, "html"])).content.decode()

    assert page.index("canari") < page.index("on change de route")
    assert "added_because=Un+boulanger" in page
    assert [word in paper for word in ("canari", "Deux fours", "non exprimé", "La porte est ouverte", "referiez")] == [
        True
    ] * 5
    assert lead.get(reverse("workspace:closing-day", args=[place.cohort.code, "exe"])).status_code == 404
    for person in (make_referent(place), make_person(), make_lead(make_participation().cohort)):
        assert sign_in(person).get(page_of).status_code == 403


def test_comparing_costs_the_same_whatever_the_number_of_territories(sign_in, django_assert_max_num_queries):
    place = make_participation()
    client, page = sign_in(make_lead(place.cohort)), reverse("workspace:turning", args=[place.cohort.code])
    Position.objects.create(participation=place, moment="break", ambition="X", wanted="Y")
    client.get(page)
    with django_assert_max_num_queries(30) as few:
        client.get(page)
    for _n in range(4):
        Position.objects.create(
            participation=make_participation(place.cohort), moment="break", ambition="X", wanted="Y"
        )

    with django_assert_max_num_queries(len(few)):
        client.get(page)
