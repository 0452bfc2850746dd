from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Participation
from fabrique.accompaniment.companionship.enums import PairKind, PairState
from fabrique.accompaniment.support.models import TERRITORY
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.models import inside

PERSON = settings.AUTH_USER_MODEL
STANDING = (PairState.PROPOSED, PairState.ACCEPTED)


class PairQuerySet(QuerySet):
    def visible_to(self, person):
        """The two delegations, those who lead either cohort, the team: nobody else knows who calls whom."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        mine = person.scopes_as(*TERRITORY, *LEADS)
        return self.filter(inside(mine, "one__scope") | inside(mine, "other__scope"))

    def standing(self):
        return self.filter(state__in=STANDING)

    def of(self, participation):
        return self.filter(Q(one=participation) | Q(other=participation))


class Pair(Versioned):
    """R530, D17, D38: `one` has been through it (a godparent), or is of the same scale as `other` (an alter ego)."""

    code = PublicCodeField()
    kind = models.CharField(max_length=10, choices=PairKind)
    one = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    other = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    why = models.TextField()
    state = models.CharField(max_length=10, choices=PairState, default=PairState.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    # who said yes on each side is who may be called
    one_agreed_at = models.DateTimeField(null=True, blank=True)
    one_agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    other_agreed_at = models.DateTimeField(null=True, blank=True)
    other_agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closing_word = models.CharField(max_length=300, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "one", "other"], condition=Q(state__in=["proposed", "accepted"]), name="pair_once"),
            models.CheckConstraint(name="pair_is_of_two", condition=~Q(one=F("other"))),
            models.CheckConstraint(name="pair_accepted_by_both", condition=~Q(state__in=["accepted", "ended"]) | Q(one_agreed_at__isnull=False, other_agreed_at__isnull=False)),
            models.CheckConstraint(name="closed_pair_says_when", condition=Q(state__in=["proposed", "accepted"]) | Q(closed_on__isnull=False)),
            paired("pair_one_agreed_at_and_by", "one_agreed_at", "one_agreed_by"),
            paired("pair_other_agreed_at_and_by", "other_agreed_at", "other_agreed_by"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.one.territory}, {self.other.territory}"

    def get_absolute_url(self):
        return reverse("companionship:pair", args=[self.code])
