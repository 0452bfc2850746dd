"""The boards: a cohort's companions, and all of them for the team."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.companionship import actions, forms
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.alter_egos import proposals
from fabrique.accompaniment.companionship.enums import CompanionState, PointState
from fabrique.accompaniment.companionship.models import Companionship, Pair, Point, Shelf, Trip
from fabrique.core.http import attempt, edit_page, guarded, render_page

EDIT = ["GET", "POST"]
LONG = timedelta(days=60)
POINTS = Prefetch("points", Point.objects.order_by("due_on", "pk"))


@dataclass(frozen=True)
class Row:
    """A companion, the point it comes to next, and since when nothing came."""

    companionship: Companionship
    next_point: Point | None
    silent_since: object


def row(companionship: Companionship) -> Row:
    expected = [point for point in companionship.points.all() if point.state == PointState.EXPECTED]
    first = expected[0] if expected else None
    late = (
        first is not None
        and companionship.state == CompanionState.ACTIVE
        and first.due_on <= timezone.localdate() - LONG
    )
    return Row(companionship, first, first.due_on if late and first else None)


def rows(companionships) -> list[Row]:
    """Those silent for long first, then by the next point, then by name. Two queries."""
    found = companionships.select_related(
        "participation__territory", "participation__cohort", "referent"
    ).prefetch_related(POINTS)
    far = timezone.localdate() + timedelta(days=36500)
    return sorted(
        (row(one) for one in found.by_name()),
        key=lambda one: (one.silent_since is None, one.next_point.due_on if one.next_point else far),
    )


@require_safe
@guarded(may.lead_companions, cohort=Cohort)
def cohort(request, cohort):
    person = request.user
    invited = Companionship.objects.filter(participation__cohort=cohort)
    places = cohort.participations.current().exclude(pk__in=invited.values("participation"))
    pairs = Pair.objects.visible_to(person).filter(one__cohort=cohort) | Pair.objects.visible_to(person).filter(
        other__cohort=cohort
    )
    context = board.page(
        request, cohort, "companions",
        rows=rows(invited),
        concluded=cohort.state in may.CONCLUDED,
        to_invite=places.select_related("territory", "cohort").order_by("territory__folded", "pk"),
        pairs=pairs.select_related("one__territory", "other__territory", "one__cohort", "other__cohort"),
        proposals=proposals(person, cohort),
        rebounds=cohort.rebounds.select_related("event").order_by("-year", "pk"),
        shelf=Shelf.objects.filter(cohort=cohort).first(),
        trips=Trip.objects.filter(host__cohort=cohort).select_related("host__territory", "host__cohort", "event")
        .with_counts().order_by("-proposed_at", "-pk"),
        hosts=cohort.participations.current().select_related("territory").order_by("territory__folded", "pk"),
    )  # fmt: skip
    return render_page(request, "companionship/cohort.html", context)


@require_safe
@guarded(may.follow_all)
def everywhere(request):
    """The team's board: every companion, whatever the cohort."""
    found = rows(Companionship.objects.visible_to(request.user))
    context = {
        "rows": found,
        "silent": sum(one.silent_since is not None for one in found),
        "cohorts": Cohort.objects.visible_to(request.user).detailed().filter(state__in=may.CONCLUDED),
    }
    return render_page(request, "companionship/everywhere.html", context)


def edit(request, cohort, form, **more):
    back = reverse("companionship:cohort", args=[cohort.code])
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Compagnonnage"), back)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.invite, cohort=Cohort, participation=Participation)
def invite(request, cohort, participation):
    form = forms.InviteForm(request.POST or None)
    if request.method == "POST" and form.send(actions.invite, participation=participation, by=request.user):
        messages.success(request, _("L’invitation est faite. La personne référente répond pour le territoire."))
        return redirect("companionship:cohort", cohort.code)
    title = _("Inviter %(name)s à rester compagnon") % {"name": participation.territory.name}
    return edit(request, cohort, form, title=title, verb=_("Inviter"))


@require_http_methods(EDIT)
@guarded(may.propose_pair, cohort=Cohort)
def propose_pair(request, cohort):
    initial = {"kind": "alter-ego"} | {name: request.GET[name] for name in ("here", "there") if name in request.GET}
    form = forms.ProposePairForm(request.POST or None, cohort=cohort, reader=request.user, initial=initial)
    if request.method == "POST" and (made := form.send(actions.propose_pair, cohort=cohort, by=request.user)):
        messages.success(request, _("Le lien est proposé. Il commence quand les deux délégations ont dit oui."))
        return redirect(made)
    return edit(request, cohort, form, title=_("Qui gagnerait à se parler ?"), verb=_("Proposer ce lien"),
                lede=_("Deux territoires de deux cohortes. Personne n’est lié sans avoir dit oui."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.lead_companions, cohort=Cohort)
def set_rebound(request, cohort):
    form = forms.AddReboundForm(request.POST or None)
    if request.method == "POST" and (made := form.send(actions.set_rebound, cohort=cohort, by=request.user)):
        messages.success(request, _("Le temps de rebond est dans l’agenda. Confirmez sa date quand elle est sûre."))
        return redirect(made.event)
    return edit(request, cohort, form, title=_("Quand se retrouve-t-on ?"), verb=_("Poser ce temps de rebond"),
                lede=_("Une fois par an. Sa date se change ensuite dans l’agenda, et les inscriptions aussi."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.open_shelf, cohort=Cohort)
def open_shelf(request, cohort):
    form = forms.OpenShelfForm(request.POST or None)
    if request.method == "POST" and form.send(actions.open_shelf, cohort=cohort, by=request.user):
        messages.success(request, _("Les territoires compagnons trouvent vos mallettes."))
        return redirect("companionship:cohort", cohort.code)
    return edit(request, cohort, form, title=_("Ouvrir vos mallettes aux compagnons ?"), verb=_("Ouvrir"),
                lede=_("Celles des séances documentées. Une séance connue de son cercle seulement y reste."))  # fmt: skip


@require_POST
@guarded(may.open_shelf, cohort=Cohort)
def close_shelf(request, cohort):
    attempt(request, actions.close_shelf, cohort=cohort, done=_("Les mallettes ne sont plus proposées aux compagnons."))
    return redirect("companionship:cohort", cohort.code)
