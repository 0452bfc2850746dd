from django.db import models
from django.db.models import F, Q

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.people.models import Person


class ConsultationQuerySet(KeptQuerySet):
    @staticmethod
    def shown() -> Q:
        """Once it says what was decided and why, everybody reads it (R561)."""
        return Q(notice_on__isnull=False)


class Consultation(Versioned):
    """R561, R562: who came, counted and never named; then what was decided and why. Counts are persons."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="consultations")
    held_on = models.DateField()
    title = models.CharField(max_length=200)
    came = models.PositiveIntegerField()
    newcomers = models.PositiveIntegerField(null=True, blank=True)
    heard = models.TextField(blank=True)
    notice = models.TextField(blank=True)
    notice_on = models.DateField(null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "held_on", "title"], name="consultation_once"),
            models.CheckConstraint(name="newcomers_came", condition=Q(newcomers=None) | Q(newcomers__lte=F("came"))),
            models.CheckConstraint(name="notice_is_dated", condition=Q(notice="", notice_on=None) | (~Q(notice="") & Q(notice_on__isnull=False))),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def newcomer_share(self) -> int | None:
        """Percent of those who came; None when nobody counted."""
        return round(100 * self.newcomers / self.came) if self.came and self.newcomers is not None else None


class Public(models.Model):
    """How many came of one public: the young, farmers… A person may be of several."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="publics")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "label"], name="public_once")]

    def __str__(self):
        return f"{self.label} : {self.count}"


class FollowerQuerySet(QuerySet):
    def waiting(self):
        return self.filter(told_at=None)


class Follower(models.Model):
    """Somebody who took part and wants to know what was decided: an account, or an address given for this alone (R561).

    The address leaves the row when its letter is written.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="followers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person"], name="follower_once"),
            models.UniqueConstraint(fields=["consultation", "email"], condition=~Q(email=""), name="address_follows_once"),
            models.CheckConstraint(name="follower_is_person_or_address", condition=Q(person=None) | Q(email="")),
            models.CheckConstraint(name="address_told_is_gone", condition=Q(told_at=None) | Q(email="")),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.consultation}, {self.pk}"
