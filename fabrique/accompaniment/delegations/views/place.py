"""One delegation: its seats, what weakens it, how it lasts, and the two pages to print."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import edit_cohort, read_delegation
from fabrique.accompaniment.delegations import actions, forms
from fabrique.accompaniment.delegations import permissions as may
from fabrique.accompaniment.delegations.alerts import alerts_of, late_answers
from fabrique.accompaniment.delegations.dates import next_dates
from fabrique.accompaniment.delegations.health import Health, health_of
from fabrique.accompaniment.delegations.models import Assistance, Executive, LightMode, Seat, StateInvitation
from fabrique.accompaniment.recruitment.actions import terms_of
from fabrique.core.http import edit_page, guarded, render_page

EDIT = ["GET", "POST"]


def situation(health: Health) -> str:
    """The heading says what is missing."""
    empty = len(health.missing)
    if empty:
        return ngettext("Un siège reste à pourvoir", "%(n)d sièges restent à pourvoir", empty) % {"n": empty}
    if health.referent is None:
        return _("La délégation est là, il lui manque qui l’anime")
    if health.commitment is None:
        return _("La délégation est là, il lui manque un engagement")
    return _("La délégation est au complet")


@require_safe
@guarded(read_delegation, cohort=Cohort, participation=Participation)
def delegation(request, cohort, participation):
    participation.cohort, person = cohort, request.user
    health = health_of(cohort, [participation])[0]
    edits = may.edit_delegation.allows(person, participation)
    seats = Seat.objects.visible_to(person).filter(participation=participation)
    invitations = list(participation.state_invitations.order_by("-invited_on", "-pk"))
    light = LightMode.objects.visible_to(person).filter(participation=participation).exists()
    alerts = [act for act in alerts_of(health) if act.urgent or not light] if edits else []
    context = helped(person, participation) | {
        "cohort": cohort, "participation": participation, "health": health, "situation": situation(health),
        "light": light, "alerts": alerts, "may_edit": edits, "chairs": health.chairs[:4],
        "more_chairs": health.chairs[4:], "may_name": may.name_referent.allows(person, participation),
        "left": seats.exclude(left_on=None).select_related("category", "person").order_by("-left_on", "pk"),
        "successions": seats.active().exclude(replaces=None).select_related("replaces__person", "person").order_by("pk"),
        "invitations": invitations, "late": late_answers(invitations), "leads": edit_cohort.allows(person, cohort),
    }  # fmt: skip
    return render_page(request, "delegations/delegation.html", context)


def helped(person, participation) -> dict:
    """Who assists the referent, and what this reader may do about it (R305)."""
    assistance = Assistance.objects.visible_to(person).active().filter(participation=participation)
    found = assistance.select_related("person").first()
    return {
        "assistance": found,
        "may_lend": may.lend_right.allows(person, participation),
        "may_end": found is not None and may.end_assistance.allows(person, participation),
    }


def address(participation, name="delegation"):
    return reverse(f"delegations:{name}", args=[participation.cohort.code, participation.code])


def edit_part(request, participation, form, **more):
    back = address(participation)
    crumbs = [(participation.cohort.name, participation.cohort.get_absolute_url()), (participation.territory.name, back)]  # fmt: skip
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.edit_delegation, cohort=Cohort, participation=Participation)
def add_seat(request, cohort, participation):
    wished = {"category": request.GET.get("categorie", "")}
    form = forms.AddSeatForm(request.POST or None, participation=participation, reader=request.user, initial=wished)
    if request.method == "POST" and form.send(actions.add_seat, participation=participation, by=request.user):
        messages.success(request, _("Ce siège est noté."))
        return redirect(address(participation))
    lede = _("Plusieurs personnes d’une même catégorie sont les bienvenues ; une seule suffit pour commencer.")
    return edit_part(request, participation, form, title=_("Qui rejoint la délégation ?"), lede=lede, verb=_("Noter ce siège"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_delegation_part, cohort=Cohort, participation=Participation, seat=Seat)
def edit_seat(request, cohort, participation, seat):
    form = forms.SeatForm(request.POST or None, instance=seat, reader=request.user)
    if request.method == "POST" and form.send(actions.edit_seat, seat=seat, by=request.user):
        messages.success(request, _("Ce siège est à jour."))
        return redirect(address(participation))
    return edit_part(request, participation, form, title=seat.who, verb=_("Enregistrer ce siège"))


@require_http_methods(EDIT)
@guarded(may.edit_delegation_part, cohort=Cohort, participation=Participation, seat=Seat)
def leave_seat(request, cohort, participation, seat):
    form = forms.LeaveSeatForm(request.POST or None)
    if request.method == "POST" and form.send(actions.leave_seat, seat=seat, by=request.user):
        messages.success(request, _("Le départ est noté. La note de passation attend la personne suivante."))
        return redirect(address(participation))
    title = _("%(who)s quitte la délégation") % {"who": seat.who}
    return edit_part(request, participation, form, title=title, verb=_("Noter ce départ"))


@require_http_methods(EDIT)
@guarded(may.name_referent, cohort=Cohort, participation=Participation)
def referent(request, cohort, participation):
    form = forms.ReferentForm(request.POST or None, participation=participation)
    if request.method == "POST" and form.send(actions.name_referent, participation=participation, by=request.user):
        messages.success(request, _("La personne référente est nommée."))
        return redirect(address(participation))
    lede = _("Une personne à la fois, parmi celles qui ont déjà un rôle dans cette délégation. Sinon, invitez-la d’abord.")  # fmt: skip
    return edit_part(request, participation, form, title=_("Qui anime la délégation ?"), lede=lede, verb=_("Nommer cette personne"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_delegation, cohort=Cohort, participation=Participation)
def executive(request, cohort, participation):
    stored = Executive.objects.filter(participation=participation).first() or Executive(participation=participation)
    form = forms.ExecutiveForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.send(actions.write_executive, participation=participation, by=request.user):
        messages.success(request, _("C’est noté."))
        return redirect(address(participation))
    return edit_part(request, participation, form, title=_("Comment joindre la tête de l’exécutif ?"), verb=_("Enregistrer"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_delegation, cohort=Cohort, participation=Participation)
def state(request, cohort, participation):
    form = forms.InviteStateForm(request.POST or None)
    if request.method == "POST" and form.send(actions.invite_state, participation=participation, by=request.user):
        messages.success(request, _("L’invitation est notée."))
        return redirect(address(participation))
    lede = _("Gardez ici la trace : qui a été invité, quand, et ce qui a été répondu. Aucun message ne part d’ici.")
    return edit_part(request, participation, form, title=_("Quel service de l’État avez-vous invité ?"), lede=lede, verb=_("Noter cette invitation"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_delegation_part, cohort=Cohort, participation=Participation, invitation=StateInvitation)
def answer_state(request, cohort, participation, invitation):
    form = forms.StateInvitationForm(request.POST or None, instance=invitation)
    if request.method == "POST" and form.send(actions.answer_for_state, invitation=invitation, by=request.user):
        messages.success(request, _("La réponse est notée."))
        return redirect(address(participation))
    return edit_part(request, participation, form, title=_("Qu’a répondu ce service ?"), lede=invitation.service, verb=_("Noter la réponse"))  # fmt: skip


def brief(request, participation, template):
    """What a page to print needs: the cohort in plain words, and what was agreed with this territory."""
    health = health_of(participation.cohort, [participation])[0]
    file = health.candidacy
    context = {
        "cohort": participation.cohort, "participation": participation, "health": health,
        "phases": participation.cohort.phases.all(), "sheet": file.sheet if file else None,
        "terms": terms_of(participation.cohort), "dates": next_dates(request.user, participation.cohort), "back": address(participation),
    }  # fmt: skip
    return render_page(request, template, context)


@require_safe
@guarded(read_delegation, cohort=Cohort, participation=Participation)
def explain(request, cohort, participation):
    return brief(request, participation, "delegations/explain.html")


@require_safe
@guarded(read_delegation, cohort=Cohort, participation=Participation)
def secretariat(request, cohort, participation):
    return brief(request, participation, "delegations/secretariat.html")
