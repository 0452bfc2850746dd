from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fabrique.accompaniment.workshops.enums import FormatState
from fabrique.accompaniment.workshops.models.scripted import Scripted
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned


class FormatQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own, and what others put in the toolbox: a method, never a word of a room."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(state=FormatState.SHARED) | Q(owner=person))


class Format(Versioned):
    """A script of one's own. Those of the house are files (`data/formats.toml`): one copies them to change them."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    purpose = models.TextField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=FormatState, default=FormatState.OWN)

    objects = FormatQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workshops:format", args=[self.code])


class FormatStepQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(script__in=Format.objects.visible_to(person))


class FormatStep(Scripted):
    KEPT_INSIDE = EVERYTHING
    script = models.ForeignKey(Format, models.CASCADE, related_name="steps")
    statements = models.TextField(blank=True)

    objects = FormatStepQuerySet.as_manager()

    class Meta(Scripted.Meta):
        pass
