"""Every way into the site, read from the URL resolver, with the objects its address needs."""

import re
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from fabrique.accompaniment.circles import guests as circle_guests
from fabrique.accompaniment.circles.models import Guest
from fabrique.accompaniment.diagnostics import guests as diagnostic_guests
from fabrique.accompaniment.diagnostics.models import Contact, Questionnaire
from fabrique.accompaniment.narratives import guests as narrative_guests
from fabrique.accompaniment.narratives.models import Passage
from fabrique.accompaniment.workshops.models import Card, Step, Workshop
from fabrique.core.permissions import permission
from fabrique.core.system_checks import patterns
from fabrique.ground.agenda import calendars, guests
from fabrique.ground.agenda.models import Event, Feed
from fabrique.ground.messages import links
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Invitation, Person
from fabrique.ground.permanences import guests as permanences
from fabrique.ground.permanences.models import Matter
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from fabrique.roof.home.content import spoken
from tests.guards import HouseClient
from tests.sides import Side, scope_for
from tests.walk.expectations import PRINCIPALS, STRANGER, SUSPENDED, VISITOR
from tests.world import make_item, make_person

UNKNOWN = "bbbbbbbb"


def registered_guest(event: Event) -> str:
    """The signed link of a guest who has a place."""
    who = {"guest_email": "venu@example.invalid", "guest_name": "Mot"}
    event.registrations.get_or_create(**who, defaults={"state": "seated"})
    return guests.address(event, who["guest_email"], "Mot", "fr").rpartition("/")[2]


def sentence(_side: Side) -> str:
    """One sentence of the referential of the four categories: the same on both sides."""
    key = "stake-elected-1"
    if not Item.objects.filter(key=key).exists():
        make_item(ReferentialKey.FANTASTICS, key, part="stake", said_by="elected")
    return key


def quoted_link(passage: Passage) -> str:
    """The signed link of somebody quoted in the same narrative."""
    words = {"text": "Mots cités", "said_by": "une élue"}
    asked = {"consent": "asked", "asked_on": "2026-01-05", "linked_on": timezone.localdate(), "link_number": 1}
    quote, _new = passage.narrative.passages.get_or_create(kind="quote", **words, defaults=asked)
    return narrative_guests.address(quote).rpartition("/")[2]


# what stands in an address and is no object of a guarded view: a value, or how to make it for a side
TAUGHT_ARGUMENTS = {
    "uidb36": "1",
    "account_reset_password_from_key key": "set-password",
    "question key": lambda side: spoken("questions")["questions"][0]["key"],
    "pause-format key": "balcony",
    "pk": 1,
    "format_name": "html",
    "paper": "presentation",
    "answer name": "answer",
    "token": lambda side: links.token(side.of(Person), "task"),
    "dimension": "trajectory",
    "moment": "start",
    "lever": "media",
    "output kind": "stakes",
    "begin-note kind": "framing",
    "guest-hot token": lambda side: registered_guest(side.of(Event)),
    "style": "elu",
    "referential": "categories",
    "word key": sentence,
    "feed token": lambda side: calendars.address(side.of(Feed)),
    "guest token": lambda side: guests.address(side.of(Event), "mot@example.invalid", "Mot", "fr").rpartition("/")[2],
    "follow token": lambda side: permanences.address(side.of(Matter)).rpartition("/")[2],
    "interviewee token": lambda side: diagnostic_guests.token(side.of(Contact)),
    "interviewee-calendar token": lambda side: diagnostic_guests.token(side.of(Contact)),
    "quoted token": lambda side: quoted_link(side.of(Passage)),
    "letter": "invitation",
    "step": "practices",
    "door": lambda side: side.of(Workshop).door,
    **{
        f"{name} step": lambda side: side.of(Step).code
        for name in ("write", "vote", "dots", "go-to", "timer", "show-results", "make-cluster", "picture")
    },
    **{f"{name} card": lambda side: side.of(Card).code for name in ("vote", "dots", "take-back")},
    "house-format key": "attentes",
    "copy-house-format key": "attentes",
    "category key": "elected",
    "asking": "elected",
    "asked": "elected",
    "sheet": lambda side: side.of(Questionnaire).code,
    "shared token": lambda side: circle_guests.address(side.of(Guest)).rpartition("/")[2],
    "invitation code": lambda side: side.of(Invitation).code,
    "invitation-code code": lambda side: side.of(Invitation).code,
}


@dataclass(frozen=True)
class Way:
    """One URL pattern. `library` when the view is not ours: we then ask only that it neither breaks nor tells."""

    route: str
    name: str
    view: object
    arguments: tuple[str, ...]

    @property
    def library(self) -> bool:
        return not hasattr(self.view, "policy")

    @property
    def rule(self) -> permission:
        return self.view.policy

    @property
    def loads(self) -> dict[str, type[models.Model]]:
        return getattr(self.view, "loads", {})

    def address(self, *sides: Side | None) -> str:
        """The address with the objects of one side; of several, in the order of the arguments; `None`: unknown codes."""
        given = [sides[min(i, len(sides) - 1)] for i in range(len(self.arguments))]
        values = [self.value(name, side) for name, side in zip(self.arguments, given, strict=True)]
        address = "/" + self.route.replace("^", "").replace("$", "").replace("\\Z", "")
        for name, value in zip(self.arguments, values, strict=True):
            address = re.sub(rf"<(?:\w+:)?{name}>|\(\?P<{name}>[^)]*\)", str(value), address)
        return address

    def value(self, name: str, side: Side | None):
        if name in self.loads:
            return self.side_code(self.loads[name], side)
        taught = TAUGHT_ARGUMENTS.get(f"{self.name} {name}", TAUGHT_ARGUMENTS.get(name))
        if taught is None:
            pytest.fail(f"Teach TAUGHT_ARGUMENTS in tests/walk/ways.py what « {name} » is in {self.route}")
        if not callable(taught):
            return taught
        return taught(side) if side else UNKNOWN

    def side_code(self, model, side: Side | None) -> str:
        return side.of(model).code if side else UNKNOWN


def every_way() -> list[Way]:
    found = []
    for route, pattern in patterns():
        arguments = tuple(re.findall(r"<(?:\w+:)?(\w+)>", route))
        found.append(Way(route, pattern.name or "", pattern.callback, arguments))
    return found


def ours() -> list[Way]:
    return [way for way in every_way() if not way.library]


class Cast:
    """A signed-in client for each principal."""

    def __init__(self, near: Side):
        self.near = near
        self.people: dict[str, Person | AnonymousUser] = {}
        self.sessions: dict[str, str] = {}
        self.clients: dict[str, HouseClient] = {}

    def all_signed_in(self) -> "Cast":
        for principal in PRINCIPALS:
            person = self.people[principal] = self.make(principal)
            client = HouseClient()
            if isinstance(person, Person):
                client.force_login(person)
            self.sessions[principal] = client.cookies.output(header="", sep=";")
        return self

    def afresh(self) -> "Cast":
        """The same people, each with a browser that did nothing yet."""
        cast = Cast(self.near)
        cast.people, cast.sessions = self.people, self.sessions
        return cast

    def __getitem__(self, principal: str) -> HouseClient:
        if principal not in self.clients:
            self.clients[principal] = client = HouseClient()
            client.cookies.load(self.sessions[principal])
        return self.clients[principal]

    def make(self, principal: str) -> Person | AnonymousUser:
        if principal == VISITOR:
            return AnonymousUser()
        if principal in (STRANGER, SUSPENDED):
            return make_person(name=f"Mot {principal}", is_active=principal != SUSPENDED)
        return make_person(Role(principal), scope_for(Role(principal), self.near), name=f"Mot {principal}")
