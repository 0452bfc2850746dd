"""People, roles, invitations, the journal and the settings, for those who answer for them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core import instance
from fabrique.core.http import guarded, render_page
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.people import actions, permissions
from fabrique.ground.people.enums import PersonState
from fabrique.ground.people.forms import ErasureForm, InviteForm, JournalFilter, PeopleFilter, RoleForm, SettingsForm
from fabrique.ground.people.kept import kept_by
from fabrique.ground.people.models import Invitation, Person, RoleGrant

PAGE = 50
STATES = {
    PersonState.ACTIVE: {"is_active": True},
    PersonState.SUSPENDED: {"is_active": False, "erased_at": None},
    PersonState.ERASED: {"erased_at__isnull": False},
}


def refusable(request, act, *, done: str = "", **arguments) -> bool:
    """Do it and say so, or say why not; whether it was done."""
    try:
        act(by=request.user, **arguments)
    except Denied as refusal:
        messages.error(request, str(refusal))
        return False
    if done:
        messages.success(request, done)
    return True


@require_safe
@guarded(permissions.see_people)
def people(request):
    form = PeopleFilter(request.GET)
    found = Person.objects.visible_to(request.user).with_roles_seen_by(request.user).order_by("name", "pk")
    wanted = form.cleaned_data if form.is_valid() else {}
    found = found.named(wanted.get("q", "")).filter(**STATES.get(wanted.get("state", ""), {"erased_at": None}))
    if wanted.get("role"):
        held = RoleGrant.objects.visible_to(request.user).active().filter(role=wanted["role"])
        found = found.filter(pk__in=held.values("person"))
    waiting = Invitation.objects.visible_to(request.user).filter(accepted_at=None, cancelled_at=None)
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": query_without_page(request),
        "invitations": waiting.select_related("scope", "invited_by").order_by("-invited_at"),
        "may_invite": permissions.welcome.allows(request.user),
    }
    return render_page(request, "people/list.html", context, partials=["liste"])


def query_without_page(request) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@require_safe
@guarded(permissions.see_people, person=Person)
def person(request, person):
    return person_page(request, person)


def person_page(request, person, *, role_form=None, erasure_form=None):
    seen = RoleGrant.objects.visible_to(request.user).filter(person=person)
    grants = seen.select_related("scope", "given_by", "ended_by").order_by("ended_at", "-starts_on", "pk")
    may_give = permissions.welcome.allows(request.user) and person.state == PersonState.ACTIVE
    context = {
        "person": person,
        "grants": [{"grant": g, "may_end": g.ended_at is None and permissions.end_role.allows(request.user, g)} for g in grants],
        "form": role_form or (RoleForm(giver=request.user) if may_give and person != request.user else None),
        "may_suspend": permissions.suspend.allows(request.user, person),
        "may_erase": permissions.administer.allows(request.user) and person != request.user,
        "erasure_form": erasure_form or ErasureForm(lost=kept_by(person)),
        "entries": AuditEntry.objects.about(person).newest_first()[:20] if permissions.administer.allows(request.user) else [],
    }  # fmt: skip
    return render_page(request, "people/person.html", context)


@require_POST
@guarded(permissions.welcome, person=Person)
def give_role(request, person):
    form = RoleForm(request.POST, giver=request.user)
    if form.is_valid() and refusable(
        request, actions.give_role, person=person, done=_("Rôle donné. Ses sessions ouvertes ont été fermées."), **form.cleaned_data
    ):  # fmt: skip
        return redirect("people:person", person=person.code)
    return person_page(request, person, role_form=form)


@require_POST
@guarded(permissions.see_people, person=Person)
def end_role(request, person):
    grants = RoleGrant.objects.visible_to(request.user).filter(person=person).select_related("scope", "person")
    grant = grants.filter(code=request.POST.get("role", "")[:60]).first()
    if grant is None:
        raise Denied(_("Ce rôle n’est pas de ceux que vous pouvez terminer."))
    refusable(request, actions.end_role, grant=grant, done=_("Rôle terminé."))
    return redirect("people:person", person=person.code)


@require_POST
@guarded(permissions.administer, person=Person)
def suspend(request, person):
    refusable(request, actions.suspend_person, person=person, done=_("Compte suspendu. Ses sessions sont fermées."))
    return redirect("people:person", person=person.code)


@require_POST
@guarded(permissions.administer, person=Person)
def reactivate(request, person):
    refusable(request, actions.reactivate_person, person=person, done=_("Compte rouvert."))
    return redirect("people:person", person=person.code)


@require_POST
@guarded(permissions.administer, person=Person)
def erase(request, person):
    form = ErasureForm(request.POST, lost=kept_by(person))
    if not form.is_valid():
        return person_page(request, person, erasure_form=form)
    knowing = form.cleaned_data.get("knowing", False)
    refusable(request, actions.erase_person, person=person, knowing=knowing, done=_("Compte effacé."))
    return redirect("people:list")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(permissions.welcome)
def invite(request):
    form = InviteForm(request.POST or None, giver=request.user)
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        asked["role_ends_on"] = asked.pop("ends_on")
        done = _("Invitation envoyée à %(email)s.") % {"email": asked["email"]}
        if refusable(request, actions.invite, done=done, **asked):
            return redirect("people:list")
    return render_page(request, "people/invite.html", {"form": form})


@require_POST
@guarded(permissions.answer_for_invitation, invitation=Invitation)
def cancel_invitation(request, invitation):
    refusable(request, actions.cancel_invitation, invitation=invitation, done=_("Invitation annulée."))
    return redirect("people:list")


@require_POST
@guarded(permissions.answer_for_invitation, invitation=Invitation)
def resend_invitation(request, invitation):
    refusable(request, actions.resend_invitation, invitation=invitation, done=_("Invitation renvoyée."))
    return redirect("people:list")


@require_safe
@guarded(permissions.administer)
def journal(request):
    form = JournalFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    lookups = {
        "who": "actor__name__icontains",
        "verb": "verb",
        "kind": "kind",
        "since": "at__date__gte",
        "until": "at__date__lte",
    }
    chosen = {lookup: wanted[name] for name, lookup in lookups.items() if wanted.get(name)}
    entries = AuditEntry.objects.newest_first().filter(**chosen)
    context = {
        "form": form,
        "page": Paginator(entries, PAGE).get_page(request.GET.get("page")),
        "query": query_without_page(request),
    }
    return render_page(request, "people/journal.html", context, partials=["lignes"])


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(permissions.administer)
def settings(request):
    known = instance.values()
    form = SettingsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.change_settings(by=request.user, **form.cleaned_data)
        messages.success(request, _("Réglages enregistrés."))
        return redirect("people:settings")
    return render_page(request, "people/settings.html", {"form": form})
