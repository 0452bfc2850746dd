"""Names: for the referent who organises the draw, and for nobody else."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.circles import actions, forms
from fabrique.accompaniment.circles import permissions as may
from fabrique.accompaniment.circles.actions.draws import in_line
from fabrique.accompaniment.circles.enums import CandidateState, DrawState
from fabrique.accompaniment.circles.models import Candidate, Draw
from fabrique.accompaniment.circles.views.circles import EDIT, PLACE, crumbs_of
from fabrique.accompaniment.circles.views.draws import edit, list_address
from fabrique.core.http import edit_page, guarded, paged, render_page


@require_http_methods(EDIT)
@guarded(may.organise, **PLACE, draw=Draw)
def bands(request, cohort, participation, draw):
    rows = "\n".join(f"{band.get_axis_display()} ; {band.label} ; {band.population}" for band in draw.bands.all())
    initial = {"table": rows, "statistics": draw.statistics, "statistics_on": draw.statistics_on}
    form = forms.SetBandsForm(request.POST or None, initial=initial)
    return edit(request, draw, form, actions.set_bands, done=_("Les quotas sont calculés."), title=_("Les chiffres publics"),
                verb=_("Calculer les quotas"),
                lede=_("Combien d’habitants par âge, par sexe, par catégorie : les sièges en découlent."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.organise, **PLACE, draw=Draw)
def candidates(request, cohort, participation, draw):
    form = forms.AddCandidatesForm(request.POST or None)
    if request.method == "POST" and (counted := form.send(actions.add_candidates, draw=draw, by=request.user)):
        added, known = counted
        told = ngettext("%(n)d personne ajoutée.", "%(n)d personnes ajoutées.", added) % {"n": added}
        again = ngettext("%(n)d était déjà là.", "%(n)d étaient déjà là.", known) % {"n": known}
        messages.success(request, f"{told} {again}" if known else told)
        return redirect(list_address(draw))
    found = Candidate.objects.visible_to(request.user).filter(draw=draw)
    drawn = list(found.exclude(state=CandidateState.LISTED).order_by("seat", "-left_on", "pk"))
    context = {"cohort": cohort, "participation": participation, "draw": draw, "form": form, "drawn": drawn,
               "crumbs": crumbs_of(participation, (draw.title, draw.get_absolute_url())),
               "preparing": draw.state == DrawState.PREPARING and not draw.erased_at} | paged(request, found, 100)  # fmt: skip
    return render_page(request, "circles/candidates.html", context)


@require_POST
@guarded(may.organise_candidate, **PLACE, draw=Draw, candidate=Candidate)
def remove_candidate(request, cohort, participation, draw, candidate):
    actions.remove_candidate(candidate=candidate, by=request.user)
    messages.success(request, _("Cette personne n’est plus sur la liste."))
    return redirect(list_address(draw))


@require_http_methods(EDIT)
@guarded(may.organise_candidate, **PLACE, draw=Draw, candidate=Candidate)
def replace(request, cohort, participation, draw, candidate):
    form = forms.BecauseForm(request.POST or None)
    back = list_address(draw)
    if request.method == "POST" and form.is_valid():
        held = form.send(replaced, candidate=candidate, by=request.user)
        if held:
            messages.success(request, held)
            return redirect(back)
    drawn = candidate.state == CandidateState.DRAWN
    line = in_line(draw, candidate, list(draw.candidates.all())) if drawn else []
    return edit_page(request, form, title=_("Remplacer %(name)s") % {"name": candidate.name},
                     verb=_("Appeler la personne suivante") if line else _("Laisser ce siège vide"), lede=waiting(line), back=back, crumbs=crumbs_of(participation, (draw.title, draw.get_absolute_url())))  # fmt: skip


def waiting(line) -> str:
    if not line:
        return _("Personne d’autre, sur la liste, n’a le même âge, le même sexe et la même catégorie.")
    return ngettext("%(n)d personne du même âge, sexe et catégorie attend.",
                    "%(n)d personnes du même âge, sexe et catégorie attendent.", len(line)) % {"n": len(line)}  # fmt: skip


def replaced(*, candidate, because, by) -> str:
    found = actions.replace(candidate=candidate, because=because, by=by)
    if found is None:
        return _("Personne d’autre n’a ce profil : le siège reste vide, et la page le dit.")
    return _("%(name)s prend ce siège.") % {"name": found.name}
