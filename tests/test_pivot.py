"""R515: in its cohort, the pivot ally has the rights of a cohort lead, except what is the evaluator's or the media's."""

import re

import pytest

from fabrique.accompaniment.evaluation import actions as evaluation_actions
from fabrique.accompaniment.evaluation import permissions as evaluation
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.matrix import ROWS
from tests.source import modules
from tests.walk.expectations import MAY
from tests.world import make_effect, make_limit, make_participation, make_person, make_viewpoint

pytestmark = pytest.mark.django_db
ALONE = re.compile(r"Role\.COHORT_LEAD\b")
TOGETHER = re.compile(r"Role\.PIVOT_ALLY\b")


def test_pivot_ally_passes_every_rule_that_a_lead_passes_and_no_other():
    """The walk tries each of them on every page."""
    assert {name for name, who in MAY.items() if Role.COHORT_LEAD in who} == {
        name for name, who in MAY.items() if Role.PIVOT_ALLY in who
    }


def test_columns_of_the_matrix_are_the_same():
    assert {row for row, cells in ROWS.items() if cells["lead"] != cells["pivot"]} == set()


def test_no_rule_names_the_lead_without_the_pivot_ally():
    """Whoever writes `Role.COHORT_LEAD` alone forgets a region: `LEADS` names both."""
    written = [
        module for module in modules() if module.layer in ("models", "permissions") or module.name.endswith("inbox")
    ]

    wrong = [str(module) for module in written if ALONE.search(module.text) and not TOGETHER.search(module.text)]

    assert wrong == []


def pivot_of(participation):
    return make_person(Role.PIVOT_ALLY, participation.cohort.scope)


def test_evaluator_s_words_stay_the_evaluator_s():
    place = make_participation()
    pivot = pivot_of(place)
    effect = make_effect(place, proposed_as=Role.EMBEDDED_EVALUATOR)
    limit = make_limit(place, "accepted", proposed_as=Role.EMBEDDED_EVALUATOR)
    report = make_viewpoint(place, "evaluator")

    for finding in (effect, limit):
        for rule in (evaluation.edit_finding, evaluation.read_again, evaluation.publish):
            assert not rule.allows(pivot, finding)
    with pytest.raises(Denied, match="personne n’écrit à sa place"):
        evaluation_actions.express_viewpoint(viewpoint=report, text="À sa place", seen=1, by=pivot)
    report.refresh_from_db()
    assert report.text == ""
    assert evaluation.propose.allows(pivot, place)


def test_rights_of_the_pivot_ally_end_with_its_region():
    here, elsewhere = make_participation(), make_participation()
    pivot = pivot_of(here)

    assert evaluation.teach.allows(pivot, here.cohort)
    assert not evaluation.teach.allows(pivot, elsewhere.cohort)
