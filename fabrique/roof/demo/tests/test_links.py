"""Each person of the demonstration follows every link, one of each kind: none leads to a closed door or nowhere.

The journeys follow those of a few people in a browser; here the others', without one, and everybody's in `make proof`.
"""

from urllib.parse import urlsplit

import pytest
from django.conf import settings as house
from django.test import Client
from lxml import html

from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from tests.journeys.crawl import LEFT_ALONE, links, pattern
from tests.proof import FULL

pytestmark = [
    pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("demonstration"), pytest.mark.one_engine,
]  # fmt: skip
FOLLOWED = (Role.ASSOCIATION_EMPLOYEE, Role.ALLY_REPRESENTATIVE, Role.PIVOT_ALLY, Role.NUMBER_ONE, Role.DELEGATION_MEMBER,
            Role.DIAGNOSIS_SUPERVISOR, Role.ACCOMPANYING_ALLY, Role.EMBEDDED_MEDIA, Role.REGIONAL_INSTITUTION_AGENT)  # fmt: skip
LISTENING = (Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR)


def followed(client: Client, start: str) -> list[str]:
    """The links that lead nowhere or to a closed door, each with the page it is on."""
    dead, found, waiting = [], set(), [(start, "")]
    while waiting:
        address, on = waiting.pop(0)
        kind = pattern(urlsplit(address).path)
        if kind in found or LEFT_ALONE.match(urlsplit(address).path):
            continue
        found.add(kind)
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            dead.append(f"{on} → {address}: {answer.status_code}")
        if answer.streaming:
            answer.getvalue()  # its file is closed at its end
        elif answer.status_code < 400 and b"<html" in answer.content:
            waiting += [(link, address) for link in links(html.document_fromstring(answer.content.decode()), address)]
    assert len(found) > 20
    return dead


@pytest.mark.parametrize("role", Role if FULL else FOLLOWED)
def test_no_link_is_dead(role, settings):
    settings.DEMONSTRATION = True
    client = Client()
    client.force_login(Person.objects.get(code=f"demo-{role}"))
    if role in LISTENING:
        client.post("/moi/coffre/ouvrir", {"passphrase": house.DEMONSTRATION_PASSPHRASE})

    assert followed(client, "/etabli/") == []
