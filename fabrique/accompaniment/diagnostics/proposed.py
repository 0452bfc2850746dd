"""The grid that the house proposes, in its own words: a draft to take up, never agreed for somebody else."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from fabrique.accompaniment.diagnostics.actions.grids import add_question, begin_grid
from fabrique.accompaniment.diagnostics.models import Grid
from fabrique.ground.people.models import Person

PROPOSED = Path(__file__).with_name("grid.toml")


def words_of_the_house() -> dict[str, Any]:
    return tomllib.loads(PROPOSED.read_text())


def is_taken_up() -> bool:
    return Grid.objects.filter(title=words_of_the_house()["title"]).exists()


@transaction.atomic
def take_up(*, by: Person) -> Grid:
    words = words_of_the_house()
    grid = begin_grid(title=words["title"], introduction=words["introduction"].strip(), by=by)
    for question in words["question"]:
        add_question(grid=grid, by=by, **question)
    return grid
