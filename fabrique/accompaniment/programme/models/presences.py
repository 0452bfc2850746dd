"""Who of a delegation was there, when the agenda cannot know it: no account, or a session without an hour (R323)."""

from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import STAFF
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.programme.models.sessions import Session
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.people.models import inside


class PresenceQuerySet(QuerySet):
    def visible_to(self, person):
        """As the list of the delegation (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(inside(person.scopes_as(*READ_DELEGATION), "seat__participation__scope"))


class Presence(models.Model):
    """Said of a seat from the list. A person with an account is in the agenda instead, and nowhere twice."""

    code = PublicCodeField()
    session = models.ForeignKey(Session, models.CASCADE, related_name="presences")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="presences")
    came = models.BooleanField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "seat"], name="presence_once")]

    def __str__(self):
        return f"{self.seat}, {self.session}"


def who_came(person):
    """The sessions where this person was, by the agenda or by the list of a delegation."""
    noted = Q(event__registrations__person=person, event__registrations__state=RegistrationState.PRESENT)
    listed = Q(presences__seat__person=person, presences__came=True)
    return Session.objects.filter(noted | listed).values("pk")
