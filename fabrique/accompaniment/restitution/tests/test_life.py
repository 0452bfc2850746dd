"""From the draft to what changed since: the whole life of a restitution, once."""

import pytest
from django.utils import timezone

from fabrique.accompaniment.restitution import actions
from fabrique.accompaniment.restitution.canonical import fingerprint
from fabrique.accompaniment.restitution.enums import EditionState
from fabrique.accompaniment.restitution.published import themes
from fabrique.accompaniment.restitution.tests.listened import cleared, make_room, written
from fabrique.ground.people.enums import Role
from tests.world import make_person, make_project, make_referent

pytestmark = pytest.mark.django_db(databases="__all__")


def presented(room):
    edition = cleared(room)
    actions.present(edition=edition, vault=room.vault, held_on=timezone.localdate(), present="Le n° 1", by=room.author)
    edition.refresh_from_db()
    return edition


def restituted(room):
    edition = presented(room)
    actions.restitute(
        edition=edition,
        vault=room.vault,
        held_on=timezone.localdate(),
        format="room",
        invited=10,
        present=8,
        by=room.author,
    )
    edition.refresh_from_db()
    return edition


def test_restitution_goes_its_way_from_the_vault_to_the_pilot_project():
    room = written(make_room())
    edition = restituted(room)
    place = room.diagnostic.participation
    referent = make_referent(place)
    room.diagnostic.refresh_from_db()

    assert (edition.state, room.diagnostic.state) == (EditionState.RESTITUTED, "restituted")
    assert fingerprint(edition.text) == edition.sha256
    assert set(themes(place.cohort)) == {(place.pk, "Le temps", group) for group in ("assets", "fragilities", "tensions", "recommendation")}  # fmt: skip
    row = edition.published_recommendations.get()
    actions.answer_recommendation(
        recommendation=row, taken_up="yes", why="", project=make_project(place), by=referent, seen=row.version
    )
    room.diagnostic.refresh_from_db()
    assert room.diagnostic.state == "linked"
    actions.say_change(
        restitution=edition.restitution, text="On se parle.", by=make_person(Role.NUMBER_ONE, place.scope)
    )
    actions.record_follow_up(
        restitution=edition.restitution, held_on=timezone.localdate(), summary="Bien reçu.", by=room.supervisor
    )
