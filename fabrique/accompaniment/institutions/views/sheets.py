from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions import actions, forms
from fabrique.accompaniment.institutions.enums import NoteState
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.accompaniment.institutions.permissions import edit_sheet, see_contacts
from fabrique.accompaniment.institutions.views.pages import EDIT, settle
from fabrique.accompaniment.institutions.views.relations import joint_events_of
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone

BACK = "institutions:sheets"


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def sheets(request, cohort):
    form = forms.AddSheetForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_sheet, cohort=cohort, by=request.user):
        messages.success(request, _("La fiche est ajoutée."))
        return redirect(BACK, cohort.code)
    rows = cohort.action_sheets.select_related("partner__organisation", "in_charge")
    rows = rows.prefetch_related("contact_changes__after__organisation")
    return render_page(
        request, "institutions/sheets.html", board.page(request, cohort, "institution", form=form, rows=rows),
        partials=["liste"],
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(edit_sheet, cohort=Cohort, sheet=ActionSheet)
def move(request, cohort, sheet):
    return settle(
        request, cohort, BACK, forms.MoveForm(request.POST or None, sheet=sheet), actions.move_sheet, sheet=sheet,
        title=_("Que devient cette fiche ?"), lede=sheet.title, verb=_("Enregistrer"), done=_("La fiche est à jour."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(edit_sheet, cohort=Cohort, sheet=ActionSheet)
def hand_over(request, cohort, sheet):
    return settle(
        request, cohort, BACK, forms.HandOverForm(request.POST or None, sheet=sheet), actions.change_partner,
        sheet=sheet, title=_("À qui passer le relais ?"), lede=sheet.title, verb=_("Passer le relais"),
        done=_("La fiche a un nouveau contact."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(edit_sheet, cohort=Cohort, sheet=ActionSheet)
def entrust(request, cohort, sheet):
    return settle(
        request, cohort, BACK, forms.EntrustForm(request.POST or None, sheet=sheet), actions.entrust_sheet,
        sheet=sheet, title=_("Qui suit cette fiche chez nous ?"), lede=sheet.title, verb=_("Confier le suivi"),
        done=_("Le suivi est confié."),
    )  # fmt: skip


@require_safe
@guarded(anyone, cohort=Cohort)
def public(request, cohort):
    """What everybody may know: the policy, the versions of the note, the sheets and where they are, never why."""
    handed = cohort.intention_notes.exclude(state=NoteState.DRAFT).select_related("institution").order_by("number")
    context = {
        "cohort": cohort,
        "policy": cohort.policy.all(),
        "notes": handed,
        "sheets": cohort.action_sheets.all(),
        "joint_events": joint_events_of(request.user, cohort),
        "may_call": see_contacts.allows(request.user, cohort),
        "may_prepare": edit_cohort.allows(request.user, cohort),
    }
    return render_page(request, "institutions/public.html", context)
