"""What is left of a session: its kit and its documents."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.programme import actions, forms
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.enums import DocumentKind, MinutesState, SessionState
from fabrique.accompaniment.programme.models import Document, Kit, Minutes, PriorQuestion, Session, who_came
from fabrique.accompaniment.programme.views.sessions import draw
from fabrique.core import uploads
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.agenda.actions import hot_digest


@require_safe
@guarded(anyone, cohort=Cohort, session=Session)
def kit(request, cohort, session):
    """What is left of a session, for who missed it or joins later (R336, R341)."""
    person = request.user
    documents = list(Document.objects.visible_to(person).filter(session=session).select_related("sequence"))
    minutes = Minutes.objects.visible_to(person).filter(session=session, state=MinutesState.PUBLISHED).first()
    context = {
        "cohort": cohort,
        "session": session,
        "kit": Kit.objects.filter(session=session).first(),
        "counts": may.edit_session.allows(person, session),
        "films": films(session, documents),
        "shelves": [(kind.label, found) for kind in DocumentKind if (found := left(documents, kind))],
        "minutes": minutes,
        "asked": PriorQuestion.objects.in_the_kit(session),
        "digest": hot_digest(session.event) if session.event else None,
        "came": person.is_authenticated and who_came(person).filter(pk=session.pk).exists(),
        "next": Session.objects.visible_to(person).filter(cohort=cohort, state=SessionState.SCHEDULED,
                                                          date__gte=timezone.localdate()).in_time().first(),
    }  # fmt: skip
    context["published"] = bool(documents or minutes)
    return render_page(request, "programme/kit.html", context)


def films(session, documents) -> list[tuple]:
    """Recordings under the sequence they show, in the order of the programme (R339)."""
    found = [(part, [one for one in documents if one.sequence_id == part.pk and one.kind == DocumentKind.RECORDING])
             for part in session.sequences.all()]  # fmt: skip
    return [(part, cut) for part, cut in found if cut]


def left(documents, kind) -> list[Document]:
    """The documents of a kind, without the films shown with their sequence."""
    return [one for one in documents if one.kind == kind and not (kind == DocumentKind.RECORDING and one.sequence_id)]


@require_POST
@guarded(anyone, cohort=Cohort, session=Session)
def read(_request, cohort, session):
    """The page says that somebody reads it: a number grows, and nothing is kept of who (R338)."""
    actions.count_view(session=session)
    return HttpResponse(status=204)


@require_POST
@guarded(may.edit_session, cohort=Cohort, session=Session)
def add_document(request, cohort, session):
    form = forms.AddDocumentForm(request.POST, request.FILES, session=session)
    if form.send(actions.add_document, session=session, by=request.user):
        messages.success(request, _("Le document est ajouté."))
        return redirect(session)
    return draw(request, session, form)


@require_POST
@guarded(may.edit_document, cohort=Cohort, session=Session, document=Document)
def remove_document(request, cohort, session, document):
    actions.remove_document(document=document, by=request.user)
    messages.success(request, _("Le document est retiré."))
    return redirect(session)


@require_safe
@guarded(anyone, cohort=Cohort, session=Session, document=Document)
def download(request, cohort, session, document):
    if not document.file:
        raise Http404
    return uploads.download(document.file, title=document.title, media_type=document.media_type)
