"""A session and its date in the agenda keep in step: one transaction moves both, and whoever registered is told once."""

from datetime import timedelta
from typing import Any

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.programme.models import Session
from fabrique.ground.agenda import actions as agenda
from fabrique.ground.agenda.enums import EVENT, EventState, Openness
from fabrique.ground.agenda.recurrence import at
from fabrique.ground.people.models import Person


def announce(session: Session, *, by: Person) -> None:
    """Set or mend the date of an announced session. Without a day and an hour it has none: nothing is guessed."""
    event = session.event
    if not (session.date and session.starts_at):
        if event and event.is_coming:
            agenda.move_event(event=event, name="postpone", by=by)
        return
    if event is None:
        session.event = agenda.announce_event(by=by, fictional=session.cohort.fictional, **said_by(session))
        session.save(update_fields=["event"])
        return
    event = agenda.keep_in_step(event=event, by=by, **said_by(session))
    if event.state == EventState.CANCELLED:
        agenda.move_event(event=event, name="resume", by=by)
    if event.state != EventState.CONFIRMED:
        agenda.move_event(event=event, name="confirm", by=by)


def follow(session: Session, move: str, *, by: Person) -> None:
    """What a move of the session does to its date."""
    if move == "schedule":
        announce(session, by=by)
    elif session.event and move in ("postpone", "cancel", "hold") and session.event.state in EVENT.moves[move].sources:
        agenda.move_event(event=session.event, name=move, by=by)


def said_by(session: Session) -> dict[str, Any]:
    """The date as its session says it. A cohort still in design is known to its circle only."""
    starts = at(session.date, session.starts_at, session.cohort.clock)
    in_design = session.cohort.state == CohortState.DESIGN
    return {
        "kind": session.kind, "title": session.title, "summary": session.summary, "mode": session.mode,
        "place": session.place, "link": session.link, "capacity": session.capacity, "registers": not session.optional,
        "clock": session.cohort.clock, "scope": session.cohort.scope, "openness": Openness.CLOSED if in_design else session.openness,
        "starts_at": starts, "ends_at": starts + timedelta(minutes=session.minutes) if session.minutes else None,
    }  # fmt: skip
