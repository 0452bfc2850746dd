"""What everybody reads of the companions; the kits opened to them."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import LEADS, Cohort
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.enums import PointState
from fabrique.accompaniment.companionship.models import Companionship, Pair, Point, Rebound, Shelf, Trip
from fabrique.accompaniment.companionship.models.trips import ANNOUNCED
from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.support.models import TERRITORY
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.agenda.models import Event

LATEST = Prefetch("points", Point.objects.filter(state=PointState.PUBLISHED).order_by("-due_on", "pk"), to_attr="told")


@require_safe
@guarded(anyone)
def showcase(request):
    """Why, for whom, who stays, what one went to see (R526, R528, R530). The same number of queries for ten or for all."""
    person = request.user
    place = ("participation__territory", "participation__cohort")
    companions = Companionship.objects.visible_to(person).filter(Companionship.objects.shown()).by_name()
    trips = Trip.objects.visible_to(person).select_related("host__territory", "host__cohort", "event").with_counts()
    mine = person.scopes_as(*TERRITORY) if person.is_authenticated else set()
    led = person.scopes_as(*LEADS) if person.is_authenticated else set()
    own = Companionship.objects.filter(participation__scope__in=mine).exclude(state="left")
    context = {
        "title": _("Et après ?"),
        "companions": companions.select_related(*place).prefetch_related(LATEST),
        "told": trips.filter(Trip.objects.shown()).order_by("-shown_at", "-pk"),
        "coming": trips.filter(state__in=ANNOUNCED).order_by("event__starts_at", "pk"),
        "rebounds": Event.objects.visible_to(person).to_come().standing().filter(
            pk__in=Rebound.objects.visible_to(person).values("event")).select_related("scope"),
        "own": own.select_related(*place).by_name() if mine else [],
        "pairs": Pair.objects.visible_to(person).standing().select_related("one__territory", "other__territory")
        if mine else [],
        "led": Cohort.objects.filter(scope__in=led).order_by("name", "pk") if led else [],
        "may_follow_all": may.follow_all.allows(person),
        "may_read_kits": may.read_shelves.allows(person),
    }  # fmt: skip
    return render_page(request, "companionship/showcase.html", context)


@require_safe
@guarded(may.read_shelves)
def kits(request):
    """R530. What a closed session leaves stays with its circle: each session is one the person may see."""
    sessions = Session.objects.visible_to(request.user).filter(state=SessionState.DOCUMENTED).in_time()
    shelves = Shelf.objects.visible_to(request.user).select_related("cohort", "opened_by")
    context = {"shelves": shelves.prefetch_related(Prefetch("cohort__sessions", sessions))}
    return render_page(request, "companionship/kits.html", context)
