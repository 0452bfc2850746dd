from datetime import date
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from fabrique.accompaniment.diagnostics.enums import ROLE_OF, TeamRole
from fabrique.accompaniment.diagnostics.models.framing import Diagnostic, OfDiagnosticQuerySet
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.people.permissions import animate

PERSON = settings.AUTH_USER_MODEL


class CredentialQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own, and all of them for the association that gives them."""
        if not person.is_authenticated:
            return self.none()
        return self if animate.allows(person) else self.filter(person=person)

    def valid(self, on=None):
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day, withdrawn_at=None)


class Credential(models.Model):
    """Trained to listen, or to supervise those who do: given by the association, between two dates (R348, R349)."""

    code = PublicCodeField()
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="credentials")
    role = models.CharField(max_length=14, choices=TeamRole)
    training = models.CharField(max_length=200, blank=True)
    # led one elsewhere, or before this platform: no supervisor is asked for on their account
    experienced = models.BooleanField(default=False)
    valid_from = models.DateField(default=timezone.localdate)
    valid_until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "role", "pk"]
        constraints = [
            paired("credential_withdrawn_at_and_by", "withdrawn_at", "withdrawn_by"),
            models.CheckConstraint(name="credential_dates_in_order", condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from"))),
            models.UniqueConstraint(fields=["person", "role"], condition=Q(withdrawn_at=None), name="credential_once"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    @property
    def is_valid(self) -> bool:
        today = timezone.localdate()
        ended = self.withdrawn_at or (self.valid_until and self.valid_until < today)
        return self.valid_from <= today and not ended


class MemberQuerySet(OfDiagnosticQuerySet):
    def current(self):
        return self.filter(left_on=None)

    def declared(self):
        """Those who said that nothing stands between them and the territory: before, nothing opens (R350)."""
        return self.current().exclude(declared_at=None)

    def of(self, person):
        """Their places of today: signed, and the role of each still held there. A role that ended opens nothing (R043)."""
        if not person.is_authenticated:
            return self.none()
        held = (Q(role=place, diagnostic__scope__in=person.scopes_as(role)) for place, role in ROLE_OF.items())
        return self.declared().filter(reduce(or_, held), person=person)

    def without_role(self, on: date | None = None):
        """Of a team still, when the role that goes with it is over that day (today): it ended elsewhere, or by its date."""
        held = RoleGrant.objects.active(on).filter(person=OuterRef("person"), scope=OuterRef("diagnostic__scope"))
        kept = (Q(role=place) & Q(Exists(held.filter(role=role))) for place, role in ROLE_OF.items())
        return self.current().exclude(reduce(or_, kept))


class Member(Versioned):
    """Somebody of its team, with what they declared when they came (R349, R350)."""

    code = PublicCodeField()
    diagnostic = models.ForeignKey(Diagnostic, models.PROTECT, related_name="members")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    role = models.CharField(max_length=14, choices=TeamRole)
    first_diagnostic = models.BooleanField(default=False)
    # neither under the territory's authority, nor its funder
    declared_at = models.DateTimeField(null=True, blank=True)
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["role", "joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["diagnostic", "person"], condition=Q(left_on=None), name="member_once"),
            models.CheckConstraint(name="member_dates_in_order", condition=Q(left_on=None) | Q(left_on__gte=F("joined_on"))),
        ]  # fmt: skip

    def __str__(self):
        return str(self.person)
