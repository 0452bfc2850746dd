from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.missions import actions, forms, papers
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.models import Change, Engagement, Mission
from fabrique.accompaniment.missions.views.pages import EDIT, settle
from fabrique.core.exports import document_response
from fabrique.core.http import guarded


@require_http_methods(EDIT)
@guarded(may.lead_mission, cohort=Cohort, mission=Mission)
def add_ally(request, cohort, mission):
    form = forms.ComplementForm(request.POST or None).offer(mission.participation)
    return settle(request, mission, form, actions.add_complement, mission=mission, title=_("Quel allié rejoint la mission ?"),
                  verb=_("Ajouter cet allié"), done=_("L’allié rejoint la mission."),
                  lede=_("En complément de qui la tient, ou à la place de qui s’en est allé."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_engagement, cohort=Cohort, mission=Mission, engagement=Engagement)
def name_person(request, cohort, mission, engagement):
    initial = {"person": engagement.person.code if engagement.person else None}
    form = forms.PersonForm(request.POST or None, instance=engagement, initial=initial).offer(mission.participation)
    return settle(request, mission, form, actions.name_person, engagement=engagement,
                  title=_("Qui agit pour %(name)s ?") % {"name": engagement.organisation.name}, verb=_("Enregistrer"),
                  lede=_("Cette personne signe la convention et déclare les jours."), done=_("C’est noté."))  # fmt: skip


@require_safe
@guarded(may.read_letter, cohort=Cohort, mission=Mission, engagement=Engagement)
def letter(request, cohort, mission, engagement, format_name):
    return document_response(f"lettre-{mission.code}", lambda: papers.letter(engagement, get_language()), format_name)


@require_http_methods(EDIT)
@guarded(may.ask_change, cohort=Cohort, mission=Mission, engagement=Engagement)
def ask_change(request, cohort, mission, engagement):
    return settle(request, mission, forms.LongReasonForm(request.POST or None), actions.ask_change, engagement=engagement,
                  title=_("Demander un changement d’allié"), verb=_("Demander une médiation"),
                  lede=_("Qui conduit la cohorte réunit les deux côtés. Rien ne s’arrête en attendant."),
                  done=_("La demande est faite. Qui conduit la cohorte vous réunit."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.mediate, cohort=Cohort, mission=Mission, change=Change)
def settle_change(request, cohort, mission, change):
    return settle(request, mission, forms.SettleForm(request.POST or None), actions.settle_change, change=change,
                  title=_("Qu’a donné la médiation ?"), verb=_("Noter l’issue"), lede=change.reason,
                  done=_("L’issue est notée."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.appraise, cohort=Cohort, mission=Mission)
def appraise(request, cohort, mission):
    return settle(request, mission, forms.AppraisalForm(request.POST or None), actions.appraise, mission=mission,
                  title=_("Que retenir de cette mission ?"), verb=_("Relire la mission"),
                  lede=_("Chaque côté écrit une fois ; les deux se lisent."), done=_("C’est écrit."))  # fmt: skip
