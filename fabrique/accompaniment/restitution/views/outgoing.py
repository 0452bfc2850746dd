"""What came out, to those whom its state opens it to, and what they answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.restitution import actions, forms, papers
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.models import (
    FIRST_TALK,
    LAST_TALK,
    Edition,
    FollowUp,
    PublishedRecommendation,
    Remark,
    Restitution,
)
from fabrique.accompaniment.restitution.releases import told
from fabrique.accompaniment.restitution.tables import by_group
from fabrique.accompaniment.restitution.views.pages import EDIT
from fabrique.core.documents.formats import FORMATS
from fabrique.core.exports import csv_response, document_response
from fabrique.core.http import attempt, edit_page, guarded, paged, render_page
from fabrique.core.permissions import anyone

PLACE = "edition__diagnostic__participation"


def edit(request, edition, form, **more):
    crumbs = [(_("Restitution"), edition.get_absolute_url())]
    invented = edition.diagnostic.cohort.fictional
    return edit_page(request, form, back=edition.get_absolute_url(), crumbs=crumbs, fictional=invented, **more)


@require_safe
@guarded(anyone)
def restitutions(request):
    """All that are open to this person, or those of one cohort."""
    found = Restitution.objects.visible_to(request.user).select_related(f"{PLACE}__territory", f"{PLACE}__cohort")
    cohort = Cohort.objects.visible_to(request.user).filter(code=request.GET.get("cohorte", "")).first()
    if cohort:
        found = found.filter(**{f"{PLACE}__cohort": cohort})
    return render_page(request, "restitution/list.html", {"cohort": cohort} | paged(request, found, 30))


@require_safe
@guarded(may.find_restitution, diagnostic=Diagnostic)
def outcome(request, diagnostic):
    return redirect(may.out_of(request.user, diagnostic))


@require_safe
@guarded(may.read_restitution, edition=Edition)
def edition(request, edition):
    """The text that was signed, what was asked of it, what becomes of each recommendation."""
    person, content = request.user, told(edition)
    restitution = Restitution.objects.filter(edition=edition).select_related("follow_up").first()
    near = may.is_near(person, edition)
    answers = {row.label: row for row in edition.published_recommendations.select_related("project")}
    rows = [(one, answers.get(one["label"])) for one in content["recommendations"]]
    context = {
        "edition": edition, "content": content, "groups": by_group(content), "rows": rows, "restitution": restitution,
        "place": edition.diagnostic.participation, "cohort": edition.diagnostic.cohort, "near": near,
        "remarks": edition.remarks.select_related("asked_by") if may.read_remarks.allows(person, edition) else [],
        "may_ask": may.ask_change.allows(person, edition), "of_team": may.of_team(person, edition.diagnostic),
        "may_answer": may.speaks_for(person, edition) and edition.state == "restituted",
        "answered": sum(1 for row in answers.values() if row.taken_up), "papers": [(name, label()) for name, label in papers.NAMES.items()], "formats": list(FORMATS),
        "changes": restitution.changes.select_related("said_by") if restitution and near else [],
        "talk": FollowUp.objects.filter(restitution=restitution).first() if restitution and near else None,
        "may_decide": restitution and may.decide_public.allows(person, restitution),
        "may_say": restitution and may.say_change.allows(person, restitution),
        "may_talk": restitution and may.record_follow_up.allows(person, restitution),
        "talk_from": restitution and restitution.held_on + FIRST_TALK, "talk_until": restitution and restitution.held_on + LAST_TALK,
    }  # fmt: skip
    return render_page(request, "restitution/edition.html", context)


@require_safe
@guarded(may.read_restitution, edition=Edition)
def paper(request, edition, paper, format_name):
    if paper not in papers.PAPERS:
        raise Http404
    name = f"{paper}-{edition.code}-v{edition.number}"
    return document_response(name, lambda: papers.build(edition, paper), format_name)


@require_safe
@guarded(may.read_restitution, edition=Edition)
def dataset(request, edition):
    with override("fr"):
        return csv_response(f"donnees-{edition.code}-v{edition.number}", *papers.dataset(edition))


@require_http_methods(EDIT)
@guarded(may.ask_change, edition=Edition)
def ask_change(request, edition):
    form = forms.AskChangeForm(request.POST or None)
    if request.method == "POST" and form.send(actions.ask_change, edition=edition, by=request.user):
        messages.success(request, _("La demande est notée. L’équipe y répond, et les deux restent."))
        return redirect(edition)
    return edit(request, edition, form, title=_("Que demandez-vous ?"), verb=_("Noter la demande"))


@require_http_methods(EDIT)
@guarded(may.answer_remark, edition=Edition, remark=Remark)
def answer_change(request, edition, remark):
    form = forms.AnswerChangeForm(request.POST or None)
    if request.method == "POST" and form.send(actions.answer_remark, remark=remark, by=request.user):
        messages.success(request, _("Votre réponse est notée."))
        return redirect(edition)
    return edit(request, edition, form, title=_("Que répondez-vous ?"), verb=_("Répondre"), lede=remark.text)


@require_POST
@guarded(may.decide_public, restitution=Restitution)
def decide_public(request, restitution):
    if request.POST.get("move") == "open":
        attempt(
            request, actions.open_to_public, restitution=restitution, done=_("Tout le monde peut maintenant la lire.")
        )
    else:
        attempt(request, actions.close_to_public, restitution=restitution, done=_("Elle n’est plus publique."))
    return redirect(restitution.edition)


@require_http_methods(EDIT)
@guarded(may.answer_recommendation, edition=Edition, recommendation=PublishedRecommendation)
def answer_recommendation(request, edition, recommendation):
    projects = PilotProject.objects.visible_to(request.user).filter(participation=edition.diagnostic.participation)
    form = forms.AnswerRecommendationForm(request.POST or None, instance=recommendation, projects=projects)
    if request.method == "POST" and form.send(
        actions.answer_recommendation, recommendation=recommendation, by=request.user
    ):
        messages.success(request, _("Votre réponse est notée."))
        return redirect(edition)
    return edit(request, edition, form, title=_("Que faites-vous de cette recommandation ?"), verb=_("Répondre"), lede=recommendation.text)  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.answer_recommendation, edition=Edition, pilot=PilotProject, recommendation=PublishedRecommendation)
def answer_in_project(request, edition, pilot, recommendation):
    """The same answer, given from the pages of a project and back to them (R423): there is one, kept here."""
    if pilot.participation_id != edition.diagnostic.participation_id:
        raise Http404
    projects = PilotProject.objects.visible_to(request.user).filter(participation=edition.diagnostic.participation)
    given = {} if recommendation.taken_up else {"initial": {"project": pilot.code}}
    form = forms.AnswerRecommendationForm(request.POST or None, instance=recommendation, projects=projects, **given)
    if request.method == "POST" and form.send(
        actions.answer_recommendation, recommendation=recommendation, by=request.user
    ):
        messages.success(request, _("Votre réponse est notée."))
        return redirect(pilot.address("advice"))
    crumbs = [(pilot.title, pilot.get_absolute_url()), (_("Recommandations"), pilot.address("advice"))]
    return edit_page(request, form, back=pilot.address("advice"), crumbs=crumbs, lede=recommendation.text,
                     title=_("Que faites-vous de cette recommandation ?"), verb=_("Répondre"))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.say_change, restitution=Restitution)
def say_change(request, restitution):
    form = forms.SayChangeForm(request.POST or None)
    if request.method == "POST" and form.send(actions.say_change, restitution=restitution, by=request.user):
        messages.success(request, _("C’est noté."))
        return redirect(restitution.edition)
    return edit(request, restitution.edition, form, title=_("Qu’est-ce qui a changé depuis ?"), verb=_("Le dire"))


@require_http_methods(EDIT)
@guarded(may.record_follow_up, restitution=Restitution)
def talk(request, restitution):
    form = forms.TalkForm(request.POST or None)
    if request.method == "POST" and form.send(actions.record_follow_up, restitution=restitution, by=request.user):
        messages.success(request, _("L’entretien de suite est noté."))
        return redirect(restitution.edition)
    return edit(
        request, restitution.edition, form, title=_("Comment la restitution a-t-elle été reçue ?"), verb=_("Noter cet entretien"),
        lede=_("Elle peut blesser d’abord et aider ensuite : on en reparle quatre à six semaines après."),
    )  # fmt: skip
