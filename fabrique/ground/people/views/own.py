"""One's own pages: profile, hats, agreements, data."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import Denied, signed_in
from fabrique.ground.people import actions, hats, privacy
from fabrique.ground.people.enums import ROLES, ConsentKind, Role
from fabrique.ground.people.forms import ErasureForm, ProfileForm
from fabrique.ground.people.kept import kept_by
from fabrique.ground.people.middleware import HAT


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(signed_in)
def profile(request):
    person = request.user
    kept = {"name": person.name, "phone": person.phone, "language": person.language}
    form = ProfileForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        actions.update_profile(by=person, **form.cleaned_data)
        messages.success(request, _("Profil enregistré à %(time)s.") % {"time": clock()})
        return redirect("people:profile")
    return render_page(request, "people/profile.html", {"form": form})


def clock() -> str:
    return timezone.localtime().strftime("%H h %M").replace(" ", "\N{NO-BREAK SPACE}")


@require_safe
@guarded(signed_in)
def roles(request):
    grants = request.user.role_grants.select_related("scope", "given_by").order_by("-starts_on", "pk")
    held = [{"grant": grant, "means": ROLES[Role(grant.role)].means} for grant in grants if grant.is_active]
    context = {
        "hats": hats.hats_of(request.user),
        "held": held,
        "coming": [grant for grant in grants if grant.ended_at is None and grant.starts_on > timezone.localdate()],
        "past": [grant for grant in grants if not grant.is_active and grant.starts_on <= timezone.localdate()],
    }
    return render_page(request, "people/roles.html", context)


@require_POST
@guarded(signed_in)
def wear(request):
    """Put on one of one's own hats, for this session (R025)."""
    hat = hats.find(request.user, request.POST.get("hat", ""))
    if hat is None:
        raise Denied(_("Cette casquette n’est pas, ou n’est plus, la vôtre."))
    request.session[HAT] = hat.key
    messages.success(request, _("Vous portez maintenant la casquette : %(hat)s.") % {"hat": hat.label})
    return redirect("people:roles")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(signed_in)
def consents(request):
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in ConsentKind.values:
            raise Denied(_("Cet accord n’existe pas."))
        act = actions.give_consent if request.POST.get("give") == "yes" else actions.withdraw_consent
        act(by=request.user, kind=ConsentKind(kind))
        return redirect("people:consents")
    standing = {consent.kind: consent for consent in request.user.consents.standing()}
    choices = [{"kind": kind, "consent": standing.get(kind.value)} for kind in ConsentKind]
    return render_page(request, "people/consents.html", {"choices": choices})


@require_safe
@guarded(signed_in)
def data(request):
    return render_page(request, "people/data.html", {"form": ErasureForm(lost=kept_by(request.user))})


@require_POST
@guarded(signed_in)
@never_cache
def data_file(request):
    """Everything the platform holds about the person, as JSON. By POST: the journal notes that it left."""
    actions.note_export(by=request.user)
    answer = json.dumps(privacy.export(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(answer, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@require_POST
@guarded(signed_in)
def erase_me(request):
    form = ErasureForm(request.POST, lost=kept_by(request.user))
    if not form.is_valid():
        return render_page(request, "people/data.html", {"form": form})
    actions.erase_person(by=request.user, person=request.user, knowing=form.cleaned_data.get("knowing", False))
    logout(request)
    messages.success(request, _("Votre compte est effacé. Au revoir, et merci."))
    return redirect("/")
