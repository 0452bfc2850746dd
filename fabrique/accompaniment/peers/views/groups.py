"""Groups formed by who leads, and the door by which one enters or leaves."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.board import page
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.peers import actions, choosing, forms, hierarchy, rules_text
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import MemberState
from fabrique.accompaniment.peers.models import Membership, PeerGroup
from fabrique.accompaniment.peers.models.groups import memberships
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.core.permissions import signed_in

EDIT = ["GET", "POST"]
PLACE = {"cohort": Cohort, "group": PeerGroup}


def crumbs_of(group):
    return [(_("Mes pairs"), reverse("peers:mine")), (str(group), group.get_absolute_url())]


def edit(request, group, form, **more):
    return edit_page(request, form, back=more.pop("back", group.get_absolute_url()), crumbs=crumbs_of(group), **more)


@require_safe
@guarded(signed_in)
def mine(request):
    """One's own groups, one's invitations, and those one facilitates."""
    person = request.user
    states = MemberState.INVITED, MemberState.IN, MemberState.OUT
    places = memberships(person, *states).select_related("group__cohort", "group__category")
    led = PeerGroup.objects.filter(PeerGroup.objects.facilitated_by(person)).select_related("cohort", "category")
    left = Membership.objects.inside().filter(person=person).exclude(pk__in=places.values("pk"))
    left = left.select_related("group__cohort", "group__category")
    return render_page(request, "peers/mine.html", {"places": places, "left": left, "led": led, "handed": PeerGroup.objects.filter(PeerGroup.objects.handed_to(person)).select_related("cohort", "category")})  # fmt: skip


@require_safe
@guarded(may.form_groups, cohort=Cohort)
def groups(request, cohort):
    """Names and states: of what is said, who leads reads nothing."""
    rows = cohort.peer_groups.select_related("category", "facilitator", "cohort")
    rows = rows.annotate(
        inside=Count("members", filter=Q(members__state="in")), waiting=Count("members", filter=Q(members__state="invited"))
    )  # fmt: skip
    rows = rows.order_by("category__order", "label", "pk")
    return render_page(request, "peers/groups.html", page(request, cohort, "peers", rows=rows))


@require_http_methods(EDIT)
@guarded(may.form_groups, cohort=Cohort)
def open_group(request, cohort):
    form = forms.OpenGroupForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and (made := form.send(actions.open_group, cohort=cohort, by=request.user)):
        messages.success(request, _("Le groupe est formé. Proposez-le maintenant à des personnes."))
        return redirect("peers:members", cohort.code, made.code)
    back = reverse("peers:groups", args=[cohort.code])
    return edit_page(request, form, title=_("Former un groupe de pairs"), verb=_("Former ce groupe"), back=back,
                     crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Groupes de pairs"), back)],
                     lede=_("Vous le formez, vous n’y lirez rien : ce qui s’y dit est à ses membres et à la personne qui l’anime."))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.propose, **PLACE)
def edit_group(request, cohort, group):
    form = forms.PeerGroupForm(request.POST or None, instance=group)
    back = reverse("peers:members", args=[cohort.code, group.code])
    if request.method == "POST" and form.send(actions.edit_group, group=group, by=request.user):
        messages.success(request, _("Le groupe est à jour."))
        return redirect(back)
    return edit_page(request, form, title=_("Modifier ce groupe"), verb=_("Enregistrer le groupe"), back=back,
                     crumbs=[(_("Groupes de pairs"), reverse("peers:groups", args=[cohort.code])), (str(group), back)])  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.form_group, **PLACE)
def members(request, cohort, group):
    proposes = may.propose.allows(request.user, group)
    rows = choosing.candidates(group) if proposes else {}
    form = forms.ProposeForm(request.POST or None, rows=rows) if rows else None
    if request.method == "POST":
        may.propose(request.user, group)
        if form and form.send(actions.propose, group=group, by=request.user):
            messages.success(request, _("C’est proposé. Chacun·e entre par sa propre réponse."))
            return redirect(request.path)
    known = group.members.select_related("person", "seat__person", "participation__territory")
    context = {"cohort": cohort, "group": group, "form": form, "proposes": proposes, "members": known,
               "alone": PeerGroup.objects.left_alone().filter(pk=group.pk).exists()}  # fmt: skip
    return render_page(request, "peers/members.html", context)


@require_POST
@guarded(may.withdraw_invitation, **PLACE, membership=Membership)
def withdraw_invitation(request, cohort, group, membership):
    attempt(request, actions.withdraw_invitation, membership=membership, done=_("L’invitation est retirée."))
    return redirect("peers:members", cohort.code, group.code)


@require_http_methods(EDIT)
@guarded(may.answer_invitation, **PLACE)
def entry(request, cohort, group):
    """The rules, and what is asked alone of each one that one may know."""
    mine = group.members.active().select_related("seat", "group").get(person=request.user)
    entering = not mine.accepted_on
    asked = hierarchy.to_ask(mine)
    form = forms.EntryForm(request.POST or None, asked=asked, entering=entering)
    if request.method == "POST" and (after := form.send(actions.enter, group=group, by=request.user)):
        return redirect(after_entry(request, after))
    context = {
        "cohort": cohort, "group": group, "form": form, "asked": asked, "entering": entering, "mine": mine,
        "rules": rules_text.rules(), "protection": rules_text.protection(),
    }  # fmt: skip
    return render_page(request, "peers/entry.html", context)


def after_entry(request, mine) -> str:
    group = mine.group
    if mine.state == MemberState.OUT:
        return reverse("peers:another-way", args=[group.cohort.code, group.code])
    if mine.state == MemberState.INVITED:
        messages.success(request, _("C’est noté. D’autres personnes doivent encore répondre ; vous recevrez un mot."))
        return reverse("peers:mine")
    messages.success(request, _("C’est noté : le groupe vous est ouvert."))
    return group.get_absolute_url()


@require_POST
@guarded(may.answer_invitation, **PLACE)
def decline(request, cohort, group):
    attempt(request, actions.decline, group=group, done=_("C’est décliné, sans autre suite."))
    return redirect("peers:mine")


@require_safe
@guarded(may.see_another_way, **PLACE)
def another_way(request, cohort, group):
    """Never why: what the other one answered is theirs."""
    others = cohort.peer_groups.filter(category__key=group.category.key).exclude(pk=group.pk).select_related("category")
    context = {"cohort": cohort, "group": group, "others": others}
    return render_page(request, "peers/another_way.html", context)


@require_POST
@guarded(may.facilitate, **PLACE)
def move(request, cohort, group):
    name = request.POST.get("move", "")
    attempt(request, actions.move, group=group, name=name, done=_("C’est noté."))
    return redirect("peers:group" if name == "start" else "peers:synthesis", cohort.code, group.code)


@require_http_methods(EDIT)
@guarded(may.leave, **PLACE)
def leave(request, cohort, group):
    form = forms.LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("Vous avez quitté ce groupe. Vous n’y lisez plus rien.")
        attempt(request, actions.leave, group=group, done=done, **form.cleaned_data)
        return redirect("peers:mine")
    mine = reverse("peers:mine")  # the group itself may be closed to them
    return edit_page(request, form, title=_("Quitter ce groupe"), verb=_("Quitter le groupe"), back=mine, crumbs=[(_("Mes pairs"), mine)],
                lede=_("Vos messages du fil suivent le même choix. Ce que vous avez dit de la synthèse s’efface. Un texte sans nom qui disparaît le jour de votre départ peut être reconnu comme le vôtre par qui l’avait lu."))  # fmt: skip
