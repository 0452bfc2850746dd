"""Fixtures and guards of the whole suite."""

from tests.guards import *  # noqa: F403  fixtures that make every test stricter
from tests.instance import *  # noqa: F403
from tests.proof import *  # noqa: F403
from tests.sharing import *  # noqa: F403
from tests.world import *  # noqa: F403
