from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import Denied, anyone
from fabrique.core.versions import Conflict
from fabrique.ground.people.permissions import animate
from fabrique.ground.referentials import actions, permissions
from fabrique.ground.referentials.comparing import compare
from fabrique.ground.referentials.enums import PURPOSES, ReferentialKey, VersionState
from fabrique.ground.referentials.fantastics import parts_of
from fabrique.ground.referentials.forms import ItemForm, NewItemForm, PublishForm
from fabrique.ground.referentials.models import Item, Proposal, Version


@require_safe
@guarded(anyone)
def index(request):
    main = Count("items", filter=Q(items__parent=None, items__added_by_scope=None))
    in_force = {version.referential: version for version in Version.objects.in_force().annotate(count=main)}
    rows = [{"key": key, "purpose": PURPOSES[key], "version": in_force.get(key)} for key in ReferentialKey]
    return render_page(request, "referentials/index.html", {"rows": rows})


@require_safe
@guarded(anyone)
def referential(request, referential):
    return version_page(request, referential, Version.objects.of(referential).in_force().first())


@require_safe
@guarded(anyone, version=Version)
def version(request, referential, version):
    of_this(referential, version)
    return version_page(request, referential, version)


def version_page(request, referential, version):
    may_edit = animate.allows(request.user)
    versions = Version.objects.visible_to(request.user).of(referential)
    context = {
        "referential": referential,
        "purpose": PURPOSES[referential],
        "version": version,
        "items": heads(version) if version else [],
        "versions": versions,
        "draft": versions.filter(state=VersionState.DRAFT).first() if may_edit else None,
        "may_edit": may_edit,
    }
    if referential == ReferentialKey.FANTASTICS:
        context["parts"] = parts_of(version) if version else None
        context["proposes"] = permissions.propose.allows(request.user)
    return render_page(request, "referentials/version.html", context)


def heads(version):
    """The main words, each with its sub-types: two queries."""
    under = Prefetch("children", Item.objects.common())
    return version.items.common().filter(parent=None).prefetch_related(under)


def of_this(referential, version):
    """An address names a version of its own referential, or nothing."""
    if version.referential != referential:
        raise Http404


@require_safe
@guarded(anyone)
def comparison(request, referential):
    versions = list(Version.objects.visible_to(request.user).of(referential))
    new = numbered(versions, request.GET.get("a"), at=0)
    old = numbered(versions, request.GET.get("de"), at=1)
    context = {
        "referential": referential,
        "versions": versions,
        "old": old,
        "new": new,
        "changes": compare(old, new) if old and new else None,
    }
    return render_page(request, "referentials/comparison.html", context)


def numbered(versions, number, *, at):
    """The version of that number; without one, the latest or the one before it."""
    asked = [version for version in versions if str(version.number) == number]
    return asked[0] if asked else versions[at] if len(versions) > at else None


@require_POST
@guarded(animate)
def open_draft(request, referential):
    attempt(request, actions.open_draft, referential=referential, done=_("Le brouillon est ouvert. Personne d’autre que l’équipe ne le voit."))  # fmt: skip
    draft = Version.objects.of(referential).filter(state=VersionState.DRAFT).first()
    return redirect("referentials:draft", referential=referential, version=draft.code)


@require_safe
@guarded(animate, version=Version)
def draft(request, referential, version):
    return draft_page(request, referential, version)


def draft_page(request, referential, version, *, item_form=None, publish_form=None):
    of_this(referential, version)
    if version.state != VersionState.DRAFT:
        return redirect(version)
    current = Version.objects.of(referential).in_force().first()
    fed = referential == ReferentialKey.FANTASTICS
    context = {
        "referential": referential,
        "accepted": Proposal.objects.filter(state="accepted").count() if fed else 0,
        "version": version,
        "items": heads(version),
        "current": current,
        "behind": current is not None and current.pk != version.based_on_id,
        "form": item_form or NewItemForm(version=version),
        "publish_form": publish_form
        or PublishForm(auto_id="publier_%s", initial={"seen": current.code if current else ""}),
    }
    return render_page(request, "referentials/draft.html", context)


@require_POST
@guarded(animate, version=Version)
def add_item(request, referential, version):
    form = NewItemForm(request.POST, version=version)
    if form.is_valid() and attempt(
        request, actions.add_item, version=version, done=_("Mot ajouté."), **form.cleaned_data
    ):
        return redirect("referentials:draft", referential=referential, version=version.code)
    return draft_page(request, referential, version, item_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(animate, version=Version, item=Item)
def edit_item(request, referential, version, item):
    of_this(referential, version)
    form = ItemForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        try:
            actions.edit_item(item=item, seen=words.pop("version"), by=request.user, **words)
        except Conflict as conflict:
            form.tell(conflict)
        else:
            messages.success(request, _("Mot enregistré."))
            return redirect("referentials:draft", referential=referential, version=version.code)
    return render_page(request, "referentials/item.html", {"referential": referential, "version": version, "item": item, "form": form})  # fmt: skip


@require_POST
@guarded(animate, version=Version, item=Item)
def move_item(request, referential, version, item):
    attempt(request, actions.move_item, item=item, up=request.POST.get("way") == "up")
    return redirect("referentials:draft", referential=referential, version=version.code)


@require_POST
@guarded(animate, version=Version, item=Item)
def remove_item(request, referential, version, item):
    attempt(request, actions.remove_item, item=item, done=_("Mot retiré."))
    return redirect("referentials:draft", referential=referential, version=version.code)


@require_POST
@guarded(animate, version=Version)
def publish(request, referential, version):
    form = PublishForm(request.POST, auto_id="publier_%s")
    if not form.is_valid():
        return draft_page(request, referential, version, publish_form=form)
    try:
        actions.publish_draft(version=version, by=request.user, **form.cleaned_data)
    except Denied as refusal:
        messages.error(request, str(refusal))
        return redirect("referentials:draft", referential=referential, version=version.code)
    except Conflict as conflict:
        messages.warning(request, _("Une autre version est entrée en vigueur pendant que vous écriviez. Comparez, puis publiez si vous le voulez encore."))  # fmt: skip
        kept = PublishForm(auto_id="publier_%s", initial={"seen": conflict.stored.code, "note": form.cleaned_data["note"]})  # fmt: skip
        return draft_page(request, referential, version, publish_form=kept)
    messages.success(request, _("La nouvelle version est en vigueur."))
    return redirect("referentials:referential", referential=referential)


@require_POST
@guarded(animate, version=Version)
def discard(request, referential, version):
    attempt(request, actions.discard_draft, version=version, done=_("Brouillon abandonné. Rien n’a changé."))
    return redirect("referentials:referential", referential=referential)
