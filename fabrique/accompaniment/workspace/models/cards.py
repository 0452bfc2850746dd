from django.db import models
from django.db.models import Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace.enums import CardKind
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField
from fabrique.core.versions import Versioned


class CardQuerySet(KeptQuerySet):
    @staticmethod
    def shown() -> Q:
        """Who decides what is readable from outside (R567); persons' cards stay with the delegation."""
        return Q(kind=CardKind.BODY)

    def bodies(self):
        return self.filter(kind=CardKind.BODY)


class Card(Versioned):
    """R559: what a body or a person does here, decides, and what is not theirs. Bodies in order make the circuit."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="cards")
    kind = models.CharField(max_length=8, choices=CardKind)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=160)
    does = models.TextField()
    decides = models.TextField(blank=True)
    not_its_role = models.TextField(blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "kind", "name"], name="card_once")]

    def __str__(self):
        return self.name
