"""Infolettres as they are read: the archive, one issue, a new one of the alliance."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.core import instance
from fabrique.core.http import edit_page, guarded, paged, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.messages import actions, forms
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.models import Issue
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Scope
from fabrique.ground.people.permissions import animate

PAGE = 20


@require_safe
@guarded(anyone)
def archive(request):
    """What left and may be read by this person, the newest first; drafts for those who write."""
    seen = Issue.objects.visible_to(request.user).select_related("series__scope")
    drafts = [
        one
        for one in seen.exclude(pk__in=Issue.objects.out()).order_by("-begun_at")
        if may.compose.allows(request.user, one)
    ]
    found = paged(request, seen.out().order_by("-sent_at", "-pk"), PAGE)
    context = {"drafts": drafts, "may_begin": animate.allows(request.user)} | found
    return render_page(request, "letters/archive.html", context)


@require_safe
@guarded(anyone, issue=Issue)
def issue(request, issue):
    """The page of an issue, which is also its preview for those who write it."""
    writes = may.compose.allows(request.user, issue)
    context = {"issue": issue, "items": issue.items.all(), "writes": writes, "out": issue.number is not None}
    return render_page(request, "letters/issue.html", context)


@require_http_methods(["GET", "POST"])
@guarded(animate)
def begin(request):
    """A new letter of the alliance; a cohort's begins on its own board."""
    form = forms.BeginIssueForm(request.POST or None, kind=ScopeKind.PLATFORM)
    if request.method == "POST":
        place = Scope.objects.get(kind=ScopeKind.PLATFORM)
        name = _("L’infolettre de %(alliance)s") % {"alliance": instance.alliance_name()}
        begun = form.send(actions.begin_issue, scope=place, name=name, by=request.user)
        if begun:
            return redirect("letters:compose", begun.code)
    back = reverse("letters:archive")
    return edit_page(request, form, title=_("Commencer une infolettre de l’alliance"), verb=_("Commencer"), back=back,
                     crumbs=[(_("Infolettres"), back)])  # fmt: skip
