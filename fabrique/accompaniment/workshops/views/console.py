"""The facilitator's console and the projection of the room. Any lead of the cohort may take the console over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.workshops import actions, forms, similar
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import CardState, StepKind
from fabrique.accompaniment.workshops.models import Card, Cluster, Decision, Workshop
from fabrique.accompaniment.workshops.onward import links_of
from fabrique.accompaniment.workshops.qr import drawn
from fabrique.accompaniment.workshops.results import results, voters
from fabrique.accompaniment.workshops.views.board import EDIT, PLACE, address, edit
from fabrique.accompaniment.workshops.walls import source, steps_of, wall_of
from fabrique.core import live
from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.live.channel import channel

PARTS = ("now", "wall", "decisions", "steps")
# the keyboard goes on from there, not from the top of the page
NOW = "#now"


def seen(request, workshop) -> dict:
    """Where the room is and what it sees: the same for the console and the projection."""
    after = live.current(workshop.topic)
    workshop = Workshop.objects.placed().get(pk=workshop.pk)
    steps = steps_of(workshop)
    step = next((one for one in steps if one.pk == workshop.current_id), None)
    about = source(step, steps) if step else None
    wall = wall_of(about)
    return {
        "workshop": workshop, "cohort": workshop.cohort, "steps": steps, "step": step, "wall": wall, "live_after": after,
        "people": workshop.participants.count(), "voters": voters(step) if step and step.ballot else 0,
        "lines": results(step, wall) if step and step.ballot and step.shown else (),
        "decisions": workshop.decisions.told(), "room": request.build_absolute_uri(reverse("workshops:room", args=[workshop.door])),
    }  # fmt: skip


@require_safe
@guarded(may.facilitate, **PLACE)
def console(request, cohort, workshop):
    context = seen(request, workshop)
    step, wall, steps = context["step"], context["wall"], context["steps"]
    place = steps.index(step) if step else 0
    groups = step is not None and step.kind == StepKind.GROUP
    loose = [(card.code, card.text) for card in wall.loose] if wall and groups else []
    by_code = dict(loose)
    context |= {
        "before": steps[place - 1] if place else None, "after": steps[place + 1] if place + 1 < len(steps) else None,
        "alike": [[(code, by_code[code]) for code in family] for family in similar.families(loose)][:5],
        "clusters": wall.step.clusters.all() if wall else (),
        "aside": wall.step.cards.filter(state=CardState.ASIDE).order_by("code") if wall else (),
        "timer": forms.TimerForm(initial={"minutes": (step.seconds or 300) // 60 or 1}) if step else None,
        "links": links_of(request.user, workshop), "board": may.see_workshops.allows(request.user, cohort),
        "runs": may.run.allows(request.user, workshop), "mine": workshop.facilitator_id == request.user.pk,
    }  # fmt: skip
    return render_page(request, "workshops/console.html", context, partials=PARTS)


@require_safe
@guarded(may.facilitate, **PLACE)
def projection(request, cohort, workshop):
    """For the wall of the room: big, nothing to press."""
    context = seen(request, workshop)
    context["qr"] = drawn(context["room"], _("Code à photographier pour entrer")) if workshop.group is None else ""
    return render_page(request, "workshops/projection.html", context, partials=("now",))


@require_safe
@guarded(may.facilitate, **PLACE)
def stream(request, cohort, workshop):
    return channel(request, workshop.topic, who=request.user.code)


def back(workshop, anchor=""):
    return redirect(address("console", workshop) + anchor)


def step_of(workshop, code):
    found = workshop.steps.filter(code=code).first()
    if found is None:
        raise Http404
    found.workshop = workshop
    return found


@require_POST
@guarded(may.run, **PLACE)
def go_to(request, cohort, workshop, step):
    attempt(request, actions.go_to, workshop=workshop, step=step_of(workshop, step))
    return back(workshop, NOW)


@require_POST
@guarded(may.run, **PLACE)
def timer(request, cohort, workshop, step):
    found = step_of(workshop, step)
    form = forms.TimerForm(request.POST)
    if request.POST.get("act") == "stop":
        attempt(request, actions.stop_timer, step=found)
    elif form.is_valid():
        attempt(request, actions.start_timer, step=found, seconds=form.cleaned_data["minutes"] * 60)
    else:
        messages.error(request, _("Donnez un nombre de minutes, de 1 à 240."))
    return back(workshop, NOW)


@require_POST
@guarded(may.group_cards, **PLACE)
def show_results(request, cohort, workshop, step):
    attempt(request, actions.show_results, step=step_of(workshop, step))
    return back(workshop, NOW)


@require_POST
@guarded(may.facilitate, **PLACE)
def take_over(request, cohort, workshop):
    attempt(request, actions.take_over, workshop=workshop, done=_("Vous animez cet atelier."))
    return back(workshop)


@require_http_methods(EDIT)
@guarded(may.keep_card, **PLACE, card=Card)
def put_aside(request, cohort, workshop, card):
    form = forms.AsideForm(request.POST or None)
    if request.method == "POST" and form.send(actions.put_aside, card=card, by=request.user):
        messages.success(request, _("La carte n’est plus sur le mur."))
        return back(workshop, "#wall")
    return edit(request, workshop, form, title=_("Mettre une carte de côté"), verb=_("Mettre de côté"), back=address("console", workshop),
                lede=card.text)  # fmt: skip


@require_POST
@guarded(may.keep_card, **PLACE, card=Card)
def put_back(request, cohort, workshop, card):
    attempt(request, actions.put_back, card=card, done=_("La carte est de nouveau sur le mur."))
    return back(workshop, "#wall")


@require_POST
@guarded(may.keep_card, **PLACE, card=Card)
def put_in_cluster(request, cohort, workshop, card):
    """From the list beside a card, or by dragging it."""
    chosen = request.POST.get("cluster", "")
    cluster = card.step.clusters.filter(code=chosen).first() if chosen else None
    if chosen and cluster is None:
        messages.error(request, _("Ce groupe de cartes vient d’être défait."))
    else:
        attempt(request, actions.put_in_cluster, card=card, cluster=cluster)
    return back(workshop, f"#c-{card.code}")


@require_POST
@guarded(may.group_cards, **PLACE)
def make_cluster(request, cohort, workshop, step):
    found = step_of(workshop, step)
    cards = list(found.cards.on_the_wall().filter(code__in=request.POST.getlist("cards")))
    attempt(request, actions.make_cluster, step=found, title=request.POST.get("title", "")[:200], cards=cards)
    return back(workshop, "#wall")


@require_http_methods(EDIT)
@guarded(may.arrange, **PLACE, cluster=Cluster)
def name_cluster(request, cohort, workshop, cluster):
    form = forms.ClusterForm(request.POST or None, instance=cluster)
    if request.method == "POST" and form.send(actions.name_cluster, cluster=cluster, by=request.user):
        return back(workshop, "#wall")
    return edit(request, workshop, form, title=_("Renommer ce groupe de cartes"), verb=_("Renommer"), back=address("console", workshop),
                remove=address("remove-cluster", workshop, cluster.code), remove_label=_("Défaire ce groupe"),
                remove_says=_("Ses cartes restent sur le mur, séparées."))  # fmt: skip


@require_POST
@guarded(may.arrange, **PLACE, cluster=Cluster)
def remove_cluster(request, cohort, workshop, cluster):
    attempt(request, actions.remove_cluster, cluster=cluster, done=_("Le groupe est défait."))
    return back(workshop, "#wall")


@require_http_methods(EDIT)
@guarded(may.group_cards, **PLACE)
def add_decision(request, cohort, workshop):
    form = forms.AddDecisionForm(request.POST or None, workshop=workshop)
    if request.method == "POST" and form.send(actions.add_decision, workshop=workshop, by=request.user):
        messages.success(request, _("La décision est écrite."))
        return back(workshop, "#decisions")
    return edit(request, workshop, form, title=_("Écrire une décision"), verb=_("Écrire cette décision"), back=address("console", workshop))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.arrange, **PLACE, decision=Decision)
def edit_decision(request, cohort, workshop, decision):
    form = forms.DecisionForm(request.POST or None, instance=decision)
    if request.method == "POST" and form.send(actions.edit_decision, decision=decision, by=request.user):
        return back(workshop, "#decisions")
    return edit(request, workshop, form, title=_("Récrire cette décision"), verb=_("Enregistrer"), back=address("console", workshop),
                remove=address("remove-decision", workshop, decision.code), remove_label=_("Ôter cette décision"),
                remove_says=_("Elle s’efface pour tout le monde."))  # fmt: skip


@require_POST
@guarded(may.arrange, **PLACE, decision=Decision)
def remove_decision(request, cohort, workshop, decision):
    attempt(request, actions.remove_decision, decision=decision, done=_("La décision est ôtée."))
    return back(workshop, "#decisions")
