"""Files and addresses for the calendars that people already have."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import anyone, signed_in
from fabrique.ground.agenda import actions, calendars
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.enums import Openness
from fabrique.ground.agenda.models import Event, Feed, circles
from fabrique.ground.people.enums import LEADS, ScopeKind
from fabrique.ground.people.models import Scope


@require_safe
@guarded(anyone)
def public(request):
    """What is open to all and to come: no place in it is anybody's."""
    events = Event.objects.filter(openness=Openness.OPEN, fictional=False).to_come()[:200]
    content = calendars.calendar(_("Agenda de l’alliance"), events, knows_link=lambda event: not event.registers)
    return calendars.answer(content, "agenda")


@require_safe
@guarded(anyone)
def feed(request, token):
    found = calendars.read(token)
    content = found and calendars.of_feed(found)
    if not content:
        raise Http404
    return calendars.answer(content, "agenda")


@require_safe
@guarded(anyone, event=Event)
def one(request, event):
    knows = may.read_link.allows(request.user, event)
    return calendars.answer(calendars.calendar(event.title, [event], knows_link=lambda _event: knows), event.code)


@require_http_methods(["GET", "POST"])
@guarded(signed_in)
def own(request):
    """One's own address and those of one's circles; made or changed by a button, never by a visit."""
    scopes = {f"{scope.kind}:{scope.code}": scope for scope in scopes_of(request.user)}
    if request.method == "POST":
        scope = scopes.get(request.POST.get("of", ""))
        if scope is None and request.POST.get("of"):
            messages.error(request, _("Ce cercle n’est pas le vôtre."))
        else:
            attempt(request, actions.open_feed, scope=scope, renew=request.POST.get("renew") == "oui",
                    done=_("L’adresse est prête. Copiez-la dans votre agenda."))  # fmt: skip
        return redirect("agenda:feeds")
    feeds = {feed.scope_id: feed for feed in Feed.objects.visible_to(request.user).order_by("pk")}
    rows = [("", _("Mes dates"), shown(feeds.get(None)), True)]
    led = request.user.scopes_as(*LEADS)
    rows += [(key, scope.label, shown(feeds.get(scope.pk)), bool({scope.pk, scope.parent_id} & led))
             for key, scope in scopes.items()]  # fmt: skip
    public_url = settings.SITE_URL + reverse("agenda:public-feed")
    return render_page(request, "agenda/feeds.html", {"rows": rows, "public_url": public_url})


def scopes_of(person):
    """The circles where this person holds a role; a lead finds each delegation's dates in those of the cohort."""
    return (
        Scope.objects.filter(pk__in=circles(person, closed=True))
        .exclude(kind=ScopeKind.PLATFORM)
        .order_by("kind", "label", "pk")
    )


def shown(feed: Feed | None) -> str:
    return settings.SITE_URL + reverse("agenda:feed", args=[calendars.address(feed)]) if feed else ""
