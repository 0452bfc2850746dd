"""How the association holds the permanence: what waits, one message, one date."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import attempt, edit_page, guarded, make_move, paged, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.ground.agenda.models import Event
from fabrique.ground.permanences import actions, forms
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.actions.sittings import COLUMNS
from fabrique.ground.permanences.enums import MATTER, MatterKind, MatterState, Visitor
from fabrique.ground.permanences.models import Matter, Sitting, slots

EDIT = ["GET", "POST"]
SIZE = 40


@require_safe
@guarded(may.hold_permanence)
def board(request):
    """What waits, the earliest due first; or all that came."""
    asked = request.GET.get("voir", "")
    found = Matter.objects.visible_to(request.user)
    found = found.order_by("-left_at", "-pk") if asked == "tout" else found.waiting()
    context = paged(request, found.select_related("author", "owner", "slot"), SIZE) | {
        "asked": asked,
        "slot": slots().standing().to_come().first(),
        "past": slots().standing().over().select_related("sitting")[:5],
    }
    return render_page(request, "permanences/board.html", context)


@require_safe
@guarded(may.read_matter, matter=Matter)
def matter(request, matter):
    holds = may.hold_permanence.allows(request.user, matter)
    context = {
        "matter": matter,
        "mine": matter.author_id == request.user.pk,
        "holds": holds,
        "form": forms.ConsentForm(initial={"consent": matter.consent}),
        "opens": MATTER.open_to(matter) if holds else {},
        "publish_reason": may.publish_matter.reason(request.user, matter),
    }
    return render_page(request, "permanences/matter.html", context)


def handle(request, matter, form, action, *, title, verb, done, lede=""):
    """One act of the association on a message, on a page of its own."""
    if request.method == "POST" and form.send(action, matter=matter, by=request.user):
        messages.success(request, done)
        return redirect(matter)
    crumbs = [(_("Permanence"), reverse("permanences:board")), (matter.get_kind_display(), matter.get_absolute_url())]
    return edit_page(request, form, title=title, verb=verb, back=matter.get_absolute_url(), crumbs=crumbs, lede=lede)


@require_http_methods(EDIT)
@guarded(may.hold_permanence, matter=Matter)
def answer(request, matter):
    return handle(
        request, matter, forms.AnswerForm(request.POST or None, instance=matter), actions.answer, title=_("Répondre"),
        verb=_("Envoyer la réponse"), done=_("La réponse est écrite à la personne."), lede=matter.text,
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.hold_permanence, matter=Matter)
def route(request, matter):
    return handle(
        request, matter, forms.RouteForm(request.POST or None, instance=matter), actions.route, title=_("Transmettre"),
        verb=_("Transmettre ce message"), done=_("Le message est transmis."), lede=matter.text,
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.publish_matter, matter=Matter)
def publish(request, matter):
    lede = _("Accord de la personne : %(consent)s.") % {"consent": matter.get_consent_display()}
    return handle(
        request, matter, forms.PublishForm(request.POST or None, instance=matter), actions.publish,
        title=_("Publier la réponse"), verb=_("Publier"), done=_("La réponse paraît."), lede=lede,
    )  # fmt: skip


@require_POST
@guarded(may.hold_permanence, matter=Matter)
def unpublish(request, matter):
    actions.unpublish(matter=matter, by=request.user)
    messages.success(request, _("La réponse ne paraît plus."))
    return redirect(matter)


@require_POST
@guarded(may.hold_permanence, matter=Matter)
def take(request, matter):
    if make_move(request, actions.take, matter=matter):
        messages.success(request, _("Vous répondez de ce message."))
    return redirect(matter)


@require_POST
@guarded(may.hold_permanence, matter=Matter)
def close(request, matter):
    if make_move(request, actions.close, matter=matter):
        messages.success(request, _("Le message est clos."))
    return redirect(matter)


@require_safe
@guarded(anyone, slot=Event)
def slot(request, slot):
    """A permanence, for all: when, what came of it in numbers and kinds. For who holds it: its messages, by name."""
    slot = get_object_or_404(slots(), pk=slot.pk)
    holds = may.hold_permanence.allows(request.user, slot)
    sitting = Sitting.objects.filter(event=slot).first()
    context = {
        "slot": slot,
        "sitting": sitting,
        "holds": holds,
        "matters": Matter.objects.visible_to(request.user).filter(slot=slot).select_related("author", "owner") if holds else [],
        "kinds": came_in(slot),
        "visitors": [(kind, label, counted(sitting, kind)) for kind, label in Visitor.choices] if holds else [],
    }  # fmt: skip
    return render_page(request, "permanences/slot.html", context)


def came_in(slot) -> list[tuple[str, str, str, int]]:
    """R092, without anybody's words: kind, state, where it went, how many."""
    rows = Matter.objects.filter(slot=slot).exclude(state=MatterState.RECEIVED)
    rows = (
        rows.values_list("kind", "state", "destination")
        .annotate(n=Count("pk"))
        .order_by("kind", "state", "destination")
    )
    return [
        (MatterKind(kind).label, MatterState(state).label, Matter(destination=to).get_destination_display(), n)
        for kind, state, to, n in rows
    ]


def counted(sitting, kind: str) -> int:
    return getattr(sitting, COLUMNS[Visitor(kind)]) if sitting else 0


@require_POST
@guarded(may.hold_permanence, slot=Event)
def count_visit(request, slot):
    get_object_or_404(slots(), pk=slot.pk)
    visitor, step = request.POST.get("visitor", ""), request.POST.get("step", "")
    if visitor not in Visitor.values or step not in ("1", "-1"):
        raise Denied(_("On compte une personne à la fois."))
    attempt(request, actions.count_visit, event=slot, visitor=Visitor(visitor), step=int(step))
    return redirect("permanences:slot", slot.code)


@require_http_methods(EDIT)
@guarded(may.hold_permanence, slot=Event)
def minutes(request, slot):
    slot = get_object_or_404(slots(), pk=slot.pk)
    sitting = Sitting.objects.filter(event=slot).first() or Sitting(event=slot)
    form = forms.MinutesForm(request.POST or None, instance=sitting)
    back = reverse("permanences:slot", args=[slot.code])
    if request.method == "POST" and form.send(actions.write_minutes, event=slot, by=request.user):
        messages.success(request, _("Le compte rendu est enregistré : tout le monde le lit."))
        return redirect(back)
    return edit_page(
        request, form, title=_("Le compte rendu"), verb=_("Enregistrer le compte rendu"), back=back,
        crumbs=[(_("Permanence"), reverse("permanences:door")), (slot.title, back)],
    )  # fmt: skip
