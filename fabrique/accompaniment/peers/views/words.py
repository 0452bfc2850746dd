"""What members write, step by step, and the thread between sessions. No word of it stands in the title of a page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.peers import actions, forms
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import STEPS, Step
from fabrique.accompaniment.peers.links import links_of
from fabrique.accompaniment.peers.models import Contribution, Message
from fabrique.accompaniment.peers.questions import QUESTIONS
from fabrique.accompaniment.peers.views.groups import EDIT, PLACE, edit
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.people.models import Person


def names_in(group) -> dict[str, str]:
    """Who may have signed, by code: members of today and of before, and the facilitator."""
    names = {member.person.code: member.who for member in group.members.select_related("person", "seat__person")}
    return names | {group.facilitator.code: str(group.facilitator)}


def told(rows, group, person) -> list[dict]:
    """Each with the name that its author chose to show, and whether the reader may take it back."""
    names = names_in(group)
    gone = {row.author.strip() for row in rows if row.signed} - names.keys()
    if gone:  # one who facilitated before and signed
        names |= {one.code: str(one) for one in Person.objects.filter(code__in=gone)}
    return [
        {"it": row, "name": names.get(row.author.strip(), "") if row.signed else "", "mine": row.is_by(person)}
        for row in rows
    ]


@require_safe
@guarded(may.enter, **PLACE)
def group(request, cohort, group):
    person = request.user
    facilitates = may.facilitate.allows(person, group)
    kinds = list(group.contributions.values_list("kind", flat=True))
    context = {
        "cohort": cohort, "group": group, "facilitates": facilitates, "takes_part": may.take_part.allows(person, group),
        "steps": [(step, sum(kind in found for kind in kinds)) for step, found in STEPS.items()],
        "members": group.members.inside().select_related("person", "seat__person"), "sessions": group.sessions.in_time(),
        "statement_count": group.statements.count(), "message_count": group.messages.count(), "links": links_of(person, group),
    }  # fmt: skip
    return render_page(request, "peers/group.html", context)


@require_http_methods(EDIT)
@guarded(may.enter, **PLACE)
def step(request, cohort, group, step):
    if step not in Step.values:
        raise Http404
    here, person, speaks = Step(step), request.user, may.speak.allows(request.user, group)
    aloud = may.facilitate.allows(person, group)
    form = forms.ContributeForm(request.POST or None, group=group, step=here, aloud=aloud)
    if request.method == "POST" and form.send(actions.contribute, group=group, by=person):
        messages.success(request, _("C’est noté, sans nom.") if aloud else _("Le groupe peut vous lire."))
        return redirect(request.path)
    rows = group.contributions.filter(kind__in=STEPS[here]).select_related("to")
    places = list(STEPS)
    after = places[places.index(here) + 1] if here != places[-1] else None
    context = {
        "cohort": cohort, "group": group, "step": here, "number": places.index(here) + 1, "after": after, "aloud": aloud,
        "questions": QUESTIONS[here], "form": form if speaks else None, "rows": told(rows, group, person),
    }  # fmt: skip
    return render_page(request, "peers/step.html", context)


@require_http_methods(EDIT)
@guarded(may.keep_contribution, **PLACE, contribution=Contribution)
def edit_contribution(request, cohort, group, contribution):
    form = forms.ContributionForm(request.POST or None, instance=contribution)
    back = reverse("peers:step", args=[cohort.code, group.code, contribution.step])
    if request.method == "POST" and form.send(actions.edit_contribution, contribution=contribution, by=request.user):
        messages.success(request, _("C’est récrit."))
        return redirect(back)
    remove = reverse("peers:remove-contribution", args=[cohort.code, group.code, contribution.code])
    return edit(request, group, form, title=_("Récrire ou reprendre"), verb=_("Enregistrer"), back=back, remove=remove,
                remove_label=_("Reprendre ce texte"), remove_says=_("Il s’efface pour tout le monde, tout de suite."))  # fmt: skip


@require_POST
@guarded(may.keep_contribution, **PLACE, contribution=Contribution)
def remove_contribution(request, cohort, group, contribution):
    attempt(
        request,
        actions.remove_contribution,
        contribution=contribution,
        done=_("C’est repris : il n’en reste aucun mot."),
    )
    return redirect("peers:step", cohort.code, group.code, contribution.step)


@require_http_methods(EDIT)
@guarded(may.enter, **PLACE)
def thread(request, cohort, group):
    person = request.user
    form = forms.SayForm(request.POST or None)
    if request.method == "POST" and form.send(actions.say, group=group, by=person):
        messages.success(request, _("Le groupe peut vous lire."))
        return redirect(request.path)
    context = {
        "cohort": cohort, "group": group, "form": form if may.speak.allows(person, group) else None,
        "rows": told(group.messages.all(), group, person),
    }  # fmt: skip
    return render_page(request, "peers/thread.html", context)


@require_POST
@guarded(may.keep_message, **PLACE, message=Message)
def remove_message(request, cohort, group, message):
    attempt(request, actions.remove_message, message=message, done=_("C’est effacé."))
    return redirect("peers:thread", cohort.code, group.code)
