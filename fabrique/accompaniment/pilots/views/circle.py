"""The map of who stands around a project, at each of its dates."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.pilots import actions, forms
from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.circle import at, days_of, read
from fabrique.accompaniment.pilots.models import Actor
from fabrique.accompaniment.pilots.pictures import draw_circle
from fabrique.accompaniment.pilots.views.frame import EDIT, IN_PROJECT, edit_inside, said
from fabrique.accompaniment.pilots.views.life import listing
from fabrique.core.http import attempt, guarded


@require_http_methods(EDIT)
@guarded(may.read_project, **IN_PROJECT)
def circle(request, cohort, participation, project):
    actors = read(project)
    days = days_of(actors)
    day = shown(request.GET.get("jour", ""), days)
    rings = at(project, actors, day) if day else None
    return listing(
        request, (cohort, participation, project), "pilots/circle.html",
        form=forms.AddActorForm(request.POST or None, scope=participation.scope), action=actions.add_actor,
        rule=may.keep_project, sentence=_("L’acteur est sur la carte."),
        days=days, day=day, rings=rings, picture=draw_circle(project, rings) if rings else None,
    )  # fmt: skip


def shown(asked: str, days):
    """The last map, or the one of the day asked."""
    if not asked:
        return days[-1] if days else None
    found = next((day for day in days if day.isoformat() == asked), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(EDIT)
@guarded(may.keep_part, **IN_PROJECT, actor=Actor)
def place_actor(request, cohort, participation, project, actor):
    stands = list(actor.stands.all())
    form = forms.PlaceActorForm(request.POST or None, initial={"ring": stands[-1].ring if stands else ""})
    if request.method == "POST" and form.send(actions.place_actor, actor=actor, by=request.user):
        return said(
            request, _("Sa place est notée ; l’ancienne reste sur les cartes d’avant."), project.address("circle")
        )
    more = {}
    if len(stands) > 1:
        more["remove_reason"] = _("Cet acteur a une histoire : dites qu’il n’y est plus, elle reste.")
    return edit_inside(
        request, cohort, participation, project, form, view="circle", title=actor.name, verb=_("Noter sa place"),
        lede=_("La carte garde chaque date : on voit le cercle s’élargir."),
        remove=project.address("remove-actor", actor.code), remove_label=_("Retirer de la carte"),
        remove_says=_("À n’utiliser que si cet acteur a été écrit par erreur."), **more,
    )  # fmt: skip


@require_POST
@guarded(may.keep_part, **IN_PROJECT, actor=Actor)
def remove_actor(request, cohort, participation, project, actor):
    attempt(request, actions.remove_actor, actor=actor, done=_("L’acteur est retiré de la carte."))
    return redirect(project.address("circle"))
