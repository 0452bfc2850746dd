"""Writing: a narrative, its passages, what each person quoted answered. Its own pen only."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.narratives import actions, forms
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.models import Narrative, Passage
from fabrique.core.http import attempt, edit_page, guarded
from fabrique.core.permissions import Denied

EDIT = ["GET", "POST"]
ONE = {"narrative": Narrative}
IN_ONE = ONE | {"passage": Passage}


def edit_one(request, narrative, form, **more):
    back = narrative.get_absolute_url()
    return edit_page(request, form, back=back, crumbs=[(narrative.title, back)], **more)


def tell(request, cohort, participation, back, name):
    form = forms.BeginNarrativeForm(request.POST or None, request.FILES or None)
    form.offer(request.user, cohort, participation)
    if request.method == "POST":
        begun = form.send(actions.begin, cohort=cohort, participation=participation, by=request.user)
        if begun:
            messages.success(
                request,
                _("Le récit est au brouillon : vous seul·e le lisez, avec celles et ceux qui tiennent cette plume."),
            )
            return redirect(begun)
    return edit_page(
        request, form, title=_("Raconter"), verb=_("Commencer ce récit"), back=back, crumbs=[(name, back)],
        lede=_("Dites aussi ce qui coince et ce à quoi l’on renonce : ce n’est pas une vitrine."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.tell_cohort, cohort=Cohort)
def tell_cohort(request, cohort):
    return tell(request, cohort, None, reverse("narratives:cohort", args=[cohort.code]), cohort.name)


@require_http_methods(EDIT)
@guarded(may.tell_place, cohort=Cohort, participation=Participation)
def tell_place(request, cohort, participation):
    territory = participation.territory
    return tell(request, cohort, participation, reverse("narratives:territory", args=[territory.code]), territory.name)


@require_http_methods(EDIT)
@guarded(may.write, **ONE)
def edit(request, narrative):
    form = forms.NarrativeForm(request.POST or None, request.FILES or None, instance=narrative)
    form.offer(request.user, narrative.cohort, narrative.participation)
    if request.method == "POST" and form.send(actions.edit, narrative=narrative, by=request.user):
        messages.success(request, _("Le récit est à jour."))
        return redirect(narrative)
    return edit_one(request, narrative, form, title=_("Modifier ce récit"), verb=_("Enregistrer le récit"))


@require_POST
@guarded(may.write, **ONE)
def move(request, narrative):
    done = _("Le changement est fait.")
    attempt(request, actions.move, narrative=narrative, name=request.POST.get("move", ""), done=done)
    return redirect(narrative)


@require_http_methods(EDIT)
@guarded(may.write, **ONE)
def add_passage(request, narrative):
    form = forms.AddPassageForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_passage, narrative=narrative, by=request.user):
        messages.success(request, _("Le passage est ajouté."))
        return redirect(narrative.get_absolute_url() + "#passages")
    return edit_one(
        request, narrative, form, title=_("Ajouter un passage"), verb=_("Ajouter ce passage"),
        lede=_("Une citation ne se lit qu’avec l’accord de la personne. Une synthèse dit qu’elle en est une."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_part, **IN_ONE)
def edit_passage(request, narrative, passage):
    form = forms.PassageForm(request.POST or None, instance=passage)
    if request.method == "POST" and form.send(actions.edit_passage, passage=passage, by=request.user):
        messages.success(request, _("Le passage est à jour."))
        return redirect(narrative.get_absolute_url() + "#passages")
    return edit_one(
        request, narrative, form, title=_("Modifier ce passage"), verb=_("Enregistrer le passage"),
        lede=_("Un accord est donné à des mots : s’ils changent, il est à redemander. Pour citer quelqu’un d’autre, ajoutez un passage."),
        remove=reverse("narratives:remove-passage", args=[narrative.code, passage.code]),
        remove_label=_("Retirer ce passage"), remove_says=_("Il disparaît du récit, avec ce qui a été noté de l’accord."),
    )  # fmt: skip


@require_POST
@guarded(may.write_part, **IN_ONE)
def remove_passage(request, narrative, passage):
    attempt(request, actions.remove_passage, passage=passage, done=_("Le passage est retiré."))
    return redirect(narrative)


@require_POST
@guarded(may.write_part, **IN_ONE)
def consent(request, narrative, passage):
    """A button says the answer; « named » is one of them: the person agrees, and agrees to be named."""
    name = request.POST.get("move", "")
    if name not in ("ask", "give", "named", "refuse", "withdraw"):
        raise Denied(_("Ce changement n’existe pas."))
    attempt(
        request, actions.move_consent, passage=passage, name="give" if name == "named" else name, named=name == "named",
        done=_("C’est noté, à la date d’aujourd’hui."),
    )  # fmt: skip
    return redirect(narrative.get_absolute_url() + "#passages")
