"""What each gained and what it costs not to act, in short questions (R492); and a change told as a story (R493)."""

from secrets import token_hex

from django.conf import settings
from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation.models.findings import Effect, InPlaceQuerySet
from fabrique.core.db import EVERYTHING, PublicCodeField
from fabrique.core.versions import Versioned
from fabrique.ground.referentials.models import Item


class ValueSheet(Versioned):
    """One actor category's answers, by one person; they stay in the place, and may become a proposed effect."""

    PLACE = "participation__scope"
    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="value_sheets")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    changed = models.TextField()
    frame = models.ForeignKey(Item, models.PROTECT, related_name="+")
    for_whom = models.TextField(blank=True)
    shown_by = models.CharField(max_length=500, blank=True)
    not_acting = models.TextField(blank=True)
    effect = models.OneToOneField(Effect, models.PROTECT, null=True, blank=True, related_name="sheet")
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = InPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "written_at", "pk"]
        constraints = [models.CheckConstraint(name="value_sheet_says_what_changed", condition=~Q(changed=""))]

    def __str__(self):
        return f"{self.category}, {self.participation}"


def random_name(_story, _name):
    return f"voix/{token_hex(16)}"


class ChangeStory(Versioned):
    """Before, what set it off, after, and who noticed; in writing, by voice behind a link, or by voice and in writing."""

    PLACE = "participation__scope"
    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="change_stories")
    title = models.CharField(max_length=160)
    before = models.TextField(blank=True)
    trigger = models.TextField(blank=True)
    after = models.TextField(blank=True)
    noticed_by = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=300, blank=True)
    # a voice, never alone: who does not hear reads the same story
    sound = models.FileField(upload_to=random_name, blank=True)
    sound_type = models.CharField(max_length=20, blank=True)
    effect = models.ForeignKey(Effect, models.PROTECT, null=True, blank=True, related_name="stories")
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = InPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name_plural = "change stories"
        constraints = [
            models.UniqueConstraint(fields=["participation", "title"], name="change_story_once"),
            models.CheckConstraint(name="change_story_is_told_or_heard", condition=~Q(url="") | ~Q(before="") & ~Q(after="")),
            models.CheckConstraint(name="change_story_heard_is_written", condition=Q(sound="") | ~Q(before="") & ~Q(after="")),
            models.CheckConstraint(name="change_story_sound_says_its_type", condition=Q(sound="", sound_type="") | ~Q(sound="") & ~Q(sound_type="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title
