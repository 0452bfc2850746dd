"""The board shows one part at a time, and only what its reader may open."""

import pytest

from fabrique.accompaniment.cohorts.board import Part, navigation
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_person

pytestmark = pytest.mark.django_db


def labels(links) -> list[str]:
    return [str(link.label) for link in links]


def test_board_shows_the_pages_of_one_part():
    cohort = make_cohort()
    lead = make_person(Role.COHORT_LEAD, cohort.scope)

    shown = navigation(lead, cohort, "delegations")

    assert labels(shown["parts"]) == [str(part.label) for part in Part]
    assert [link.current for link in shown["parts"]] == [False, True, False, False]
    assert labels(shown["tabs"]) == ["Recrutement", "Territoires", "Délégations"]


def test_board_shows_no_door_that_is_closed_to_its_reader():
    cohort = make_cohort()
    funder = make_person(Role.FUNDER_CONTACT, cohort.scope)

    shown = navigation(funder, cohort, "recruitment")

    assert labels(shown["parts"]) == [str(Part.GATHER.label), str(Part.LIVE.label)]
    assert labels(shown["tabs"]) == ["Recrutement", "Délégations"]
