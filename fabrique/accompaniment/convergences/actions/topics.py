"""A shared theme taken up, proposed, planned, held, closed, or left aside with a reason (R390)."""

from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.enums import SHARED_FROM, TOPIC, DayKind
from fabrique.accompaniment.convergences.matrix import matrix
from fabrique.accompaniment.convergences.models import Comparison, Topic
from fabrique.accompaniment.programme import actions as programme
from fabrique.accompaniment.programme.enums import SessionKind, SessionState
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.text import fold
from fabrique.ground.agenda.enums import Mode
from fabrique.ground.people.models import Person

# the moves of a button alone; the others ask for words
SIMPLE = ("propose", "close-vote", "hold", "take-up")


@transaction.atomic
def set_threshold(*, cohort: Cohort, shared_from: int, by: Person, seen: int = 0) -> Comparison:
    """From how many territories a theme is shared; never fewer than two. Version 0 says that nobody chose yet."""
    may.lead_topics(by, held(cohort))
    if shared_from < SHARED_FROM:
        raise Denied(_("Un thème n’est partagé qu’à partir de deux territoires : un seul serait désigné."))
    found, made = Comparison.objects.get_or_create(cohort=cohort, defaults={"shared_from": shared_from})
    if not made:
        found.save_values({"shared_from": shared_from}, seen=seen)
    audit.record(by, "comparison-set", cohort, shared_from=shared_from)
    return found


@transaction.atomic
def detect(*, cohort: Cohort, by: Person) -> list[Topic]:
    """Each theme shared today and not yet a topic becomes one. Done twice, the second time does nothing."""
    may.lead_topics(by, held(cohort))
    known = set(cohort.topics.values_list("folded", flat=True))
    fresh = [line.theme for line in matrix(cohort).shared if (fold(line.theme) or line.theme) not in known]
    topics = [Topic.objects.create(cohort=cohort, theme=theme[:200]) for theme in fresh]
    for topic in topics:
        audit.record(by, "topic-detected", topic, cohort=cohort.code)
    return topics


@transaction.atomic
def edit_topic(*, topic: Topic, question: str, text: str, by: Person, seen: int) -> Topic:
    may.lead_topic(by, topic)
    topic.save_values({"question": question.strip(), "text": text.strip()}, seen=seen)
    audit.record(by, "topic-edited", topic)
    return topic


def reason_not_to_move(topic: Topic, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string."""
    if name not in TOPIC.moves:
        return _("Ce changement n’existe pas.")
    if refusal := may.lead_topic.reason(by, topic) or TOPIC.reason(topic, name):
        return refusal
    if name == "propose" and not topic.question:
        return _("Écrivez d’abord la question que les délégations liront.")
    if name == "hold" and topic.session and topic.session.state not in (SessionState.HELD, SessionState.DOCUMENTED):
        return _("La séance n’est pas encore déclarée tenue : c’est elle qui le dit.")
    return ""


def make(topic: Topic, name: str, by: Person, **values) -> Topic:
    if refusal := reason_not_to_move(topic, name, by):
        raise Denied(refusal)
    TOPIC.make(topic, name)
    topic.save_values({"state": topic.state} | values, seen=topic.version)
    audit.record(by, "topic-moved", topic, move=name, state=topic.state)
    return topic


@transaction.atomic
def move_topic(*, topic: Topic, name: str, by: Person) -> Topic:
    """A move that needs no word. Proposed for the first time, it keeps that day. Raises `Conflict`."""
    if name not in SIMPLE:
        raise Denied(_("Ce changement n’existe pas."))
    values: dict[str, Any] = {"proposed_at": topic.proposed_at or timezone.now()} if name == "propose" else {}
    if name == "take-up":
        values = {"dropped_because": "", "session": None, "day_kind": ""}
    return make(topic, name, by, **values)


@transaction.atomic
def drop(*, topic: Topic, because: str, by: Person) -> Topic:
    """Left aside, with the reason that delegations read. A day already planned stays in the programme, on its own."""
    return make(topic, "drop", by, dropped_because=because.strip())


@transaction.atomic
def close(*, topic: Topic, learned: str, by: Person) -> Topic:
    """What the day gave, for those who were not there."""
    return make(topic, "close", by, learned=learned.strip())


@transaction.atomic
def plan(
    *, topic: Topic, day_kind: DayKind, title: str, date: date, starts_at: time, minutes: int, mode: Mode, by: Person,
    place: str = "",
) -> Topic:  # fmt: skip
    """A session of the cohort is made from it and announced, and the agenda shows it (R384, R387, R389)."""
    if refusal := reason_not_to_move(topic, "plan", by):
        raise Denied(refusal)
    if date < timezone.localdate():
        raise Denied(_("Ce jour est passé. Donnez-en un à venir."))
    because = _("Thème partagé par plusieurs diagnostics, choisi avec les délégations.")
    session = programme.add_session(
        cohort=topic.cohort, kind=SessionKind.DAY, title=title, by=by, question=topic.question, summary=topic.text, date=date,
        starts_at=starts_at, minutes=minutes, mode=mode, place=place, optional=True, added_because=because,
    )  # fmt: skip
    if session.state == SessionState.DRAFT:
        programme.move_session(session=session, name="schedule", by=by)
    return make(topic, "plan", by, session=session, day_kind=day_kind)
