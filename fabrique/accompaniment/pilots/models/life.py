"""What happens to a project, what holds it back, and what one will hold in one's hands at the end."""

from django.db import models
from django.db.models import Q

from fabrique.accompaniment.pilots.enums import (
    STANDING,
    BlockageKind,
    BlockageState,
    DeliverableKind,
    DeliverableState,
    MilestoneKind,
    MilestoneState,
    Track,
)
from fabrique.accompaniment.pilots.models.projects import InsideQuerySet, PilotProject
from fabrique.accompaniment.programme.models import random_name
from fabrique.core.db import EVERYTHING, PublicCodeField
from fabrique.core.versions import Versioned


class Milestone(Versioned):
    """R431: `due_on` as it is hoped, `held_on` once it is past."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=14, choices=MilestoneKind)
    track = models.CharField(max_length=14, choices=Track)
    title = models.CharField(max_length=160)
    due_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=MilestoneState, default=MilestoneState.PLANNED)
    words = models.CharField(max_length=300, blank=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "title"], name="milestone_once"),
            models.CheckConstraint(name="milestone_past_has_its_day", condition=Q(state="done", held_on__isnull=False) | ~Q(state="done") & Q(held_on=None)),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def day(self):
        return self.held_on or self.due_on


class BlockageQuerySet(InsideQuerySet):
    def standing(self):
        return self.filter(state__in=STANDING)


class Blockage(Versioned):
    """R430: never without somebody who follows it and a next step."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="blockages")
    kind = models.CharField(max_length=14, choices=BlockageKind)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    owner = models.CharField(max_length=160)
    next_step = models.CharField(max_length=300)
    next_on = models.DateField(null=True, blank=True)
    seen_on = models.DateField()
    state = models.CharField(max_length=10, choices=BlockageState, default=BlockageState.OPEN)
    ended_on = models.DateField(null=True, blank=True)

    objects = BlockageQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "title"], name="blockage_once"),
            models.CheckConstraint(name="blockage_is_followed", condition=~Q(owner="") & ~Q(next_step="")),
            models.CheckConstraint(name="blockage_ended_one_day", condition=Q(state__in=["open", "eased"], ended_on=None) | Q(state__in=["lifted", "lived-with"], ended_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return self.title


class Deliverable(Versioned):
    """R432: listed from the framing note on; delivered with a file or a link, one of the two."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    project = models.ForeignKey(PilotProject, models.PROTECT, related_name="deliverables")
    kind = models.CharField(max_length=14, choices=DeliverableKind)
    title = models.CharField(max_length=160)
    for_whom = models.CharField(max_length=160, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DeliverableState, default=DeliverableState.EXPECTED)
    delivered_on = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to=random_name, blank=True)
    media_type = models.CharField(max_length=100, blank=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "title"], name="deliverable_once"),
            models.CheckConstraint(name="deliverable_is_link_or_file", condition=Q(url="") | Q(file="")),
            models.CheckConstraint(name="deliverable_file_says_its_type", condition=Q(file="") & Q(media_type="") | ~Q(file="") & ~Q(media_type="")),
            models.CheckConstraint(name="deliverable_delivered_with_something", condition=Q(state="delivered", delivered_on__isnull=False) & (~Q(url="") | ~Q(file="")) | ~Q(state="delivered") & Q(delivered_on=None, url="", file="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title
