from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions import actions, forms
from fabrique.accompaniment.institutions import permissions as may
from fabrique.accompaniment.institutions.enums import NoteState
from fabrique.accompaniment.institutions.models import IntentionNote
from fabrique.accompaniment.institutions.views.pages import EDIT, settle
from fabrique.core.http import guarded, render_page

BACK = "institutions:notes"


@require_safe
@guarded(edit_cohort, cohort=Cohort)
def notes(request, cohort):
    rows = list(cohort.intention_notes.select_related("institution"))
    begun = any(note.state == NoteState.DRAFT for note in rows)
    context = board.page(request, cohort, "institution", rows=rows, begun=begun)
    return render_page(request, "institutions/notes.html", context)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def begin(request, cohort):
    last = cohort.intention_notes.order_by("-number").select_related("institution").first()
    initial = {"institution": last.institution.code, "text": last.text} if last else {}
    return settle(
        request, cohort, BACK, forms.BeginNoteForm(request.POST or None, initial=initial), actions.begin_note,
        cohort=cohort, title=_("Que proposez-vous à l’institution ?"), verb=_("Garder ce brouillon"),
        done=_("Le brouillon est gardé. Vous seuls, qui conduisez la cohorte, le lisez."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_note, cohort=Cohort, note=IntentionNote)
def edit_note(request, cohort, note):
    form = forms.IntentionNoteForm(request.POST or None, instance=note, initial={"institution": note.institution.code})
    return settle(
        request, cohort, BACK, form, actions.edit_note, note=note, verb=_("Enregistrer la note"),
        title=_("La note d’intention, version %(n)s") % {"n": note.number}, done=_("La note est enregistrée."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.follow_note, cohort=Cohort, note=IntentionNote)
def hand(request, cohort, note):
    return settle(
        request, cohort, BACK, forms.HandNoteForm(request.POST or None), actions.hand_note, note=note,
        title=_("La note est remise"), lede=_("Elle ne changera plus : la suite s’écrit dans une autre version."),
        verb=_("Noter la remise"), done=_("La remise est notée. Les personnes de la cohorte lisent la note."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.follow_note, cohort=Cohort, note=IntentionNote)
def answer(request, cohort, note):
    return settle(
        request, cohort, BACK, forms.AnswerNoteForm(request.POST or None), actions.answer_note, note=note,
        title=_("Qu’a répondu l’institution ?"), verb=_("Noter la réponse"), done=_("La réponse est notée."),
    )  # fmt: skip
