from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.circles.enums import Choice, CircleKind, OpenedKind
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.accompaniment.workspace.models import Consultation
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role


class Readiness(Versioned):
    """R312, D30: what the delegation says of itself before it widens, and what it decides. It blocks nothing."""

    code = PublicCodeField()
    participation = models.OneToOneField(Participation, models.PROTECT, related_name="readiness")
    ticked = models.JSONField(default=list, blank=True)
    choice = models.CharField(max_length=8, choices=Choice, default=Choice.LATER)
    reason = models.TextField(blank=True)
    said_on = models.DateField(default=timezone.localdate)

    objects = KeptQuerySet.as_manager()

    def __str__(self):
        return f"{self.participation}, {self.get_choice_display()}"


class Circle(Versioned):
    """R312: people beyond the seats, invited to the items chosen for them, until a day."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="circles")
    kind = models.CharField(max_length=12, choices=CircleKind)
    name = models.CharField(max_length=120)
    purpose = models.TextField()
    ends_on = models.DateField()

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["participation", "name"], name="circle_once")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("circles:circle", args=[self.participation.cohort.code, self.participation.code, self.code])

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()


class OfCircleQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(circle__in=Circle.objects.visible_to(person))


def alone(*kinds: OpenedKind, field: str = "") -> Q:
    """These kinds, with this target and no other."""
    none = {f"{name}__isnull": True for name in ("session", "document", "consultation") if name != field}
    return Q(kind__in=kinds, **none, **({f"{field}__isnull": False} if field else {}))


class Opened(models.Model):
    """One item that a circle may see. What it shows is never more than this and what everybody may read."""

    code = PublicCodeField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=OpenedKind)
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, null=True, blank=True, related_name="+")
    consultation = models.ForeignKey(Consultation, models.CASCADE, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfCircleQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="opened_item_is_of_its_kind",
                condition=alone(OpenedKind.SESSION, OpenedKind.KIT, field="session")
                | alone(OpenedKind.DOCUMENT, field="document")
                | alone(OpenedKind.CONSULTATION, field="consultation")
                | alone(OpenedKind.DIGEST),
            ),
            models.UniqueConstraint(fields=["circle", "kind", "session"], condition=Q(session__isnull=False), name="session_opened_once"),
            models.UniqueConstraint(fields=["circle", "document"], condition=Q(document__isnull=False), name="document_opened_once"),
            models.UniqueConstraint(fields=["circle", "consultation"], condition=Q(consultation__isnull=False), name="consultation_opened_once"),
            models.UniqueConstraint(fields=["circle"], condition=Q(kind="digest"), name="digest_opened_once"),
        ]  # fmt: skip

    def __str__(self):
        target = self.session or self.document or self.consultation
        return f"{self.get_kind_display()}, {target}" if target else self.get_kind_display()


class GuestQuerySet(QuerySet):
    def visible_to(self, person):
        """Names and addresses: for the referent who invites, and nobody else; the others have counts."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(circle__participation__scope__in=person.scopes_as(Role.DELEGATION_REFERENT))

    def standing(self):
        today = timezone.localdate()
        return self.filter(withdrawn_at=None, ends_on__gte=today, circle__ends_on__gte=today)


class Guest(models.Model):
    """Somebody invited by a signed link, with an account or without; `person` when the address is an account's."""

    code = PublicCodeField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="guests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr")
    ends_on = models.DateField()
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            paired("guest_withdrawn_at_and_by", "withdrawn_at", "withdrawn_by"),
            models.UniqueConstraint(fields=["circle", "email"], condition=Q(withdrawn_at=None) & ~Q(email=""), name="guest_of_a_circle_once"),
        ]  # fmt: skip

    def __str__(self):
        return self.name or self.code

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None and self.ends_on >= timezone.localdate() and not self.circle.is_over
