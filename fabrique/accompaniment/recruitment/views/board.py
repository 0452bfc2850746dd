"""The recruitment as those who conduct it see it: who was met, who waits, what was prepared."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.recruitment import actions, forms, mix
from fabrique.accompaniment.recruitment import permissions as may
from fabrique.accompaniment.recruitment.enums import CandidacyState
from fabrique.accompaniment.recruitment.funnel import funnel_of
from fabrique.accompaniment.recruitment.models import Candidacy, Prerequisite, PresentationEvent
from fabrique.core.http import attempt, edit_page, guarded, render_page

EDIT = ["GET", "POST"]
LIST = ["liste"]
CLOSED = (CandidacyState.ENGAGED, CandidacyState.DECLINED, CandidacyState.POSTPONED)


def page(request, cohort, **context):
    return board.page(request, cohort, "recruitment", may_edit=edit_cohort.allows(request.user, cohort), **context)


def edit_part(request, cohort, view, form, **more):
    back = reverse(view, args=[cohort.code])
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Recrutement"), reverse("recruitment:board", args=[cohort.code]))]  # fmt: skip
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_safe
@guarded(may.see_recruitment, cohort=Cohort)
def board_page(request, cohort):
    files = list(Candidacy.objects.visible_to(request.user).filter(cohort=cohort).select_related("territory"))
    waiting = sum(file.state == CandidacyState.CANDIDATE for file in files)
    context = page(
        request, cohort, waiting=waiting, funnel=funnel_of(cohort),
        under_way=[file for file in files if file.state not in CLOSED],
        answered=[file for file in files if file.state in CLOSED],
    )  # fmt: skip
    return render_page(request, "recruitment/board.html", context)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def open_candidacy(request, cohort):
    form = forms.OpenCandidacyForm(request.POST or None, person=request.user, cohort=cohort)
    if request.method == "POST" and (made := form.send(actions.open_candidacy, cohort=cohort, by=request.user)):
        messages.success(request, _("Le dossier est ouvert."))
        return redirect(made)
    lede = _("Un territoire déjà dans la cohorte peut aussi avoir son dossier : il y range ses engagements.")
    return edit_part(
        request, cohort, "recruitment:board", form, title=_("Quel territoire avez-vous en vue ?"), lede=lede,
        verb=_("Ouvrir le dossier"),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.propose_lead, cohort=Cohort)
def propose(request, cohort):
    form = forms.ProposeLeadForm(request.POST or None, person=request.user, cohort=cohort)
    if request.method == "POST" and (made := form.send(actions.propose_territory, cohort=cohort, by=request.user)):
        messages.success(request, _("Merci : votre proposition est transmise à qui conduit la cohorte."))
        return redirect(made)
    back = cohort.get_absolute_url()
    return edit_page(
        request, form, title=_("Quel territoire verriez-vous dans cette cohorte ?"), verb=_("Proposer ce territoire"),
        back=back, crumbs=[(cohort.name, back)],
    )  # fmt: skip


@require_safe
@guarded(may.see_recruitment, cohort=Cohort)
def mix_page(request, cohort):
    files = list(
        Candidacy.objects.visible_to(request.user).filter(cohort=cohort).live().select_related("territory", "cohort")
    )
    territories = [file.territory for file in files]
    advancement = edit_cohort.allows(request.user, cohort)
    context = page(
        request, cohort, egos=mix.alter_egos(request.user, cohort, territories),
        diversity=mix.diversity(territories, advancement=advancement),
        mandates=[(file, warning) for file in files if (warning := mix.mandate_warning(file))],
        undated=[file.territory for file in files if file.election_on is None],
    )  # fmt: skip
    context["alone"] = sum(not ego.inside for ego in context["egos"])
    return render_page(request, "recruitment/mix.html", context)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def events(request, cohort):
    form = forms.AddEventForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_event, cohort=cohort, by=request.user):
        messages.success(request, _("La rencontre est notée."))
        return redirect("recruitment:events", cohort.code)
    context = page(request, cohort, form=form, rows=cohort.presentations.all())
    return render_page(request, "recruitment/events.html", context, partials=LIST)


@require_http_methods(EDIT)
@guarded(may.edit_recruitment_part, cohort=Cohort, event=PresentationEvent)
def edit_event(request, cohort, event):
    form = forms.PresentationEventForm(request.POST or None, instance=event)
    if request.method == "POST" and form.send(actions.edit_event, event=event, by=request.user):
        messages.success(request, _("La rencontre est à jour."))
        return redirect("recruitment:events", cohort.code)
    return edit_part(
        request, cohort, "recruitment:events", form, title=event.title, verb=_("Enregistrer cette rencontre"),
        remove=reverse("recruitment:remove-event", args=[cohort.code, event.code]),
        remove_label=_("Retirer cette rencontre"), remove_says=_("Elle ne comptera plus dans le chemin d’entrée."),
    )  # fmt: skip


@require_POST
@guarded(may.edit_recruitment_part, cohort=Cohort, event=PresentationEvent)
def remove_event(request, cohort, event):
    actions.remove_event(event=event, by=request.user)
    messages.success(request, _("La rencontre est retirée."))
    return redirect("recruitment:events", cohort.code)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def conditions(request, cohort):
    form = forms.AddPrerequisiteForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_prerequisite, cohort=cohort, by=request.user):
        messages.success(request, _("Le prérequis est ajouté."))
        return redirect("recruitment:conditions", cohort.code)
    context = page(
        request, cohort, form=form, rows=cohort.conditions_to_enter.all(), terms=actions.terms_of(cohort)
    )  # fmt: skip
    return render_page(request, "recruitment/conditions.html", context, partials=LIST)


@require_POST
@guarded(edit_cohort, cohort=Cohort)
def take_over(request, cohort):
    attempt(request, actions.take_over_lines, cohort=cohort, done=_("Les lignes de la cohorte sont reprises."))
    return redirect("recruitment:conditions", cohort.code)


@require_http_methods(EDIT)
@guarded(may.edit_recruitment_part, cohort=Cohort, prerequisite=Prerequisite)
def edit_prerequisite(request, cohort, prerequisite):
    form = forms.PrerequisiteForm(request.POST or None, instance=prerequisite)
    if request.method == "POST" and form.send(actions.edit_prerequisite, prerequisite=prerequisite, by=request.user):
        messages.success(request, _("Le prérequis est à jour."))
        return redirect("recruitment:conditions", cohort.code)
    return edit_part(
        request, cohort, "recruitment:conditions", form, title=prerequisite.label, verb=_("Enregistrer ce prérequis"),
        remove=reverse("recruitment:remove-prerequisite", args=[cohort.code, prerequisite.code]),
        remove_label=_("Retirer ce prérequis"), remove_says=_("Il ne sera plus demandé à personne."),
        remove_reason=actions.reason_to_keep(prerequisite, request.user),
    )  # fmt: skip


@require_POST
@guarded(may.edit_recruitment_part, cohort=Cohort, prerequisite=Prerequisite)
def remove_prerequisite(request, cohort, prerequisite):
    actions.remove_prerequisite(prerequisite=prerequisite, by=request.user)
    messages.success(request, _("Le prérequis est retiré."))
    return redirect("recruitment:conditions", cohort.code)


@require_http_methods(EDIT)
@guarded(edit_cohort, cohort=Cohort)
def terms(request, cohort):
    form = forms.TermsForm(request.POST or None, instance=actions.terms_of(cohort))
    if request.method == "POST" and form.send(actions.write_terms, cohort=cohort, by=request.user):
        messages.success(request, _("Le texte est enregistré. Les signatures déjà données gardent le leur."))
        return redirect("recruitment:conditions", cohort.code)
    return edit_part(
        request, cohort, "recruitment:conditions", form, title=_("À quoi la tête de l’exécutif s’engage-t-elle ?"),
        verb=_("Enregistrer ce texte"),
    )  # fmt: skip
