"""The tab of the sessions, and what they still need."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Tab, next_step, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.delegations.dates import dates_asked
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.inbox import Act

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
