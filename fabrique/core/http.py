"""How a page is opened and how it is drawn: load → rule → action or queryset → render."""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
from fabrique.core.versions import Conflict


def guarded(rule: permission, **loads: type[models.Model]) -> Callable:
    """Bind a view to the rule that opens it.

    `loads` names URL arguments and the model each stands for. Each is looked up by public code among what the person
    may see, and belongs to the ones before it when it has a field of that name: a foreign code and an unknown one
    give the same 404. The rule is then enforced on the person and the last of these objects, as many as it asks for:
    a rule on a session guards `<cohort>/<session>`, a rule on the person alone guards any. The view receives them all.
    """
    wanted = things_asked_by(rule)

    def enter(person: Any, codes: dict[str, str]) -> dict[str, models.Model]:
        objects: dict[str, models.Model] = {}
        for name, model in loads.items():
            objects[name] = load(person, model, codes[name], within=objects)
        rule(person, *list(objects.values())[max(len(objects) - wanted, 0) :])
        return objects

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            objects = enter(request.user, kwargs)
            request.things = list(objects.values())  # type: ignore[attr-defined]
            return view(request, **kwargs | objects)

        opened.policy = rule  # type: ignore[attr-defined]
        opened.loads = loads  # type: ignore[attr-defined]
        opened.enter = enter  # type: ignore[attr-defined]
        return opened

    return decorate


def things_asked_by(rule: permission) -> int:
    """How many objects a rule takes after the person; a rule with `*things` takes all."""
    parameters = list(signature(rule.check).parameters.values())[1:]
    if any(parameter.kind is Parameter.VAR_POSITIONAL for parameter in parameters):
        return sys.maxsize
    return len(parameters)


def load(person: Any, model: type[models.Model], code: str, *, within: dict[str, models.Model]) -> models.Model:
    fields = {field.name: field for field in model._meta.get_fields()}  # noqa: SLF001
    parents = {name: parent for name, parent in within.items() if name in fields}
    seen = model.objects.visible_to(person)  # type: ignore[attr-defined]
    # where roles hold: nearly every rule asks it of what it guards
    rows = seen.select_related("scope") if is_reference(fields.get("scope")) else seen
    found = get_object_or_404(rows, code=code, **parents)
    for name, parent in parents.items():
        if is_reference(fields[name]):
            setattr(found, name, parent)  # just read: not asked again
    return found


def is_reference(field: Any) -> bool:
    return isinstance(field, models.ForeignKey)


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, partials: Iterable[str] = (), status: int = 200
) -> TemplateResponse:
    """The page, or only the fragment of it that the request targets, when the view names it in `partials`.

    Markup exists once: a fragment is a `{% partialdef %}` of the page. Both answers vary on the same headers, so that
    no cache gives one for the other.
    """
    target = request.headers.get("HX-Target", "")
    name = f"{template}#{target}" if target in partials else template
    response = TemplateResponse(request, name, context, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def edit_page(
    request: HttpRequest,
    form: Any,
    *,
    title: str,
    verb: str,
    back: str,
    crumbs: Iterable[tuple[str, str]],
    **more: Any,
) -> TemplateResponse:
    """One thing edited on a page of its own.

    What belongs to something invented says so, as its own page does. `more` may hold a `lede`, and a `remove` address with its `remove_label` and `remove_says`, or `remove_reason`: the
    sentence of a removal that stays closed.
    """
    context = {"form": form, "title": title, "verb": verb, "back": back, "crumbs": crumbs,
               "fictional": any(is_invented(thing) for thing in getattr(request, "things", ()))} | more  # fmt: skip
    return render_page(request, "core/edit.html", context)


def is_invented(thing: models.Model) -> bool:
    return any(getattr(one, "fictional", False) for one in (thing, getattr(thing, "cohort", None)))


def make_move(request: HttpRequest, action: Callable[..., Any], **facts: Any) -> bool:
    """A button that changes a state. When somebody was quicker, say so and change nothing; a refusal goes its way."""
    try:
        action(by=request.user, **facts)
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return False
    return True


def attempt(request: HttpRequest, act: Callable, *, done: str = "", **arguments: Any) -> bool:
    """Do what the person asks and say so, or say why not; whether it was done. As `make_move` when somebody was quicker."""
    try:
        done_now = make_move(request, act, **arguments)
    except Denied as refusal:
        messages.error(request, str(refusal))
        return False
    if not done_now:
        return False
    if done:
        messages.success(request, done)
    return True


def paged(request: HttpRequest, found: models.QuerySet, size: int) -> dict[str, Any]:
    """The page asked for (`page`), and the rest of the query for links to the others (`query`): see `ui/pages.html`."""
    query = request.GET.copy()
    query.pop("page", None)
    page: Page = Paginator(found, size).get_page(request.GET.get("page"))
    return {"page": page, "query": query.urlencode()}
