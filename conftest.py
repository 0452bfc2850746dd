"""Fixtures and guards of the whole suite; `tests/cast.py` holds the people and the small world they live in."""

from tests.guards import *  # noqa: F403  fixtures that make every test stricter
from tests.instance import *  # noqa: F403
from tests.proof import *  # noqa: F403
from tests.world import *  # noqa: F403
