"""A session set, changed, moved from state to state."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.programme import dates
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.actions.kits import follow_kit
from fabrique.accompaniment.programme.enums import SESSION, MinutesState, SessionKind, SessionState
from fabrique.accompaniment.programme.models import Minutes, Session
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.enums import Openness
from fabrique.ground.people.models import Person

WRITTEN = (
    "phase", "kind", "number", "title", "summary", "date", "starts_at", "minutes", "period_start", "period_end",
    "mode", "place", "optional", "attendance_min", "attendance_max", "attendance_note", "recorded",
    "not_recorded_because", "frame", "openness", "link", "capacity", "question", "intention", "added_because",
    "prepared_by", "host", "plan_b",
)  # fmt: skip


@transaction.atomic
def add_session(*, cohort: Cohort, kind: SessionKind, title: str, by: Person, **values: Any) -> Session:
    """A draft. Sent twice, the same form gives the same session: nothing is doubled."""
    edit_cohort(by, held(cohort))
    values = {"kind": kind, "title": title} | only(values)
    check(cohort, values)
    same = cohort.sessions.filter(kind=kind, title=title, date=values.get("date"), number=values.get("number"))
    if session := same.first():
        return session
    session = Session.objects.create(cohort=cohort, **values)
    audit.record(by, "session-added", session, cohort=cohort.code)
    return session


@transaction.atomic
def edit_session(*, session: Session, seen: int, by: Person, **values: Any) -> Session:
    """Raises `Conflict` when somebody saved since version `seen`. One that was announced keeps a date."""
    may.edit_session(by, session)
    values = only(values)
    check(session.cohort, {name: getattr(session, name) for name in ("openness", "recorded")} | values)
    dated = {name: values.get(name, getattr(session, name)) for name in ("date", "period_start")}
    if session.state == SessionState.SCHEDULED and not any(dated.values()):
        raise Denied(_("Cette séance est annoncée : elle garde une date ou une période."))
    changed = session.save_values(values, seen=seen)
    audit.record(by, "session-edited", session, fields=", ".join(changed))
    if session.state == SessionState.SCHEDULED:
        dates.announce(session, by=by)
    return session


def only(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in WRITTEN}


def check(cohort: Cohort, values: dict[str, Any]) -> None:
    """What the tables refuse, said in words first."""
    phase = values.get("phase")
    if phase is not None and phase.cohort_id != cohort.pk:
        raise Denied(_("Ce temps est celui d’une autre cohorte."))
    if values.get("openness") == Openness.CLOSED and values.get("recorded"):
        raise Denied(_("Une séance connue de son cercle seulement n’est pas enregistrée : choisissez l’un ou l’autre."))
    if values.get("period_end") and not values.get("period_start"):
        raise Denied(_("Donnez aussi le début de la période."))
    pairs = (
        ("period_start", "period_end", _("La période finit avant de commencer : reprenez les dates.")),
        ("attendance_min", "attendance_max", _("Le plus grand nombre de personnes est plus petit que le plus petit.")),
    )
    for low, high, sentence in pairs:
        if values.get(low) is not None and values.get(high) is not None and values[high] < values[low]:
            raise Denied(sentence)


def reason_not_to_move(session: Session, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string."""
    if refusal := may.edit_session.reason(by, session) or SESSION.reason(session, name):
        return refusal
    starts = session.date or session.period_start
    if name == "schedule" and starts is None:
        return _("Donnez d’abord une date ou une période.")
    if name == "hold" and starts and starts > timezone.localdate():
        return _("Elle n’a pas encore eu lieu.")
    if name == "document" and not (session.documents.exists() or has_minutes(session)):
        return _("Ajoutez au moins un document.")
    return ""


@transaction.atomic
def move_session(*, session: Session, name: str, by: Person) -> Session:
    """Raises `Conflict` when somebody moved or edited it meanwhile."""
    if refusal := reason_not_to_move(session, name, by):
        raise Denied(refusal)
    SESSION.make(session, name)
    session.save_version(seen=session.version, fields=["state"])
    audit.record(by, "session-moved", session, move=name, state=session.state)
    dates.follow(session, name, by=by)
    follow_kit(session, name)
    return session


def has_minutes(session: Session) -> bool:
    """Published to the cohort: what a session without a recording leaves (R340)."""
    return Minutes.objects.filter(session=session, state=MinutesState.PUBLISHED).exists()
