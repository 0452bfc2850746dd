"""The outbox (reliability 4.5): `queued → sending → sent | failed | uncertain`.

A letter is claimed, and the claim committed, before the first word to the server: a worker that dies leaves it
`sending`, which becomes `uncertain` and waits for a person. Nothing is sent twice by the house, nothing is lost silently.
"""

import logging
import os
import secrets
import smtplib
import socket
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, mailers
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from fabrique.ground.messages import drafting, due
from fabrique.ground.messages.enums import LETTER, LetterState
from fabrique.ground.messages.models import ClosedAddress, Letter, Refusal

HOST = socket.gethostname().replace(":", "-")
LONGEST = timedelta(minutes=10)  # no letter takes so long: its worker is dead, wherever it ran
PATIENCE = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 240, 480, 960)]
TURN = 15.0  # seconds of sending before the worker looks at the rest of its work

NO_ADDRESS, UNWANTED, CLOSED, SETTLED = "no-address", "no-longer-wanted", "address-closed", "settled-meanwhile"
UNWRITTEN, IMPATIENT = "cannot-be-written", "tried-enough"
_mark = secrets.token_hex(4)
logger = logging.getLogger("fabrique.letters")


def me() -> str:
    """This process, told apart from an earlier one of the same number."""
    return f"{HOST}:{os.getpid()}:{_mark}"


@task
def post() -> None:
    """Send what is ready, a turn at most, and come back if something is left. Bears being run twice."""
    notice_the_dead()
    if send_ready(TURN):
        post.enqueue()


def notice_the_dead() -> int:
    """Letters left half way by a worker that is no more: uncertain, shown, never sent again by the house."""
    doubtful = [letter for letter in Letter.objects.filter(state=LetterState.SENDING) if abandoned(letter)]
    return sum(move(letter, "doubt", failure="worker-died") for letter in doubtful)


def abandoned(letter: Letter) -> bool:
    host, _colon, rest = letter.claimed_by.partition(":")
    number, _colon, mark = rest.partition(":")
    if letter.claimed_at and letter.claimed_at < timezone.now() - LONGEST:
        return True
    if host != HOST or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return mark != _mark
    return not running(int(number))


def running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def move(letter: Letter, name: str, **values: Any) -> bool:
    """A move of the table by the house itself, in one conditional write: only on the claim that we read.

    Two workers never both win: the second finds the row already moved.
    """
    arrow = LETTER.moves[name]
    mine = Letter.objects.filter(
        pk=letter.pk, state__in=arrow.sources, claimed_by=letter.claimed_by, attempt=letter.attempt
    )
    return bool(mine.update(state=arrow.target, **values))


def claim(letter: Letter) -> bool:
    """Ours, and written down, before anything leaves."""
    now = timezone.now()
    won = move(letter, "claim", claimed_by=me(), claimed_at=now, attempt=F("attempt") + 1)
    letter.claimed_by, letter.claimed_at, letter.attempt = me(), now, letter.attempt + 1
    return won


def send_ready(seconds: float) -> bool:
    """Send letter after letter for so long; whether some are left. A server that does not answer leaves all in place."""
    until = time.monotonic() + seconds
    server = mailers["default"]
    try:
        while letter := Letter.objects.ready().order_by("not_before", "pk").first():
            if time.monotonic() > until:
                return True
            server.open()
            if claim(letter):
                send(letter, server)
    except OSError as fault:  # smtplib's errors are OSError; only `open` lets one through
        logger.warning("The mail server does not answer: %s", type(fault).__name__)
    finally:
        close(server)
    return False


def close(server: Any) -> None:
    with suppress(OSError):
        server.close()


def send(letter: Letter, server: Any) -> None:
    """One claimed letter: what the server says of it is written down; what it does not say is a doubt."""
    letter = Letter.objects.select_related("person", "issue__series__scope").get(pk=letter.pk)
    reason = unwanted(letter)
    if reason:
        name = "fail" if reason == CLOSED else "withdraw"
        move(letter, name, failure=reason)
        return
    message = drafted(letter)
    if message is None:
        move(letter, "fail", failure=UNWRITTEN)
        return
    try:
        server.send_messages([message])
    except (smtplib.SMTPException, OSError) as fault:
        answered(letter, fault)
        close(server)  # what state it is in is not known: the next letter gets a new one
    else:
        move(letter, "deliver", sent_at=timezone.now(), failure="", subject=message.subject[:200])


def drafted(letter: Letter) -> EmailMultiAlternatives | None:
    """The mail, written to its last header: what cannot be written fails before a word is said."""
    try:
        message = drafting.mail(letter)
        message.message().as_bytes()
    except Exception:
        logger.exception("The letter %s cannot be written.", letter.code)
        return None
    return message


def answered(letter: Letter, fault: Exception) -> None:
    """What the server said. A line cut, a silence: nobody knows whether it left."""
    match fault:
        case smtplib.SMTPRecipientsRefused():
            refused(letter, next(iter(fault.recipients.values()))[0])
        case smtplib.SMTPSenderRefused():
            put_back(letter, f"sender-{fault.smtp_code}")
        case smtplib.SMTPDataError():
            refused(letter, fault.smtp_code)
        case smtplib.SMTPNotSupportedError():
            move(letter, "fail", failure=UNWRITTEN)
        case _:
            move(letter, "doubt", failure=type(fault).__name__[:40])


def unwanted(letter: Letter) -> str:
    """Why it must not leave after all: since it was queued, people leave, refuse, change address."""
    if letter.issue is None and not due.told(letter):
        return SETTLED
    person, series = letter.person, letter.series
    if person is None:
        return "" if letter.email else NO_ADDRESS
    if not (person.is_active and person.email):
        return NO_ADDRESS
    refusals = Refusal.objects.filter(person=person, kind=letter.kind)
    if any(refusal.series_id is None or (series and refusal.series_id == series.pk) for refusal in refusals):
        return UNWANTED
    return CLOSED if ClosedAddress.objects.filter(person=person, email=person.email).exists() else ""


def refused(letter: Letter, code: int) -> None:
    """4xx: later. 5xx: never, and the address is closed until somebody decides otherwise."""
    if code < 500:
        put_back(letter, f"smtp-{code}")
    elif move(letter, "fail", failure=f"smtp-{code}") and letter.person:
        closed = {"email": letter.reader.email or "", "reason": f"smtp-{code}"}
        ClosedAddress.objects.update_or_create(person=letter.person, defaults=closed)


def put_back(letter: Letter, failure: str) -> None:
    """Later and later, two days in all; then a person is told."""
    if letter.attempt > len(PATIENCE):
        move(letter, "fail", failure=IMPATIENT)
        return
    later = timezone.now() + PATIENCE[letter.attempt - 1]
    move(letter, "put-back", failure=failure, not_before=later)
