"""A calendar file of one meeting (RFC 5545): an hour, a place, and a title that tells nothing."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from fabrique.accompaniment.diagnostics.models import Slot
from fabrique.core.db import new_code
from fabrique.ground.agenda.calendars import ZONE
from fabrique.ground.agenda.recurrence import PARIS


def file_of(slot: Slot) -> bytes:
    drawn = Calendar()
    drawn.add("prodid", "-//Fabrique des transitions//FR")
    drawn.add("version", "2.0")
    drawn.add_component(Timezone.from_ical(ZONE))
    entry = Entry()
    # drawn anew: a file found in an agenda leads back to no row
    entry.add("uid", f"{new_code()}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", slot.starts_at.astimezone(PARIS))
    entry.add("dtend", (slot.starts_at + timedelta(minutes=slot.minutes)).astimezone(PARIS))
    entry.add("class", "PRIVATE")
    entry.add("summary", _("Rendez-vous"))
    if slot.where:
        entry.add("location", slot.where)
    drawn.add_component(entry)
    return drawn.to_ical()
