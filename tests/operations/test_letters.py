"""Workers killed at any moment, two at a time, before a server that misbehaves: nobody twice, nobody silently left out."""

import json
from dataclasses import dataclass

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.instance import Instance
from tests.operations.sink import receiving

QUEUE = """
from fabrique.ground.messages.models import Letter, Notice
from fabrique.ground.people.models import Person
KINDS = ["plain", "plain", "plain", "plain", "later", "never", "slow", "drop"]
from django.db import transaction
transaction.set_autocommit(False)
for n in range(COUNT_):
    kind = KINDS[n % len(KINDS)]
    person = Person.objects.create(email=f"{kind}-{n}@NAIVE_.example", name=f"P{n}")
    letter = Letter.objects.create(key=f"k-NAIVE_-{n}", person=person, kind="task", subject=f"Lettre {n}")
    Notice.objects.create(person=person, kind="task", subject=letter.subject, text="Des mots.", letter=letter)
transaction.commit()
"""

KILLS = """
import json, os, random, signal, time
from datetime import timedelta
from django.core.mail import DNS_NAME, mailers
from django.db import connections
from django.utils import timezone
from fabrique.ground.messages import drafting, outbox
from fabrique.ground.messages.models import Letter, Refusal
from fabrique.ground.people.models import Person
kills, naive = KILLS_, NAIVE_
outbox.PATIENCE = [timedelta(0)] * 8
chance = random.Random(14)
# what a process does once in its life is done before the children are born
drafting.mail(Letter.objects.first()).message().as_bytes()
str(DNS_NAME.get_fqdn())

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

def apart():
    # nothing of the database is shared with the children, the pool of PostgreSQL neither
    connections.close_all()
    for one in connections.all():
        getattr(one, "close_pool", lambda: None)()

for number in range(kills):
    apart()
    children = [worker() for _ in range(1 if naive else 2)]
    time.sleep(chance.uniform(0.02, 0.25) * (1 + os.getloadavg()[0] / 2))  # busy, a worker begins later
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if number == kills // 3:
        waiting = list(Letter.objects.filter(state="queued", person__email__startswith="plain").order_by("-pk")[:6])
        for letter in waiting[:3]:
            Refusal.objects.create(person=letter.person, kind="task")
        for letter in waiting[3:]:
            Person.objects.filter(pk=letter.person_id).update(email="moved-" + letter.person.email)
apart()
for _ in range(0 if naive else 3):
    os.waitpid(worker(), 0)
outbox.notice_the_dead()
rows = Letter.objects.order_by("pk").values_list("code", "state", "failure", "person__email")
print(json.dumps({"domain": drafting.links.domain(), "rows": list(rows)}))
"""


def run(instance, count, kills, *, naive=False):
    def told(words):
        for name, value in (("COUNT_", count), ("KILLS_", kills), ("NAIVE_", naive)):
            words = words.replace(name, str(value))
        return instance.python(words, EMAIL_URL=address)

    with receiving() as (sink, address):
        told(QUEUE)
        return sink, json.loads(told(KILLS))


@pytest.fixture
def large(tmp_path_factory, django_db_setup):
    """A real instance on PostgreSQL, in a database of its own."""
    if connection.vendor != "postgresql":
        pytest.skip("runs when the suite does, on PostgreSQL")
    given = settings.DATABASES["default"]
    host, user, name = given["HOST"], given["USER"], f"{given['NAME']}_letters"
    server = psycopg.connect(dbname="postgres", autocommit=True, host=host, user=user or None)
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server.execute(f'CREATE DATABASE "{name}"')
    made = Instance(
        tmp_path_factory.mktemp("large"), {"DATABASE_URL": f"postgres://{user}{'@' if user else ''}{host}/{name}"}
    )
    try:
        made.done("prepare")
        yield made
    finally:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()


@pytest.mark.proof(14)
def test_killed_workers_send_nothing_twice_and_lose_nothing_silently(instance, proof):
    """Positive control: the naive order (send, then mark as sent), killed as often, must be seen to send twice."""
    judge_kills(instance, proof)


@pytest.mark.postgresql
@pytest.mark.proof(14)
def test_killed_workers_on_postgresql(large, proof):
    judge_kills(large, proof)


def judge_kills(instance, proof):
    count, kills = proof.size(120, 5000), proof.size(10, 100)

    sink, told = run(instance, count, kills)
    control, _told = run(instance, max(count, 600), max(kills // 2, 30), naive=True)

    letters = [Fate(*row, sink.to.get(f"<{row[0]}@{told['domain']}>", "")) for row in told["rows"]]
    lost = [letter for letter in letters if letter.lost]
    uncertain = [letter for letter in letters if letter.state == "uncertain"]
    proof.record(sink.twice + len(lost), f"sent twice or lost of {count} after {kills} kills of 2 workers, "
                 f"{len(uncertain)} shown as uncertain", goal=0, control_seen_red=control.twice > 0)  # fmt: skip
    assert (sink.twice, lost) == (0, [])
    assert control.twice > 0
    assert len(uncertain) >= count // 8  # each line cut after the words, at least
    assert {letter.email[:5] for letter in letters if letter.state == "failed"} == {"never"}
    assert [letter for letter in letters if letter.state == "left" and (letter.arrived or letter.why != UNWANTED)] == []
    assert [letter for letter in letters if letter.state == "sent" and letter.arrived != letter.email] == []


UNWANTED = "no-longer-wanted"


@dataclass(frozen=True)
class Fate:
    """What the house says of a letter, and the address where it arrived, if it did."""

    code: str
    state: str
    why: str
    email: str
    arrived: str

    @property
    def lost(self) -> bool:
        """Said to be sent and never seen; still on its way when all is over; said to be refused and yet arrived."""
        silent = self.state == "sent" and not self.arrived
        return silent or self.state in ("queued", "sending") or bool(self.state == "failed" and self.arrived)


DOWN = """
import json
from datetime import timedelta
from django.utils import timezone
from fabrique.ground.messages import outbox, tasks
from fabrique.ground.messages.models import Letter
naive, really, passed = NAIVE_, timezone.now, 0
timezone.now = lambda: really() + timedelta(seconds=passed)

def mark_then_send():
    for letter in Letter.objects.ready().order_by("pk"):
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())
        try:
            from django.core.mail import mailers
            from fabrique.ground.messages import drafting
            mailers["default"].send_messages([drafting.mail(letter)])
        except OSError:
            pass

while passed < 3600:
    mark_then_send() if naive else tasks.post_letters()
    passed += 20
print(Letter.objects.filter(state="queued", attempt=0).count())
"""

BACK = """
import json, time
from fabrique.ground.messages import drafting, outbox, tasks
from fabrique.ground.messages.models import Letter
started = time.monotonic()
while Letter.objects.ready().exists() and time.monotonic() - started < 900:
    tasks.post_letters()
rows = Letter.objects.order_by("pk").values_list("code", "state", "failure", "person__email")
print(json.dumps({"domain": drafting.links.domain(), "rows": list(rows)}))
"""


def hour_without(instance, count, *, naive=False):
    """How many still waited when the server came back, and what became of each."""
    with receiving(down=True) as (sink, address):

        def told(words):
            for name, value in (("COUNT_", count), ("NAIVE_", naive)):
                words = words.replace(name, str(value))
            return instance.python(words, EMAIL_URL=address)

        told(
            QUEUE.replace(
                'KINDS = ["plain", "plain", "plain", "plain", "later", "never", "slow", "drop"]', 'KINDS = ["plain"]'
            )
        )
        waiting = int(told(DOWN))
        sink.come_back()
        after = json.loads(told(BACK))
    letters = [Fate(*row, sink.to.get(f"<{row[0]}@{after['domain']}>", "")) for row in after["rows"]]
    return waiting, sink, letters


def judge_hour(instance, proof):
    """The server is silent for an hour of the worker's clock, then back: all leaves, once, nobody has to decide anything.

    Positive control: marked first and sent after, the same hour loses them all.
    """
    count = proof.size(40, 5000)

    waiting, sink, letters = hour_without(instance, count)
    _waiting, _sink, control = hour_without(instance, 20, naive=True)

    lost = [letter for letter in letters if letter.lost or letter.state != "sent"]
    proof.record(sink.twice + len(lost), f"sent twice or lost of {count} after an hour without a server", goal=0,
                 control_seen_red=any(letter.lost for letter in control[-20:]))  # fmt: skip
    assert (waiting, sink.twice, lost) == (count, 0, [])
    assert any(letter.lost for letter in control[-20:])


@pytest.mark.proof(14)
def test_all_leaves_once_after_an_hour_without_a_mail_server(instance, proof):
    judge_hour(instance, proof)


@pytest.mark.postgresql
@pytest.mark.proof(14)
def test_all_leaves_once_after_an_hour_without_a_mail_server_on_postgresql(large, proof):
    judge_hour(large, proof)
