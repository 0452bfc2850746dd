"""What helps a delegation to start and to last: assistant, first weeks, presence, socio-economic actors, the essential."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import LEADS, Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import read_delegation
from fabrique.accompaniment.delegations import actions, economy, forms
from fabrique.accompaniment.delegations import permissions as may
from fabrique.accompaniment.delegations.alerts import alerts_of
from fabrique.accompaniment.delegations.dates import next_dates
from fabrique.accompaniment.delegations.health import health_of, needs_of
from fabrique.accompaniment.delegations.models import EconomicPlace, LightMode
from fabrique.accompaniment.delegations.presence import attendance_of
from fabrique.accompaniment.delegations.start import steps_of
from fabrique.accompaniment.delegations.views.place import EDIT, address, edit_part
from fabrique.core.http import attempt, guarded, render_page
from fabrique.ground.people.models import RoleGrant

# those who may ask a question in the name of their delegation
PLACE = {"cohort": Cohort, "participation": Participation}


def context_of(request, participation, **more) -> dict:
    return {
        "cohort": participation.cohort, "participation": participation, "back": address(participation),
        "may_edit": may.edit_delegation.allows(request.user, participation),
    } | more  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.lend_right, **PLACE)
def lend_right(request, cohort, participation):
    form = forms.LendRightForm(request.POST or None, participation=participation, reader=request.user)
    if request.method == "POST" and form.send(actions.lend_right, participation=participation, by=request.user):
        messages.success(request, _("C’est confié. Vous pouvez le reprendre d’un clic."))
        return redirect(address(participation))
    lede = _(
        "Cette personne pourra, comme vous, noter les sièges, les invitations de l’État et les contacts. Le projet, les"
        " effets et le nom de la personne référente ne lui sont pas ouverts."
    )
    return edit_part(request, participation, form, title=_("Qui vous aide à composer la délégation ?"), lede=lede, verb=_("Lui confier ce soin"))  # fmt: skip


@require_POST
@guarded(may.end_assistance, **PLACE)
def end_assistance(request, cohort, participation):
    attempt(request, actions.end_assistance, participation=participation, done=_("C’est fini, à l’instant."))
    return redirect(address(participation))


@require_safe
@guarded(read_delegation, **PLACE)
def attendance(request, cohort, participation):
    """Phase by category; a number of sessions, never a share (R310)."""
    counts, categories = attendance_of(participation), [category for category, _minimum in needs_of(cohort)]
    phases = [(phase.pk, phase.title) for phase in cohort.phases.order_by("order", "pk")] + [(None, "")]
    kept = {pk for pk, _category in counts}
    rows = [(title, [(one, counts.get((pk, one.key))) for one in categories]) for pk, title in phases if pk in kept]
    unknown = [title for pk, title in phases if pk not in kept and title]
    context = context_of(request, participation, rows=rows, categories=categories, unknown=unknown)
    return render_page(request, "delegations/attendance.html", context)


@require_http_methods(EDIT)
@guarded(read_delegation, **PLACE)
def economic_place(request, cohort, participation):
    participation.cohort = cohort
    found = EconomicPlace.objects.visible_to(request.user).filter(participation=participation).first()
    form = forms.EconomicPlaceForm(request.POST or None, instance=found, initial={} if found else {"version": 0})
    if request.method == "POST":
        may.edit_delegation(request.user, participation)
        if form.send(actions.write_economic_place, participation=participation, by=request.user):
            messages.success(request, _("C’est noté."))
            return redirect(request.path)
    said = economy.sentences(health_of(cohort, [participation])[0], attendance_of(participation), found)
    return render_page(request, "delegations/economic_place.html", context_of(request, participation, form=form, said=said, found=found))  # fmt: skip


@require_safe
@guarded(read_delegation, **PLACE)
def start(request, cohort, participation):
    participation.cohort = cohort
    steps = steps_of(health_of(cohort, [participation])[0], next_dates(request.user, cohort))
    left = sum(not step.done for step in steps)
    return render_page(request, "delegations/start.html", context_of(request, participation, steps=steps, left=left))


@require_safe
@guarded(read_delegation, **PLACE)
def essential(request, cohort, participation):
    """What nobody can do without, and who can help (R010)."""
    participation.cohort = cohort
    health = health_of(cohort, [participation])[0]
    helpers = RoleGrant.objects.active().filter(scope=cohort.scope, role__in=LEADS).select_related("person", "scope")
    context = context_of(
        request, participation, health=health, dates=next_dates(request.user, cohort), helpers=helpers.order_by("role", "pk"),
        light=LightMode.objects.visible_to(request.user).filter(participation=participation).first(),
        acts=[act for act in alerts_of(health) if act.urgent],
        asks=may.ask_for_help.allows(request.user, participation),
    )  # fmt: skip
    return render_page(request, "delegations/essential.html", context)


@require_http_methods(EDIT)
@guarded(may.edit_delegation, **PLACE)
def choose_light_mode(request, cohort, participation):
    found = LightMode.objects.filter(participation=participation).first()
    form = forms.LightModeForm(request.POST or None, instance=found, initial={} if found else {"version": 0})
    if request.method == "POST" and form.send(actions.choose_light_mode, participation=participation, by=request.user):
        messages.success(request, _("C’est choisi : votre page ne montre plus que l’essentiel."))
        return redirect(address(participation, "essential"))
    lede = _("Votre page ne gardera que ce qui est indispensable. Rien n’est perdu : vous reviendrez à tout d’un clic.")
    return edit_part(request, participation, form, title=_("Suivre l’essentiel"), lede=lede, verb=_("Suivre l’essentiel"))  # fmt: skip


@require_POST
@guarded(may.edit_delegation, **PLACE)
def leave_light_mode(request, cohort, participation):
    attempt(request, actions.leave_light_mode, participation=participation, done=_("Votre page montre à nouveau tout."))
    return redirect(address(participation))
