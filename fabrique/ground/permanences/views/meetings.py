"""The monthly meetings: the months of a year, one to host, what comes after."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.dates import date_format
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.permanences import actions, forms
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.cards import cards_to_complete
from fabrique.ground.permanences.enums import MEETINGS_A_YEAR
from fabrique.ground.permanences.models import Meeting

EDIT = ["GET", "POST"]


@require_safe
@guarded(anyone)
def meetings(request):
    """How many were held, of the ten of the year (R078, R081); the months that wait for a host (R079)."""
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else timezone.localdate().year
    found = Meeting.objects.visible_to(request.user).of_year(year)
    hosted = set(Meeting.objects.hosted_by(request.user).values_list("pk", flat=True))
    holds = may.hold_permanence.allows(request.user)
    context = {
        "year": year,
        "years": (year - 1, year + 1),
        "rows": [
            {
                "meeting": meeting,
                "may_host": not meeting.is_taken and not meeting.is_past,
                "keeps": meeting.is_taken and (holds or meeting.pk in hosted),
            }
            for meeting in found.select_related("event").prefetch_related("hosts")
        ],
        "held": found.held().count(),
        "target": MEETINGS_A_YEAR,
        "form": forms.OpenYearForm(initial={"year": year}) if holds else None,
    }
    return render_page(request, "permanences/meetings.html", context)


@require_POST
@guarded(may.hold_permanence)
def open_year(request):
    form = forms.OpenYearForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("permanences:meetings")
    actions.open_year(by=request.user, **form.cleaned_data)
    messages.success(request, _("Les mois sont ouverts : les alliés peuvent les prendre."))
    return redirect(f"{reverse('permanences:meetings')}?annee={form.cleaned_data['year']}")


@require_http_methods(EDIT)
@guarded(may.host, meeting=Meeting)
def host(request, meeting):
    form = forms.HostForm(request.POST or None, person=request.user)
    back = reverse("permanences:meetings")
    if request.method == "POST" and (hosted := form.send(actions.host, meeting=meeting, by=request.user)):
        messages.success(request, _("La rencontre est à l’agenda. Confirmez-la quand tout est prêt."))
        return redirect(hosted.event)
    title = _("Accueillir la rencontre de %(month)s") % {"month": date_format(meeting.month, "F Y")}
    return edit_page(
        request, form, title=title, verb=_("Accueillir ce mois"), back=back,
        crumbs=[(_("Rencontres d’interconnaissance"), back)],
        lede=_("Vous avez déjà une date prévue ? Mettez-la en commun : c’est le plus simple."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_meeting, meeting=Meeting)
def meeting(request, meeting):
    """For its hosts: the cards to complete (R081), who else hosts, what was promised (R080)."""
    form = forms.PromisesForm(request.POST or None, instance=meeting)
    if request.method == "POST" and form.send(actions.write_promises, meeting=meeting, by=request.user):
        messages.success(request, _("Les suites sont notées."))
        return redirect("permanences:meeting", meeting.code)
    return draw(request, meeting, form, forms.AddHostForm(person=request.user, meeting=meeting))


def draw(request, meeting, form, host_form):
    context = {
        "meeting": meeting, "form": form, "host_form": host_form, "hosts": meeting.hosts.all(),
        "cards": cards_to_complete(meeting.event),
    }  # fmt: skip
    return render_page(request, "permanences/meeting.html", context)


@require_POST
@guarded(may.keep_meeting, meeting=Meeting)
def add_host(request, meeting):
    form = forms.AddHostForm(request.POST, person=request.user, meeting=meeting)
    if form.send(actions.add_host, meeting=meeting, by=request.user):
        messages.success(request, _("Cette organisation accueille avec vous."))
        return redirect("permanences:meeting", meeting.code)
    return draw(request, meeting, forms.PromisesForm(instance=meeting), form)
