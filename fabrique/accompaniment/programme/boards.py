"""The tab of the sessions, and what they still need."""

from collections import defaultdict

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Tab, next_step, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.delegations.dates import dates_asked
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.delegations.presence import absences
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.inbox import Act
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.models import Registration

PRESENT = RegistrationState.PRESENT

tabs.append(Tab(40, "sessions", gettext_lazy("Séances"), "programme:sessions", edit_cohort))


def to_document(sessions) -> list[Act]:
    """Those that were held and whose documents are not published; a query for all."""
    held = sessions.filter(state=SessionState.HELD).select_related("cohort").annotate(papers=Count("documents"))
    return [
        Act(
            _("à documenter"),
            session.title,
            _("Les documents sont là : il reste à les publier.")
            if session.papers
            else _("Elle s’est tenue. Les absents attendent ses documents."),
            session.get_absolute_url(),
            _("Documenter"),
        )
        for session in held.in_time()
    ]


def to_declare(sessions) -> list[Act]:
    """Announced, and past."""
    past = sessions.filter(state=SessionState.SCHEDULED, date__lt=timezone.localdate()).select_related("cohort")
    return [
        Act(_("passée"), session.title, _("Elle est annoncée et sa date est passée. S’est-elle tenue ?"),
            session.get_absolute_url(), _("Répondre"), urgent=True)
        for session in past.in_time()
    ]  # fmt: skip


@next_step
def sessions_needed(cohort) -> list[Act]:
    sessions = Session.objects.filter(cohort=cohort)
    acts = to_declare(sessions) + to_document(sessions)
    if not acts and not sessions.exists():
        address = reverse("programme:add", args=[cohort.code])
        acts.append(Act(_("à composer"), _("Poser une première séance"),
                        _("Une date, même approchée, aide chacun à se libérer."), address, _("Poser une séance")))  # fmt: skip
    return acts


@dates_asked
def announced(person, cohort) -> list:
    """Dated sessions to come, for the pages a delegation prints (R311)."""
    sessions = Session.objects.visible_to(person).filter(cohort=cohort, state=SessionState.SCHEDULED)
    return [(session.date, session.title) for session in sessions.filter(date__gte=timezone.localdate()).in_time()]


@absences
def missed(participations) -> dict[tuple[int, str], int]:
    """Of the sessions where presence was kept, how many of the last ones in a row nobody of a chair came to (R306).

    A chair is judged by those of its people who have an account, from the day each sat down. Three queries.
    """
    cohorts = {participation.cohort_id for participation in participations}
    sessions = list(
        Session.objects.filter(cohort__in=cohorts, date__isnull=False, event__registrations__state=PRESENT)
        .distinct().order_by("-date", "-pk")
    )  # fmt: skip
    came = set(
        Registration.objects.filter(event__session__in=sessions, state=PRESENT).values_list("event_id", "person_id")
    )
    chairs = defaultdict(list)
    seats = Seat.objects.active().filter(participation__in=participations, person__isnull=False)
    for seat in seats.select_related("participation", "category"):
        chairs[seat.participation, seat.category.key].append(seat)
    return {
        (participation.pk, category): in_a_row(seats, sessions, came)
        for (participation, category), seats in chairs.items()
    }


def in_a_row(seats, sessions, came) -> int:
    """How many of the last sessions of their cohort none of these seats came to."""
    count = 0
    for session in sessions:
        if session.cohort_id == seats[0].participation.cohort_id:
            expected = [seat for seat in seats if not seat.starts_on or seat.starts_on <= session.date]
            if not expected or any((session.event_id, seat.person_id) in came for seat in expected):
                break
            count += 1
    return count
