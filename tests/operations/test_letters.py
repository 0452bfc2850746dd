"""Workers killed at any moment, two at a time, before a server that misbehaves: nobody twice, nobody silently left out."""

import json

import pytest

from tests.operations.sink import receiving

QUEUE = """
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.models import Person
KINDS = ["plain", "plain", "plain", "plain", "later", "never", "slow", "drop"]
for n in range(COUNT_):
    kind = KINDS[n % len(KINDS)]
    person = Person.objects.create(email=f"{kind}-{n}@letters.example", name=f"P{n}")
    letter = Letter.objects.create(key=f"k-{n}", person=person, kind="task", subject=f"Lettre {n}")
    Notice.objects.create(person=person, kind="task", subject=letter.subject, text="Des mots.", letter=letter)
"""

KILLS = """
import json, os, random, signal, time
from datetime import timedelta
from django.core.mail import mailers
from django.db import connections
from django.utils import timezone
from fabrique.ground.messages import drafting, outbox
from fabrique.ground.messages.models import Letter, Refusal
from fabrique.ground.people.models import Person
kills, naive = KILLS_, NAIVE_
outbox.PATIENCE = [timedelta(0)] * 8
chance = random.Random(14)

def send_then_mark():
    server = mailers["default"]
    while letter := Letter.objects.ready().select_related("person").order_by("pk").first():
        try:
            server.send_messages([drafting.mail(letter)])
        except OSError:
            pass
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())

def work():
    if naive:
        send_then_mark()
    else:
        outbox.notice_the_dead()
        outbox.send_ready(600)

def worker():
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child

for number in range(kills):
    connections.close_all()
    children = [worker() for _ in range(1 if naive else 2)]
    time.sleep(chance.uniform(0.02, 0.25))
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if number == kills // 3:
        waiting = list(Letter.objects.filter(state="queued", person__email__startswith="plain").order_by("-pk")[:6])
        for letter in waiting[:3]:
            Refusal.objects.create(person=letter.person, kind="task")
        for letter in waiting[3:]:
            Person.objects.filter(pk=letter.person_id).update(email="moved-" + letter.person.email)
connections.close_all()
for _ in range(3):
    child = worker()
    os.waitpid(child, 0)
outbox.notice_the_dead()
rows = Letter.objects.order_by("pk").values_list("code", "state", "failure", "person__email")
print(json.dumps({"domain": drafting.links.domain(), "rows": list(rows)}))
"""


def run(instance, count, kills, *, naive=False):
    with receiving() as (sink, address):
        instance.python(QUEUE.replace("COUNT_", str(count)), EMAIL_URL=address)
        words = KILLS.replace("KILLS_", str(kills)).replace("NAIVE_", str(naive))
        told = json.loads(instance.python(words, EMAIL_URL=address))
    return sink, told


@pytest.mark.proof(14)
def test_killed_workers_send_nothing_twice_and_lose_nothing_silently(instance, proof):
    count, kills = proof.size(120, 5000), proof.size(10, 100)

    sink, told = run(instance, count, kills)

    silent, states = [], {}
    for code, state, failure, email in told["rows"]:
        arrived = sink.taken[f"<{code}@{told['domain']}>"]
        states[state] = states.get(state, 0) + 1
        if (state == "sent" and not arrived) or state in ("queued", "sending") or (state == "failed" and arrived):
            silent.append((email, state, failure))
        if state == "left":
            assert (failure, arrived) == ("no-longer-wanted", 0)
    assert (sink.twice, silent) == (0, [])
    assert states["uncertain"] >= count // 8  # every line cut after the words, at least
    assert {email for _code, state, _why, email in told["rows"] if state == "failed"} == {
        email for _code, _state, _why, email in told["rows"] if email.startswith("never")
    } - {email for _code, state, _why, email in told["rows"] if state == "uncertain"}
    assert all(address == email for code, state, _why, email in told["rows"] if state == "sent"
               for address in [sink.to[f"<{code}@{told['domain']}>"]])  # fmt: skip


@pytest.mark.proof(14)
def test_naive_worker_is_seen_to_send_twice(instance, proof):
    """Positive control: sent, then marked as sent. The same kills must find it out."""
    sink, _told = run(instance, proof.size(400, 2000), proof.size(12, 40), naive=True)

    proof.record(sink.twice, "duplicates of the naive order", goal=1, control_seen_red=sink.twice > 0)
    assert sink.twice > 0
