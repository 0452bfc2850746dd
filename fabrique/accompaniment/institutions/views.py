from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions import actions, forms
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.accompaniment.institutions.permissions import edit_sheet
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def sheets(request, cohort):
    form = forms.AddSheetForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_sheet, cohort=cohort, by=request.user):
        messages.success(request, _("La fiche est ajoutée."))
        return redirect("institutions:sheets", cohort.code)
    context = board.page(request, cohort, "institution", form=form, rows=cohort.action_sheets.all())
    return render_page(request, "institutions/sheets.html", context, partials=["liste"])


@require_http_methods(EDIT)
@guarded(edit_sheet, cohort=Cohort, sheet=ActionSheet)
def move(request, cohort, sheet):
    form = forms.MoveForm(request.POST or None, sheet=sheet)
    back = reverse("institutions:sheets", args=[cohort.code])
    try:
        moved = request.method == "POST" and form.send(actions.move_sheet, sheet=sheet, by=request.user)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer cette fiche. Voici où elle en est."))
        return redirect(back)
    if moved:
        messages.success(request, _("La fiche est maintenant « %(state)s ».") % {"state": sheet.get_state_display()})
        return redirect(back)
    return edit_page(
        request, form, title=_("Que devient cette fiche ?"), lede=sheet.title, verb=_("Enregistrer"), back=back,
        crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Institution"), back)],
    )  # fmt: skip
