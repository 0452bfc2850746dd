"""Method sheets: written by the delegation, read by everybody once published (R568)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.workspace import actions, forms
from fabrique.accompaniment.workspace import method_paper as paper
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.enums import SHEET
from fabrique.accompaniment.workspace.models import MethodSheet
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.accompaniment.workspace.views.space import EDIT, PLACE, edit
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import guarded, make_move, render_page
from fabrique.core.permissions import anyone

IN_SHEET = PLACE | {"sheet": MethodSheet}


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def methods(request, cohort, participation):
    form = forms.BeginMethodForm(request.POST or None, participation=participation)
    if request.method == "POST":
        may.keep_space(request.user, participation)
        if sheet := form.send(actions.begin_method, by=request.user):
            messages.success(request, _("La fiche est commencée avec ce que dit le projet. Complétez-la."))
            return redirect("workspace:edit-method", cohort.code, participation.code, sheet.code)
    rows = participation.method_sheets.select_related("project")
    context = context_of(request, cohort, participation, "methods", form=form, rows=rows)
    return render_page(request, "workspace/space/methods.html", context)


@require_safe
@guarded(anyone, **IN_SHEET)
def method(request, cohort, participation, sheet):
    decides = may.decide_on_method.allows(request.user, sheet)
    context = {
        "cohort": cohort, "participation": participation, "sheet": sheet, "formats": list(formats.FORMATS),
        "moves": list(SHEET.open_to(sheet).items()) if decides else [], "writes": sheet.state == "draft" and may.keep_part.allows(request.user, sheet),
        "enters": read_delegation.allows(request.user, participation),
    }  # fmt: skip
    return render_page(request, "workspace/method.html", context)


@require_safe
@guarded(anyone, **IN_SHEET)
def method_file(request, cohort, participation, sheet, format_name):
    return document_response(f"methode-{sheet.code}", lambda: paper.build(sheet, get_language()), format_name)


@require_http_methods(EDIT)
@guarded(may.keep_part, **IN_SHEET)
def edit_method(request, cohort, participation, sheet):
    form = forms.MethodSheetForm(request.POST or None, instance=sheet)
    if request.method == "POST" and form.send(actions.write_method, sheet=sheet, by=request.user):
        messages.success(request, _("La fiche est à jour."))
        return redirect(sheet)
    lede = _("Pour quelqu’un qui n’était pas là et voudrait faire pareil ailleurs.")
    return edit(request, sheet, form, "methods", title=sheet.theme, lede=lede, verb=_("Enregistrer la fiche"))


@require_POST
@guarded(may.decide_on_method, **IN_SHEET)
def move_method(request, cohort, participation, sheet):
    if make_move(request, actions.move_method, sheet=sheet, name=request.POST.get("move", "")):
        messages.success(request, _("La fiche est maintenant « %(state)s ».") % {"state": sheet.get_state_display()})
    return redirect(sheet)
