from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.missions import actions, candidates, forms, searching
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.models import Candidate, Mission
from fabrique.accompaniment.missions.views.pages import EDIT, settle
from fabrique.core.http import guarded, paged, render_page

A_PAGE = 24


@require_safe
@guarded(may.list_candidates, cohort=Cohort, mission=Mission)
def search(request, cohort, mission):
    """Before proposing: whom the alliance has, by skill, region and distance."""
    form = forms.AllySearch(request.GET)
    found = searching.allies(request.user, mission)
    if form.is_valid():
        found = searching.narrowed(found, request.user, **form.cleaned_data)
    context = {"cohort": cohort, "mission": mission, "territory": mission.participation.territory, "form": form}
    return render_page(request, "missions/search.html", context | paged(request, found, A_PAGE), partials=["liste"])


@require_http_methods(EDIT)
@guarded(may.list_candidates, cohort=Cohort, mission=Mission)
def propose(request, cohort, mission):
    first = candidates.not_answered(mission).first()
    known = searching.known_of(request.user, mission, request.GET.get("allie", ""))
    form = forms.ProposeForm(request.POST or None, initial=known or {"organisation": first.code if first else None})
    return settle(request, mission, form, actions.propose_candidate, mission=mission, title=_("Quel allié proposer ?"),
                  lede=mission.title, verb=_("Proposer cet allié"), done=_("L’allié est sur la liste."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.list_candidates, cohort=Cohort, mission=Mission)
def pass_over(request, cohort, mission):
    form = forms.PassForm(request.POST or None).offer(candidates.of_the_diagnostic(mission.participation))
    return settle(request, mission, form, actions.pass_candidate, mission=mission,
                  title=_("Pourquoi ne pas proposer l’allié du diagnostic ?"), verb=_("Garder cette raison"),
                  lede=_("La délégation lira cette raison."), done=_("La raison est gardée."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_candidate, cohort=Cohort, mission=Mission, candidate=Candidate)
def edit_candidate(request, cohort, mission, candidate):
    initial = {"organisation": candidate.organisation.code}
    form = forms.CandidateForm(request.POST or None, instance=candidate, initial=initial)
    return settle(request, mission, form, actions.propose_candidate, mission=mission, candidate=candidate,
                  title=candidate.organisation.name, verb=_("Enregistrer"), done=_("La liste est à jour."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.choose_ally, cohort=Cohort, mission=Mission, candidate=Candidate)
def choose(request, cohort, mission, candidate):
    return settle(request, mission, forms.ReasonForm(request.POST or None), actions.choose_ally, candidate=candidate,
                  title=_("Choisir %(name)s ?") % {"name": candidate.organisation.name}, verb=_("Choisir cet allié"),
                  lede=_("Votre raison est gardée. Les autres sont remerciés, sans classement."),
                  done=_("L’allié est choisi. La convention peut s’écrire."))  # fmt: skip
