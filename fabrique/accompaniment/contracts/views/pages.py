"""One thing of a contract on a page of its own, then back to the contract."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fabrique.core.http import edit_page
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]


def settle(request, contract, form, action, /, *, done, title, verb, **more):
    """`more`: facts of the action, and what `edit_page` takes (`lede`, `remove`…)."""
    back = contract.get_absolute_url()
    shown = {name: more.pop(name) for name in ("lede", "remove", "remove_label", "remove_says") if name in more}
    try:
        made = request.method == "POST" and form.send(action, by=request.user, **more)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(back)
    if made:
        messages.success(request, done)
        return redirect(back)
    crumbs = [(contract.cohort.name, contract.cohort.get_absolute_url()), (contract.title, back)]
    return edit_page(request, form, title=title, verb=verb, back=back, crumbs=crumbs, **shown)
