"""Who is who in a cohort, in one drawing and in words."""

from django.http import Http404
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.institutions.permissions import see_contacts
from fabrique.accompaniment.support.permissions import live_in_cohort
from fabrique.accompaniment.workspace import actors
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone


@require_safe
@guarded(anyone, cohort=Cohort)
def who_is_who(request, cohort):
    """Public: organisations. Those who walk or lead the path also read the people and their hats (R297)."""
    if cohort.figures_only:
        raise Http404
    person = request.user
    places = list(
        Participation.objects.visible_to(person).current().filter(cohort=cohort)
        .select_related("territory", "cohort").order_by("territory__name")
    )  # fmt: skip
    circles = actors.circles(person, cohort)
    context = {
        "cohort": cohort,
        "places": places,
        "circles": circles,
        "picture": actors.drawing(circles, places) if circles else None,
        "may_reach": see_contacts.allows(person, cohort),
        "lives_here": live_in_cohort.allows(person, cohort),
        "may_prepare": edit_cohort.allows(person, cohort),
    }
    return render_page(request, "workspace/who_is_who.html", context)
