"""The matrix of A50, cell by cell: one person a column, one probe a letter."""

import pytest

from tests.matrix import COLUMNS, LATER, ROWS
from tests.matrix.probes import OBJECTS
from tests.matrix.things import person_of
from tests.world import make_participation

pytestmark = pytest.mark.django_db


def cells_of(person, participation):
    """Every cell of one column: the letters that this person's probes find, in the table's own writing."""
    found = {}
    for row, (make, probes) in OBJECTS.items():
        thing = make(participation)
        found[row] = {letter for letter, probe in probes.items() if probe(person, thing)}
    return found


@pytest.mark.parametrize("column", COLUMNS)
def test_cells_of_a_column(column):
    participation = make_participation()
    person = person_of(column, participation)

    assert cells_of(person, participation) == {row: set(cells[column]) - {"."} for row, cells in ROWS.items()}


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("visitor", "ally", "staff", "suspended")])
def test_role_gives_nothing_in_another_cohort(column):
    """R043: what the same person has elsewhere is what a visitor has."""
    person = person_of(column, make_participation())

    assert cells_of(person, make_participation()) == {row: set(cells["visitor"]) - {"."} for row, cells in ROWS.items()}


def test_every_row_has_its_probes_and_what_comes_later_is_not_there_yet():
    assert list(OBJECTS) == list(ROWS)
    assert [cell for cell in LATER if cell[2] in ROWS[cell[0]][cell[1]]] == []
