"""One topic, from its detection to what was learned."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.convergences import actions, forms
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.actions.topics import SIMPLE
from fabrique.accompaniment.convergences.enums import TOPIC, Wish
from fabrique.accompaniment.convergences.matrix import matrix, with_names
from fabrique.accompaniment.convergences.models import Topic
from fabrique.accompaniment.convergences.views.comparison import EDIT, crumbs_of
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workspace.models import Position
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.text import fold

PLACE = {"cohort": Cohort, "topic": Topic}


def counted(topic) -> list[tuple[str, int]]:
    """How many delegations said what; never which."""
    found = topic.votes.aggregate(**{str(wish): Count("pk", Q(wish=wish)) for wish in Wish})
    return [(wish.label, found[str(wish)]) for wish in Wish]


def asked(cohort) -> list[tuple[str, str]]:
    """What delegations miss and would like (R381), beside the theme; by territory, for whoever leads."""
    said = Position.objects.filter(participation__cohort=cohort).exclude(gaps="", wanted="")
    return [
        (position.participation.territory.name, text)
        for position in said.select_related("participation__territory").order_by("participation__territory__name", "pk")
        for text in (position.gaps, position.wanted)
        if text
    ]


@require_safe
@guarded(may.read_topic, **PLACE)
def topic(request, cohort, topic):
    person = request.user
    leads = may.lead_topic.allows(person, topic)
    found = with_names(matrix(cohort))
    line = next((one for one in found.lines if (fold(one.theme) or one.theme) == topic.folded), None)
    moves = TOPIC.buttons(topic, lambda name: actions.reason_not_to_move(topic, name, person)) if leads else []
    context = {
        "cohort": cohort, "topic": topic, "line": line, "leads": leads,
        # few diagnostics: a count would point at them
        "counts": may.see_territories.allows(person, cohort) or (may.see_counts.allows(person, cohort) and not found.counts_hide),
        "moves": [move for move in moves if move.name in SIMPLE], "asking": {move.name for move in moves} - set(SIMPLE),
        "votes": counted(topic) if leads else [], "asked": asked(cohort) if leads else [],
        "questions": topic.votes.exclude(question="").order_by("question").values_list("question", flat=True) if leads else [],
        "session": Session.objects.visible_to(person).filter(pk=topic.session_id).select_related("cohort").first(),
    }  # fmt: skip
    return render_page(request, "convergences/topic.html", context)


def edit(request, topic, form, **more):
    crumbs = crumbs_of(topic.cohort, (topic.theme, topic.get_absolute_url()))
    return edit_page(request, form, back=topic.get_absolute_url(), crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.lead_topic, **PLACE)
def edit_topic(request, cohort, topic):
    form = forms.TopicForm(request.POST or None, instance=topic)
    if request.method == "POST" and form.send(actions.edit_topic, topic=topic, by=request.user):
        messages.success(request, _("C’est écrit."))
        return redirect(topic)
    return edit(
        request, topic, form, title=_("Quelle question poser aux délégations ?"), verb=_("Enregistrer la question")
    )


@require_POST
@guarded(may.lead_topic, **PLACE)
def move_topic(request, cohort, topic):
    attempt(request, actions.move_topic, topic=topic, name=request.POST.get("move", ""))
    return redirect(topic)


@require_http_methods(EDIT)
@guarded(may.lead_topic, **PLACE)
def plan(request, cohort, topic):
    form = forms.PlanTopicForm(request.POST or None, initial={"title": topic.question or topic.theme})
    if request.method == "POST" and form.send(actions.plan, topic=topic, by=request.user):
        messages.success(request, _("La journée est dans l’agenda."))
        return redirect(topic)
    return edit(request, topic, form, title=_("Quand se retrouver sur ce sujet ?"), verb=_("Mettre à l’agenda"),
                lede=_("La séance est annoncée à toute la cohorte ; vient qui veut. Vous la préparerez ensuite comme les autres."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.lead_topic, **PLACE)
def drop(request, cohort, topic):
    form = forms.DropTopicForm(request.POST or None)
    if request.method == "POST" and form.send(actions.drop, topic=topic, by=request.user):
        messages.success(request, _("Le sujet est laissé de côté, avec sa raison. Vous pourrez le reprendre."))
        return redirect(topic)
    return edit(request, topic, form, title=_("Pourquoi laisser ce sujet de côté ?"), verb=_("Laisser de côté"))


@require_http_methods(EDIT)
@guarded(may.lead_topic, **PLACE)
def close(request, cohort, topic):
    form = forms.CloseTopicForm(request.POST or None)
    if request.method == "POST" and form.send(actions.close, topic=topic, by=request.user):
        messages.success(request, _("Le sujet est clos. Les délégations lisent ce qu’on en garde."))
        return redirect(topic)
    return edit(request, topic, form, title=_("Que garde-t-on de cette journée ?"), verb=_("Clore le sujet"))
