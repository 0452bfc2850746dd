from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.agora.enums import ALIVE, Progress, ResolutionState, Scale
from fabrique.accompaniment.agora.models.agoras import PERSON, Agora, AgoraItem, Convergence
from fabrique.accompaniment.workshops.models import Decision
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.referentials.models import Item


class ResolutionQuerySet(QuerySet):
    def visible_to(self, person):
        """All of them for the people of the Agora; beyond, what was adopted (A50)."""
        told = Q(adopted_on__isnull=False, agora__in=Agora.objects.visible_to(person))
        return self.filter(told | Q(agora__in=Agora.objects.read_by(person)))

    def told(self):
        """With what a page or a booklet says of each."""
        return self.prefetch_related("categories", "dissents__category", "follow_ups", "carriers__person", "carriers__organisation")  # fmt: skip

    def adopted(self):
        return self.filter(adopted_on__isnull=False)

    def alive(self):
        return self.filter(state__in=ALIVE)


class Resolution(Versioned):
    """What is decided together, by whom it is carried, for when (R411). Nobody carries it who did not say so (R002)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    agora = models.ForeignKey(Agora, models.PROTECT, related_name="resolutions")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    scale = models.CharField(max_length=16, choices=Scale)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=24, choices=ResolutionState, default=ResolutionState.PROPOSED)
    adopted_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    categories = models.ManyToManyField(Item, blank=True, related_name="+")
    items = models.ManyToManyField(AgoraItem, blank=True, related_name="resolutions")
    convergences = models.ManyToManyField(Convergence, blank=True, related_name="resolutions")
    # of a debate of this Agora, that it was written from
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="resolutions")

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], condition=~Q(state="dropped"), name="agora_decision_resolved_once"),
            models.CheckConstraint(name="agora_resolution_dropped_says_why", condition=Q(state="dropped") & ~Q(reason="") | ~Q(state="dropped") & Q(reason="")),
            models.CheckConstraint(name="agora_resolution_adopted_on_its_day", condition=Q(state="dropped") | Q(state__in=["proposed", "debated"], adopted_on=None) | (~Q(state__in=["proposed", "debated"]) & Q(adopted_on__isnull=False))),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agora:resolution", args=[self.agora.cohort.code, self.agora.code, self.code])


class CarrierQuerySet(QuerySet):
    def standing(self):
        return self.filter(left_on=None)


class Carrier(models.Model):
    """Somebody who declared that they carry a resolution, for themselves or in the name of their organisation (R002)."""

    KEPT_INSIDE = EVERYTHING
    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="carriers")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    objects = CarrierQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "person"], condition=Q(left_on=None), name="agora_carrier_once"
            ),
        ]

    def __str__(self):
        return str(self.organisation or self.person)


class Dissent(models.Model):
    """What a category does not agree with, in its own words: adopted with the resolution, never smoothed."""

    KEPT_INSIDE = EVERYTHING
    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="dissents")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    words = models.TextField()

    class Meta:
        ordering = ["category__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "category"], name="dissent_once_a_category"),
            models.CheckConstraint(name="dissent_says_something", condition=~Q(words="")),
        ]

    def __str__(self):
        return self.words


class FollowUpQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who made the promise and those who received it: the people of the Agora (R414)."""
        return self.filter(resolution__agora__in=Agora.objects.read_by(person))

    def due(self, today=None):
        return self.filter(said_at=None, due_on__lte=today or timezone.localdate(), resolution__state__in=ALIVE)


class FollowUp(Versioned):
    """Where a resolution stands 3, 6 and 12 months after it was adopted, as its carriers say (R414)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    says = models.CharField(max_length=10, choices=Progress, blank=True)
    words = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["months", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "months"], name="agora_follow_up_once"),
            paired("agora_follow_up_said_at_and_by", "said_at", "said_by"),
            models.CheckConstraint(name="agora_follow_up_said_with_its_date", condition=Q(says="", said_at=None) | (~Q(says="") & Q(said_at__isnull=False))),
        ]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        of = self.resolution
        return reverse("agora:follow-up", args=[of.agora.cohort.code, of.agora.code, of.code, self.code])
