from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.support import actions, forms
from fabrique.accompaniment.support import permissions as may
from fabrique.accompaniment.support.models import Slot
from fabrique.core.dates import date_format
from fabrique.core.http import edit_page, guarded, make_move
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]


def edit(request, cohort, form, **more):
    back = reverse("support:home", args=[cohort.code])
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Entraide"), back)]
    return edit_page(request, form, back=back, crumbs=crumbs, **more)


@require_http_methods(EDIT)
@guarded(may.offer_slot, cohort=Cohort)
def offer_slot(request, cohort):
    form = forms.OfferSlotForm(request.POST or None)
    if request.method == "POST" and form.send(actions.offer_slot, cohort=cohort, by=request.user):
        messages.success(request, _("Le créneau est proposé aux délégations."))
        return redirect("support:home", cohort.code)
    return edit(request, cohort, form, title=_("Quand avez-vous du temps ?"), verb=_("Proposer ce créneau"),
                lede=_("Un créneau est pour une seule personne, élue ou agente. L’échange reste entre vous."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.book_slot, cohort=Cohort, slot=Slot)
def book_slot(request, cohort, slot):
    form = forms.BookSlotForm(request.POST or None)
    try:
        booked = request.method == "POST" and form.send(actions.book_slot, slot=slot, by=request.user)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de réserver ce créneau. En voici d’autres."))
        return redirect("support:home", cohort.code)
    if booked:
        messages.success(request, _("Le créneau est à vous. Vous pouvez le rendre s’il ne vous convient plus."))
        return redirect("support:home", cohort.code)
    when = date_format(timezone.localtime(slot.starts_at), "l j F, H:i")
    lede = _("%(when)s, %(minutes)d minutes avec %(name)s.") % {
        "when": when,
        "minutes": slot.minutes,
        "name": slot.offered_by,
    }
    return edit(request, cohort, form, title=_("Réserver cet échange à deux"), verb=_("Réserver"), lede=lede)


@require_POST
@guarded(may.change_slot, cohort=Cohort, slot=Slot)
def move_slot(request, cohort, slot):
    if make_move(request, actions.move_slot, slot=slot, name=request.POST.get("move", "")):
        messages.success(request, _("Le créneau est maintenant « %(state)s ».") % {"state": slot.get_state_display()})
    return redirect("support:home", cohort.code)
