"""What the calendars of the territories say to whoever plans the cohort (R554)."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.workspace.models import Period
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act
from fabrique.ground.agenda.clashes import Busy, tells_busy

tabs.append(Tab(Part.LIVE, 30, "turning", gettext_lazy("Ambitions des territoires"), "workspace:turning", edit_cohort))


@tells_busy
def territories_busy(scopes, start, end):
    """The busy times of these delegations' territories, for whoever sets a date of the agenda. One query."""
    periods = Period.objects.filter(participation__scope__in=scopes, participation__left_on=None)
    days = timezone.localdate(start), timezone.localdate(end)
    for period in periods.between(*days).select_related("participation__territory"):
        yield Busy(f"{period.participation.territory.name}, {period.title}", midnight(period.starts_on),
                   midnight(period.ends_on + timedelta(days=1)))  # fmt: skip


def midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@next_step
def clashes(cohort) -> list[Act]:
    """One act a session to come that falls on a busy time of one territory or more. Two queries."""
    sessions = list(
        cohort.sessions.filter(date__gte=timezone.localdate()).exclude(state="cancelled").order_by("date", "pk")
    )
    if not sessions:
        return []
    periods = list(
        Period.objects.filter(participation__cohort=cohort, participation__left_on=None)
        .between(sessions[0].date, sessions[-1].date).select_related("participation__territory")
    )  # fmt: skip
    acts = []
    for session in sessions:
        met = [period for period in periods if period.starts_on <= session.date <= period.ends_on]
        if met:
            who = " ; ".join(f"{period.participation.territory.name}, {period.title}" for period in met)
            acts.append(Act(date_format(session.date, "j F"), _("%(title)s tombe dans un temps chargé") % {"title": session.title},
                            who, reverse("programme:edit", args=[cohort.code, session.code]), _("Changer la date")))  # fmt: skip
    return acts
