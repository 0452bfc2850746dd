"""What is being written, sealed: the database knows codes, never a word, an author nor which interview feeds what.

One exception, needed for erasure: a verbatim hangs on its interview and is sealed under that interview's key, so that
destroying the one destroys the other.
"""

from django.db import models

from fabrique.accompaniment.diagnostics.models import Diagnostic, Member
from fabrique.accompaniment.interviews.models import Interview
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.people.models import Person


def worked_by(person: Person) -> models.QuerySet:
    """Diagnostics whose team the person is of today, having signed, whatever else they may see (A50, R350)."""
    return Diagnostic.objects.visible_to(person).filter(members__in=Member.objects.of(person))


class DraftQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(diagnostic__in=worked_by(person))


class Sealed(Versioned):
    """What stands under a code, in an order that tells nothing: that of codes, which are drawn."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self):
        return self.code


class Draft(Versioned):
    """One a diagnostic: `item` names its key in the diagnostic's space; `words` its limits, `roster` who must be hidden."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.OneToOneField(Diagnostic, models.PROTECT, related_name="draft")
    item = models.SlugField(max_length=60)
    words = models.BinaryField(default=bytes)
    roster = models.BinaryField(default=bytes)

    objects = DraftQuerySet.as_manager()

    def __str__(self):
        return self.code


class Finding(Sealed):
    """Several extracts say it together (R359, R361)."""

    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="findings")
    words = models.BinaryField()


class Recommendation(Sealed):
    """What is proposed, to whom, by when (R364)."""

    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="recommendations")
    words = models.BinaryField()


class Verbatim(Sealed):
    """A phrase to quote, reworded or agreed, of somebody who agreed to be quoted. Sealed under its interview's key."""

    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="verbatims")
    interview = models.ForeignKey(Interview, models.CASCADE, related_name="verbatims")
    words = models.BinaryField()


class Comment(models.Model):
    """What one of the team says of what another wrote: who and about what are sealed with it."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="comments")
    words = models.BinaryField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.code
