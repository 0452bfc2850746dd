"""The rooms of a delegation's space: each a list and, for the delegation, a form beside it."""

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.workspace import actions, forms
from fabrique.accompaniment.workspace import minutes as paper
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.afterwards import doors
from fabrique.accompaniment.workspace.digest import digest
from fabrique.accompaniment.workspace.models import Call, Card, Consultation, Decision, Follower, Period
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "participation": Participation}


def listing(request, cohort, participation, room: str, template: str, *, form, action, done: str, **more):
    """A room: what is kept, and the form that adds to it. Who only reads is refused at the door of the action."""
    if request.method == "POST":
        may.keep_space(request.user, participation)
        if form.send(action, participation=participation, by=request.user):
            messages.success(request, done)
            return redirect(request.path)
    context = context_of(request, cohort, participation, room, form=form, **more)
    return render_page(request, template, context)


def edit(request, part, form, room: str, **more):
    place = part.participation
    cohort = place.cohort
    back = reverse(f"workspace:{room}", args=[cohort.code, place.code])
    home = reverse("workspace:now", args=[cohort.code, place.code])
    crumbs = [(cohort.name, cohort.get_absolute_url()), (place.territory.name, home)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_safe
@guarded(read_delegation, **PLACE)
def now(request, cohort, participation):
    more = {"lines": digest(request.user, participation), "doors": doors(request.user, participation)}
    return render_page(request, "workspace/space/now.html", context_of(request, cohort, participation, "now", **more))


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def periods(request, cohort, participation):
    form = forms.AddPeriodForm(request.POST or None)
    rows = participation.periods.filter(ends_on__gte=timezone.localdate())
    return listing(request, cohort, participation, "periods", "workspace/space/periods.html", form=form, rows=rows,
                   action=actions.add_period, done=_("Ce temps est noté. Qui prépare une séance le verra."))  # fmt: skip


@require_POST
@guarded(may.keep_part, **PLACE, period=Period)
def remove_period(request, cohort, participation, period):
    actions.remove_period(period=period, by=request.user)
    messages.success(request, _("Ce temps n’est plus au calendrier."))
    return redirect("workspace:periods", cohort.code, participation.code)


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def decisions(request, cohort, participation):
    form = forms.AddDecisionForm(request.POST or None, participation=participation)
    rows = participation.decisions.select_related("replaces", "replaced_by")
    return listing(request, cohort, participation, "decisions", "workspace/space/decisions.html", form=form, rows=rows,
                   action=actions.write_decision, formats=list(formats.FORMATS),
                   done=_("La décision est inscrite. Elle ne s’efface plus."))  # fmt: skip


@require_safe
@guarded(read_delegation, **PLACE)
def minutes(request, cohort, participation, format_name):
    rows = (
        Decision.objects.visible_to(request.user)
        .filter(participation=participation)
        .select_related("replaces", "replaced_by")
    )
    return document_response(
        f"{participation.code}-decisions",
        lambda: paper.build(participation, rows.order_by("decided_on", "pk"), get_language()),
        format_name,
    )


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def cards(request, cohort, participation):
    form = forms.AddCardForm(request.POST or None)
    rows = list(participation.cards.all())
    return listing(request, cohort, participation, "cards", "workspace/space/cards.html", form=form,
                   bodies=[card for card in rows if card.kind == "body"], persons=[card for card in rows if card.kind != "body"],
                   action=actions.add_card, done=_("La carte est ajoutée."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_part, **PLACE, card=Card)
def edit_card(request, cohort, participation, card):
    form = forms.CardForm(request.POST or None, instance=card)
    codes = [cohort.code, participation.code]
    if request.method == "POST" and form.send(actions.edit_card, card=card, by=request.user):
        messages.success(request, _("La carte est à jour."))
        return redirect("workspace:cards", *codes)
    return edit(request, card, form, "cards", title=card.name, verb=_("Enregistrer la carte"),
                remove=reverse("workspace:remove-card", args=[*codes, card.code]), remove_label=_("Retirer cette carte"),
                remove_says=_("Elle disparaîtra aussi de la page du territoire."))  # fmt: skip


@require_POST
@guarded(may.keep_part, **PLACE, card=Card)
def remove_card(request, cohort, participation, card):
    actions.remove_card(card=card, by=request.user)
    messages.success(request, _("La carte est retirée."))
    return redirect("workspace:cards", cohort.code, participation.code)


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def calls(request, cohort, participation):
    form = forms.SpotCallForm(request.POST or None)
    return listing(request, cohort, participation, "calls", "workspace/space/calls.html", form=form,
                   rows=participation.calls.all(), action=actions.spot_call,
                   done=_("L’appel est au tableau. Décidez ensemble d’y aller ou pas."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_part, **PLACE, call=Call)
def move_call(request, cohort, participation, call):
    form = forms.MoveCallForm(request.POST or None, call=call)
    try:
        moved = request.method == "POST" and form.send(actions.move_call, call=call, by=request.user)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de décider. Voici où cela en est."))
        return redirect("workspace:calls", cohort.code, participation.code)
    if moved:
        messages.success(request, _("L’appel est maintenant « %(state)s ».") % {"state": call.get_state_display()})
        return redirect("workspace:calls", cohort.code, participation.code)
    return edit(request, call, form, "calls", title=_("Y aller, ou pas ?"), lede=call.title, verb=_("Enregistrer"))


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def consultations(request, cohort, participation):
    form = forms.AddConsultationForm(request.POST or None)
    return listing(request, cohort, participation, "consultations", "workspace/space/consultations.html", form=form,
                   rows=consultation_rows(request, participation), action=actions.add_consultation,
                   done=_("La consultation est notée. Dites ensuite ce qui a été décidé."))  # fmt: skip


def consultation_rows(request, participation):
    """Each with how many are told and to be told, and whether the reader is one of them."""
    told = Count("followers", filter=Q(followers__told_at__isnull=False))
    mine = Exists(Follower.objects.filter(consultation=OuterRef("pk"), person=request.user.pk))
    rows = participation.consultations.prefetch_related("publics")
    return rows.annotate(told=told, to_tell=Count("followers") - told, mine=mine).order_by("held_on", "pk")


@require_http_methods(EDIT)
@guarded(may.keep_part, **PLACE, consultation=Consultation)
def notice(request, cohort, participation, consultation):
    form = forms.ConsultationNoticeForm(request.POST or None, instance=consultation)
    if request.method == "POST" and form.send(actions.write_notice, consultation=consultation, by=request.user):
        messages.success(request, _("Le compte rendu est public. Les personnes qui l’attendaient sont prévenues."))
        return redirect("workspace:consultations", cohort.code, participation.code)
    return edit(request, consultation, form, "consultations", title=_("Qu’a-t-on décidé, et pourquoi ?"),
                lede=consultation.title, verb=_("Rendre compte"))  # fmt: skip
