"""What the alliance shows of itself: where, how many, since when."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from fabrique.accompaniment.programme.enums import SessionKind
from fabrique.accompaniment.programme.models import Session
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.core.pictures import Moment, lay_frise
from fabrique.roof.home import figures, places
from fabrique.roof.home.forms import PlaceFilter
from fabrique.roof.home.models import Milestone, PublicFigure


@require_safe
@guarded(anyone)
def territory_map(request):
    everywhere = places.places(request.user)
    counted = places.counted(request.user)
    form = PlaceFilter(request.GET, places=everywhere, counted=counted)
    found = form.keep(everywhere)
    context = {
        "form": form,
        "places": found,
        "everywhere": len(everywhere),
        "counted": form.keep_counted(counted),
        "map": places.draw(found),
        "legend": places.legend(found),
        "total": PublicFigure.objects.visible_to(request.user).filter(key="territories_accompanied_total").first(),
    }
    return render_page(request, "home/map.html", context, partials=["places"])


@require_safe
@guarded(anyone)
def public_figures(request):
    stated = list(PublicFigure.objects.visible_to(request.user))
    context = {"years": figures.by_year(stated), "count": len(stated)}
    return render_page(request, "home/figures.html", context)


@require_safe
@guarded(anyone)
def history(request):
    milestones = list(Milestone.objects.visible_to(request.user))
    days = (
        Session.objects.visible_to(request.user).select_related("cohort").in_time()
        .filter(kind=SessionKind.DAY, date__isnull=False, cohort__fictional=False)
    )  # fmt: skip
    moments = [milestone.moment for milestone in milestones] + [cohort_day(session) for session in days]
    context = {
        "milestones": milestones,
        "days": days,
        "frise": lay_frise(moments, today=timezone.localdate()) if moments else None,
    }
    return render_page(request, "home/history.html", context)


def cohort_day(session: Session) -> Moment:
    return Moment(session.title, session.cohort.name, start=session.date, kind="tick")
