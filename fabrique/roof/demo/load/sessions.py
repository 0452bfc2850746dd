"""What the sessions of the invented cohort are made of; loaded after its people, its delegations and its life."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.programme.enums import DocumentKind, KitState, MinutesState, SessionState
from fabrique.accompaniment.programme.models import (
    Document,
    Kit,
    Minutes,
    Output,
    Presence,
    PriorQuestion,
    Remark,
    Sequence,
    Session,
)
from fabrique.accompaniment.support.models import ForumNote, Thread
from fabrique.ground.agenda.enums import EventState, Openness, RegistrationState
from fabrique.ground.agenda.models import Event, HotAnswer, Registration
from fabrique.ground.agenda.recurrence import at
from fabrique.ground.territories.models import Territory
from fabrique.roof.demo.load.life import kept, person, place
from fabrique.roof.demo.load.rows import organisation

SAID = ("question", "intention", "prepared_by", "plan_b")


def load_sessions(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    for session in cohort.sessions.filter(state=SessionState.DOCUMENTED):
        values = {"state": KitState.PUBLISHED, "published_on": session.date + timedelta(days=8)}
        Kit.objects.get_or_create(session=session, defaults=values)
    for row in data["sessions"]:
        session = cohort.sessions.get(code=row["code"].lower())
        values = kept(row, *SAID)
        if "host" in row:
            values["host"] = Territory.objects.get(code=row["host"])
        Session.objects.filter(pk=session.pk).update(**values)
        write_programme(session, row)
        write_lived(cohort, session, row)
        if "came" in row:
            write_room(session, row)
        if "minutes" in row:
            write_minutes(session, row)
        for note in row.get("notes", []):
            write_note(cohort, session, note)


def write_programme(session: Session, row: dict[str, Any]) -> None:
    for order, part in enumerate(row.get("sequences", [])):
        values = {"order": order} | kept(part, "kind", "question", "minutes", "roles")
        sequence = Sequence.objects.update_or_create(session=session, title=part["title"], defaults=values)[0]
        sequence.organisations.set(organisation(name, fictional=True) for name in part.get("organisations", []))
    for order, (title, film) in enumerate(row.get("films", [])):
        values = {"sequence": session.sequences.get(title=title), "kind": DocumentKind.RECORDING, "order": 10 + order}
        Document.objects.update_or_create(session=session, title=film, defaults=values)


def write_lived(cohort: Cohort, session: Session, row: dict[str, Any]) -> None:
    """What the delegations brought and took home, and which of their seats came."""
    for asked in row.get("questions", []):
        values = {"answer": asked["answer"], "asked_by": person(asked["by"])}
        PriorQuestion.objects.update_or_create(
            session=session, participation=place(cohort, asked), text=asked["text"], defaults=values
        )
    for made in row.get("outputs", []):
        Output.objects.update_or_create(
            session=session, participation=place(cohort, made), kind=made["kind"], defaults={"text": made["text"]}
        )
    for territory, name, came in row.get("presences", []):
        seat = Seat.objects.get(participation=place(cohort, {"territory": territory}), name=name)
        Presence.objects.update_or_create(session=session, seat=seat, defaults={"came": came})


def write_room(session: Session, row: dict[str, Any]) -> None:
    """A session that was held with its list: who came, and what it was worth on the way out."""
    starts = at(session.date, time(row["hour"]))
    values = {
        "title": session.title, "kind": session.kind, "mode": session.mode, "scope": session.cohort.scope,
        "openness": Openness.CIRCLE, "starts_at": starts, "ends_at": starts + timedelta(minutes=session.minutes),
        "state": EventState.HELD, "follows": True, "fictional": True,
    }  # fmt: skip
    event = Event.objects.update_or_create(code=f"date-{session.code}", defaults=values)[0]
    Session.objects.filter(pk=session.pk).update(event=event, starts_at=time(row["hour"]))
    session.event = event
    for role in row["came"]:
        Registration.objects.get_or_create(
            event=event, person=person(role), defaults={"state": RegistrationState.PRESENT, "answered": True}
        )
    if not event.hot_answers.exists():
        for useful, heard, word in row["hot"]:
            HotAnswer.objects.create(event=event, useful=useful, heard=heard, word=word)


def write_minutes(session: Session, row: dict[str, Any]) -> None:
    """To be read again for a few days more, whenever the demonstration is loaded."""
    until = timezone.localdate() + timedelta(days=row["minutes_in_days"])
    values = {"text": row["minutes"], "state": MinutesState.PROPOSED, "until": until}
    minutes = Minutes.objects.get_or_create(session=session, defaults=values)[0]
    for remark in row["remarks"]:
        Remark.objects.get_or_create(
            minutes=minutes,
            text=remark["text"],
            defaults={"asked_by": person(remark["by"]), "answer": remark["answer"]},
        )


def write_note(cohort: Cohort, session: Session, row: dict[str, Any]) -> None:
    values: dict[str, Any] = {}
    if "territory" in row:
        values["project"] = place(cohort, row).projects.first()
    if "thread" in row:
        values["thread"] = Thread.objects.get(code=row["thread"])
    ForumNote.objects.update_or_create(session=session, kind=row["kind"], text=row["text"], defaults=values)
