"""The anonymous questionnaire: the team's page, and the public one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.diagnostics import forms
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import asking
from fabrique.accompaniment.diagnostics.http import unkept
from fabrique.accompaniment.diagnostics.models import Diagnostic, Questionnaire
from fabrique.accompaniment.diagnostics.questionnaires import gathered
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.diagnostics.views.frame import EDIT, address
from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.ground.permanences.flood import HOUR, over

MOST_AN_HOUR = 200


@require_http_methods(EDIT)
@guarded(may.read_words, diagnostic=Diagnostic)
@unkept
def questionnaire(request, diagnostic):
    found = Questionnaire.objects.filter(diagnostic=diagnostic).first()
    form = forms.OpenQuestionnaireForm(request.POST or None)
    if request.method == "POST" and form.send(asking.open_questionnaire, diagnostic=diagnostic, by=request.user):
        messages.success(request, _("Le questionnaire est ouvert. Son adresse se transmet comme vous voulez."))
        return redirect(address(diagnostic, "questionnaire"))
    context = context_of(
        request, diagnostic, "diagnostics:questionnaire", form=form, found=found, opens=may.invite.allows(request.user, diagnostic), writes=may.write_words.allows(request.user, diagnostic),
        gathered=gathered(found) if found and diagnostic.grid else None,
    )  # fmt: skip
    return render_page(request, "diagnostics/questionnaire.html", context)


@require_POST
@guarded(may.close_questionnaire, diagnostic=Diagnostic, questionnaire=Questionnaire)
@unkept
def close_questionnaire(request, diagnostic, questionnaire):
    attempt(request, asking.close_questionnaire, questionnaire=questionnaire, done=_("Le questionnaire est fermé."))
    return redirect(address(diagnostic, "questionnaire"))


@require_http_methods(EDIT)
@guarded(anyone)
@unkept
def answer(request, sheet):
    """For anybody who has the address: nothing of the machine or the hour is kept."""
    known = Questionnaire.objects.select_related(
        "diagnostic__grid", "diagnostic__participation__cohort", "diagnostic__participation__territory"
    )
    found = known.filter(code=sheet).first()
    if found is None or found.diagnostic.grid is None:
        raise Http404
    form = forms.AnswerForm(request.POST or None, questionnaire=found)
    done = False
    if request.method == "POST" and form.is_valid():
        if over(f"questionnaire-{found.code}", MOST_AN_HOUR, HOUR):
            form.add_error(
                None, _("Beaucoup de réponses arrivent à la fois. Gardez vos mots, et revenez dans une heure.")
            )
        else:
            done = sent(form, found)
    place = found.diagnostic.participation
    context = {"found": found, "form": form, "done": done, "territory": place.territory, "cohort": place.cohort}
    return render_page(request, "diagnostics/answer.html", context)


def sent(form, sheet) -> bool:
    try:
        asking.answer(questionnaire=sheet, **form.sent())
    except Denied as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
