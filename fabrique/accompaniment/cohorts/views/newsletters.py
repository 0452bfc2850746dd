"""The infolettres of a cohort, and what was written to whom there."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.forms import AddNewsletterForm
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.core.http import guarded, paged, render_page
from fabrique.ground.messages.actions import begin_issue
from fabrique.ground.messages.models import Issue, Letter
from fabrique.ground.people.models import inside

ROWS = 10


@require_http_methods(["GET", "POST"])
@guarded(edit_cohort, cohort=Cohort)
def newsletters(request, cohort):
    form = AddNewsletterForm(request.POST or None)
    if request.method == "POST":
        name = _("L’infolettre de %(cohort)s") % {"cohort": cohort.name}
        begun = form.send(begin_issue, scope=cohort.scope, name=name, fictional=cohort.fictional, by=request.user)
        if begun:
            return redirect("letters:compose", begun.code)
    issues = Issue.objects.visible_to(request.user).filter(series__scope=cohort.scope).order_by("-begun_at", "-pk")
    sent = Letter.objects.visible_to(request.user).filter(inside({cohort.scope_id})).told()
    context = board.page(request, cohort, "newsletters", form=form, issues=issues, **paged(request, sent, ROWS))
    return render_page(request, "cohorts/newsletters.html", context)
