from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.exports import csv_response
from fabrique.core.http import attempt, guarded, paged, render_page
from fabrique.core.permissions import Denied, anyone, signed_in
from fabrique.core.versions import Conflict
from fabrique.ground.organisations import actions, permissions
from fabrique.ground.organisations.forms import (
    AliasForm,
    DirectoryFilter,
    MemberForm,
    MergeForm,
    OpenCardForm,
    OrganisationForm,
)
from fabrique.ground.organisations.models import Alias, Membership, Organisation
from fabrique.ground.organisations.providers import doings_of
from fabrique.ground.people.permissions import animate

PAGE = 40


def listed(request, form):
    """The cards this person may see that answer the filters, in alphabetical order: never a ranking (R020)."""
    found = Organisation.objects.visible_to(request.user).filter(in_directory=True)
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("category"):
        found = found.filter(category=wanted["category"])
    return found.matching(wanted.get("q", ""))


@require_safe
@guarded(anyone)
def directory(request):
    form = DirectoryFilter(request.GET)
    context = {
        "form": form,
        "may_open": permissions.open_card.allows(request.user),
        **paged(request, listed(request, form), PAGE),
    }
    return render_page(request, "organisations/directory.html", context, partials=["liste"])


@require_safe
@guarded(anyone)
def export(request):
    names = Prefetch("aliases", Alias.objects.order_by("folded"))
    rows = (
        [card.name, " ; ".join(alias.name for alias in card.aliases.all() if alias.name != card.name),
         str(card.get_category_display()), card.sub_type, card.seat, card.area_of_action, card.website, card.source,
         _("oui") if card.fictional else _("non")]
        for card in listed(request, DirectoryFilter(request.GET)).prefetch_related(names)
    )  # fmt: skip
    header = [_("Nom"), _("Autres noms"), _("Catégorie"), _("Plus précisément"), _("Siège"), _("Où elle agit"),
              _("Site"), _("Source"), _("Fictif")]  # fmt: skip
    return csv_response("organisations", header, rows)


@require_safe
@guarded(anyone, organisation=Organisation)
def organisation(request, organisation):
    members = Membership.objects.visible_to(request.user).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "aliases": [alias for alias in organisation.aliases.all() if alias.folded != organisation.folded],
        "members": members.active().select_related("person"),
        "doings": doings_of(organisation, request.user),
        "may_keep": permissions.keep_card.allows(request.user, organisation),
        "may_merge": animate.allows(request.user),
    }
    return render_page(request, "organisations/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(permissions.open_card)
def new(request):
    form = OpenCardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, _("La fiche est ouverte."))
        return redirect(made)
    return render_page(request, "organisations/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(permissions.keep_card, organisation=Organisation)
def edit(request, organisation):
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        card = dict(form.cleaned_data)
        try:
            actions.edit_organisation(organisation=organisation, seen=card.pop("version"), by=request.user, **card)
        except Conflict as conflict:
            form.tell(conflict)
        else:
            messages.success(request, _("Fiche enregistrée."))
            return redirect(organisation)
    return edit_page(request, organisation, form=form)


def edit_page(request, organisation, *, form=None, alias_form=None, member_form=None):
    members = Membership.objects.visible_to(request.user).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "form": form or OrganisationForm(instance=organisation),
        "aliases": organisation.aliases.all(),
        "alias_form": alias_form or AliasForm(auto_id="nom_%s"),
        "members": members.active().select_related("person"),
        "member_form": (member_form or MemberForm(auto_id="membre_%s")) if animate.allows(request.user) else None,
    }
    return render_page(request, "organisations/edit.html", context)


@require_POST
@guarded(permissions.keep_card, organisation=Organisation)
def add_alias(request, organisation):
    form = AliasForm(request.POST, auto_id="nom_%s")
    if form.is_valid() and attempt(
        request, actions.add_alias, organisation=organisation, name=form.cleaned_data["name"], done=_("Nom ajouté.")
    ):
        return redirect("organisations:edit", organisation=organisation.code)
    return edit_page(request, organisation, alias_form=form)


@require_POST
@guarded(permissions.keep_card, organisation=Organisation)
def remove_alias(request, organisation):
    alias = organisation.aliases.filter(code=request.POST.get("alias", "")).first()
    if alias is None:
        raise Denied(_("Ce nom n’est pas, ou n’est plus, sur cette fiche."))
    attempt(request, actions.remove_alias, alias=alias, done=_("Nom retiré."))
    return redirect("organisations:edit", organisation=organisation.code)


@require_POST
@guarded(animate, organisation=Organisation)
def join(request, organisation):
    form = MemberForm(request.POST, auto_id="membre_%s")
    if form.is_valid() and attempt(
        request, actions.join, person=form.cleaned_data["email"], organisation=organisation,
        function=form.cleaned_data["function"], done=_("Fonction donnée."),
    ):  # fmt: skip
        return redirect("organisations:edit", organisation=organisation.code)
    return edit_page(request, organisation, member_form=form)


@require_POST
@guarded(signed_in, organisation=Organisation)
def leave(request, organisation):
    code = request.POST.get("membership", "")
    membership = Membership.objects.visible_to(request.user).filter(organisation=organisation, code=code).first()
    if membership is None:
        raise Denied(_("Cette fonction n’est pas de celles que vous pouvez terminer."))
    attempt(request, actions.leave, membership=membership, done=_("Fonction terminée."))
    return redirect(organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(animate, organisation=Organisation)
def merge(request, organisation):
    """Choose by a name, read what will happen, then say yes."""
    form = MergeForm(request.POST or request.GET or None, kept=organisation)
    gone = form.cleaned_data["other"] if form.is_bound and form.is_valid() else None
    if request.method == "POST" and gone is not None and attempt(
        request, actions.merge, kept=organisation, gone=gone, done=_("Les deux fiches n’en font plus qu’une.")
    ):  # fmt: skip
        return redirect(organisation)
    return render_page(
        request,
        "organisations/merge.html",
        {"organisation": organisation, "form": form, "gone": gone, "names": gone.aliases.all() if gone else []},
    )
