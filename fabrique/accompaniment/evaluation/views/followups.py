"""What the effects became, at six, twelve and twenty-four months."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.evaluation import actions, forms
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.actions.followups import effects_of
from fabrique.accompaniment.evaluation.enums import FOLLOW_UP, FollowUpState
from fabrique.accompaniment.evaluation.models import Fate, FollowUp
from fabrique.accompaniment.evaluation.views.findings import EDIT, PLACE, edit
from fabrique.core.http import attempt, guarded, render_page


def address(cohort, participation, follow_up):
    return reverse("evaluation:follow-up", args=[cohort.code, participation.code, follow_up.code])


@require_safe
@guarded(may.read_follow_up, **PLACE, follow_up=FollowUp)
def follow_up(request, cohort, participation, follow_up):
    person = request.user
    moves = FOLLOW_UP.buttons(follow_up, lambda name: may.publish_follow_up.reason(person, follow_up))
    records = may.record_follow_up.allows(person, follow_up)
    context = {
        "cohort": cohort,
        "participation": participation,
        "follow_up": follow_up,
        "fates": Fate.objects.visible_to(person).filter(follow_up=follow_up).select_related("effect"),
        "due": follow_up.due_on <= timezone.localdate(),
        "may_record": records and "record" in FOLLOW_UP.open_to(follow_up),
        "moves": [move for move in moves if move.name != "record"] if records else [],
        "others": participation.follow_ups.exclude(pk=follow_up.pk),
    }
    return render_page(request, "evaluation/follow_up.html", context)


@require_http_methods(EDIT)
@guarded(may.record_follow_up, **PLACE, follow_up=FollowUp)
def record_follow_up(request, cohort, participation, follow_up):
    back = address(cohort, participation, follow_up)
    if follow_up.state == FollowUpState.PUBLISHED or follow_up.due_on > timezone.localdate():
        return redirect(back)
    form = forms.FollowUpForm(request.POST or None, instance=follow_up, effects=effects_of(follow_up))
    if request.method == "POST" and form.send(actions.record_follow_up, follow_up=follow_up, by=request.user):
        messages.success(
            request, _("C’est noté, pour celles et ceux qui font le chemin. La délégation décide de le publier.")
        )
        return redirect(back)
    return edit(
        request, cohort, participation, form, verb=_("Noter"), title=_("%(n)d mois après : quels effets durent ?") % {"n": follow_up.months},
        lede=_("Pour chaque effet : dure-t-il, a-t-il grandi, s’est-il estompé ? Laissez vide ce que vous ne savez pas."),
    )  # fmt: skip


@require_POST
@guarded(may.record_follow_up, **PLACE, follow_up=FollowUp)
def move_follow_up(request, cohort, participation, follow_up):
    name = request.POST.get("move", "")
    attempt(request, actions.move_follow_up, follow_up=follow_up, name=name, done=_("C’est fait."))
    return redirect(address(cohort, participation, follow_up))
