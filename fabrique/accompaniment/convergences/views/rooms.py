"""The room of a delegation: shared themes, its voice on each topic, whether it agrees to be named."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.convergences import actions, forms
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.matrix import matrix, with_names
from fabrique.accompaniment.convergences.models import Topic, Vote
from fabrique.accompaniment.convergences.views.comparison import EDIT
from fabrique.accompaniment.workspace.rooms import context_of
from fabrique.core.http import edit_page, guarded, render_page

PLACE = {"cohort": Cohort, "participation": Participation}


@require_safe
@guarded(read_delegation, **PLACE)
def room(request, cohort, participation):
    person = request.user
    topics = Topic.objects.visible_to(person).shown().filter(cohort=cohort).select_related("cohort", "session")
    given = {vote.topic_id: vote for vote in Vote.objects.visible_to(person).filter(participation=participation)}
    context = context_of(
        request, cohort, participation, "room", matrix=with_names(matrix(cohort)), counts=may.see_counts.allows(person, cohort),
        rows=[(topic, given.get(topic.pk), may.vote.allows(person, participation, topic)) for topic in topics],
        consent=participation.naming_consents.standing().first(), names=may.name_territory.allows(person, participation),
    )  # fmt: skip
    return render_page(request, "convergences/room.html", context)


@require_POST
@guarded(may.name_territory, **PLACE)
def name(request, cohort, participation):
    if request.POST.get("named") == "yes":
        actions.agree_to_be_named(participation=participation, by=request.user)
        messages.success(
            request, _("Les autres délégations verront le nom de votre territoire à côté des thèmes partagés.")
        )
    else:
        actions.withdraw_name(participation=participation, by=request.user)
        messages.success(request, _("Votre territoire n’est plus nommé."))
    return redirect("convergences:room", cohort.code, participation.code)


@require_http_methods(EDIT)
@guarded(may.vote, **PLACE, topic=Topic)
def vote(request, cohort, participation, topic):
    room = reverse("convergences:room", args=[cohort.code, participation.code])
    given = Vote.objects.filter(topic=topic, participation=participation).first()
    form = forms.VoteForm(request.POST or None, instance=given, initial={} if given else {"version": 0})
    facts = {"participation": participation, "topic": topic, "by": request.user}
    if request.method == "POST" and form.send(actions.give_vote, **facts):
        messages.success(
            request, _("L’avis de votre délégation est noté. Vous pouvez en changer tant que le sujet est ouvert.")
        )
        return redirect(room)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (participation.territory.name, participation.get_absolute_url()),
              (_("Sujets communs"), room)]  # fmt: skip
    return edit_page(request, form, title=topic.question or topic.theme, lede=topic.text, verb=_("Donner notre avis"), back=room, crumbs=crumbs)  # fmt: skip
