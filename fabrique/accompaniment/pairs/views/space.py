"""The space of a pair, and the pages where each thing in it is written."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.pairs import actions, forms
from fabrique.accompaniment.pairs import permissions as may
from fabrique.accompaniment.pairs.enums import PairState
from fabrique.accompaniment.pairs.models import Mandate, Pair, Point
from fabrique.core.http import attempt, edit_page, guarded, make_move, render_page
from fabrique.core.permissions import signed_in

EDIT = ["GET", "POST"]


def crumbs(pair, person):
    return [(_("Mes binômes"), reverse("pairs:mine")), (str(pair.other(person)), pair.get_absolute_url())]


def edit(request, pair, form, **more):
    return edit_page(
        request, form, back=more.pop("back", pair.get_absolute_url()), crumbs=crumbs(pair, request.user), **more
    )


@require_safe
@guarded(signed_in)
def mine(request):
    person = request.user
    pairs = Pair.objects.visible_to(person).select_related("elected", "agent", "participation__territory")
    places = Participation.objects.current().filter(scope__in=person.scopes_as(*may.IN_DELEGATION))
    rows = [(pair, pair.other(person), pair.proposed_by_id == person.pk) for pair in pairs]
    context = {"rows": rows, "places": places.select_related("cohort", "territory").order_by("territory__name", "pk")}
    return render_page(request, "pairs/mine.html", context)


@require_http_methods(EDIT)
@guarded(may.propose, cohort=Cohort, participation=Participation)
def propose(request, cohort, participation):
    form = forms.ProposePairForm(request.POST or None, participation=participation, person=request.user)
    if request.method == "POST" and (pair := form.send(actions.propose, participation=participation, by=request.user)):
        messages.success(request, _("C’est proposé. L’espace s’ouvre quand l’autre personne accepte."))
        return redirect(pair)
    return edit_page(
        request, form, title=_("Avec qui formez-vous un binôme ?"), verb=_("Proposer ce binôme"),
        lede=_("Une personne élue, une personne agente. L’espace ne sera lu que par vous deux."), back=reverse("pairs:mine"),
        crumbs=[(_("Mes binômes"), reverse("pairs:mine")), (participation.territory.name, participation.get_absolute_url())],
    )  # fmt: skip


@require_safe
@guarded(may.enter, pair=Pair)
def pair(request, pair):
    person, other = request.user, pair.other(request.user)
    sides = {side.person_id: side for side in pair.sides.all()}
    points = pair.points.select_related("opened_by", "decided_by", "pair")
    context = {
        "pair": pair, "other": other, "hat": pair.hat_of(person), "sides": [(one, sides.get(one.pk)) for one in (person, other)],
        "mandates": pair.mandates.select_related("given_by", "pair"), "points": points, "definitions": words_of(pair),
        "keeps": may.keep.allows(person, pair), "gone": may.gone(pair) if pair.state == PairState.ACTIVE else [],
        "asked": pair.state == PairState.PROPOSED and may.answer.allows(person, pair),
    }  # fmt: skip
    return render_page(request, "pairs/pair.html", context)


def words_of(pair) -> list[tuple]:
    """Each word with the last text that both agreed on, and whether another one is proposed."""
    rows = []
    for definition in pair.definitions.prefetch_related("common_texts"):
        texts = list(definition.common_texts.all())
        agreed = next((text for text in texts if text.agreed_at), None)
        rows.append((definition, agreed, bool(texts) and texts[0].agreed_at is None))
    return rows


@require_POST
@guarded(may.answer, pair=Pair)
def answer(request, pair):
    name = "accept" if request.POST.get("move") == "accept" else "decline"
    if make_move(request, actions.answer, pair=pair, name=name):
        done = _("Votre binôme commence.") if name == "accept" else _("C’est décliné, sans autre suite.")
        messages.success(request, done)
    return redirect(pair)


@require_http_methods(EDIT)
@guarded(may.keep, pair=Pair)
def side(request, pair):
    found = pair.sides.filter(person=request.user).first()
    form = forms.SideForm(request.POST or None, instance=found, initial={} if found else {"version": 0})
    if request.method == "POST" and form.send(actions.write_side, pair=pair, by=request.user):
        messages.success(request, _("C’est écrit. L’autre personne le lit."))
        return redirect(pair)
    return edit(request, pair, form, title=_("Qu’attendez-vous l’un de l’autre ?"), verb=_("Enregistrer"))


@require_http_methods(EDIT)
@guarded(may.keep, pair=Pair)
def give_mandate(request, pair):
    form = forms.GiveMandateForm(request.POST or None)
    if request.method == "POST" and form.send(actions.give_mandate, pair=pair, by=request.user):
        messages.success(request, _("C’est confié, daté d’aujourd’hui."))
        return redirect(pair)
    return edit(request, pair, form, title=_("Que confiez-vous à %(name)s ?") % {"name": pair.other(request.user)},
                verb=_("Confier"), lede=_("Ce qui est écrit ici remplace bien des « je n’ai pas osé vous déranger »."))  # fmt: skip


@require_POST
@guarded(may.end_mandate, pair=Pair, mandate=Mandate)
def end_mandate(request, pair, mandate):
    attempt(request, actions.end_mandate, mandate=mandate, done=_("C’est fini ; la trace reste."))
    return redirect(pair)


@require_http_methods(EDIT)
@guarded(may.keep, pair=Pair)
def open_point(request, pair):
    form = forms.OpenPointForm(request.POST or None)
    if request.method == "POST" and form.send(actions.open_point, pair=pair, by=request.user):
        messages.success(request, _("Le point est ouvert. L’autre personne en est prévenue, sans le texte."))
        return redirect(pair)
    return edit(request, pair, form, title=_("Que faut-il trancher ?"), verb=_("Ouvrir ce point"),
                lede=_("Vous l’ouvrez, l’autre tranche. La réponse est datée et gardée."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.decide, pair=Pair, point=Point)
def decide(request, pair, point):
    form = forms.DecideForm(request.POST or None)
    if request.method == "POST" and form.send(actions.decide, point=point, by=request.user):
        messages.success(request, _("C’est tranché."))
        return redirect(pair)
    return edit(request, pair, form, title=_("Que répondez-vous ?"), lede=point.question, verb=_("Trancher"))


@require_POST
@guarded(may.withdraw, pair=Pair, point=Point)
def withdraw_point(request, pair, point):
    attempt(request, actions.withdraw_point, point=point, done=_("Le point est retiré."))
    return redirect(pair)


@require_http_methods(EDIT)
@guarded(may.end, pair=Pair)
def end(request, pair):
    form = forms.EndPairForm(request.POST or None)
    if request.method == "POST" and form.send(actions.end, pair=pair, by=request.user):
        messages.success(request, _("Ce binôme est fini. Vous pouvez encore le lire tous les deux."))
        return redirect(pair)
    return edit(
        request, pair, form, title=_("Finir ce binôme ?"), verb=_("Finir ce binôme"),
        lede=_(
            "Son espace restera lisible par vous deux et par personne d’autre ; plus rien n’y changera. La personne qui"
            " vient après commence une page blanche. Effacer votre compte effacera vos attentes et vos définitions."
        ),
    )  # fmt: skip
