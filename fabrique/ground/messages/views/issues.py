"""Infolettres as they are read: the archive, one issue, a new one of the alliance."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.core.http import edit_page, guarded, paged, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.messages import actions, forms, pictures
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.models import MEDIA, Issue, Item, Series
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
        if one.media or may.compose.allows(request.user, one)
    ]
    found = paged(request, seen.out().order_by("-sent_at", "-pk"), PAGE)
    mine = Series.objects.received_by(request.user).select_related("scope")
    context = {"drafts": drafts, "may_begin": animate.allows(request.user), "series": mine,
               "is_media": may.run_newsletters.allows(request.user)} | found  # fmt: skip
    return render_page(request, "letters/archive.html", context)


@require_safe
@guarded(anyone, issue=Issue)
def issue(request, issue):
    """The page of an issue, which is also its preview for those who write it."""
    writes = may.compose.allows(request.user, issue)
    context = {"issue": issue, "items": issue.items.all(), "writes": writes, "out": issue.number is not None,
               "suggests": may.suggest.allows(request.user, issue.series)}  # fmt: skip
    return render_page(request, "letters/issue.html", context)


@require_safe
@guarded(anyone, issue=Issue, item=Item)
def picture(request, issue, item):
    """For whoever reads the issue: everybody once a public one left, its circle alone for the others."""
    if not item.picture:
        raise Http404
    return pictures.serve(item)


@require_http_methods(["GET", "POST"])
@guarded(animate)
def begin(request):
    """A new letter of the alliance; a cohort's begins on its own board."""
    form = forms.BeginIssueForm(request.POST or None, kind=ScopeKind.PLATFORM)
    if request.method == "POST":
        place = Scope.objects.get(kind=ScopeKind.PLATFORM)
        begun = form.send(actions.begin_issue, scope=place, name="L’Établi", by=request.user)
        if begun:
            return redirect("letters:compose", begun.code)
    back = reverse("letters:archive")
    return edit_page(request, form, title=_("Commencer une infolettre de l’alliance"), verb=_("Commencer"), back=back,
                     crumbs=[(_("Infolettres"), back)])  # fmt: skip


@require_http_methods(["GET", "POST"])
@guarded(may.run_newsletters)
def begin_as_media(request):
    """A letter of one's own, in a cohort where one is the embedded media (R248)."""
    places = Scope.objects.filter(pk__in=request.user.scopes_as(*MEDIA)).order_by("label", "pk")
    form = forms.BeginAsMediaForm(request.POST or None, places=places)
    if request.method == "POST" and (begun := form.send(begin_there, by=request.user)):
        return redirect("letters:compose", begun.code)
    back = reverse("letters:archive")
    return edit_page(request, form, title=_("Commencer une lettre du média"), verb=_("Commencer"), back=back,
                     lede=_("Vous l’écrivez librement : qui conduit la cohorte en lit l’aperçu et n’y change rien."),
                     crumbs=[(_("Infolettres"), back)])  # fmt: skip


def begin_there(*, scope, **words):
    """In the series of the cohort, made with its first letter."""
    name = _("L’infolettre de %(cohort)s") % {"cohort": scope.label}
    return actions.begin_issue(scope=scope, name=name, **words)
