from django.conf import settings
from django.db import models
from django.urls import reverse

from fabrique.accompaniment.diagnostics.models import Diagnostic, Member
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned


class OfTeamQuerySet(QuerySet):
    def visible_to(self, person):
        """The team and who supervises it; no other role knows that a row exists (R357, R358)."""
        return self.filter(diagnostic__in=Member.objects.of(person).values("diagnostic"))

    def standing(self):
        """Not erased."""
        return self.filter(erased_at=None)


class Interview(Versioned):
    """One person heard. `code` names its key in the vault: destroyed, everything here is noise.

    `facts` is sealed JSON (`sealed.py`). Nothing in clear tells who, when, nor in which category.
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="interviews")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    facts = models.BinaryField(default=bytes)
    # its keys are destroyed: what is left is that it was
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="erased_interview_has_no_facts", condition=models.Q(erased_at=None) | models.Q(facts=b"")
            )
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("interviews:room", args=[self.diagnostic.code, self.code])


class Notes(Versioned):
    """What was written while listening, sealed under the key of its interview. Saved every few seconds: its version is its own."""

    KEPT_INSIDE = EVERYTHING
    interview = models.OneToOneField(Interview, models.CASCADE, related_name="notes")
    words = models.BinaryField()

    def __str__(self):
        return str(self.interview)


class Extract(Versioned):
    """A passage of the notes and what a coder takes it for, sealed under the key of its interview."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="extracts")
    interview = models.ForeignKey(Interview, models.CASCADE, related_name="extracts")
    words = models.BinaryField()

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.code
