"""Few requests at work at once, each thread with a connection that it keeps."""

import asyncio
import threading
import time

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse

from fabrique.core import handler
from fabrique.core.handler import PLACES, FewAtOnce, let_go


@pytest.fixture
def drawn(monkeypatch):
    """What each request was drawn by, and how many were at once. None ends before those it is drawn `with` have begun."""
    seen = {"threads": set(), "now": 0, "most": 0, "with": threading.Barrier(1)}

    def draw(_self, _request):
        seen["threads"].add(threading.get_ident())
        seen["now"] += 1
        seen["most"] = max(seen["most"], seen["now"])
        seen["with"].wait(60)
        time.sleep(0.01)
        seen["now"] -= 1
        return HttpResponse()

    monkeypatch.setattr(FewAtOnce, "get_response", draw)
    monkeypatch.setattr(handler, "let_go", lambda: None)
    return seen


def test_a_crowd_is_drawn_by_a_few_threads(drawn):
    drawn["with"] = threading.Barrier(PLACES)

    async def crowd():
        house = FewAtOnce()
        return await asyncio.gather(*(house.run_get_response(None) for _number in range(40)))

    answers = asyncio.run(crowd())

    assert [answer.status_code for answer in answers] == [200] * 40
    assert (drawn["most"], len(drawn["threads"])) == (PLACES, PLACES)


def test_somebody_who_goes_away_gives_their_place_back(drawn):
    async def crowd():
        house = FewAtOnce()
        for _number in range(PLACES + 2):
            task = asyncio.create_task(house.run_get_response(None))
            await asyncio.sleep(0.001)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return house.places.qsize()

    assert asyncio.run(crowd()) == PLACES


@pytest.mark.django_db(transaction=True)
def test_connection_of_sqlite_is_kept_until_something_goes_wrong_on_it(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("on PostgreSQL it goes back to the pool each time")
    closed = []
    monkeypatch.setattr(connection, "close", lambda: closed.append(True))
    connection.ensure_connection()
    let_go()
    assert closed == []

    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    let_go()
    assert closed == [True]
    connection.errors_occurred = False
