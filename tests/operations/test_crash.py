"""What an acknowledged write survives: a process killed at any moment (reliability 10), a full disk (12)."""

import json

import pytest

KILLS = """
import os, random, signal, time
from django.db import connection, connections
from fabrique.core.models import AuditEntry
from fabrique.ground.people.actions import create_person
from fabrique.ground.people.models import Person
kills, hasty = KILLS_, HASTY_
chance, acknowledged = random.Random(10), set()

def write(number, say):
    for n in range(10_000):
        email = f"k{number}-{n}-{hasty}@fabrique.example".lower()
        if hasty:
            os.write(say, f"{email}\\n".encode())
        create_person(by=None, email=email, name="K")
        if not hasty:
            os.write(say, f"{email}\\n".encode())

for number in range(kills):
    connections.close_all()
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        write(number, say)
        os._exit(0)
    os.close(say)
    heard = b""
    while heard.count(b"\\n") < 2 and (piece := os.read(hear, 65536)):
        heard += piece
    time.sleep(chance.uniform(0.0, 0.12))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(hear, 65536):
        heard += piece
    os.close(hear)
    acknowledged |= set(heard.decode().split())

stored = set(Person.objects.filter(name="K").values_list("email", flat=True))
codes = set(Person.objects.filter(name="K").values_list("code", flat=True))
written = set(AuditEntry.objects.filter(verb="person-created").values_list("code", flat=True))
with connection.cursor() as cursor:
    cursor.execute("PRAGMA integrity_check")
    integrity = cursor.fetchone()[0]
import json
print(json.dumps({"acknowledged": len(acknowledged), "lost": len(acknowledged - stored), "half": len(codes ^ (written & codes)),
                  "integrity": integrity}))
"""

FULL_DISK = """
import json, resource
from django.db import OperationalError
from django.test import Client
from fabrique.ground.people.actions import create_person
from fabrique.ground.people.models import Person
from django.conf import settings
HEADERS = {"Host": "fabrique.example", "X-Forwarded-Proto": "https"}
client = Client(raise_request_exception=False)
size = __import__("os").path.getsize(settings.DATABASES["default"]["NAME"])
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + ROOM_, hard))
acknowledged, refused = [], ""
for n in range(5000):
    try:
        acknowledged.append(create_person(by=None, email=f"d{n}-ROOM_@fabrique.example", name="D").pk)
    except OperationalError as fault:
        refused = str(fault)
        break
page = client.get("/", headers=HEADERS)
from django.urls import path
from django.http import HttpResponse
import config.urls
from fabrique.core.http import guarded
from fabrique.core.permissions import anyone
def write(request):
    create_person(by=None, email="late-ROOM_@fabrique.example", name="D")
    return HttpResponse("written")
from django.views.decorators.csrf import csrf_exempt
config.urls.urlpatterns.append(path("write", csrf_exempt(guarded(anyone)(write))))
answer = client.post("/write", headers=HEADERS)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
again = client.post("/write", headers=HEADERS)
stored = Person.objects.filter(name="D", pk__in=acknowledged).count()
print(json.dumps({"refused": bool(refused), "lost": len(acknowledged) - stored, "page": page.status_code,
                  "write": answer.status_code, "retry": answer.get("Retry-After"), "again": again.status_code}))
"""


@pytest.mark.proof(10)
def test_kill_at_any_moment_loses_nothing_acknowledged(instance, proof):
    """Positive control: the same writer acknowledging before its transaction ends must be seen to lose."""
    kills = proof.size(6, 500)

    found = json.loads(instance.python(KILLS.replace("KILLS_", str(kills)).replace("HASTY_", "False")))
    hasty = json.loads(instance.python(KILLS.replace("KILLS_", str(max(kills // 5, 6))).replace("HASTY_", "True")))

    proof.record(found["lost"], f"lost of {found['acknowledged']} after {kills} kills", goal=0,
                 control_seen_red=hasty["lost"] > 0)  # fmt: skip
    assert (found["lost"], found["half"], found["integrity"]) == (0, 0, "ok")
    assert found["acknowledged"] >= 2 * kills
    assert hasty["lost"] > 0


@pytest.mark.proof(12)
def test_full_disk_refuses_and_corrupts_nothing(instance, proof):
    """Positive control: with room to spare the same writes are never refused."""
    found = json.loads(instance.python(FULL_DISK.replace("ROOM_", "65536")))
    control = json.loads(instance.python(FULL_DISK.replace("ROOM_", str(1 << 30)).replace("range(5000)", "range(50)")))

    proof.record(found["lost"], "lost on a full disk", goal=0, control_seen_red=not control["refused"])
    assert found == {"refused": True, "lost": 0, "page": 200, "write": 503, "retry": "60", "again": 200}
    assert control["refused"] is False
    assert instance.run("check")[0] == 0


# A room that saves by itself is killed while it saves; `hasty` acknowledges before the answer: the control.
AUTOSAVES = """
import json, os, random, signal, time
from django.conf import settings
settings.VAULT_COST = {"memory": 64, "rounds": 1}
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from fabrique.accompaniment.interviews import actions, sealed
from fabrique.accompaniment.interviews.models import Notes
from fabrique.core.vault.spaces import Vault
from fabrique.ground.keyring.middleware import COOKIE
from tests.world import make_diagnostic, make_member, make_vault, open_vault
kills = KILLS_
HEADERS = {"Host": "fabrique.example", "X-Forwarded-Proto": "https", "Accept": "application/json"}
chance, diagnostic = random.Random(10), make_diagnostic()
ada = make_member(diagnostic)
vault = make_vault(ada)
space = vault.new_space()
diagnostic.space = space.code
diagnostic.save()
interview = actions.begin(diagnostic=diagnostic, space=space, by=ada)
address = reverse("interviews:save", args=[diagnostic.code, interview.code])
client = Client()
client.force_login(ada)
open_vault(client, ada)

def save(version, say, hasty):
    while True:
        words = f"canari de la version {version + 1} " * 400
        if hasty:
            os.write(say, f"{version + 1}\\n".encode())
            time.sleep(0.2)  # long beside what it takes to hear it
        answer = client.post(address, {"version": version, "text": words}, headers=HEADERS, secure=True)
        assert answer.status_code == 200, answer.content
        version += 1
        if not hasty:
            os.write(say, f"{version}\\n".encode())

def killed(hasty):
    lost = torn = acknowledged = 0
    for number in range(kills):
        version = Notes.objects.get().version
        connections.close_all()
        hear, say = os.pipe()
        child = os.fork()
        if child == 0:
            save(version, say, hasty)
        os.close(say)
        first = os.read(hear, 64)
        time.sleep(chance.uniform(0.0, 0.3) if not hasty else 0)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while piece := os.read(hear, 65536):
            first += piece
        os.close(hear)
        last = max(int(line) for line in first.decode().split())
        acknowledged += last - version
        notes = Notes.objects.get()
        text = sealed.text_of(space.item(interview.code), notes)
        torn += text != f"canari de la version {notes.version} " * 400 and notes.version > 1
        lost += max(last - notes.version, 0)
    return {"acknowledged": acknowledged, "lost": lost, "torn": torn}

found, control = killed(False), killed(True)
with connection.cursor() as cursor:
    cursor.execute("PRAGMA integrity_check")
    integrity = cursor.fetchone()[0]
folder = os.path.dirname(settings.DATABASES["default"]["NAME"])
held = [name for name in os.listdir(folder) if os.path.isfile(f"{folder}/{name}") and b"canari de la version" in open(f"{folder}/{name}", "rb").read()]
print(json.dumps([found | {"integrity": integrity, "in clear": held}, control]))
"""


@pytest.mark.proof(10)
def test_kill_during_autosave_loses_no_saved_note_and_leaves_none_in_clear(instance, proof):
    """Positive control: a room that says « saved » before it is must be seen to lose."""
    kills = proof.size(4, 100)

    found, hasty = json.loads(instance.python(AUTOSAVES.replace("KILLS_", str(kills))))

    proof.record(found["lost"] + found["torn"], f"notes lost or torn of {found['acknowledged']} saved, {kills} kills", goal=0,
                 control_seen_red=hasty["lost"] > 0)  # fmt: skip
    assert (found["lost"], found["torn"], found["integrity"], found["in clear"]) == (0, 0, "ok", [])
    assert found["acknowledged"] >= kills
    assert hasty["lost"] > 0
