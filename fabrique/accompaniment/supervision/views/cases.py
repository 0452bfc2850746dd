"""A case, written by one, read by the circle. No title of a case stands in the title of a page: histories keep those."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.supervision import actions, forms
from fabrique.accompaniment.supervision import permissions as may
from fabrique.accompaniment.supervision.enums import CASE
from fabrique.accompaniment.supervision.models import Case, Circle
from fabrique.accompaniment.supervision.views.circles import EDIT, crumbs_of
from fabrique.core.http import attempt, edit_page, guarded, render_page

PLACE = {"circle": Circle, "case": Case}
LEDE = gettext_lazy(
    "Racontez ce qui se passe, pas qui. Un lieu, une fonction unique, une date suffisent parfois à reconnaître quelqu’un."
)


@require_http_methods(EDIT)
@guarded(may.speak, circle=Circle)
def write_case(request, circle):
    form = forms.WriteCaseForm(request.POST or None, person=request.user)
    if request.method == "POST" and (made := form.send(actions.write_case, circle=circle, by=request.user)):
        messages.success(request, _("Le cercle peut vous lire."))
        return redirect(made)
    return edit_page(request, form, title=_("Qu’est-ce qui vous travaille ?"), verb=_("Partager avec le cercle"), crumbs=crumbs_of(circle),
                     back=circle.get_absolute_url(), lede=LEDE)  # fmt: skip


def place_shown(case, person):
    """The territory, when its author shows it; its author always knows."""
    if not case.place or not (case.shows_place or case.author_id == person.pk):
        return None
    return Participation.objects.filter(code=case.place).select_related("territory").first()


@require_http_methods(EDIT)
@guarded(may.read_part, **PLACE)
def case(request, circle, case):
    person = request.user
    form = forms.ReplyForm(request.POST or None)
    if request.method == "POST" and form.send(actions.reply, case=case, by=person):
        return redirect(case)
    keeps, speaks = may.keep_case.allows(person, case), may.speak_of.allows(person, case)
    moves = CASE.buttons(case, lambda _name: "") if speaks else []
    context = {
        "circle": circle, "case": case, "form": form, "keeps": keeps, "speaks": speaks and bool(case.text), "place": place_shown(case, person),
        "moves": [move for move in moves if move.name != "withdraw"], "replies": case.replies.select_related("author"),
    }  # fmt: skip
    return render_page(request, "supervision/case.html", context)


@require_http_methods(EDIT)
@guarded(may.keep_case, **PLACE)
def edit_case(request, circle, case):
    place = Participation.objects.filter(code=case.place).first() if case.place else None
    initial = {"place": place.code if place else None}
    form = forms.CaseForm(request.POST or None, instance=case, initial=initial, person=request.user)
    if request.method == "POST" and form.send(actions.edit_case, case=case, by=request.user):
        messages.success(request, _("C’est récrit."))
        return redirect(case)
    return edit_page(request, form, title=_("Récrire ce cas"), verb=_("Enregistrer"), back=case.get_absolute_url(),
                     crumbs=crumbs_of(circle), lede=LEDE)  # fmt: skip


@require_POST
@guarded(may.speak_of, **PLACE)
def move_case(request, circle, case):
    attempt(request, actions.move_case, case=case, name=request.POST.get("move", ""))
    return redirect(circle)


@require_http_methods(EDIT)
@guarded(may.speak_of, **PLACE)
def learn_from_case(request, circle, case):
    form = forms.WriteLessonForm(request.POST or None)
    facts = {"circle": circle, "case": case, "by": request.user}
    if request.method == "POST" and (made := form.send(actions.write_lesson, **facts)):
        messages.success(request, _("C’est écrit, entre vous pour l’instant."))
        return redirect(made)
    return edit_page(request, form, title=_("Qu’en gardez-vous ?"), verb=_("Garder cet enseignement"), back=case.get_absolute_url(),
                     crumbs=crumbs_of(circle))  # fmt: skip
