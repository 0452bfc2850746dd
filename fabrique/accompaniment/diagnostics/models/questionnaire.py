from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fabrique.accompaniment.diagnostics.models.framing import Diagnostic, OfDiagnosticQuerySet
from fabrique.core.db import EVERYTHING, PublicCodeField
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.referentials.models import Item


class Questionnaire(Versioned):
    """The same grid, for many more people, without a name: always reported apart (R355)."""

    code = PublicCodeField()
    diagnostic = models.OneToOneField(Diagnostic, models.PROTECT, related_name="questionnaire")
    opens_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfDiagnosticQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="questionnaire_dates_in_order", condition=Q(closes_on__gte=F("opens_on")))
        ]

    def __str__(self):
        return self.code

    @property
    def is_open(self) -> bool:
        return self.opens_on <= timezone.localdate() <= self.closes_on


class Answer(models.Model):
    """What somebody wrote: no account, no address, no hour. `words` is sealed JSON, question by question."""

    KEPT_INSIDE = EVERYTHING
    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="answers")
    category = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    words = SealedText()

    def __str__(self):
        return ""
