"""What the calendars of the territories say to whoever plans the cohort (R554)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.board import next_step
from fabrique.accompaniment.workspace.models import Period
from fabrique.core.inbox import Act


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
