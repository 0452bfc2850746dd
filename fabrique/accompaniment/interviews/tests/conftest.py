import pytest

from fabrique.accompaniment.interviews.tests.team import Team
from tests.world import open_vault


@pytest.fixture
def team():
    return Team()


@pytest.fixture
def enter(client):
    """Sign in and open one's vault."""

    def entered(person):
        client.force_login(person)
        open_vault(client, person)
        return client

    return entered
