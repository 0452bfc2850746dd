from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.exports import csv_response
from fabrique.core.http import attempt, guarded, paged, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.core.versions import Conflict
from fabrique.ground.people.permissions import animate
from fabrique.ground.territories import actions
from fabrique.ground.territories.forms import (
    FactForm,
    LinkSearch,
    NewTerritoryForm,
    PlaceSearch,
    TerritoryFilter,
    TerritoryForm,
)
from fabrique.ground.territories.models import Link, Place, Territory

PAGE = 40
AT_MOST = 10


def filter_form(request):
    departments = Territory.objects.visible_to(request.user).departments()
    return TerritoryFilter(request.GET, departments=departments)


def listed(request, form):
    """In alphabetical order, never ranked (R020)."""
    wanted = form.cleaned_data if form.is_valid() else {}
    found = Territory.objects.visible_to(request.user).matching(wanted.get("q", ""))
    return found.filter(**{name: wanted[name] for name in ("kind", "department") if wanted.get(name)})


@require_safe
@guarded(anyone)
def territory_list(request):
    form = filter_form(request)
    context = {
        "form": form,
        "may_create": animate.allows(request.user),
        **paged(request, listed(request, form), PAGE),
    }
    return render_page(request, "territories/list.html", context, partials=["liste"])


@require_safe
@guarded(anyone)
def export(request):
    """What is published, and nothing else: the same file for everybody (R580)."""
    found = listed(request, filter_form(request)).filter(published=True).select_related("carrier")
    header = [_("Nom"), _("Type"), _("Département"), _("Code du département"), _("Région"), _("Géographie"),
              _("Organisation qui porte la démarche"), _("En une phrase"), _("Fictif")]  # fmt: skip
    rows = (
        [each.name, str(each.get_kind_display()), each.department_name, each.department, each.region_name,
         ", ".join(each.geography_labels), str(each.carrier or ""), each.lede, _("oui") if each.fictional else _("non")]
        for each in found
    )  # fmt: skip
    return csv_response("territoires", header, rows)


def proposals(request) -> list[Place]:
    form = PlaceSearch(request.GET)
    return Place.objects.best_for(form.cleaned_data["q"]) if form.is_valid() else []


def chosen_place(request) -> Place | None:
    code = request.GET.get("place", "")[:24].replace("\x00", "")
    return Place.objects.filter(pk=code).select_related("department", "region").first() if code else None


@require_safe
@guarded(anyone)
def places(request):
    """The options under the search box, letter after letter. The official reference is public."""
    context = {"places": proposals(request), "typed": request.GET.get("q", "")[:100], "back": ""}
    return render_page(request, "territories/_places.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(animate)
def new(request):
    place = chosen_place(request)
    form = NewTerritoryForm(request.POST or None, initial=NewTerritoryForm.initial_from(place) if place else {})
    if request.method == "POST" and form.is_valid():
        made = actions.create_territory(by=request.user, published=False, **form.cleaned_data)
        messages.success(request, _("La page est en préparation : elle n’est visible que de l’équipe."))
        return redirect("territories:edit", territory=made.code)
    context = {"form": form, "place": place, "search": PlaceSearch(request.GET or None, auto_id="lieu_%s"),
               "typed": request.GET.get("q", "")[:100], "places": proposals(request)}  # fmt: skip
    return render_page(request, "territories/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(animate, territory=Territory)
def edit(request, territory):
    form = TerritoryForm(request.POST or None, instance=territory, place=chosen_place(request))
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        try:
            actions.edit_territory(territory=territory, seen=words.pop("version"), by=request.user, **words)
        except Conflict as conflict:
            form.tell(conflict)
        else:
            messages.success(request, _("Territoire enregistré."))
            return redirect("territories:edit", territory=territory.code)
    return edit_page(request, territory, form=form)


def edit_page(request, territory, *, form=None, fact_form=None):
    chosen = chosen_place(request)
    context = {
        "territory": territory,
        "form": form or TerritoryForm(instance=territory, place=chosen),
        "place": chosen or territory.place,
        "search": PlaceSearch(request.GET or None, auto_id="lieu_%s"),
        "typed": request.GET.get("q", "")[:100],
        "places": proposals(request),
        "facts": territory.facts.in_reading_order(),
        "fact_form": fact_form or FactForm(auto_id="fait_%s"),
        "links_up": territory.links_up.select_related("around"),
        "links_down": territory.links_down.select_related("inside"),
        "link_search": LinkSearch(request.GET or None, auto_id="lien_%s"),
        "neighbours": neighbours(request, territory),
    }
    return render_page(request, "territories/edit.html", context, partials=["voisins"])


def neighbours(request, territory):
    form = LinkSearch(request.GET)
    words = form.cleaned_data["proche"] if form.is_valid() else ""
    if not words:
        return []
    return Territory.objects.visible_to(request.user).matching(words).exclude(pk=territory.pk)[:AT_MOST]


@require_POST
@guarded(animate, territory=Territory)
def state_fact(request, territory):
    form = FactForm(request.POST, auto_id="fait_%s")
    if form.is_valid() and attempt(
        request, actions.state_fact, territory=territory, done=_("C’est noté, avec sa source."), **form.cleaned_data
    ):
        return redirect("territories:edit", territory=territory.code)
    return edit_page(request, territory, fact_form=form)


@require_POST
@guarded(animate, territory=Territory)
def link(request, territory):
    """`way` is « inside » when this territory lies in the other one, « around » when it holds it."""
    code = request.POST.get("other", "")
    other = Territory.objects.visible_to(request.user).filter(code=code).first()
    if other is None:
        raise Denied(_("Ce territoire n’est pas connu ici."))
    inside, around = (territory, other) if request.POST.get("way") == "inside" else (other, territory)
    attempt(request, actions.link, inside=inside, around=around, done=_("Lien ajouté."))
    return redirect("territories:edit", territory=territory.code)


@require_POST
@guarded(animate, territory=Territory)
def unlink(request, territory):
    number = request.POST.get("link", "")
    mine = Link.objects.select_related("inside", "around")
    found = mine.filter(pk=number).first() if number.isascii() and number.isdigit() and len(number) < 18 else None
    if found is None or territory.pk not in (found.inside_id, found.around_id):
        raise Denied(_("Ce lien n’est pas, ou n’est plus, celui de ce territoire."))
    attempt(request, actions.unlink, link=found, done=_("Lien retiré."))
    return redirect("territories:edit", territory=territory.code)


@require_POST
@guarded(animate, territory=Territory)
def publish(request, territory):
    attempt(request, actions.publish, territory=territory, done=_("La page est publiée."))
    return redirect("territories:edit", territory=territory.code)


@require_POST
@guarded(animate, territory=Territory)
def unpublish(request, territory):
    attempt(request, actions.unpublish, territory=territory, done=_("La page n’est plus visible que de l’équipe."))
    return redirect("territories:edit", territory=territory.code)
