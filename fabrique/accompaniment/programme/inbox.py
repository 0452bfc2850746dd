"""Sessions that wait for whoever leads their cohort, and those that somebody missed."""

from collections import Counter
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.cohorts.models import LEADS, Participation
from fabrique.accompaniment.programme.boards import to_declare, to_document
from fabrique.accompaniment.programme.enums import MinutesState, SessionState
from fabrique.accompaniment.programme.models import Minutes, PriorQuestion, Session, who_came
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.people.enums import Role

ASKED_BEFORE = timedelta(days=15)


@waits_for
def sessions(person) -> list[Waiting]:
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    mine = Session.objects.filter(cohort__scope__in=led)
    return [to_declare(mine), to_document(mine)]


@waits_for
def missed(person) -> list[Waiting]:
    """« You missed this session »: its kit, for a month and a half (R341)."""
    recent = timezone.localdate() - timedelta(days=45)
    noted = Q(event__registrations__person=person, event__registrations__state=RegistrationState.ABSENT)
    absent = Session.objects.filter(noted | Q(presences__seat__person=person, presences__came=False))
    sessions = Session.objects.visible_to(person).filter(
        state=SessionState.DOCUMENTED, date__gte=recent, pk__in=absent.values("pk")
    )
    return [Waiting(sessions.select_related("cohort").in_time(), lambda found: [
        Act(_("vous avez manqué"), session.title, _("L’essentiel tient en dix minutes."), session.kit_address(), _("Lire"))
        for session in found
    ])]  # fmt: skip


@waits_for
def minutes_to_read(person) -> list[Waiting]:
    """Minutes that wait to be read again by those who were there (D43)."""
    today = timezone.localdate()
    rows = Minutes.objects.filter(state=MinutesState.PROPOSED, until__gte=today, session__in=who_came(person))
    rows = rows.select_related("session__cohort").order_by("until", "pk")
    return [Waiting(rows, lambda minutes: [
        Act(_("à relire"), one.session.title, _("Ce compte rendu sera donné à la cohorte. Y a-t-il quelque chose à changer ?"),
            one.get_absolute_url(), _("Relire"))
        for one in minutes
    ])]  # fmt: skip


@waits_for
def questions_left(person) -> list[Waiting]:
    """Questions of delegations that no answer joined yet, one act a session (R335)."""
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    waiting = PriorQuestion.objects.waiting().filter(session__cohort__scope__in=led)
    return [
        Waiting(waiting.select_related("session__cohort").order_by("session__date", "session", "pk"), tell_questions)
    ]


def tell_questions(questions) -> list[Act]:
    counts = Counter(question.session for question in questions)
    return [
        Act(_("questions"), session.title,
            ngettext("Une délégation a laissé une question.", "Les délégations ont laissé %(n)s questions.", n) % {"n": n},
            reverse("programme:preparation", args=[session.cohort.code, session.code]), _("Lire et répondre"))
        for session, n in counts.items()
    ]  # fmt: skip


@waits_for
def questions_to_leave(person) -> list[Waiting]:
    """A referent whose delegation left no question for a session of the next two weeks (R335)."""
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    today = timezone.localdate()
    places = Participation.objects.current().filter(scope__in=mine).select_related("cohort")
    asked = PriorQuestion.objects.filter(session=OuterRef("pk"), participation__scope__in=mine)
    soon = Session.objects.filter(~Exists(asked), cohort__in=places.values("cohort"), optional=False,
                                  state=SessionState.SCHEDULED, date__range=(today, today + ASKED_BEFORE))  # fmt: skip
    return [Waiting(soon.in_time(), lambda sessions: [
        Act(date_format(session.date, "j F"), session.title, _("Que votre délégation veut-elle savoir ce jour-là ?"),
            reverse("programme:place", args=[place.cohort.code, session.code, place.code]), _("Laisser une question"))
        for session in sessions
        for place in places
        if place.cohort_id == session.cohort_id
    ])]  # fmt: skip
