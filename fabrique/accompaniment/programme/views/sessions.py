"""The sessions of a cohort: the lead's list, the page everybody reads, what moves them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.programme import actions, forms
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.attendance import attendance_of
from fabrique.accompaniment.programme.enums import SESSION
from fabrique.accompaniment.programme.links import links_of
from fabrique.accompaniment.programme.models import Document, Minutes, Session
from fabrique.core.http import edit_page, guarded, make_move, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.ground.agenda.clashes import clashes_of

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "session": Session}


@require_safe
@guarded(edit_cohort, cohort=Cohort)
def sessions(request, cohort):
    found = list(cohort.sessions.in_time().select_related("kit").prefetch_related("documents"))
    counted = attendance_of(found)
    rows = [(session, counted.get(session.pk)) for session in found]
    total = sum(attendance.total for attendance in counted.values())
    context = {"rows": rows, "counted": len(counted), "total": total}
    return render_page(request, "programme/sessions.html", board.page(request, cohort, "sessions", **context))


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def add(request, cohort):
    asked = {name: request.GET[name][:300] for name in ("title", "added_because") if name in request.GET}
    form = forms.AddSessionForm(request.POST or None, cohort=cohort, initial=asked)
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
        warn_of_clashes(request, session)
        return redirect(session)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (session.title, session.get_absolute_url())]
    return edit_page(request, form, title=_("Modifier la séance"), verb=_("Enregistrer la séance"),
                     back=session.get_absolute_url(), crumbs=crumbs)  # fmt: skip


@require_safe
@guarded(anyone, cohort=Cohort, session=Session)
def session_page(request, cohort, session):
    return draw(request, session, forms.AddDocumentForm(session=session))


def draw(request, session, form):
    """The page of a session; `form` adds a document, for who edits it."""
    person = request.user
    edits = may.edit_session.allows(person, session)
    context = {
        "cohort": session.cohort,
        "session": session,
        "sequences": session.sequences.prefetch_related("organisations"),
        "documents": Document.objects.visible_to(person).filter(session=session),
        "counted": attendance_of([session]).get(session.pk) if may.see_attendance.allows(person, session) else None,
        "places": places_of(person, session),
        "links": links_of(person, session),
        "minutes": Minutes.objects.visible_to(person).filter(session=session).first(),
        "form": form if edits else None,
        "clashes": clashes_of(session.event, person) if edits and session.event else [],
        "moves": SESSION.buttons(session, lambda name: actions.reason_not_to_move(session, name, person))
        if edits
        else [],
    }
    return render_page(request, "programme/session.html", context)


def places_of(person, session):
    """The delegations where this person holds a role; a query, none for a visitor."""
    if not person.is_authenticated:
        return []
    held = {grant.scope_id for grant in person.grants if grant.scope.parent_id == session.cohort.scope_id}
    here = Participation.objects.filter(cohort=session.cohort, scope__in=held)
    here = here.select_related("territory", "scope")
    return [place for place in here if may.take_part.allows(person, session, place)] if held else []


def warn_of_clashes(request, session) -> None:
    """A date just set or moved that falls on something else is told at once (R085, R554)."""
    session.refresh_from_db()
    if session.event and session.event.is_coming and (clashes := clashes_of(session.event, request.user)):
        messages.warning(
            request, _("Au même moment : %(what)s.") % {"what": " ; ".join(clash.label for clash in clashes)}
        )


@require_POST
@guarded(may.edit_session, cohort=Cohort, session=Session)
def move(request, cohort, session):
    name = request.POST.get("move", "")
    if name not in SESSION.moves:
        raise Denied(_("Ce changement n’existe pas."))
    if make_move(request, actions.move_session, session=session, name=name):
        warn_of_clashes(request, session)
        messages.success(request, _("La séance est maintenant « %(state)s ».") % {"state": session.get_state_display()})
    return redirect(session)
