"""« Mon établi »: what waits for this person, and where they are at home."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.http import guarded, render_page
from fabrique.core.inbox import inbox
from fabrique.core.permissions import signed_in
from fabrique.roof.home.reading import newest_report

AT_FIRST = 3
DATES = 5


@require_safe
@guarded(signed_in)
def bench(request):
    person = request.user
    scopes = [grant.scope_id for grant in person.grants]
    participations = list(
        Participation.objects.visible_to(person).current().filter(scope__in=scopes)
        .select_related("territory", "cohort", "scope")
    )  # fmt: skip
    mine = Q(scope__in=scopes) | Q(pk__in=[participation.cohort_id for participation in participations])
    cohorts = list(Cohort.objects.visible_to(person).detailed().filter(mine))
    diagnostics = (
        Diagnostic.objects.visible_to(person)
        .listened_by(person)
        .select_related("participation__territory", "participation__cohort")
    )
    acts = inbox(person)
    context = {
        "greeting": greeting(person.name, len(acts)),
        "today": timezone.localdate(),
        "acts": acts[:AT_FIRST],
        "later": acts[AT_FIRST:],
        "participations": participations,
        "spaces": [place.pk for place in participations if read_delegation.allows(person, place)],
        "cohorts": cohorts,
        "diagnostics": diagnostics,
        "fictional": any(cohort.fictional for cohort in cohorts),
        "dates": next_dates(person, cohorts),
        "report": None if cohorts else newest_report(person),
    }
    return render_page(request, "home/bench.html", context)


def next_dates(person, cohorts: list[Cohort]) -> list[Session]:
    """What is announced in these cohorts, from today on."""
    if not cohorts:
        return []
    coming = Session.objects.visible_to(person).filter(
        cohort__in=cohorts, state=SessionState.SCHEDULED, date__gte=timezone.localdate()
    )
    return list(coming.select_related("cohort").in_time()[:DATES])


def greeting(name: str, count: int) -> str:
    """The heading says the situation: how many things wait, in words as far as ten."""
    words = {
        1: _("une chose vous attend"), 2: _("deux choses vous attendent"), 3: _("trois choses vous attendent"),
        4: _("quatre choses vous attendent"), 5: _("cinq choses vous attendent"),
        6: _("six choses vous attendent"), 7: _("sept choses vous attendent"),
        8: _("huit choses vous attendent"), 9: _("neuf choses vous attendent"),
        10: _("dix choses vous attendent"),
    }  # fmt: skip
    situation = words.get(count) or _("%(count)s choses vous attendent") % {"count": count}
    if not count:
        situation = _("rien ne presse aujourd’hui")
    if not name:
        return _("Bonjour, %(situation)s") % {"situation": situation}
    return _("Bonjour %(name)s, %(situation)s") % {"name": name, "situation": situation}
