"""The permanent forum: threads by project and by kind (R438)."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.programme.attendance import attendance_of
from fabrique.accompaniment.programme.enums import SessionKind, SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.support import actions, forms
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support.enums import Tag
from fabrique.accompaniment.support.models import Thread
from fabrique.core.http import attempt, guarded, paged, render_page

EDIT = ["GET", "POST"]
PAGE = 30


@require_http_methods(EDIT)
@guarded(may.speak_in_forum, cohort=Cohort)
def forum(request, cohort):
    form = forms.BeginThreadForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and (begun := form.send(actions.begin_thread, by=request.user)):
        messages.success(request, _("Le fil est ouvert. Les personnes de la cohorte peuvent répondre."))
        return redirect(begun)
    chosen = forms.FilterForumForm(request.GET)
    asked = chosen.cleaned_data if chosen.is_valid() else {}
    found = Thread.objects.visible_to(request.user).filter(project__participation__cohort=cohort)
    if asked.get("tag"):
        found = found.filter(tag=asked["tag"])
    found = found.select_related("project__participation__territory", "project__participation__cohort", "begun_by")
    found = found.annotate(reply_count=Count("replies")).order_by("settled", "-begun_at", "-pk")
    context = {
        "cohort": cohort,
        "form": form,
        "tags": Tag,
        "tag": asked.get("tag", ""),
        "forums": held(request.user, cohort),
    }
    context |= paged(request, found, PAGE)
    return render_page(request, "support/forum.html", context)


def held(person, cohort) -> list[tuple]:
    """The forums that took place, each with who was noted there and how many notes came out (R437)."""
    past = (SessionState.HELD, SessionState.DOCUMENTED)
    sessions = Session.objects.visible_to(person).filter(cohort=cohort, kind=SessionKind.FORUM, state__in=past)
    sessions = list(sessions.annotate(notes=Count("forum_notes")).select_related("cohort").in_time())
    counted = attendance_of(sessions)
    return [(session, counted.get(session.pk)) for session in sessions]


@require_http_methods(EDIT)
@guarded(may.join_thread, cohort=Cohort, thread=Thread)
def thread(request, cohort, thread):
    form = forms.WriteForm(request.POST or None)
    if request.method == "POST" and form.send(actions.reply, thread=thread, by=request.user):
        messages.success(request, _("Votre message est ajouté."))
        return redirect(thread)
    context = {
        "cohort": cohort,
        "thread": thread,
        "replies": thread.replies.select_related("written_by"),
        "form": form,
        "may_settle": not thread.settled and may.settle_thread.allows(request.user, thread),
    }
    return render_page(request, "support/thread.html", context)


@require_POST
@guarded(may.settle_thread, cohort=Cohort, thread=Thread)
def settle(request, cohort, thread):
    attempt(request, actions.settle, thread=thread, done=_("Ce fil a trouvé sa réponse. Il reste lisible."))
    return redirect(thread)
