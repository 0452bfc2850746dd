"""The convergences as everybody reads them, and the pages where who leads writes them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts import board
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.convergences import actions, forms
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.models import Wording
from fabrique.accompaniment.convergences.views.comparison import EDIT
from fabrique.accompaniment.diagnostics.enums import ThemeGroup
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import anyone

PLACE = {"cohort": Cohort, "wording": Wording}


@require_safe
@guarded(anyone, cohort=Cohort)
def page(request, cohort):
    person, themes = request.user, list(cohort.themes.all())
    context = {
        "cohort": cohort, "groups": [(group.label, rows) for group in ThemeGroup if (rows := [theme for theme in themes if theme.group == group])],
        "facts": cohort.diagnostic_facts.all(),
        "leads": may.lead_topics.allows(person, cohort), "compares": may.see_themes.allows(person, cohort),
    }  # fmt: skip
    return render_page(request, "convergences/page.html", context)


@require_http_methods(EDIT)
@guarded(may.lead_topics, cohort=Cohort)
def wordings(request, cohort):
    form = forms.AddWordingForm(request.POST or None)
    if request.method == "POST" and form.send(actions.add_wording, cohort=cohort, by=request.user):
        messages.success(request, _("C’est écrit. Personne d’autre ne le lit avant que vous le publiiez."))
        return redirect("convergences:wordings", cohort.code)
    rows = list(cohort.wordings.select_related("theme"))
    taken = {row.theme_id for row in rows}
    elsewhere = [theme for theme in cohort.themes.all() if theme.pk not in taken]
    context = board.page(request, cohort, "convergences", form=form, rows=rows, elsewhere=len(elsewhere))
    return render_page(request, "convergences/wordings.html", context)


@require_POST
@guarded(may.lead_topics, cohort=Cohort)
def take_up(request, cohort):
    actions.take_up_published(cohort=cohort, by=request.user)
    messages.success(request, _("Vous pouvez maintenant les modifier."))
    return redirect("convergences:wordings", cohort.code)


@require_http_methods(EDIT)
@guarded(may.keep_wording, **PLACE)
def edit_wording(request, cohort, wording):
    back = reverse("convergences:wordings", args=[cohort.code])
    form = forms.WordingForm(request.POST or None, instance=wording)
    if request.method == "POST" and form.send(actions.edit_wording, wording=wording, by=request.user):
        messages.success(request, _("C’est écrit. Publiez de nouveau pour que tout le monde le lise."))
        return redirect(back)
    return edit_page(
        request, form, title=_("Modifier cette convergence"), verb=_("Enregistrer le texte"), back=back,
        crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Convergences"), back)],
        remove=reverse("convergences:remove-wording", args=[cohort.code, wording.code]), remove_label=_("Supprimer ce texte"),
        remove_says=_("Il quitte aussi la page publique, s’il y est."),
    )  # fmt: skip


@require_POST
@guarded(may.keep_wording, **PLACE)
def order_wording(request, cohort, wording):
    actions.order_wording(wording=wording, up=request.POST.get("move") == "up", by=request.user)
    return redirect("convergences:wordings", cohort.code)


@require_POST
@guarded(may.keep_wording, **PLACE)
def publish_wording(request, cohort, wording):
    if request.POST.get("move") == "unpublish":
        attempt(
            request, actions.unpublish_wording, wording=wording, done=_("Ce texte n’est plus sur la page publique.")
        )
    else:
        attempt(request, actions.publish_wording, wording=wording, done=_("Ce texte est sur la page publique."))
    return redirect("convergences:wordings", cohort.code)


@require_POST
@guarded(may.keep_wording, **PLACE)
def remove_wording(request, cohort, wording):
    actions.remove_wording(wording=wording, by=request.user)
    messages.success(request, _("Le texte est supprimé."))
    return redirect("convergences:wordings", cohort.code)
