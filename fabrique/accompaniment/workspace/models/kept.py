"""What everything kept by a delegation shares: who reads it."""

from django.db.models import Q

from fabrique.accompaniment.cohorts.models import STAFF, Participation
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.core.db import QuerySet
from fabrique.ground.people.models import inside


class KeptQuerySet(QuerySet):
    """Read by those who make or lead the path, as the delegation's list; `shown()` is what everybody reads."""

    def visible_to(self, person):
        seen = self.filter(participation__in=Participation.objects.visible_to(person))
        if not person.is_authenticated:
            return seen.filter(self.shown())
        if person.holds(*STAFF):
            return seen
        return seen.filter(inside(person.scopes_as(*READ_DELEGATION), "participation__scope") | self.shown())

    @staticmethod
    def shown() -> Q:
        return Q(pk=None)
