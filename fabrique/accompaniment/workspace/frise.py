"""The one dated line of a cohort or of a territory in it (design section 4)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation, Phase
from fabrique.accompaniment.pilots.models import Milestone, Note, PilotProject
from fabrique.accompaniment.programme.enums import SessionKind
from fabrique.accompaniment.programme.models import Session
from fabrique.core.pictures import Moment

LIGHT = (SessionKind.WEBINAR, SessionKind.FORUM, SessionKind.MEETING)
LIVED_AT_HOME = ("diagnostics", "pilots")


def cohort_moments(cohort: Cohort, sessions: Iterable[Session], phases: Iterable[Phase]) -> list[Moment]:
    """Sessions as they are dated, and the phases that no session shows."""
    sessions = list(sessions)
    shown = {session.phase_id for session in sessions if session.date}
    return session_moments(sessions) + [phase_moment(cohort, phase) for phase in phases if phase.pk not in shown]


def territory_moments(
    participation: Participation, sessions: Iterable[Session], projects: Iterable[PilotProject],
    notes: Iterable[Note] = (), milestones: Iterable[Milestone] = (),
) -> list[Moment]:  # fmt: skip
    """What the territory lives with the others, and at home: its notes and milestones, those that the reader may know of."""
    cohort = participation.cohort
    phases = {phase.key: phase for phase in cohort.phases.all()}
    own = [phase_moment(cohort, phases[key], own=True) for key in LIVED_AT_HOME if key in phases and key != "pilots"]
    start, end, precision = bounds(cohort, phases.get("pilots"))
    own += [
        Moment(_("Projet pilote"), project.title, start=start, end=end, precision=precision, kind="bar", own=True)
        for project in projects
    ]
    return session_moments(list(sessions)) + own + project_moments(notes, milestones)


def project_moments(notes: Iterable[Note], milestones: Iterable[Milestone]) -> list[Moment]:
    """Notes submitted and milestones past; what is only hoped for stays on the page of the project."""
    given = [
        Moment(
            str(note.get_kind_display()).capitalize(),
            _("remise"),
            start=note.submitted_at.date(),
            kind="tick",
            own=True,
        )
        for note in notes
        if note.submitted_at
    ]
    past = [
        Moment(one.title, str(one.get_kind_display()), start=one.held_on, kind="tick", own=True)
        for one in milestones
        if one.held_on
    ]
    return given + past


def session_moments(sessions: list[Session]) -> list[Moment]:
    dated = [
        Moment(name_of(session), note_of(session), start=session.date, kind="tick" if session.kind in LIGHT else "day")
        for session in sessions
        if session.date
    ]
    return dated + long_moments([session for session in sessions if session.period_start and not session.date])


def long_moments(sessions: list[Session]) -> list[Moment]:
    """Several forums of the same months are one bar."""
    groups: dict[tuple, list[Session]] = {}
    for session in sessions:
        groups.setdefault((session.title, session.period_start, session.period_end), []).append(session)
    return [
        Moment(
            f"{title} ({len(group)})" if len(group) > 1 else title,
            group[0].get_mode_display(),
            start=start,
            end=end,
            precision="month",
            kind="bar",
        )
        for (title, start, end), group in groups.items()
    ]


def phase_moment(cohort: Cohort, phase: Phase, *, own: bool = False) -> Moment:
    start, end, precision = bounds(cohort, phase)
    return Moment(phase.title, phase.question, start=start, end=end, precision=precision, kind="bar", own=own)


def bounds(cohort: Cohort, phase: Phase | None):
    """A phase without dates of its own took place somewhere in the cohort's years."""
    if phase and phase.starts_on:
        return phase.starts_on, phase.ends_on or cohort.ends_on, "month"
    return cohort.starts_on, cohort.ends_on if cohort.starts_on else None, "year"


def name_of(session: Session) -> str:
    if session.kind == SessionKind.WEBINAR and session.number:
        return _("Webinaire %(number)s") % {"number": session.number}
    return session.title


def note_of(session: Session) -> str:
    return session.title if session.kind == SessionKind.WEBINAR and session.number else session.place
