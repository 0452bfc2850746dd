"""Writing an infolettre: its words, what it tells, how it reads, when it leaves."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import attempt, edit_page, guarded, make_move, render_page
from fabrique.ground.messages import actions, forms, offers, reading
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.actions.issues import BY_HAND
from fabrique.ground.messages.enums import ISSUE, OUT
from fabrique.ground.messages.models import Issue, Item, receivers

EDIT = ["GET", "POST"]


@require_safe
@guarded(may.compose, issue=Issue)
def compose(request, issue):
    """Everything about one issue, on one page."""
    items = list(issue.items.all())
    told = {item.source for item in items}
    closed = may.change_issue.reason(request.user, issue)
    offered = [] if closed else [
        {"offer": offer, "narrow": offer.narrower_than(issue)}
        for offer in offers.offered(issue.series.scope).values() if offer.source not in told
    ]  # fmt: skip
    context = {
        "issue": issue, "items": items, "offered": offered, "closed": closed, "out": issue.state in OUT,
        "suggestions": [] if closed else issue.series.suggestions.waiting().select_related("person"),
        "reading": reading.of_issue(issue), "form": forms.AddItemForm(), "schedule": forms.ScheduleForm(),
        "moves": [{"name": name, "label": move.label} for name, move in ISSUE.open_to(issue).items() if name in BY_HAND],
        "may_schedule": "schedule" in ISSUE.open_to(issue), "to_send": receivers(issue.series).count(),
    }  # fmt: skip
    return render_page(request, "letters/compose.html", context)


def home(issue, anchor=""):
    return redirect(reverse("letters:compose", args=[issue.code]) + anchor)


def page(request, issue, form, **more):
    back = reverse("letters:compose", args=[issue.code])
    crumbs = [(_("Infolettres"), reverse("letters:archive")), (issue.title, back)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.compose, issue=Issue)
def edit_issue(request, issue):
    if request.method == "GET" and may.change_issue.reason(request.user, issue):
        return home(issue)
    form = forms.IssueForm(request.POST or None, instance=issue, kind=issue.series.scope.kind)
    if request.method == "POST" and form.send(actions.edit_issue, issue=issue, by=request.user):
        messages.success(request, _("Les mots de la lettre sont enregistrés."))
        return home(issue)
    return page(request, issue, form, title=_("Que dit la lettre"), verb=_("Enregistrer"))


@require_POST
@guarded(may.compose, issue=Issue)
def add_offer(request, issue):
    attempt(request, actions.add_offer, issue=issue, source=request.POST.get("source", "")[:120],
            done=_("C’est dans la lettre. Vous pouvez en changer les mots."))  # fmt: skip
    return home(issue, "#contenu-de-la-lettre")


@require_http_methods(EDIT)
@guarded(may.compose, issue=Issue)
def add_item(request, issue):
    form = forms.AddItemForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.send(actions.add_free_item, issue=issue, by=request.user):
        messages.success(request, _("Votre texte est dans la lettre."))
        return home(issue, "#contenu-de-la-lettre")
    return page(request, issue, form, title=_("Ajouter un texte"), verb=_("Ajouter"))


@require_http_methods(EDIT)
@guarded(may.compose_item, issue=Issue, item=Item)
def edit_item(request, issue, item):
    if request.method == "GET" and may.change_item.reason(request.user, item):
        return home(issue)
    form = forms.ItemForm(request.POST or None, request.FILES or None, item=item)
    if request.method == "POST" and form.send(actions.edit_item, item=item, by=request.user):
        messages.success(request, _("Le texte est enregistré."))
        return home(issue, "#contenu-de-la-lettre")
    return page(
        request, issue, form, title=_("Modifier un élément"), verb=_("Enregistrer"),
        remove=reverse("letters:remove-item", args=[issue.code, item.code]), remove_label=_("Retirer de la lettre"),
        remove_says=_("L’élément quitte la lettre ; ce qu’il raconte reste à sa place."),
    )  # fmt: skip


@require_POST
@guarded(may.compose_item, issue=Issue, item=Item)
def remove_item(request, issue, item):
    attempt(request, actions.remove_item, item=item, done=_("L’élément est retiré de la lettre."))
    return home(issue, "#contenu-de-la-lettre")


@require_POST
@guarded(may.compose_item, issue=Issue, item=Item)
def shift_item(request, issue, item):
    attempt(request, actions.shift_item, item=item)
    return home(issue, "#contenu-de-la-lettre")


@require_POST
@guarded(may.compose, issue=Issue)
def move(request, issue):
    def act(**facts):
        return attempt(request, actions.move_issue, name=request.POST.get("move", ""), issue=issue)

    make_move(request, act)
    return home(issue)


@require_POST
@guarded(may.compose, issue=Issue)
def schedule(request, issue):
    form = forms.ScheduleForm(request.POST)
    if not form.is_valid():
        return page(request, issue, form, title=_("Quand la lettre part-elle"), verb=_("Programmer l’envoi"))

    def act(**facts):
        return attempt(request, actions.schedule_issue, issue=issue, when=form.cleaned_data["when"],
                       done=_("L’envoi est programmé. Vous pouvez encore l’arrêter tant qu’il n’a pas commencé."))  # fmt: skip

    make_move(request, act)
    return home(issue)
