"""What the pages of the institution share: one thing edited on a page of its own, then back to its list."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.core.http import edit_page
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]


def settle(request, cohort, view, form, action, /, *, done, title, verb, **more):
    """`more`: facts of the action, and what `edit_page` takes (`lede`, `remove`…)."""
    back = reverse(view, args=[cohort.code])
    shown = {name: more.pop(name) for name in ("lede", "remove", "remove_label", "remove_says") if name in more}
    try:
        made = request.method == "POST" and form.send(action, by=request.user, **more)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(back)
    if made:
        messages.success(request, done)
        return redirect(back)
    crumbs = [(cohort.name, cohort.get_absolute_url()), (_("Institution"), back)]
    return edit_page(request, form, title=title, verb=verb, back=back, crumbs=crumbs, **shown)
