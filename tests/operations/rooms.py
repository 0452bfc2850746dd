"""A workshop on a real instance, served by one process or two, with a room of phones (`crowd.py`) and what it comes to."""

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.instance import BASE, Instance, free_port

STATEMENTS = 12
MADE = """
import json
from django.urls import reverse
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Workshop
from fabrique.ground.referentials.models import Item
from django.conf import settings
from django.test import Client
from tests.world import make_cohort, make_item, make_lead, make_session
from fabrique.ground.referentials.enums import ReferentialKey
other = Workshop.objects.first()  # a second room, of the same cohort
cohort = other.cohort if other else make_cohort()
if not Item.objects.categories(cohort.scope).exists():
    make_item(ReferentialKey.CATEGORIES)
lead = other.facilitator if other else make_lead(cohort)
words = [f"La phrase numéro {n} parle d’une chose que la salle connaît bien." for n in range(STATEMENTS_)]
script = [({"kind": "vote", "question": "Êtes-vous d’accord ?", "ballot": "opinion"}, words),
          ({"kind": "collect", "question": "Qu’attendez-vous ?"}, [])]
workshop = actions.prepare(cohort=cohort, title="Une salle", by=lead, script=script)
actions.move(workshop=workshop, name="open", by=lead)
vote, collect = workshop.steps.all()
session = make_session(cohort)
officer = Client()
officer.force_login(lead)
print(json.dumps({
    "code": workshop.code, "topic": workshop.topic, "room": reverse("workshops:room", args=[workshop.door]),
    "channel": reverse("workshops:room-stream", args=[workshop.door]),
    "vote": reverse("workshops:vote", args=[workshop.door, vote.code, "CARD"]),
    "write": reverse("workshops:write", args=[workshop.door, collect.code]),
    "categories": [*(item.key for item in Item.objects.categories(cohort.scope)), ""],
    "cards": list(vote.cards.values_list("code", flat=True)), "region": "now",
    "officer": {settings.SESSION_COOKIE_NAME: officer.cookies[settings.SESSION_COOKIE_NAME].value},
    "session": session.get_absolute_url(),
    "documents": reverse("programme:add-document", args=[cohort.code, session.code]),
}))
"""
AT_COLLECT = """
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Workshop
workshop = Workshop.objects.get(code="CODE_")
actions.go_to(workshop=workshop, step=workshop.steps.last(), by=workshop.facilitator)
"""
KEPT = """
import json
from fabrique.accompaniment.workshops.models import Card, Vote
from fabrique.core.live.models import Change
of_room = {"step__workshop__code": "CODE_"}
votes = Vote.objects.filter(**of_room).values_list("participant__token_hash", "card__code", "position")
cards = [(card.participant.token_hash, card.text, card.code) for card in Card.objects.filter(**of_room).exclude(participant=None)]
changes = [(number, at.timestamp()) for number, at in Change.objects.filter(topic="TOPIC_").values_list("number", "at")]
print(json.dumps({"votes": list(votes), "cards": cards, "changes": changes}))
"""


@dataclass
class Room:
    instance: Instance
    ports: list[int]
    made: dict = field(default_factory=dict)
    servers: list[subprocess.Popen] = field(default_factory=list)

    def start(self) -> None:
        self.servers = [self.instance.start("serve", "--no-worker", "--port", str(port)) for port in self.ports]
        for port, server in zip(self.ports, self.servers, strict=True):
            assert server.stdout.readline().endswith(f":{port}\n"), server.stderr.read()

    def kill_and_start_again(self) -> float:
        """Seconds without a server."""
        began = time.monotonic()
        for server in self.servers:
            server.send_signal(signal.SIGKILL)
            server.communicate()
        self.start()
        return time.monotonic() - began

    def memory(self) -> float:
        """MB of the largest server."""
        texts = [Path(f"/proc/{server.pid}/status").read_text() for server in self.servers]
        return max(int(text.partition("VmRSS:")[2].split()[0]) for text in texts) / 1024

    def go_to_cards(self) -> None:
        self.instance.python(self.filled(AT_COLLECT))

    def filled(self, code: str) -> str:
        return code.replace("CODE_", self.made["code"]).replace("TOPIC_", self.made["topic"])

    def crowd(self, *, phones: int, meanwhile=None, **plan) -> dict:
        """What they saw, and what the database holds after. `meanwhile` is done once everybody is in and follows."""
        usual = {
            "joining": phones / 25,
            "votes": 0,
            "written": 0,
            "seconds": 10,
            "views": 0,
            "files": False,
            "cuts": False,
            "careless": False,
        }
        paper = self.instance.folder / "plan.json"
        paper.write_text(json.dumps(self.made | usual | plan | {"phones": phones, "ports": self.ports}))
        crowd = subprocess.Popen([sys.executable, "-m", "tests.operations.crowd", str(paper)], cwd=BASE, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
        begun = crowd.stdout.readline()
        if begun and meanwhile:
            meanwhile()
        out, err = crowd.communicate(timeout=2400)
        assert crowd.returncode == 0, err[-3000:]
        return json.loads(out) | {"kept": json.loads(self.instance.python(self.filled(KEPT))), "memory": self.memory()}


@contextmanager
def room(instance: Instance, processes: int = 1):
    made = json.loads(instance.python(MADE.replace("STATEMENTS_", str(STATEMENTS))))
    opened = Room(instance, [free_port() for _number in range(processes)], made)
    try:
        opened.start()
        yield opened
    finally:
        for server in opened.servers:
            server.kill()
            server.communicate()


def part(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def fan_out(seen: dict) -> list[float]:
    """Milliseconds from each change to each phone that was there to hear it."""
    changes = [(number, at) for number, at in seen["kept"]["changes"] if at > seen["begun"]]
    delays = []
    for phone in seen["phones"]:
        heard = phone["arrivals"]
        place = 0
        for number, at in changes:
            while place < len(heard) and heard[place][1] < number:
                place += 1
            if place < len(heard):
                delays.append((heard[place][0] - at) * 1000)
    return delays


def votes_wrong(seen: dict) -> dict[str, int]:
    """Told done and not kept as told; kept though nobody was told nor waits; two of one phone on one card."""
    kept = [((phone, card), position) for phone, card, position in seen["kept"]["votes"]]
    told = {
        (phone["hash"], card): position for phone in seen["phones"] for card, position in phone["acknowledged"].items()
    }
    return {"lost": sum(dict(kept).get(key) != position for key, position in told.items()),
            "doubled": len(kept) - len(dict(kept)), "untold": len(set(dict(kept)) - set(told))}  # fmt: skip


def cards_wrong(seen: dict) -> dict[str, int]:
    kept = [(phone, text) for phone, text, _code in seen["kept"]["cards"]]
    told = {(phone["hash"], text) for phone in seen["phones"] for text in phone["acknowledged"]}
    return {"lost": len(told - set(kept)), "doubled": len(kept) - len(set(kept)), "untold": len(set(kept) - told)}


def not_heard(seen: dict) -> int:
    """Changes that a stream never told of, to a phone that was not told to read everything again; numbers not reached."""
    last = max(number for number, _at in seen["kept"]["changes"])
    deaf = sum(phone["after"] != last for phone in seen["phones"])
    return deaf + sum(phone["missed"] for phone in seen["phones"] if not phone["resets"])
