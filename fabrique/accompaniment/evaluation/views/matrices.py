"""Effects and limits side by side: within a cohort, and from one cohort to another."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.evaluation import matrices
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.core.pictures import draw_matrix

WITH = ("participation__territory", "participation__cohort")


@require_safe
@guarded(anyone, cohort=Cohort)
def cohort_matrices(request, cohort):
    """What each may read: published findings for all, those read again for who makes or leads the path."""
    person = request.user
    places = list(Participation.objects.visible_to(person).filter(cohort=cohort).select_related("territory", "scope").order_by("territory__folded", "pk"))  # fmt: skip
    chosen = set(request.GET.getlist("territoires"))
    kept = [place for place in places if place.code in chosen] or places
    effects, limits = found(person, participation__in=kept)
    inside = [place for place in kept if read_delegation.allows(person, place)]
    frames, themes = matrices.effects_by_frame(effects), matrices.limits_by_theme(limits)
    context = {
        "cohort": cohort,
        "places": [(place, place in kept and len(kept) < len(places)) for place in places],
        "frames": frames,
        "themes": themes,
        "picture": picture(frames) if effects else None,
        "institutional": matrices.institutional(effects, inside, cohort) if inside else [],
        "some_inside": any(effect.state != "published" for effect in [*effects, *limits]),
    }
    return render_page(request, "evaluation/matrices.html", context)


def found(person, **where):
    effects = Effect.objects.visible_to(person).read_again().filter(**where).select_related("frame", "family", *WITH)
    limits = Limit.objects.visible_to(person).read_again().filter(**where).select_related("theme", *WITH)
    return list(effects.in_reading_order()), list(limits.in_reading_order())


def picture(table):
    return draw_matrix(
        [line.heading for line in table.lines], table.columns, table.counts(),
        title=_("Les effets, par famille et par cadre"),
        description=_("Chaque cube est un effet raconté. Rien ne classe les territoires entre eux."), prefix="effets",
    )  # fmt: skip


@require_safe
@guarded(anyone)
def families(request):
    """From one cohort to another: what was invented is shown only when it is asked for, or alone."""
    person = request.user
    cohorts = list(Cohort.objects.visible_to(person).detailed().filter(participations__effects__isnull=False).distinct().order_by("-starts_on", "name"))  # fmt: skip
    chosen = set(request.GET.getlist("cohortes"))
    real = [cohort for cohort in cohorts if not cohort.fictional]
    kept = [cohort for cohort in cohorts if cohort.code in chosen] or real or cohorts
    effects, limits = found(person, participation__cohort__in=kept)
    context = {
        "cohorts": [(cohort, cohort in kept) for cohort in cohorts],
        "effects": matrices.effects_by_cohort(effects, kept),
        "limits": matrices.limits_by_cohort(limits, kept),
        "fictional": any(cohort.fictional for cohort in kept),
        "some_inside": any(finding.state != "published" for finding in [*effects, *limits]),
    }
    return render_page(request, "evaluation/families.html", context)
