"""One thing of a mission on a page of its own, then back where it is seen."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fabrique.core.http import edit_page
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]
SHOWN = ("lede", "remove", "remove_label", "remove_says")


def settle(request, mission, form, action, /, *, done, title, verb, back="", **more):
    """`more`: facts of the action, and what `edit_page` takes (`lede`, `remove`…)."""
    back = back or mission.get_absolute_url()
    shown = {name: more.pop(name) for name in SHOWN if name in more}
    try:
        made = request.method == "POST" and form.send(action, by=request.user, **more)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(back)
    if made:
        messages.success(request, done)
        return redirect(back)
    place = mission.participation
    crumbs = [(place.cohort.name, place.cohort.get_absolute_url()), (mission.title, mission.get_absolute_url())]
    return edit_page(request, form, title=title, verb=verb, back=back, crumbs=crumbs, **shown)
