"""The questions to ask before a cohort starts, and what coordinating it takes."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts import actions, board, forms
from fabrique.accompaniment.cohorts import permissions as may
from fabrique.accompaniment.cohorts.levers import LEVERS
from fabrique.accompaniment.cohorts.models import Cohort, Load, days
from fabrique.accompaniment.cohorts.views.composition import EDIT, edit_part
from fabrique.core.http import guarded, render_page


@require_safe
@guarded(may.edit_cohort, cohort=Cohort)
def levers(request, cohort):
    answers = {answer.lever: answer for answer in cohort.lever_answers.all()}
    rows = [{"lever": lever, "answer": answers.get(lever.key)} for lever in LEVERS]
    left = sum(row["answer"] is None for row in rows)
    return render_page(request, "cohorts/levers.html", board.page(request, cohort, "levers", rows=rows, left=left))


@require_http_methods(EDIT)
@guarded(may.edit_cohort, cohort=Cohort)
def answer_lever(request, cohort, lever):
    asked = next((one for one in LEVERS if one.key == lever), None)
    if asked is None:
        raise Http404
    known = cohort.lever_answers.filter(lever=lever).first()
    initial = {"text": known.text, "left_aside": known.left_aside} if known else {}
    form = forms.AnswerLeverForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.send(actions.answer_lever, cohort=cohort, lever=lever, by=request.user)
        if not form.errors:
            messages.success(request, _("C’est noté."))
            return redirect("cohorts:levers", cohort.code)
    return edit_part(request, cohort, "cohorts:levers", form, title=asked.question, verb=_("Noter cette réponse"))


@require_http_methods(EDIT)
@guarded(may.edit_cohort, cohort=Cohort)
def loads(request, cohort):
    """Plain sums of what was declared: no ratio, no rank (R020, R576)."""
    form = forms.DeclareLoadForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.send(actions.declare_load, cohort=cohort, by=request.user):
        messages.success(request, _("Ce temps est noté."))
        return redirect("cohorts:loads", cohort.code)
    rows = cohort.loads.select_related("organisation")
    sums = cohort.loads.aggregate(paid=Sum("paid_quarter_days"), unpaid=Sum("unpaid_quarter_days"))
    context = board.page(
        request, cohort, "loads", form=form, rows=rows, paid=days(sums["paid"] or 0), unpaid=days(sums["unpaid"] or 0),
        structures=len({row.organisation_id for row in rows}),
    )  # fmt: skip
    return render_page(request, "cohorts/loads.html", context)


@require_POST
@guarded(may.edit_part, cohort=Cohort, load=Load)
def remove_load(request, cohort, load):
    actions.remove_load(load=load, by=request.user)
    messages.success(request, _("Cette ligne est retirée."))
    return redirect("cohorts:loads", cohort.code)
