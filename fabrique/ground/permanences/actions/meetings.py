"""Ten meetings a year where allies get to know one another, each hosted by one or several of them (R078–R081)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.actions import add_event
from fabrique.ground.agenda.enums import EventKind
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.organisations.permissions import belongs
from fabrique.ground.people.models import Person
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.enums import MONTHS_WITHOUT_MEETING
from fabrique.ground.permanences.models import Meeting


@transaction.atomic
def open_year(*, year: int, by: Person) -> int:
    """The months of a year that an ally may take; how many were opened. Opened twice, nothing is doubled."""
    may.hold_permanence(by)
    today = timezone.localdate()
    months = [date(year, month, 1) for month in range(1, 13) if month not in MONTHS_WITHOUT_MEETING]
    known = set(Meeting.objects.of_year(year).values_list("month", flat=True))
    new = [Meeting(month=month) for month in months if month not in known and month >= today.replace(day=1)]
    Meeting.objects.bulk_create(new)
    audit.record(by, "meetings-opened", None, year=year, months=len(new))
    return len(new)


@transaction.atomic
def host(*, meeting: Meeting, organisation: Organisation, theme: str, by: Person, **values: Any) -> Meeting:
    """An ally takes this month: its date enters the agenda, in their name."""
    stored = Meeting.objects.select_for_update(of=("self",)).select_related("event").get(pk=meeting.pk)
    may.host(by, stored)
    if not belongs(by, organisation):
        raise Denied(_("Vous accueillez au nom d’une organisation dont vous êtes membre."))
    day = timezone.localtime(values["starts_at"]).date()
    if (day.year, day.month) != (stored.month.year, stored.month.month):
        raise Denied(_("Choisissez un jour de ce mois-là, ou prenez un autre mois."))
    event = add_event(title=theme, kind=EventKind.MEETING, organiser=organisation, registers=True, by=by, **values)
    stored.save_values({"event": event}, seen=stored.version)
    stored.hosts.set([organisation])
    audit.record(by, "meeting-hosted", event, organisation=organisation.code)
    return stored


@transaction.atomic
def add_host(*, meeting: Meeting, organisation: Organisation, by: Person) -> Meeting:
    """Several allies may carry one meeting (R079)."""
    may.keep_meeting(by, meeting)
    meeting.hosts.add(organisation)
    audit.record(by, "meeting-hosted", meeting.event, organisation=organisation.code)
    return meeting


@transaction.atomic
def write_promises(*, meeting: Meeting, promises: str, seen: int, by: Person) -> Meeting:
    """What those who met promised one another (R080)."""
    may.keep_meeting(by, meeting)
    meeting.save_values({"promises": promises}, seen=seen)
    audit.record(by, "promises-written", meeting)
    return meeting
