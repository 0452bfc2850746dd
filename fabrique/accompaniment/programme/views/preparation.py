"""What whoever leads prepares: the programme part by part, and the questions that delegations left."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.programme import actions, forms
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.models import PriorQuestion, Sequence
from fabrique.accompaniment.programme.views.sessions import EDIT, PLACE
from fabrique.core.http import edit_page, guarded, render_page


@require_safe
@guarded(may.edit_session, **PLACE)
def preparation(request, cohort, session):
    return draw_preparation(request, session, forms.AddSequenceForm(session=session))


def draw_preparation(request, session, form):
    questions = session.prior_questions.select_related("participation__territory")
    context = {
        "cohort": session.cohort,
        "session": session,
        "form": form,
        "sequences": session.sequences.prefetch_related("organisations"),
        "questions": questions,
        "waiting": sum(not question.answer for question in questions),
        "places": session.cohort.participations.current().select_related("territory"),
    }
    return render_page(request, "programme/preparation.html", context)


@require_POST
@guarded(may.edit_session, **PLACE)
def add_sequence(request, cohort, session):
    form = forms.AddSequenceForm(request.POST, session=session)
    if form.send(actions.add_sequence, session=session, by=request.user):
        messages.success(request, _("La séquence est au programme."))
        return redirect("programme:preparation", cohort.code, session.code)
    return draw_preparation(request, session, form)


@require_POST
@guarded(may.edit_sequence, **PLACE, sequence=Sequence)
def raise_sequence(request, cohort, session, sequence):
    actions.raise_sequence(sequence=sequence, by=request.user)
    return redirect("programme:preparation", cohort.code, session.code)


@require_POST
@guarded(may.edit_sequence, **PLACE, sequence=Sequence)
def remove_sequence(request, cohort, session, sequence):
    actions.remove_sequence(sequence=sequence, by=request.user)
    messages.success(request, _("La séquence n’est plus au programme."))
    return redirect("programme:preparation", cohort.code, session.code)


@require_http_methods(EDIT)
@guarded(may.answer_prior_question, **PLACE, question=PriorQuestion)
def answer(request, cohort, session, question):
    form = forms.AnswerForm(request.POST or None, initial={"answer": question.answer})
    if request.method == "POST" and form.send(actions.answer_prior_question, question=question, by=request.user):
        messages.success(request, _("La réponse paraîtra dans la mallette, sans dire qui a demandé."))
        return redirect("programme:preparation", cohort.code, session.code)
    back = session.preparation_address()
    crumbs = [(session.title, session.get_absolute_url()), (_("Préparer"), back)]
    return edit_page(request, form, title=_("Que répondre ?"), lede=question.text, verb=_("Garder cette réponse"),
                     back=back, crumbs=crumbs)  # fmt: skip
