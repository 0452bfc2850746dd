"""What came out of a forum, and where its open questions go on (R437, R439)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.support import actions, forms
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support.enums import NoteKind
from fabrique.accompaniment.support.models import ForumNote, Question, Thread
from fabrique.core.http import attempt, guarded, render_page

FORUM = {"cohort": Cohort, "session": Session}


@require_http_methods(["GET", "POST"])
@guarded(may.note_forum, **FORUM)
def forum_notes(request, cohort, session):
    form = forms.AddForumNoteForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.send(actions.note_forum, session=session, by=request.user):
        messages.success(request, _("C’est noté, sans nom."))
        return redirect(request.path)
    found = ForumNote.objects.visible_to(request.user).filter(session=session)
    rows = list(found.select_related("project__participation__territory", "thread", "question"))
    context = {
        "cohort": cohort,
        "session": session,
        "form": form,
        "kinds": [(kind.label, [row for row in rows if row.kind == kind]) for kind in NoteKind],
        "asker": asker(request.user, cohort),
        "threads": set(
            Thread.objects.visible_to(request.user).filter(forum_note__in=rows).values_list("pk", flat=True)
        ),
        "asked": set(
            Question.objects.visible_to(request.user).filter(forum_note__in=rows).values_list("pk", flat=True)
        ),
    }
    return render_page(request, "support/forum_notes.html", context)


def asker(person, cohort) -> Participation | None:
    """The delegation in whose name this person may ask; a query."""
    held = {grant.scope_id for grant in person.grants}
    places = Participation.objects.filter(cohort=cohort, scope__in=held).select_related("territory")
    return next((place for place in places if may.ask.allows(person, place)), None)


@require_POST
@guarded(may.follow_note, **FORUM, note=ForumNote)
def follow_in_forum(request, cohort, session, note):
    attempt(request, actions.follow_in_forum, note=note, done=_("Un fil du forum est ouvert sur cette question."))
    return redirect("support:forum-notes", cohort.code, session.code)


@require_POST
@guarded(may.follow_note, **FORUM, note=ForumNote)
def follow_in_hotline(request, cohort, session, note):
    place = asker(request.user, cohort)
    if place is None:
        messages.error(request, _("Une question se pose au nom de sa délégation : il faut y tenir un rôle."))
    else:
        attempt(request, actions.follow_in_hotline, note=note, participation=place,
                done=_("La question est posée à l’équipe de la cohorte, au nom de votre délégation."))  # fmt: skip
    return redirect("support:forum-notes", cohort.code, session.code)
