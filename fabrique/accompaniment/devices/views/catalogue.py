"""What each way of accompanying is, and what it is not."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.devices import actions
from fabrique.accompaniment.devices.forms import DeviceForm
from fabrique.accompaniment.devices.models import Accompaniment, Device
from fabrique.accompaniment.devices.permissions import edit_device
from fabrique.core.http import edit_page, guarded, render_page
from fabrique.core.permissions import anyone


@require_safe
@guarded(anyone, device=Device)
def device_page(request, device):
    unknown = _("à préciser")
    context = {
        "device": device,
        "facts": [
            (_("pour qui"), device.public or unknown),
            (_("combien de temps"), device.duration or unknown),
            (_("qui paie quoi"), device.cost_share or unknown),
        ],
        "accompaniments": Accompaniment.objects.visible_to(request.user)
        .filter(device=device)
        .select_related("territory", "ally", "device", "declared_by")
        .prefetch_related("others"),
        "may_edit": edit_device.allows(request.user, device),
    }
    return render_page(request, "devices/device.html", context)


@require_http_methods(["GET", "POST"])
@guarded(edit_device, device=Device)
def edit(request, device):
    form = DeviceForm(request.POST or None, instance=device)
    back = reverse("devices:device", args=[device.code])
    if request.method == "POST" and form.send(actions.edit_device, device=device, by=request.user):
        messages.success(request, _("Le dispositif est à jour."))
        return redirect(back)
    return edit_page(
        request, form, title=_("Modifier ce dispositif"), verb=_("Enregistrer le dispositif"), back=back,
        crumbs=[(device.name, back)],
    )  # fmt: skip
