"""A rendezvous that comes back: its page for all, its rule for the team."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.agenda import actions, forms
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.forms import MONTHS
from fabrique.ground.agenda.models import Event, Series

EDIT = ["GET", "POST"]
AHEAD = timedelta(days=190)


@require_safe
@guarded(anyone, series=Series)
def series_page(request, series):
    dates = Event.objects.visible_to(request.user).filter(series=series)
    coming = list(dates.to_come()[:12])
    context = {
        "series": series,
        "coming": coming,
        "next": next((event for event in coming if event.is_coming), None),
        "months": [name for number, name in MONTHS if number in series.skipped_months],
        "edits": may.edit_series.allows(request.user, series),
    }
    context["link"] = series.link if context["next"] and may.read_link.allows(request.user, context["next"]) else ""
    return render_page(request, "agenda/series.html", context)


@require_http_methods(EDIT)
@guarded(may.plan_series)
def add(request):
    form = forms.AddSeriesForm(request.POST or None, person=request.user)
    if request.method == "POST" and (series := form.send(actions.add_series, by=request.user)):
        actions.draw_dates(series=series, until=timezone.localdate() + AHEAD)
        messages.success(request, _("Le rendez-vous est posé. Ses dates des six mois à venir sont dans l’agenda."))
        return redirect(series)
    back = reverse("agenda:list")
    return edit_page(request, form, title=_("Poser un rendez-vous régulier"), verb=_("Poser ce rendez-vous"), back=back,
                     crumbs=[(_("Agenda"), back)])  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.edit_series, series=Series)
def edit(request, series):
    form = forms.SeriesForm(request.POST or None, instance=series, person=request.user)
    if request.method == "POST" and form.send(actions.edit_series, series=series, by=request.user):
        messages.success(request, _("Le rendez-vous est à jour. Les dates déjà annoncées restent comme elles sont."))
        return redirect(series)
    crumbs = [(_("Agenda"), reverse("agenda:list")), (series.title, series.get_absolute_url())]
    return edit_page(request, form, title=_("Modifier le rendez-vous"), verb=_("Enregistrer le rendez-vous"),
                     back=series.get_absolute_url(), crumbs=crumbs)  # fmt: skip
