"""From a date of the agenda to the door, or to what its hosts have to do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.ground.agenda.enums import EventKind, Openness
from fabrique.ground.agenda.ties import Tie, ties
from fabrique.ground.permanences.models import Meeting
from fabrique.ground.permanences.permissions import keep_meeting


@ties
def permanence_of(event, person):
    if event.kind != EventKind.PERMANENCE or event.openness != Openness.OPEN:
        return None
    return Tie(_("Laisser un message, lire le compte rendu"), reverse("permanences:slot", args=[event.code]))


@ties
def meeting_of(event, person):
    if event.kind != EventKind.MEETING or not person.is_authenticated:
        return None
    meeting = Meeting.objects.filter(event=event).first()
    if meeting is None or not keep_meeting.allows(person, meeting):
        return None
    return Tie(
        _("Les suites de la rencontre, les fiches à compléter"), reverse("permanences:meeting", args=[meeting.code])
    )
