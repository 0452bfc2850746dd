"""Positive control of the walk: each rule that refuses somebody is loosened in turn, and the walk must say so (reliability 1)."""

from itertools import groupby

import pytest

from fabrique.accompaniment.diagnostics.permissions import read_words
from fabrique.ground.people.enums import Role
from tests.walk.expectations import MAY, PRINCIPALS, STRANGER, VISITOR
from tests.walk.test_walk import FIRST_OF_ITS_RULE, judged, methods, refused, send
from tests.walk.ways import ours

pytestmark = pytest.mark.django_db(databases="__all__")
# who knows much and may little, first: the rule itself must be what refuses them, not that they find nothing
TRIED = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR, Role.COHORT_LEAD, Role.DELEGATION_REFERENT,
         Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, STRANGER, VISITOR)  # fmt: skip
# a button whose action refuses again when nothing was chosen on the page: loosened or not, nobody passes
HELD_TWICE = {
    "companionship.permissions.agree_on_point", "companionship.permissions.show_trip",
    "evaluation.permissions.ask_viewpoint", "evaluation.permissions.close_viewpoint", "evaluation.permissions.read_again",
    "programme.permissions.edit_document", "programme.permissions.take_attendance",
    "support.permissions.change_slot", "workspace.permissions.decide_on_method",
}  # fmt: skip
GUARDED = [way for way in ours() if way.route in FIRST_OF_ITS_RULE and MAY.get(way.rule.name) != set(PRINCIPALS)]
AREAS = {
    area: list(ways)
    for area, ways in groupby(
        sorted(GUARDED, key=lambda way: way.rule.__module__), key=lambda way: way.rule.__module__.split(".")[-2]
    )
}


def stopped_by_the_rule(way, near, cast):
    """`(who, method)` whom the rule refuses on what they find; None where nobody who may not finds anything."""
    for who in TRIED:
        if who not in MAY[way.rule.name]:
            method = methods(way, VISITOR)[0]
            response, _body, _wrote = send(cast[who], method, way.address(near))
            if response.status_code == 403 or (who == VISITOR and refused(response) and response.status_code == 302):
                return who, method
    return None


def seen_by_the_walk(way, near, cast, who, method) -> list[str]:
    try:
        response, _body, wrote = send(cast[who], method, way.address(near))
    except Exception as fault:  # noqa: BLE001  the page ran for somebody for whom it was not made: the walk fails there
        return [repr(fault)]
    return judged(response, wrote, method, may=False)


@pytest.mark.parametrize("area", AREAS)
def test_walk_sees_each_rule_that_is_loosened(area, near, cast, monkeypatch):
    unseen, tried = [], 0
    for way in AREAS[area]:
        found = stopped_by_the_rule(way, near, cast)
        if found is None:
            continue
        tried += 1
        assert seen_by_the_walk(way, near, cast, *found) == [], way.route
        with monkeypatch.context() as loosened:
            loosened.setattr(way.rule, "check", lambda *_things: None)
            if not seen_by_the_walk(way, near, cast, *found):
                unseen.append(way.rule.name.removeprefix("fabrique.accompaniment."))

    assert set(unseen) <= HELD_TWICE
    assert tried or not AREAS[area]


def test_words_given_in_confidence_are_among_them():
    assert "diagnostics" in AREAS
    assert read_words.name in {way.rule.name for way in GUARDED}
