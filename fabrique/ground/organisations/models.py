from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.core.db import FoldedField, PublicCodeField, QuerySet
from fabrique.core.text import fold
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.enums import AllyCategory
from fabrique.ground.people.enums import ConsentKind, Role

TEAM = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)


class OrganisationQuerySet(QuerySet):
    def visible_to(self, person):
        """Cards are public; one kept out of the directory is seen by signed-in people only."""
        return self if person.is_authenticated else self.filter(in_directory=True)

    def named(self, name: str):
        """The organisation of that name or alias, whatever the case, accents and hyphens (R023)."""
        return self.filter(aliases__folded=Alias.folded_name(name))

    def of_member(self, person):
        """Those that this person belongs to today."""
        return self.filter(memberships__in=person.memberships.active()).distinct()

    def matching(self, words: str):
        """Those with a name where each of these words begins a word."""
        found = self
        for word in fold(words).split():
            found = found.filter(pk__in=NameStart.objects.filter(folded__prefix=word).values("organisation"))
        return found


class Organisation(Versioned):
    code = PublicCodeField()
    name = models.CharField(max_length=200)
    folded = FoldedField()
    category = models.CharField(max_length=20, choices=AllyCategory, blank=True)
    sub_type = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)
    seat = models.CharField(max_length=120, blank=True)
    area_of_action = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    in_directory = models.BooleanField(default=True)
    fictional = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        indexes = [
            models.Index(fields=["in_directory", "folded"], name="organisation_directory"),
            models.Index(fields=["category", "folded"], name="organisation_by_category"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisations:organisation", args=[self.code])


class Alias(models.Model):
    """A way the name is written, the canonical one included, unique once folded."""

    code = PublicCodeField()
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    folded = FoldedField(unique=True)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["folded"]

    def __str__(self):
        return self.name

    @classmethod
    def folded_name(cls, name: str) -> str:
        return cls._meta.get_field("folded").folded(name)


class NameStart(models.Model):
    """What a card is found by: each name from each of its words on (`core.text.starts`)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="name_starts")
    folded = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(
                fields=["folded", "organisation"], name="organisation_by_word", opclasses=["varchar_pattern_ops", "int8_ops"]
            )
        ]  # fmt: skip

    def __str__(self):
        return self.folded


class MembershipQuerySet(QuerySet):
    def active(self, on: date | None = None):
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def visible_to(self, person):
        """One's own, one's colleagues', and of those who agreed to appear in the directory; the team sees all."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*TEAM):
            return self
        mine = Membership.objects.active().filter(person=person).values("organisation")
        agreed = Q(person__consents__kind=ConsentKind.DIRECTORY, person__consents__withdrawn_at=None)
        return self.filter(Q(person=person) | Q(organisation__in=mine) | agreed).distinct()


class Membership(models.Model):
    """A hat: what a person does in an organisation, and when (R024, R025)."""

    code = PublicCodeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    function = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="membership_dates_in_order", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))),
            models.UniqueConstraint(fields=["person", "organisation", "function"], condition=Q(ends_on=None), name="membership_once"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.function}, {self.organisation}" if self.function else str(self.organisation)
