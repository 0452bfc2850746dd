"""The team of a diagnostic, what each signed, who has the key; and the credentials that the association gives."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics import forms
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import team as actions
from fabrique.accompaniment.diagnostics.actions import vault as keys
from fabrique.accompaniment.diagnostics.models import Credential, Diagnostic, Member
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.diagnostics.views.frame import EDIT, address, crumbs
from fabrique.core.http import attempt, edit_page, guarded, render_page
from fabrique.ground.keyring.http import confidential
from fabrique.ground.people.permissions import animate


@require_safe
@guarded(may.lead_or_team, diagnostic=Diagnostic)
def team(request, diagnostic):
    person, have = request.user, keys.holders(diagnostic)
    members = list(diagnostic.members.current().select_related("person"))
    mine = may.member_of(person, diagnostic)
    rows = [
        {"member": one, "has_key": one.person.code in have,
         "leaves": may.leave.allows(person, one),
         "give": bool(mine and person.code in have and one.declared_at and one.person.code not in have)}
        for one in members
    ]  # fmt: skip
    context = context_of(
        request, diagnostic, "diagnostics:team", rows=rows, mine=mine, vault_open=bool(mine and request.vault), has_key=person.code in have,
        keys=sum(row["has_key"] for row in rows), frames=may.frame.allows(person, diagnostic),
        left=diagnostic.members.exclude(left_on=None).select_related("person"),
    )  # fmt: skip
    return render_page(request, "diagnostics/team.html", context)


@require_http_methods(EDIT)
@guarded(may.frame, diagnostic=Diagnostic)
def join(request, diagnostic):
    form = forms.JoinForm(request.POST or None)
    if request.method == "POST" and form.send(actions.join, diagnostic=diagnostic, by=request.user):
        messages.success(request, _("C’est fait. Cette personne signe sa déclaration, puis l’équipe lui donne la clé."))
        return redirect(address(diagnostic, "team"))
    return edit_page(request, form, title=_("Qui entre dans l’équipe ?"), verb=_("Nommer dans l’équipe"),
                     back=address(diagnostic, "team"), crumbs=crumbs(diagnostic, "team", _("Équipe")))  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.declare, diagnostic=Diagnostic, member=Member)
def declare(request, diagnostic, member):
    form = forms.DeclareForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(request, actions.declare, member=member):
        messages.success(request, _("Votre déclaration est signée et datée."))
        return redirect(diagnostic)
    return edit_page(request, form, title=_("Rien ne vous lie à ce territoire ?"), verb=_("Signer"), back=diagnostic.get_absolute_url(),
                     crumbs=crumbs(diagnostic)[:1],
                     lede=_("Si vous ne pouvez pas cocher une ligne, ne signez pas : quittez l’équipe ci-dessous, personne ne vous demandera pourquoi."),
                     remove=reverse("diagnostics:leave", args=[diagnostic.code, member.code]),
                     remove_label=_("Quitter cette équipe"), remove_says=_("Votre rôle ici prend fin aussitôt."))  # fmt: skip


@require_POST
@guarded(may.leave, diagnostic=Diagnostic, member=Member)
def leave(request, diagnostic, member):
    own = member.person_id == request.user.pk
    if attempt(request, actions.leave, member=member, done=_("C’est fait : le rôle et la clé sont retirés.")) and own:
        return redirect("home:home")
    return redirect(address(diagnostic, "team"))


@require_POST
@guarded(may.read_words, diagnostic=Diagnostic)
@confidential
def open_space(request, diagnostic, vault):
    attempt(request, keys.open_space, diagnostic=diagnostic, vault=vault,
            done=_("Le coffre de ce diagnostic est ouvert. Donnez maintenant la clé au reste de l’équipe."))  # fmt: skip
    return redirect(address(diagnostic, "team"))


@require_POST
@guarded(may.read_words, diagnostic=Diagnostic)
@confidential
def change_key(request, diagnostic, vault):
    attempt(request, keys.change_key, diagnostic=diagnostic, vault=vault, done=_("La clé est changée."))
    return redirect(address(diagnostic, "team"))


@require_POST
@guarded(may.give_key, diagnostic=Diagnostic, member=Member)
@confidential
def give_key(request, diagnostic, member, vault):
    attempt(request, keys.give_key, member=member, vault=vault, done=_("La clé est donnée."))
    return redirect(address(diagnostic, "team"))


@require_http_methods(EDIT)
@guarded(animate)
def credentials(request):
    form = forms.CredentialForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.send(actions.give_credential, by=request.user):
        messages.success(request, _("L’habilitation est donnée."))
        return redirect("diagnostics:credentials")
    rows = Credential.objects.visible_to(request.user).filter(withdrawn_at=None).select_related("person")
    return render_page(request, "diagnostics/credentials.html", {"rows": rows, "form": form})


@require_POST
@guarded(may.withdraw_credential, credential=Credential)
def withdraw_credential(request, credential):
    attempt(request, actions.withdraw_credential, credential=credential, done=_("L’habilitation est retirée."))
    return redirect("diagnostics:credentials")
