"""A learning trip: what it is, who comes, who pays, what one keeps of it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.companionship import actions, forms
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.enums import TRIP, TripState
from fabrique.accompaniment.companionship.models import Share, Trip, Visit
from fabrique.core.http import attempt, edit_page, guarded, make_move, render_page
from fabrique.core.permissions import anyone
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]
# those that need more than a button have a page of their own
PLAIN = ("confirm", "reopen", "hold")


@require_safe
@guarded(anyone, trip=Trip)
def trip(request, trip):
    """What everybody sees, what the delegations see, what the host keeps: each part by its own rule."""
    person = request.user
    visits = list(Visit.objects.visible_to(person).filter(trip=trip).select_related(
        "participation__territory", "participation__scope", "elected__person", "agent__person"))  # fmt: skip
    for visit in visits:
        visit.trip = trip
    counted = Trip.objects.filter(pk=trip.pk).with_counts().values("guests", "visitors").get()
    hosts = may.host_trip.allows(person, trip)
    shares = list(trip.shares.all()) if hosts or visits else []
    context = {
        "trip": trip,
        "guests": counted["guests"],
        "visitors": counted["visitors"],
        "left": max(trip.places - counted["guests"], 0),
        "visits": [(visit, may.end_visit.allows(person, visit) and trip.state in ("open", "confirmed")) for visit in visits],
        "mine": joinable(person, trip) if trip.state == TripState.OPEN else [],
        "hosts": hosts,
        "shares": shares,
        "cost": sum(share.euros for share in shares),
        "reads_note": trip.state == TripState.TOLD and may.read_note.allows(person, trip),
        "may_tell": trip.state in (TripState.DONE, TripState.TOLD) and not trip.shown_at and may.tell_trip.allows(person, trip),
        "may_show": trip.state == TripState.TOLD and may.show_trip.allows(person, trip),
    } | moves_of(person, trip)  # fmt: skip
    return render_page(request, "companionship/trip.html", context)


def moves_of(person, trip) -> dict:
    if not may.lead_trip.allows(person, trip):
        return {"moves": [], "may_open": False, "may_cancel": False}
    buttons = TRIP.buttons(trip, lambda name: actions.reason_not_to_move_trip(trip, name, person))
    names = TRIP.open_to(trip)
    return {
        "moves": [button for button in buttons if button.name in PLAIN],
        "may_open": "open" in names,
        "may_cancel": "cancel" in names,
    }


def joinable(person, trip) -> list[Participation]:
    """The delegations for which this person may register. One query."""
    mine = person.scopes_as(*may.WRITERS) if person.is_authenticated else set()
    if not mine:
        return []
    places = Participation.objects.current().filter(scope__in=mine).exclude(pk=trip.host_id)
    return list(places.select_related("territory").order_by("territory__folded", "pk"))


def edit_one(request, trip, form, **more):
    back = trip.get_absolute_url()
    crumbs = [(_("Compagnonnage"), reverse("companionship:showcase")), (trip.theme, back)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


def ask(request, trip, form, action, *, done: str, facts: dict | None = None, **page):
    """A page of one form about a trip; when somebody was quicker, the trip as it stands."""
    try:
        made = request.method == "POST" and form.send(action, by=request.user, **(facts or {"trip": trip}))
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(trip)
    if made:
        messages.success(request, done)
        return redirect(trip)
    return edit_one(request, trip, form, **page)


@require_http_methods(EDIT)
@guarded(may.propose_trip, cohort=Cohort, participation=Participation)
def propose_trip(request, cohort, participation):
    form = forms.ProposeTripForm(request.POST or None)
    if request.method == "POST" and (made := form.send(actions.propose_trip, participation=participation, by=request.user)):  # fmt: skip
        messages.success(request, _("Le voyage est proposé. Qui conduit la cohorte l’ouvre avec une date."))
        return redirect(made)
    back = reverse("companionship:showcase")
    return edit_page(
        request, form, title=_("Que peut-on venir apprendre chez vous ?"), verb=_("Proposer ce voyage"), back=back,
        crumbs=[(_("Compagnonnage"), back), (participation.territory.name, participation.get_absolute_url())],
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.host_trip, trip=Trip)
def edit_trip(request, trip):
    form = forms.TripForm(request.POST or None, instance=trip)
    return ask(request, trip, form, actions.edit_trip, done=_("Le voyage est à jour."), title=_("Modifier le voyage"),
               verb=_("Enregistrer"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.lead_trip, trip=Trip)
def open_trip(request, trip):
    return ask(request, trip, forms.OpenTripForm(request.POST or None), actions.open_trip,
               done=_("Le voyage est ouvert, sa date est dans l’agenda."), title=_("Quel jour y va-t-on ?"),
               verb=_("Ouvrir les inscriptions"), lede=trip.period)  # fmt: skip


@require_POST
@guarded(may.lead_trip, trip=Trip)
def move_trip(request, trip):
    name = request.POST.get("move", "")
    if name in PLAIN or name not in TRIP.moves:
        attempt(request, actions.move_trip, trip=trip, name=name, done=_("C’est noté."))
    return redirect(trip)


@require_http_methods(EDIT)
@guarded(may.lead_trip, trip=Trip)
def cancel_trip(request, trip):
    return ask(request, trip, forms.ReasonForm(request.POST or None), actions.move_trip,
               facts={"trip": trip, "name": "cancel"}, done=_("Le voyage est annulé, les délégations inscrites le savent."),
               title=_("Annuler ce voyage"), verb=_("Annuler ce voyage"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.join_trip, trip=Trip, participation=Participation)
def join_trip(request, trip, participation):
    form = forms.JoinTripForm(request.POST or None, participation=participation)
    return ask(request, trip, form, actions.join_trip, facts={"trip": trip, "participation": participation},
               done=_("Vos places sont retenues."), verb=_("Retenir ces places"),
               title=_("Qui vient pour %(name)s ?") % {"name": participation.territory.name})  # fmt: skip


@require_POST
@guarded(may.end_visit, trip=Trip, visit=Visit)
def end_visit(request, trip, visit):
    attempt(request, actions.end_visit, visit=visit, done=_("Ces places sont rendues."))
    return redirect(trip)


@require_http_methods(EDIT)
@guarded(may.host_trip, trip=Trip)
def add_share(request, trip):
    return ask(request, trip, forms.AddShareForm(request.POST or None), actions.add_share, done=_("La part est inscrite."),
               title=_("Qui paie quoi ?"), verb=_("Inscrire cette part"))  # fmt: skip


@require_POST
@guarded(may.end_share, trip=Trip, share=Share)
def remove_share(request, trip, share):
    attempt(request, actions.remove_share, share=share, done=_("La part est retirée."))
    return redirect(trip)


@require_http_methods(EDIT)
@guarded(may.tell_trip, trip=Trip)
def tell_trip(request, trip):
    form = forms.TripNoteForm(request.POST or None, instance=trip)
    return ask(request, trip, form, actions.tell_trip, done=_("C’est écrit, et partagé entre les cohortes du voyage."),
               title=_("Que garde-t-on de ce voyage ?"), verb=_("Enregistrer la note"), lede=trip.theme)  # fmt: skip


@require_POST
@guarded(may.show_trip, trip=Trip)
def show_trip(request, trip):
    shown = request.POST.get("shown") == "yes"
    done = _("La note est dans la vitrine.") if shown else _("La note n’est plus dans la vitrine.")
    if make_move(request, actions.show_trip, trip=trip, shown=shown):
        messages.success(request, done)
    return redirect(trip)
