"""The outbox, server by server: each answer has its state, and nothing is sent twice."""

import os
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.core.permissions import Denied
from fabrique.ground.messages import actions, outbox
from fabrique.ground.messages.enums import LETTER, LetterState
from fabrique.ground.messages.models import ClosedAddress, Letter, Refusal
from fabrique.ground.messages.tests.makers import make_issue, make_letter
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_lead, make_person

pytestmark = pytest.mark.django_db
CLAIMED = {"claimed_by": "elsewhere:1:ab", "claimed_at": timezone.now()}
FIELDS = {
    "sending": CLAIMED,
    "sent": {"sent_at": timezone.now()},
    "failed": {"failure": "smtp-550"},
}


def in_state(state, **fields):
    return make_letter(state=state, **FIELDS.get(state, {}) | fields)


class Answering(EmailBackend):
    """A server that answers as told."""

    fault: Exception | None = None
    closed = False

    def open(self):
        if self.closed:
            raise ConnectionRefusedError

    def send_messages(self, messages):
        if self.fault:
            raise self.fault
        return super().send_messages(messages)


@pytest.fixture
def server(monkeypatch):
    backend = Answering(alias="default")
    monkeypatch.setattr(outbox, "mailers", {"default": backend})
    mail.outbox = []
    return backend


def said(letter):
    letter.refresh_from_db()
    return letter.state, letter.failure


def test_letter_leaves_once_with_a_name_that_never_changes(server):
    letter = make_letter()

    outbox.send_ready(5)
    outbox.send_ready(5)

    assert said(letter) == ("sent", "")
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [f"<{letter.code}@localhost>"]
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Tout est dit." in mail.outbox[0].body
    stop = next(line for line in mail.outbox[0].message().as_bytes().splitlines() if b"List-Unsubscribe:" in line)
    assert stop.startswith(b"List-Unsubscribe: <http://localhost:8000/courrier/ne-plus-recevoir/")
    assert stop.endswith(b"/d-un-geste>")


PERSON = "person@example.invalid"
ANSWERS = {
    "later": (smtplib.SMTPRecipientsRefused({PERSON: (450, b"")}), "queued", "smtp-450", False),
    "never": (smtplib.SMTPRecipientsRefused({PERSON: (550, b"")}), "failed", "smtp-550", True),
    "refused after reading": (smtplib.SMTPDataError(554, b""), "failed", "smtp-554", True),
    "read later": (smtplib.SMTPDataError(451, b""), "queued", "smtp-451", False),
    "our name is refused": (smtplib.SMTPSenderRefused(550, b"", "us"), "queued", "sender-550", False),
    "the line is cut": (smtplib.SMTPServerDisconnected(), "uncertain", "SMTPServerDisconnected", False),
    "silence": (TimeoutError(), "uncertain", "TimeoutError", False),
}


@pytest.mark.parametrize(("fault", "state", "failure", "closed"), ANSWERS.values(), ids=list(ANSWERS))
def test_each_answer_of_the_server_has_its_state(server, fault, state, failure, closed):
    letter = make_letter()
    server.fault = fault

    outbox.send_ready(5)

    assert said(letter) == (state, failure)
    assert ClosedAddress.objects.filter(person=letter.person).exists() is closed
    assert Letter.objects.ready().count() == 0


def test_silent_server_leaves_every_letter_in_place(server):
    letter = make_letter()
    server.closed = True

    outbox.send_ready(5)

    assert said(letter) == ("queued", "")
    assert letter.attempt == 0


def test_patience_ends_and_says_so(server):
    letter = make_letter(attempt=len(outbox.PATIENCE))
    server.fault = smtplib.SMTPDataError(451, b"")

    outbox.send_ready(5)

    assert said(letter) == ("failed", outbox.IMPATIENT)


def test_letter_that_cannot_be_written_fails_and_lets_the_others_pass(server):
    broken, other = make_letter(subject="Deux\nlignes"), make_letter()

    outbox.send_ready(5)

    assert (said(broken), said(other)[0]) == (("failed", outbox.UNWRITTEN), "sent")


def test_letter_follows_its_person(server):
    letter = make_letter()
    letter.person.email = "new@example.invalid"
    letter.person.save()

    outbox.send_ready(5)

    assert mail.outbox[0].to == ["new@example.invalid"]


def test_who_left_or_refused_since_receives_nothing(server):
    gone, refusing = make_letter(make_person(is_active=False)), make_letter()
    Refusal.objects.create(person=refusing.person, kind="task")

    outbox.send_ready(5)

    assert (said(gone), said(refusing)) == (("left", outbox.NO_ADDRESS), ("left", outbox.UNWANTED))
    assert mail.outbox == []


def test_closed_address_is_not_tried_until_it_changes_or_somebody_decides(server):
    letter = make_letter()
    ClosedAddress.objects.create(person=letter.person, email=letter.person.email, reason="smtp-550")
    outbox.send_ready(5)
    assert said(letter) == ("failed", outbox.CLOSED)

    actions.decide(letter=letter, name="send-again", by=make_person(Role.ASSOCIATION_EMPLOYEE))
    outbox.send_ready(5)

    assert said(letter) == ("sent", "")


DEAD = {
    "same machine, dead process": (f"{outbox.HOST}:4194305:ab", timedelta(0), True),
    "same machine, earlier process of our number": (f"{outbox.HOST}:{os.getpid()}:other", timedelta(0), True),
    "ourselves": (outbox.me(), timedelta(0), False),
    "same machine, living process": (f"{outbox.HOST}:{os.getppid()}:ab", timedelta(0), False),
    "another machine, a moment ago": ("elsewhere:1:ab", timedelta(0), False),
    "another machine, long ago": ("elsewhere:1:ab", timedelta(minutes=11), True),
}


@pytest.mark.parametrize(("by", "ago", "dead"), DEAD.values(), ids=list(DEAD))
def test_letter_of_a_dead_worker_becomes_uncertain_and_is_never_sent_alone(server, by, ago, dead):
    letter = make_letter(state="sending", claimed_by=by, claimed_at=timezone.now() - ago)

    outbox.notice_the_dead()
    outbox.send_ready(5)

    assert said(letter)[0] == ("uncertain" if dead else "sending")
    assert mail.outbox == []


def test_two_workers_never_both_win_a_letter():
    letter = make_letter()
    one, other = Letter.objects.get(pk=letter.pk), Letter.objects.get(pk=letter.pk)

    assert (outbox.claim(one), outbox.claim(other)) == (True, False)


def test_late_worker_that_knows_the_end_says_it():
    letter = make_letter()
    outbox.claim(letter)
    Letter.objects.filter(pk=letter.pk).update(state="uncertain")

    assert outbox.move(letter, "deliver", sent_at=timezone.now())
    assert said(letter)[0] == "sent"


@pytest.mark.parametrize("name", LETTER.moves)
def test_house_makes_the_moves_of_the_table_and_no_other(name):
    arrow = LETTER.moves[name]
    for state in LetterState:
        letter = in_state(state)
        moved = outbox.move(letter, name, failure="why", sent_at=timezone.now(), **CLAIMED)
        letter.refresh_from_db()
        assert (moved, letter.state) == (state in arrow.sources, arrow.target if moved else state)


@pytest.mark.parametrize("name", ["send-again", "leave"])
def test_lead_decides_on_what_failed_or_is_uncertain_and_on_nothing_else(name):
    cohort = make_cohort()
    lead = make_lead(cohort)
    for state in LetterState:
        letter = in_state(state, scope=cohort.scope)
        if state in LETTER.moves[name].sources:
            actions.decide(letter=letter, name=name, by=lead)
            assert (journal(letter), said(letter)[0]) == (["letter-decided"], LETTER.moves[name].target)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.decide(letter=letter, name=name, by=lead)


def test_stranger_decides_on_no_letter_and_nobody_invents_a_decision():
    letter = in_state("failed")

    with pytest.raises(Denied, match="de décider de cette lettre"):
        actions.decide(letter=letter, name="leave", by=make_lead(make_cohort()))
    with pytest.raises(Denied, match="n’existe pas"):
        actions.decide(letter=letter, name="deliver", by=make_person(Role.ASSOCIATION_EMPLOYEE))


def test_same_issue_is_queued_once_for_a_person():
    issue, person = make_issue(), make_person()
    make_letter(person, issue=issue)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_letter(person, issue=issue)


@pytest.mark.parametrize(("state", "fields"), [("sending", {}), ("sent", {}), ("failed", {})])
def test_table_refuses_a_state_without_its_fact(state, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_letter(state=state, **fields)
