"""What is said among peers lies in clear nowhere, and no address gives it to who is not of the group (issue 6).

As in `test_canaries`: a real server at its loudest is told invented words, broken with the words in hand, then stopped;
every byte of its folder is read, with a backup restored, the export, and what each address of these areas answers to
those who may not read. Seen red: with words written as they are, and with Python's own log lines.
"""

import json
import re

import pytest

from fabrique.core.system_checks import patterns
from tests.operations.browsing import Browser
from tests.operations.scanning import found_in
from tests.operations.telling import MARK, Words, breaking, canaries, carried_away

AREAS = ("peers", "workshops")
PREPARE = """
import json
from django.test import Client
from fabrique.accompaniment.peers.models import Membership
from fabrique.accompaniment.peers.tests.among import agreed, lead_of, running, somebody, write
from fabrique.accompaniment.workshops.tests.room import opened
from fabrique.accompaniment.workshops.tests.room import write as write_card
from fabrique.accompaniment.workshops.tests.room import somebody as in_the_room
from fabrique.ground.people.enums import Role
from tests.world import make_organisation, make_person
for word in PUBLIC_:
    make_organisation(name=word)
group, people = running()
own = write(group, people[0], "ceci attend un canari")
other, strangers = running()
room = opened(cohort=group.cohort, by=group.facilitator, group=group)
card = write_card(room, in_the_room(room, people[0]), "ceci attend un canari")
def session(person):
    client = Client()
    client.force_login(person)
    return client.cookies["session"].value
inside = {"member": people[0], "facilitator": group.facilitator}
outside = {"colleague": somebody(group), "other group": strangers[0], "other facilitator": other.facilitator,
           "region": make_person(Role.REGIONAL_INSTITUTION_AGENT, group.cohort.scope),
           "admin": make_person(Role.PLATFORM_ADMINISTRATOR), "lead": lead_of(group)}
print(json.dumps({
    "inside": {name: session(person) for name, person in inside.items()},
    "outside": {name: session(person) for name, person in outside.items()} | {"visitor": ""},
    "known": {"cohort": group.cohort.code, "group": group.code, "contribution": own.code,
              "membership": Membership.objects.get(group=group, person=people[1]).code,
              "statement": "aucun", "message": "aucun", "step": "practices", "workshop": room.code, "door": room.door,
              "card": card.code, "room step": room.current.code, "cluster": "aucun", "decision": "aucune",
              "script": "aucun", "key": "attentes", "format_name": "html"},
}))
"""


def addresses(known: dict[str, str]) -> dict[str, str]:
    """Every address of these areas, whatever is added to them."""
    found = {}
    for route, pattern in patterns():
        area = pattern.lookup_str.split(".")[2]
        if area in AREAS:
            mine = known | {"step": known["room step"]} if area == "workshops" else known
            found[f"{area}:{pattern.name}"] = "/" + re.sub(r"<\w+:(\w+)>", lambda m, mine=mine: mine[m[1]], route)
    return found


def speak(member: Browser, facilitator: Browser, known: dict[str, str], words: Words) -> None:
    """Written, rewritten, refused, said in the thread, drafted and read again; what codes come to light is `known` after."""
    home = f"/parcours/cohortes/{known['cohort']}/groupes-de-pairs/{known['group']}/"
    assert member.post(f"{home}pas/{known['step']}", kind="stake", text=words.take())[0] == 302
    assert member.post(f"{home}pas/{known['step']}", kind="unknown", text=words.take())[0] == 200
    assert facilitator.post(f"{home}pas/{known['step']}", kind="stake", text=words.take())[0] == 302
    mine = f"{home}ecrits/{known['contribution']}/recrire"
    assert member.post(mine, version=1, kind="stake", text=words.take())[0] == 302
    assert member.post(mine, version=1, kind="stake", text=words.take())[0] == 200
    assert member.post(f"{home}fil", text=words.take(), unsigned="on")[0] == 302
    assert facilitator.post(f"{home}synthese", kind="revelation", text=words.take())[0] == 302
    known["statement"] = re.search(r"/synthese/(\w+)/recrire", facilitator.get(f"{home}synthese")[1]).group(1)
    known["message"] = re.search(r"/fil/(\w+)/effacer", member.get(f"{home}fil")[1]).group(1)
    assert facilitator.post(f"{home}etape", move="draft")[0] == 302
    assert member.post(f"{home}synthese/{known['statement']}/avis", says="change", words=words.take())[0] == 302


def gather(member: Browser, facilitator: Browser, known: dict[str, str], words: Words) -> None:
    """The same group around a wall: a card refused, a card written, put aside, put together, a decision."""
    room, step = f"/atelier/{known['door']}/", known["room step"]
    once = "0123456789abcdef"
    assert member.post(f"{room}pas/{step}/ecrire", text=words.take(), once="?")[0] == 200
    assert member.post(f"{room}pas/{step}/ecrire", text=words.take(), once=once)[0] == 302
    desk = f"/parcours/cohortes/{known['cohort']}/ateliers/{known['workshop']}/"
    assert facilitator.post(f"{desk}cartes/{known['card']}/de-cote", reason=words.take())[0] == 302
    assert facilitator.post(f"{desk}cartes/{known['card']}/remettre")[0] == 302
    assert facilitator.post(f"{desk}regrouper/{step}", title=words.take(), cards=known["card"])[0] == 302
    assert facilitator.post(f"{desk}decisions/ecrire", text=words.take(), carrier=words.take())[0] == 302
    page = facilitator.get(f"{desk}console")[1]
    known["decision"] = re.search(r"/decisions/(?!ecrire)(\w+)", page).group(1)
    known["cluster"] = re.search(r"/groupes/(\w+)", page).group(1)


@pytest.mark.proof(3)
def test_no_word_lies_outside_the_group(place, prepared, proof):
    words, public = Words(proof.size(20, 80)), canaries(proof.size(3, 10), 43, mark="")
    told = json.loads(place.python(PREPARE.replace("PUBLIC_", repr(public))).rpartition("\n")[2])
    known, broken = told["known"], set()

    with breaking(place) as port:
        inside = {name: Browser(port, session) for name, session in told["inside"].items()}
        speak(*inside.values(), known, words)
        gather(*inside.values(), known, words)
        pages = addresses(known)
        heard = "".join(inside["member"].get(address)[1] for address in pages.values())
        for where in ("database", "page"):
            (place.folder / f"break-{where}").touch()
            for name, address in pages.items():
                if name in broken and proof.size(True, False):
                    continue
                asked = {"version": 2, "kind": "stake", "text": words.take(), "words": words.take(), "reason": words.take(),
                         "title": words.take(), "once": "0123456789abcdef"}  # fmt: skip
                for browser in inside.values():
                    statuses = {browser.get(address)[0], browser.post(address, **asked)[0]}
                    broken |= {name} if 500 in statuses else set()
            (place.folder / f"break-{where}").unlink()
        # the walk asks each door of everybody
        outside = dict(list(told["outside"].items())[proof.size(-3, 0) :])
        for name, session in outside.items():
            other = Browser(port, session)
            for number, address in enumerate(pages.values()):
                (place.folder / "pages" / f"{name}-{number}.html").write_text(other.get(address)[1])
            (place.folder / "pages" / f"{name}.html").write_text(other.get("/organisations/")[1])
    assert " DEBUG " in (place.folder / "server.log").read_text(), "the logs were not at their loudest"
    carried_away(place, prepared)
    found = found_in(place.folder, [*words.given, *public], MARK)

    leaks = {word: files for word, files in found.items() if files and word not in public}
    seen = min(len(found[word]) for word in public)
    said = f"of {len(words.given)} words said among peers found outside"
    proof.record(len(leaks), said, goal=0, control_seen_red=seen >= 3)
    assert leaks == {}
    assert len(broken) > len(pages) / 2
    assert sum(word in heard for word in words.given) >= 4
    assert seen >= 3


def test_words_that_nothing_seals_would_be_seen(place):
    """The controls: with each protection off, the same sweep finds the words."""
    words = Words(12)
    told = json.loads(place.python(PREPARE.replace("PUBLIC_", "[]")).rpartition("\n")[2])

    with breaking(place, LEAK="logs,seal") as port:
        member, _facilitator = (Browser(port, session) for session in told["inside"].values())
        home = f"/parcours/cohortes/{told['known']['cohort']}/groupes-de-pairs/{told['known']['group']}/"
        written, logged = words.take(), words.take()
        assert member.post(f"{home}fil", text=written)[0] == 302
        (place.folder / "break-database").touch()
        assert member.post(f"{home}fil", text=logged)[0] == 500
    found = found_in(place.folder, [written, logged], MARK)

    assert "db.sqlite3" in found[written]
    assert "server.log" in found[logged]
