"""What comes and what was: the list, and the page of one date."""

from django.views.decorators.http import require_safe

from fabrique.core.http import guarded, paged, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.agenda import actions, forms
from fabrique.ground.agenda import permissions as may
from fabrique.ground.agenda.clashes import clashes_of
from fabrique.ground.agenda.enums import EVENT, HOLDING, Openness
from fabrique.ground.agenda.models import Event, Notice, Registration, Series
from fabrique.ground.agenda.ties import ties_of
from fabrique.ground.messages.permissions import follow_letters

SIZE = 40


@require_safe
@guarded(anyone)
def agenda(request):
    asked = request.GET.get("voir", "")
    events = Event.objects.visible_to(request.user)
    if asked == "miennes" and request.user.is_authenticated:
        events = events.of_circles_of(request.user)
    events = events.over().standing() if asked == "passees" else events.to_come()
    context = paged(request, events.with_counts().select_related("organiser", "scope", "series"), SIZE)
    context |= {
        "asked": asked,
        "own": own_states(request.user, context["page"].object_list),
        "series": Series.objects.visible_to(request.user),
        "may_publish": may.publish.allows(request.user),
        "may_plan": may.plan_series.allows(request.user),
    }
    return render_page(request, "agenda/list.html", context, partials=["dates"])


def own_states(person, events) -> dict[int, str]:
    """What the person is in each of these, in words; a query for all."""
    if not person.is_authenticated:
        return {}
    mine = Registration.objects.standing().filter(person=person, event__in=[event.pk for event in events])
    return {registration.event_id: registration.get_state_display() for registration in mine}


@require_safe
@guarded(anyone, event=Event)
def event_page(request, event):
    return draw(request, event, forms.InviteForm())


def draw(request, event, form):
    """The page of a date: for all, for who may come, and for who keeps it."""
    person = request.user
    keeps = may.keep_event.allows(person, event)
    event = Event.objects.with_counts().select_related("organiser", "scope", "series").get(pk=event.pk)
    closed = may.reason_closed(event)
    own = may.own_registration(person, event).first()
    context = {
        "event": event,
        "own": own,
        "closed": closed,
        "left": None if event.capacity is None else max(event.capacity - event.seated, 0),
        "may_register": not closed and not own and may.register.allows(person, event),
        "reserved": event.openness != Openness.OPEN and not may.register.allows(person, event),
        "form": form if not closed and not person.is_authenticated and event.openness == Openness.OPEN else None,
        "link": event.link if may.read_link.allows(person, event) else "",
        "hot": may.answer_hot.allows(person, event),
        "ties": ties_of(event, person),
        "keeps": keeps,
        "company": company(event, person),
    }
    return render_page(request, "agenda/event.html", context | (kept(event, person) if keeps else {}))


def company(event, person):
    """Who else comes, for a circle that walks together."""
    if event.openness == Openness.OPEN:
        return []
    seen = Registration.objects.visible_to(person).filter(event=event, state__in=HOLDING)
    return [str(registration) for registration in seen.by_name()] if seen.exclude(person=person.pk).exists() else []


def kept(event, person) -> dict:
    """What only the keepers of a date find on its page."""
    return {
        "edit_reason": may.edit_event.reason(person, event),
        "clashes": clashes_of(event, person),
        "follows_letters": follow_letters.allows(person),
        "told": Notice.objects.filter(registration__event=event).count(),
        "digest": actions.hot_digest(event),
        "moves": [] if event.follows else EVENT.buttons(event, lambda name: actions.reason_not_to_move(event, name)),
    }
