from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, days_said
from fabrique.accompaniment.missions import actions, forms, gauges
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.enums import AT_WORK
from fabrique.accompaniment.missions.models import Day, Engagement, Mission
from fabrique.accompaniment.missions.views.pages import EDIT, settle
from fabrique.accompaniment.workspace.models import Period
from fabrique.core.http import attempt, guarded, paged, render_page

EACH = 40


@require_safe
@guarded(may.read_days, cohort=Cohort, mission=Mission)
def days(request, cohort, mission):
    person = request.user
    rows = Day.objects.visible_to(person).filter(engagement__mission=mission).select_related("engagement__organisation", "declared_by")  # fmt: skip
    found = paged(request, rows.order_by("-date", "-pk"), EACH)
    periods = list(Period.objects.filter(participation__territory=mission.participation.territory))
    for day in found["page"]:
        day.engagement.mission = mission
    context = found | {
        "cohort": cohort, "mission": mission, "gauge": gauges.of_missions([mission])[mission.pk],
        "lines": [line(person, day, periods) for day in found["page"]],
        "mine": [row for row in mission.engagements.current() if mission.state in AT_WORK and may.declare_day.allows(person, row)],
    }  # fmt: skip
    return render_page(request, "missions/days.html", context)


def line(person, day, periods) -> dict:
    """The day, what the territory lived that day (R451), and what this person may answer."""
    busy = [period for period in periods if period.starts_on <= day.date <= period.ends_on]
    waits, stands = day.state == "declared", day.state == "confirmed"
    return {
        "day": day, "busy": busy, "answers": waits and may.confirm_day.allows(person, day),
        "corrects": stands and may.confirm_day.allows(person, day), "withdraws": waits and may.withdraw_day.allows(person, day),
    }  # fmt: skip


def back_to(mission) -> str:
    return reverse("missions:days", args=[mission.cohort.code, mission.code])


@require_http_methods(EDIT)
@guarded(may.declare_day, cohort=Cohort, mission=Mission, engagement=Engagement)
def declare(request, cohort, mission, engagement):
    gauge = gauges.of_engagements([engagement])[engagement.pk]
    left = _("Il vous reste %(left)s sur %(planned)s.") % {"left": days_said(gauge.remaining), "planned": gauge.told["planned"]}  # fmt: skip
    return settle(request, mission, forms.DayForm(request.POST or None), actions.declare_day, engagement=engagement,
                  title=_("Quel temps avez-vous donné ?"), lede=left, verb=_("Déclarer ce temps"), back=back_to(mission),
                  done=_("C’est déclaré. La personne référente le confirme."))  # fmt: skip


@require_POST
@guarded(may.confirm_day, cohort=Cohort, mission=Mission, day=Day)
def confirm(request, cohort, mission, day):
    attempt(request, actions.answer_day, day=day, name="confirm", done=_("Le jour est confirmé."))
    return redirect(back_to(mission))


@require_http_methods(EDIT)
@guarded(may.confirm_day, cohort=Cohort, mission=Mission, day=Day)
def refuse(request, cohort, mission, day):
    return settle(request, mission, forms.ReasonForm(request.POST or None), actions.answer_day, day=day, name="refuse",
                  title=_("Pourquoi refuser ce jour ?"), lede=day.what, verb=_("Refuser ce jour"), back=back_to(mission),
                  done=_("Le jour est refusé, avec sa raison. Le temps est de nouveau disponible."))  # fmt: skip


@require_POST
@guarded(may.withdraw_day, cohort=Cohort, mission=Mission, day=Day)
def withdraw(request, cohort, mission, day):
    if attempt(request, actions.withdraw_day, day=day):
        messages.success(request, _("Le jour est retiré."))
    return redirect(back_to(mission))


@require_http_methods(EDIT)
@guarded(may.confirm_day, cohort=Cohort, mission=Mission, day=Day)
def correct(request, cohort, mission, day):
    return settle(request, mission, forms.ReasonForm(request.POST or None), actions.correct_day, day=day,
                  title=_("Qu’y a-t-il de faux dans ce jour ?"), lede=day.what, verb=_("Corriger par contre-écriture"),
                  back=back_to(mission), done=_("Le jour est corrigé : le registre garde les deux écritures."))  # fmt: skip
