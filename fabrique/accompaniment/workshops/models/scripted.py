from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from fabrique.accompaniment.workshops.enums import MOST_DOTS, Ballot, StepKind
from fabrique.core.db import PublicCodeField
from fabrique.core.versions import Versioned


class Scripted(Versioned):
    """One step as a script tells it. `statements`, one a line, become the cards of a step that votes on its own."""

    code = PublicCodeField()
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=StepKind)
    question = models.CharField(max_length=200)
    help = models.CharField(max_length=400, blank=True)
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    ballot = models.CharField(max_length=8, choices=Ballot, blank=True)
    dots = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_DOTS)]
    )

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="%(class)s_votes_by_a_ballot", condition=Q(kind="vote") & ~Q(ballot="") | ~Q(kind="vote") & Q(ballot="")),
            models.CheckConstraint(name="%(class)s_dots_are_counted", condition=Q(ballot="dots", dots__gte=1, dots__lte=MOST_DOTS) | ~Q(ballot="dots") & Q(dots=None)),
        ]  # fmt: skip

    def __str__(self):
        return self.question

    def told(self) -> dict:
        """What a copy of it starts from."""
        names = "kind", "question", "help", "seconds", "ballot", "dots"
        return {name: getattr(self, name) for name in names}
