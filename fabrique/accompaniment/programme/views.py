from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.programme import actions, forms
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.enums import SESSION, DocumentKind, SessionState
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.core import uploads
from fabrique.core.http import edit_page, guarded, make_move, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.ground.agenda.actions import hot_digest
from fabrique.ground.agenda.clashes import clashes_of
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.agenda.permissions import own_registration

EDIT = ["GET", "POST"]


@require_safe
@guarded(edit_cohort, cohort=Cohort)
def sessions(request, cohort):
    rows = cohort.sessions.in_time().prefetch_related("documents")
    return render_page(request, "programme/sessions.html", board.page(request, cohort, "sessions", rows=rows))


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def add(request, cohort):
    form = forms.AddSessionForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and (session := form.send(actions.add_session, cohort=cohort, by=request.user)):
        messages.success(request, _("La séance est posée en brouillon. Annoncez-la quand sa date est sûre."))
        return redirect(session)
    back = reverse("programme:sessions", args=[cohort.code])
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Séances"), back)]
    return edit_page(request, form, title=_("Poser une séance"), verb=_("Poser cette séance"), back=back, crumbs=crumbs,
                     lede=_("Un titre suffit : la date, le lieu et le reste peuvent attendre."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_session, cohort=Cohort, session=Session)
def edit(request, cohort, session):
    form = forms.SessionForm(request.POST or None, instance=session)
    if request.method == "POST" and form.send(actions.edit_session, session=session, by=request.user):
        messages.success(request, _("La séance est à jour."))
        return redirect(session)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (session.title, session.get_absolute_url())]
    return edit_page(request, form, title=_("Modifier la séance"), verb=_("Enregistrer la séance"),
                     back=session.get_absolute_url(), crumbs=crumbs)  # fmt: skip


@require_safe
@guarded(anyone, cohort=Cohort, session=Session)
def session_page(request, cohort, session):
    return draw(request, session, forms.AddDocumentForm())


@require_safe
@guarded(anyone, cohort=Cohort, session=Session)
def kit(request, cohort, session):
    """What is left of a session, for who missed it or joins later (R336, R341)."""
    documents = Document.objects.visible_to(request.user).filter(session=session)
    event = session.event
    came = event and own_registration(request.user, event).filter(state=RegistrationState.PRESENT).exists()
    context = {
        "cohort": cohort,
        "session": session,
        "shelves": [(kind.label, found) for kind in DocumentKind if (found := [d for d in documents if d.kind == kind])],
        "digest": hot_digest(event) if event else None,
        "came": came,
        "next": Session.objects.visible_to(request.user).filter(cohort=cohort, state=SessionState.SCHEDULED,
                                                                date__gte=timezone.localdate()).in_time().first(),
    }  # fmt: skip
    return render_page(request, "programme/kit.html", context)


def draw(request, session, form):
    """The public page; whoever leads the cohort also finds the buttons and the documents to come."""
    edits = may.edit_session.allows(request.user, session)
    context = {
        "cohort": session.cohort,
        "session": session,
        "documents": Document.objects.visible_to(request.user).filter(session=session),
        "form": form if edits else None,
        "clashes": clashes_of(session.event, request.user) if edits and session.event else [],
        "moves": SESSION.buttons(session, lambda name: actions.reason_not_to_move(session, name, request.user))
        if edits
        else [],
    }
    return render_page(request, "programme/session.html", context)


@require_POST
@guarded(may.edit_session, cohort=Cohort, session=Session)
def move(request, cohort, session):
    name = request.POST.get("move", "")
    if name not in SESSION.moves:
        raise Denied(_("Ce changement n’existe pas."))
    if make_move(request, actions.move_session, session=session, name=name):
        messages.success(request, _("La séance est maintenant « %(state)s ».") % {"state": session.get_state_display()})
    return redirect(session)


@require_POST
@guarded(may.edit_session, cohort=Cohort, session=Session)
def add_document(request, cohort, session):
    form = forms.AddDocumentForm(request.POST, request.FILES)
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
