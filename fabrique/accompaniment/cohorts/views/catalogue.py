"""What anybody may read: the ways of being accompanied and the cohorts; and how a cohort is opened."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.cohorts import actions
from fabrique.accompaniment.cohorts.blueprints import BLUEPRINTS
from fabrique.accompaniment.cohorts.forms import OpenCohortForm
from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort
from fabrique.accompaniment.devices.models import Device
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.people.permissions import animate, holds


@require_safe
@guarded(anyone)
def cohort_list(request):
    person = request.user
    cohorts = Cohort.objects.visible_to(person)
    devices = Device.objects.visible_to(person)
    led = set(cohorts.values_list("scope", flat=True)) if holds(person, *STAFF) else set()
    context = {
        "devices": [device for device in devices if device.current],
        "older": [device for device in devices if not device.current],
        "cohorts": [cohort for cohort in cohorts if not cohort.figures_only],
        "counted": [cohort for cohort in cohorts if cohort.figures_only],
        "led": led | (person.scopes_as(*LEADS) if person.is_authenticated else set()),
        "may_open": animate.allows(person),
    }
    return render_page(request, "cohorts/list.html", context)


@require_http_methods(["GET", "POST"])
@guarded(animate)
def open_cohort(request):
    """A first page offers the blueprints; `?depart=` chooses one, shows what it brings and asks for a name."""
    chosen = BLUEPRINTS.get(request.POST.get("blueprint") or request.GET.get("depart", ""))
    form = OpenCohortForm(request.POST or None, initial={"blueprint": chosen.key if chosen else ""})
    if request.method == "POST" and (cohort := form.send(actions.open_cohort, by=request.user)):
        messages.success(request, _("La cohorte est ouverte, en conception : elle n’est vue que de vous."))
        return redirect("cohorts:prepare", cohort.code)
    context = {"form": form, "chosen": chosen, "blueprints": BLUEPRINTS.values()}
    return render_page(request, "cohorts/open.html", context)
