"""The tab of the sessions, and what they still need."""

from collections import defaultdict

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.delegations.dates import dates_asked
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.delegations.presence import absences, attendance
from fabrique.accompaniment.programme.attendance import came_by_phase
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Presence, Session, kit_due
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Registration

PRESENT = RegistrationState.PRESENT

tabs.append(Tab(Part.LIVE, 10, "sessions", gettext_lazy("Séances"), "programme:sessions", edit_cohort))

attendance(came_by_phase)


def to_document(sessions) -> Waiting:
    """Those that were held and whose kit is not published, pressing after ten days (R342)."""
    held = sessions.filter(state=SessionState.HELD).select_related("cohort").annotate(papers=Count("documents"))
    return Waiting(held.in_time(), lambda found: [
        Act(_("en retard") if is_late(session) else _("à documenter"), session.title, why_document(session),
            session.get_absolute_url(), _("Documenter"), urgent=is_late(session))
        for session in found
    ])  # fmt: skip


def is_late(session) -> bool:
    due = kit_due(session)
    return due is not None and due < timezone.localdate()


def why_document(session) -> str:
    if is_late(session):
        day = date_format(kit_due(session), "j F Y")
        return _("La mallette était attendue le %(day)s. Les absents ne savent pas ce qui s’est dit.") % {"day": day}
    if session.papers:
        return _("Les documents sont là : il reste à les publier.")
    return _("Elle s’est tenue. Les absents attendent ses documents.")


def to_declare(sessions) -> Waiting:
    """Announced, and past."""
    past = sessions.filter(state=SessionState.SCHEDULED, date__lt=timezone.localdate()).select_related("cohort")
    return Waiting(past.in_time(), lambda found: [
        Act(_("passée"), session.title, _("Elle est annoncée et sa date est passée. S’est-elle tenue ?"),
            session.get_absolute_url(), _("Répondre"), urgent=True)
        for session in found
    ])  # fmt: skip


@next_step
def sessions_needed(cohort) -> list[Act]:
    sessions = Session.objects.filter(cohort=cohort)
    acts = [act for one in (to_declare(sessions), to_document(sessions)) for act in one.tell(list(one.rows))]
    if not acts and not sessions.exists():
        address = reverse("programme:add", args=[cohort.code])
        acts.append(Act(_("à composer"), _("Poser une première séance"),
                        _("Une date, même approchée, aide chacun à se libérer."), address, _("Poser une séance")))  # fmt: skip
    return acts


@dates_asked
def announced(person, cohort) -> list:
    """Dated sessions to come, for the pages a delegation prints (R311); optional ones are not asked."""
    sessions = Session.objects.visible_to(person).filter(cohort=cohort, state=SessionState.SCHEDULED, optional=False)
    return [(session.date, session.title) for session in sessions.filter(date__gte=timezone.localdate()).in_time()]


@absences
def missed(participations) -> dict[tuple[int, str], int]:
    """Of the sessions where presence was kept, how many of the last ones in a row nobody of a chair came to (R306).

    A chair is judged from the day each of its people sat down, by those with an account, and those whom the list of
    their delegation named that day. Four queries.
    """
    cohorts = {participation.cohort_id for participation in participations}
    kept = Q(event__registrations__state=PRESENT) | Q(presences__came=True)
    sessions = list(
        Session.objects.filter(kept, cohort__in=cohorts, date__isnull=False).distinct().order_by("-date", "-pk")
    )
    noted = set(
        Registration.objects.filter(event__session__in=sessions, state=PRESENT).values_list("event_id", "person_id")
    )
    listed = {
        (session, seat): came
        for session, seat, came in Presence.objects.filter(session__in=sessions).values_list("session", "seat", "came")
    }
    chairs = defaultdict(list)
    seats = Seat.objects.active().filter(participation__in=participations)
    for seat in seats.select_related("participation", "category"):
        chairs[seat.participation, seat.category.key].append(seat)
    return {
        (participation.pk, category): in_a_row(seats, sessions, noted, listed)
        for (participation, category), seats in chairs.items()
        if any(seat.person_id or any(pair[1] == seat.pk for pair in listed) for seat in seats)
    }


def in_a_row(seats, sessions, noted, listed) -> int:
    """How many of the last sessions of their cohort none of these seats came to."""
    count = 0
    for session in sessions:
        if session.cohort_id == seats[0].participation.cohort_id:
            expected = [
                seat for seat in seats
                if (seat.person_id or (session.pk, seat.pk) in listed)
                and (not seat.starts_on or seat.starts_on <= session.date)
            ]  # fmt: skip
            if not expected or any(
                (seat.person_id and (session.event_id, seat.person_id) in noted) or listed.get((session.pk, seat.pk))
                for seat in expected
            ):
                break
            count += 1
    return count
