"""An Agora as a whole: its matrix, what converges, what is promised."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.agora import actions, booklets, forms, kits
from fabrique.accompaniment.agora import matrix as expectations
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.debates import debates_of
from fabrique.accompaniment.agora.enums import AGORA, PUBLIC_MOVES
from fabrique.accompaniment.agora.models import Agora, Resolution
from fabrique.accompaniment.agora.voices import spoken_for
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.people.enums import Role

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "agora": Agora}


def list_of(cohort) -> tuple[str, str]:
    return _("Agora"), reverse("agora:home", args=[cohort.code])


def edit(request, agora, form, **more):
    """One thing of an Agora, on a page of its own."""
    crumbs = [list_of(agora.cohort), (agora.name, agora.get_absolute_url())]
    return edit_page(request, form, back=more.pop("back", agora.get_absolute_url()), crumbs=crumbs, **more)


def names_for(person, agora):
    """The categories in whose name this person may write here."""
    return agora.categories() if may.conduct.allows(person, agora) else spoken_for(person, agora)


@require_safe
@guarded(anyone, cohort=Cohort)
def home(request, cohort):
    """The Agoras of a cohort that the person may find: what they lead to depends on who reads."""
    person = request.user
    rows = list(
        Agora.objects.visible_to(person).filter(cohort=cohort).select_related("participation__territory").counted()
    )
    inside = set(Agora.objects.read_by(person).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    for one in rows:
        one.cohort = cohort
    context = {
        "cohort": cohort,
        "rows": [(one, one.pk in inside) for one in rows],
        "opens": may.open_one.allows(person, cohort),
    }
    return render_page(request, "agora/home.html", context)


@require_http_methods(EDIT)
@guarded(may.open_one, cohort=Cohort)
def open_agora(request, cohort):
    form = forms.OpenAgoraForm(request.POST or None)
    if request.method == "POST" and (made := form.send(actions.open_agora, cohort=cohort, by=request.user)):
        messages.success(request, _("L’Agora est préparée, avec toutes les paroles que les pairs ont partagées."))
        return redirect(made)
    label, back = list_of(cohort)
    return edit_page(request, form, title=_("Préparer l’Agora de la cohorte"), verb=_("Préparer l’Agora"), back=back,
                     crumbs=[(cohort.name, cohort.get_absolute_url()), (label, back)],
                     lede=_("Les paroles que les groupes de pairs ont décidé de partager y entrent d’elles-mêmes."))  # fmt: skip


@require_safe
@guarded(may.read, **PLACE)
def agora(request, cohort, agora):
    person = request.user
    drawn = expectations.matrix(agora)
    arranges = may.arrange.allows(person, agora)
    waiting = actions.waiting_words(agora).count() if arranges else 0
    context = {
        "cohort": cohort, "agora": agora, "matrix": drawn, "picture": expectations.picture(drawn), "arranges": arranges,
        "conducts": may.conduct.allows(person, agora), "debates": may.debate.allows(person, agora), "rooms": debates_of(person, agora), "says": may.say.allows(person, agora), "waiting": waiting,
        "convergences": agora.convergences.annotate(said=Count("items")).order_by("pk"), "resolutions": promises(agora, agora.resolutions.told()),
        "buttons": buttons(agora) if may.conduct.allows(person, agora) else [], "formats": list(formats.FORMATS),
    }  # fmt: skip
    return render_page(request, "agora/agora.html", context)


def promises(agora, rows) -> list[Resolution]:
    rows = list(rows)
    for one in rows:
        one.agora = agora
    return rows


def buttons(agora):
    """The two moves that let the public read stand last."""
    found = AGORA.buttons(agora, lambda _name: "")
    return sorted(found, key=lambda button: button.name in PUBLIC_MOVES)


@require_http_methods(EDIT)
@guarded(may.arrange, **PLACE)
def edit_agora(request, cohort, agora):
    form = forms.AgoraForm(request.POST or None, instance=agora)
    if request.method == "POST" and form.send(actions.edit_agora, agora=agora, by=request.user):
        messages.success(request, _("L’Agora est à jour."))
        return redirect(agora)
    return edit(request, agora, form, title=_("Modifier cette Agora"), verb=_("Enregistrer"))


@require_POST
@guarded(may.conduct, **PLACE)
def move(request, cohort, agora):
    attempt(request, actions.move, agora=agora, name=request.POST.get("move", ""), done=_("C’est noté."))
    return redirect(agora)


@require_POST
@guarded(may.arrange, **PLACE)
def gather(request, cohort, agora):
    attempt(request, actions.gather, agora=agora, done=_("Les nouvelles paroles partagées sont dans l’Agora."))
    return redirect(agora)


@require_safe
@guarded(may.read, **PLACE)
def booklet(request, cohort, agora, format_name):
    """All that was said and given, for those who were there."""
    return document_response(f"agora-{agora.code}", lambda: booklets.whole(agora, get_language()), format_name)


@require_safe
@guarded(anyone)
def kit(request):
    """With the way to the page where an Agora opens, for who may open one."""
    person = request.user
    own = person.scopes_as(Role.DELEGATION_REFERENT) if person.is_authenticated else ()
    rows = Participation.objects.filter(scope__in=own).select_related("cohort__scope", "scope", "territory")
    places = [one for one in rows if may.open_local.allows(person, one)]
    context = {
        "moments": kits.moments(),
        "needs": kits.needs(),
        "rules": kits.rules(),
        "invitation": kits.invitation(),
        "places": places,
    }
    return render_page(request, "agora/kit.html", context)
