"""Rooms of the delegation, and the one page that a guest's link opens."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.circles import actions, forms, guests
from fabrique.accompaniment.circles import permissions as may
from fabrique.accompaniment.circles.actions.circles import openable_documents, openable_sessions
from fabrique.accompaniment.circles.enums import OpenedKind, Ready
from fabrique.accompaniment.circles.models import Circle, Draw, Guest, Opened, Readiness
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.workspace.digest import digest
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.permissions import anyone

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "participation": Participation}


def crumbs_of(participation, *more):
    cohort = participation.cohort
    home = reverse("circles:home", args=[cohort.code, participation.code])
    return [(cohort.name, cohort.get_absolute_url()), (participation.territory.name, participation.get_absolute_url()),
            (_("Cercle élargi"), home), *more]  # fmt: skip


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def home(request, cohort, participation):
    form = forms.AddCircleForm(request.POST or None)
    if request.method == "POST":
        may.widen(request.user, participation)
        if made := form.send(actions.add_circle, participation=participation, by=request.user):
            messages.success(request, _("Le cercle est là. Choisissez ce qu’il voit, puis invitez."))
            return redirect(made)
    standing = Q(guests__withdrawn_at=None, guests__ends_on__gte=timezone.localdate())
    rows = participation.circles.order_by("name", "pk").annotate(
        guest_count=Count("guests", standing, distinct=True), item_count=Count("items", distinct=True)
    )
    said = Readiness.objects.filter(participation=participation).first()
    context = context_of(
        request, cohort, participation, "home", form=form, rows=rows, said=said, widens=may.widen.allows(request.user, participation),
        checklist=[(label, bool(said and key in said.ticked)) for key, label in Ready.choices],
        draws=Draw.objects.visible_to(request.user).filter(participation=participation),
    )  # fmt: skip
    return render_page(request, "circles/home.html", context)


@require_http_methods(EDIT)
@guarded(may.widen, **PLACE)
def readiness(request, cohort, participation):
    found = Readiness.objects.filter(participation=participation).first()
    form = forms.ReadinessForm(request.POST or None, instance=found, initial={} if found else {"version": 0})
    if request.method == "POST" and form.send(actions.say_readiness, participation=participation, by=request.user):
        messages.success(request, _("C’est écrit. La décision reste la vôtre, et peut changer."))
        return redirect("circles:home", cohort.code, participation.code)
    return edit_page(request, form, title=_("Prêts à ouvrir ?"), verb=_("Enregistrer"), crumbs=crumbs_of(participation),
                     back=reverse("circles:home", args=[cohort.code, participation.code]),
                     lede=_("Six questions à se poser entre vous. Elles conseillent, elles n’interdisent rien."))  # fmt: skip


@require_safe
@guarded(may.read_circle, **PLACE, circle=Circle)
def circle(request, cohort, participation, circle):
    context = context_of(
        request, cohort, participation, "home", circle=circle, widens=may.widen.allows(request.user, participation),
        items=circle.items.select_related("session", "document", "consultation"),
        guest_count=Guest.objects.standing().filter(circle=circle).count(),
        # names and addresses for the referent alone
        guests=Guest.objects.visible_to(request.user).filter(circle=circle),
    )  # fmt: skip
    return render_page(request, "circles/circle.html", context)


@require_http_methods(EDIT)
@guarded(may.widen_circle, **PLACE, circle=Circle)
def edit_circle(request, cohort, participation, circle):
    form = forms.CircleForm(request.POST or None, instance=circle)
    if request.method == "POST" and form.send(actions.edit_circle, circle=circle, by=request.user):
        messages.success(request, _("Le cercle est à jour."))
        return redirect(circle)
    return edit_page(request, form, title=_("Modifier ce cercle"), verb=_("Enregistrer le cercle"), back=circle.get_absolute_url(),
                     crumbs=crumbs_of(participation, (circle.name, circle.get_absolute_url())))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.widen_circle, **PLACE, circle=Circle)
def open_item(request, cohort, participation, circle):
    form = forms.OpenItemForm(request.POST or None, participation=participation)
    if request.method == "POST" and form.send(actions.open_item, circle=circle, by=request.user):
        messages.success(request, _("Ce cercle le voit désormais."))
        return redirect(circle)
    return edit_page(request, form, title=_("Que voit ce cercle ?"), verb=_("Ouvrir à ce cercle"), back=circle.get_absolute_url(),
                     lede=_("Une chose à la fois. Le reste de votre espace reste entre vous."),
                     crumbs=crumbs_of(participation, (circle.name, circle.get_absolute_url())))  # fmt: skip


@require_POST
@guarded(may.widen_part, **PLACE, circle=Circle, item=Opened)
def close_item(request, cohort, participation, circle, item):
    actions.close_item(item=item, by=request.user)
    messages.success(request, _("Ce cercle ne le voit plus."))
    return redirect(circle)


@require_http_methods(EDIT)
@guarded(may.widen_circle, **PLACE, circle=Circle)
def invite(request, cohort, participation, circle):
    form = forms.InviteForm(request.POST or None)
    if request.method == "POST" and form.send(actions.invite, circle=circle, by=request.user):
        messages.success(request, _("L’invitation est partie."))
        return redirect(circle)
    return edit_page(request, form, title=_("Inviter dans ce cercle"), verb=_("Envoyer l’invitation"), back=circle.get_absolute_url(),
                     lede=_("Sans compte à créer. Cette personne verra ce que le cercle voit, et rien d’autre."),
                     crumbs=crumbs_of(participation, (circle.name, circle.get_absolute_url())))  # fmt: skip


@require_POST
@guarded(may.widen_part, **PLACE, circle=Circle, guest=Guest)
def withdraw(request, cohort, participation, circle, guest):
    actions.withdraw(guest=guest, by=request.user)
    messages.success(request, _("L’invitation est retirée : son lien n’ouvre plus rien."))
    return redirect(circle)


@require_safe
@guarded(anyone)
def guest(request, token):
    """What the link of a letter opens: the chosen items as a visitor may see them, while the invitation stands."""
    found = guests.read(token)
    if found is None:
        raise Http404
    circle = found.circle
    context = {"guest": found, "cohort": circle.participation.cohort, "territory": circle.participation.territory,
               "circle": circle, "shown": shown(circle) if found.stands else []}  # fmt: skip
    return render_page(request, "circles/guest.html", context, status=200 if found.stands else 410)


def shown(circle) -> list[dict]:
    """Each item with what it shows. What the cohort has taken back since then shows nothing."""
    place = circle.participation
    sessions = {row.pk: row for row in openable_sessions(place).select_related("cohort")}
    documents = {row.pk: row for row in openable_documents(place).select_related("session__cohort")}
    by_session: dict = {}
    for row in documents.values():
        by_session.setdefault(row.session_id, []).append(row)
    parts = []
    for item in circle.items.select_related("consultation"):
        session = sessions.get(item.session_id)
        part = {
            "item": item,
            "session": session,
            "document": documents.get(item.document_id),
            "consultation": item.consultation,
        }
        if item.kind == OpenedKind.KIT:
            part["documents"] = by_session.get(item.session_id, [])
        if item.kind == OpenedKind.DIGEST:
            part["lines"] = digest(AnonymousUser(), place)
        if session or part["document"] or item.consultation or item.kind == OpenedKind.DIGEST:
            parts.append(part)
    return parts
