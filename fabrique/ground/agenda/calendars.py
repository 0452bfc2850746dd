"""Calendar files and feeds that any agenda opens (RFC 5545). Hours are those of Paris, with their own time zone."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from fabrique.ground.agenda.enums import EventState, Openness
from fabrique.ground.agenda.models import Event, Feed
from fabrique.ground.agenda.recurrence import PARIS

SALT = "fabrique.agenda.feed"
BEHIND = timedelta(days=120)
# the rules in force since 1996: the library's own count is an hour late on the days of the change
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
STATUS = {
    EventState.PLANNED: "TENTATIVE",
    EventState.CONFIRMED: "CONFIRMED",
    EventState.HELD: "CONFIRMED",
    EventState.POSTPONED: "CANCELLED",
    EventState.CANCELLED: "CANCELLED",
}


def calendar(name: str, events: Iterable[Event], *, knows_link: Callable[[Event], bool]) -> bytes:
    """A whole file. The words of a closed event stay here: other people's servers read what calendars subscribe to."""
    drawn = Calendar()
    drawn.add("prodid", "-//Fabrique des transitions//FR")
    drawn.add("version", "2.0")
    drawn.add("x-wr-calname", name)
    drawn.add("x-wr-timezone", "Europe/Paris")
    drawn.add_component(Timezone.from_ical(ZONE))
    for event in events:
        drawn.add_component(entry(event, with_link=knows_link(event)))
    return drawn.to_ical()


def entry(event: Event, *, with_link: bool) -> Entry:
    drawn = Entry()
    drawn.add("uid", f"{event.code}@{urlsplit(settings.SITE_URL).hostname}")
    drawn.add("dtstamp", event.changed_at)
    drawn.add("sequence", event.version - 1)
    drawn.add("dtstart", event.starts_at.astimezone(PARIS))
    if event.ends_at:
        drawn.add("dtend", event.ends_at.astimezone(PARIS))
    drawn.add("status", STATUS[EventState(event.state)])
    drawn.add("url", settings.SITE_URL + event.get_absolute_url())
    if event.openness == Openness.CLOSED:
        drawn.add("class", "PRIVATE")
        drawn.add("summary", event.outer_title)
        return drawn
    title = _("Reporté : %(title)s") % {"title": event.title} if event.state == EventState.POSTPONED else event.title
    drawn.add("summary", title)
    if event.summary:
        drawn.add("description", event.summary)
    if where := event.place or (event.link if with_link else ""):
        drawn.add("location", where)
    return drawn


def answer(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response


def address(feed: Feed) -> str:
    """The code with our signature: what lies in the database or in a backup opens nothing without the key of the site."""
    return signing.Signer(salt=SALT, sep=".").sign(feed.code)


def read(token: str) -> Feed | None:
    try:
        code = signing.Signer(salt=SALT, sep=".").unsign(token)
    except signing.BadSignature:
        return None
    return Feed.objects.filter(code=code).select_related("person", "scope").first()


def of_feed(feed: Feed) -> bytes | None:
    """What this feed shows today; nothing when its owner's account is closed. Five queries at most."""
    recent = Event.objects.filter(starts_at__gte=timezone.now() - BEHIND)
    if feed.person:
        if not feed.person.is_active:
            return None
        seats = feed.person.registrations.filter(state__in=("seated", "present"))
        seated = set(seats.values_list("event", flat=True))
        mine = recent.visible_to(feed.person).of_circles_of(feed.person).in_time()
        return calendar(_("Mes dates"), mine, knows_link=lambda event: not event.registers or event.pk in seated)
    circle = recent.filter(scope=feed.scope).in_time()
    return calendar(str(feed.scope), circle, knows_link=lambda event: not event.registers)
