from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.support import actions, forms
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support.enums import SLOT, SlotState
from fabrique.accompaniment.support.models import TERRITORY, Alert, Question, Slot, Thread
from fabrique.core.http import edit_page, guarded, make_move, render_page

EDIT = ["GET", "POST"]


@require_safe
@guarded(may.live_in_cohort, cohort=Cohort)
def home(request, cohort):
    person = request.user
    questions = (
        Question.objects.visible_to(person).filter(participation__cohort=cohort)
        .select_related("participation__territory", "participation__cohort", "owner", "asked_by")
    )  # fmt: skip
    places = cohort.participations.current().filter(scope__in=person.scopes_as(*TERRITORY)).select_related("territory")
    context = {
        "cohort": cohort,
        "questions": questions,
        "waiting": sum(question.state in ("asked", "taken") for question in questions),
        "places": places,
        "slots": [slot_row(person, slot) for slot in slots_of(person, cohort)],
        "may_speak": may.speak_in_forum.allows(person, cohort),
        "threads": Thread.objects.visible_to(person)
        .filter(project__participation__cohort=cohort, settled=False)
        .count(),
        "may_offer": may.offer_slot.allows(person, cohort),
        "may_raise": may.raise_alert.allows(person, cohort),
        "alerts": Alert.objects.visible_to(person).filter(cohort=cohort).order_by("-raised_on", "-pk"),
    }
    return render_page(request, "support/home.html", context)


def slots_of(person, cohort):
    """Free ones to come, and one's own that still ask something."""
    seen = (
        Slot.objects.visible_to(person).filter(cohort=cohort).exclude(state__in=[SlotState.CANCELLED, SlotState.HELD])
    )
    to_come = Q(starts_at__gt=timezone.now()) | Q(state=SlotState.BOOKED)
    return seen.filter(to_come).select_related("cohort", "offered_by", "booked_by").order_by("starts_at", "pk")


def slot_row(person, slot) -> dict:
    keeps, releases = may.keep_slot.allows(person, slot), may.release_slot.allows(person, slot)
    names = [*(["hold", "cancel"] if keeps else []), *(["release"] if releases else [])]
    open_moves = {
        name: move for name, move in SLOT.open_to(slot).items()
        if name in names and not (name == "hold" and slot.starts_at > timezone.now())
    }  # fmt: skip
    return {
        "slot": slot,
        "may_book": slot.state == SlotState.OFFERED and may.book_slot.allows(person, slot),
        "moves": list(open_moves.items()),
        "private": keeps or releases,
    }


@require_http_methods(EDIT)
@guarded(may.ask, cohort=Cohort, participation=Participation)
def ask(request, cohort, participation):
    form = forms.AskForm(request.POST or None)
    if request.method == "POST" and (question := form.send(actions.ask, participation=participation, by=request.user)):
        messages.success(request, _("Votre question est posée. Une réponse est attendue sous trois jours ouvrés."))
        return redirect(question)
    back = reverse("support:home", args=[cohort.code])
    return edit_page(
        request, form, title=_("Quelle est votre question ?"), verb=_("Poser cette question"), back=back,
        crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Entraide"), back)],
        lede=_("Elle reste entre vous et qui vous choisissez."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.follow_question, cohort=Cohort, question=Question)
def question(request, cohort, question):
    form = forms.WriteForm(request.POST or None)
    if request.method == "POST" and form.send(actions.write, question=question, by=request.user):
        messages.success(request, _("Votre message est ajouté."))
        return redirect(question)
    context = {
        "cohort": cohort,
        "question": question,
        "answers": question.answers.select_related("written_by"),
        "form": form,
        "mine": question.asked_by_id == request.user.pk,
        "may_take": question.state == "asked" and may.take_question.allows(request.user, question),
        "may_close": question.state != "closed",
    }
    return render_page(request, "support/question.html", context)


@require_POST
@guarded(may.follow_question, cohort=Cohort, question=Question)
def move_question(request, cohort, question):
    if make_move(request, actions.move_question, question=question, name=request.POST.get("move", "")):
        messages.success(
            request, _("La question est maintenant « %(state)s ».") % {"state": question.get_state_display()}
        )
    return redirect(question)
