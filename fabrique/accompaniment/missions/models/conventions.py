from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, days
from fabrique.accompaniment.institutions.models import ON_TERRITORY
from fabrique.accompaniment.missions.enums import CONCLUDED, ConventionState, FunctionType, Party, Unit
from fabrique.accompaniment.missions.models.needs import around
from fabrique.accompaniment.missions.models.work import Engagement
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Membership, Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import animate

PERSON = settings.AUTH_USER_MODEL


class RateQuerySet(QuerySet):
    def visible_to(self, person):
        return self if animate.allows(person) else self.none()

    def in_force(self, function: str, on=None):
        return self.filter(function=function, valid_from__lte=on or timezone.localdate()).order_by("-valid_from", "-pk")


class Rate(models.Model):
    """R193: the cooperative rate, dated; empty until somebody adopts one (Q11). Never edited: the next one replaces it."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    function = models.CharField(max_length=10, choices=FunctionType)
    unit = models.CharField(max_length=6, choices=Unit, default=Unit.DAY)
    amount_cents = models.PositiveIntegerField()
    valid_from = models.DateField()
    adopted_by = models.CharField(max_length=200)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = RateQuerySet.as_manager()

    class Meta:
        ordering = ["function", "-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["function", "unit", "valid_from"], name="rate_once_a_day"),
            models.CheckConstraint(name="rate_says_who_adopted_it", condition=~Q(adopted_by="")),
        ]

    def __str__(self):
        return f"{self.get_function_display()}, {self.valid_from}"

    @property
    def euros(self) -> Decimal:
        return Decimal(self.amount_cents) / 100

    def of(self, quarters: int, hours_a_day: int = 7) -> int:
        """In cents, for so many quarter days."""
        units = Decimal(quarters) / 4 * (1 if self.unit == Unit.DAY else hours_a_day)
        return int((units * self.amount_cents).to_integral_value())


class ConventionQuerySet(QuerySet):
    def visible_to(self, person):
        """The association, whoever leads the cohort, the territory, the ally's own, and whoever pays it, once signed (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        near = around(person, (*LEADS, *ON_TERRITORY), "engagement__mission__participation__")
        backed = Q(pk__in=Convention.objects.backed_by(person).values("pk"))
        return self.filter(near | Q(engagement__in=Engagement.objects.of(person)) | backed)

    def backed_by(self, person):
        """Once signed, those that this person's own organisation pays, in a cohort that they host or fund (A50)."""
        if not person.is_authenticated:
            return self.none()
        held = person.scopes_as(Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)
        own = Membership.objects.active().filter(person=person).values("organisation")
        paid = Convention.funders.through.objects.filter(organisation__in=own).values("convention")
        mine = self.filter(pk__in=paid, engagement__mission__participation__cohort__scope__in=held)
        # broken off after it was signed: the text that they paid for is still theirs to read
        signed = Signature.objects.filter(amendment=None, text_number=F("convention__text_number"))
        broken = Q(state=ConventionState.TERMINATED)
        for party in Party:
            broken &= Q(pk__in=signed.filter(party=party).values("convention"))
        return mine.filter(Q(state__in=CONCLUDED) | broken)


class Convention(Versioned):
    """R195. Its text is drawn from these fields; once agreed it is frozen in `text`, and that text is what is signed."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="conventions")
    purpose = models.TextField()
    function = models.CharField(max_length=10, choices=FunctionType, default=FunctionType.ONE_OFF)
    planned_quarters = models.PositiveSmallIntegerField()
    rate = models.ForeignKey(Rate, models.PROTECT, null=True, blank=True, related_name="+")
    amount_cents = models.PositiveBigIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    calendar = models.TextField(blank=True)
    deliverables = models.TextField()
    reuse = models.TextField()
    state = models.CharField(max_length=10, choices=ConventionState, default=ConventionState.DRAFT)
    text = models.TextField(blank=True)
    text_number = models.PositiveSmallIntegerField(default=0)
    ended_because = models.CharField(max_length=300, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    # whose funding convention pays it (R195): said in the text that is signed
    funders = models.ManyToManyField(Organisation, blank=True, related_name="+")

    objects = ConventionQuerySet.as_manager()

    class Meta:
        ordering = ["engagement", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement"], condition=~Q(state__in=["closed", "terminated"]), name="one_convention_stands"),
            models.CheckConstraint(name="convention_has_some_days", condition=Q(planned_quarters__gt=0)),
            models.CheckConstraint(name="convention_dates_in_order", condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="frozen_convention_has_its_text", condition=Q(state__in=["draft", "terminated"]) | ~Q(text="")),
            models.CheckConstraint(name="terminated_convention_says_why", condition=~Q(state="terminated") | ~Q(ended_because="")),
            models.CheckConstraint(name="paid_convention_says_when", condition=~Q(state__in=["paid", "closed"]) | Q(paid_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.engagement.organisation}, {self.engagement.mission}"

    def get_absolute_url(self):
        return reverse("missions:convention", args=[self.engagement.mission.cohort.code, self.code])

    @property
    def mission(self):
        return self.engagement.mission

    @property
    def euros(self) -> Decimal:
        return Decimal(self.amount_cents) / 100


class OfConventionQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(convention__in=Convention.objects.visible_to(person))


class Amendment(models.Model):
    """R448: more days, for a reason, signed by the three. Not signed, it gives nothing."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="amendments")
    added_quarters = models.PositiveSmallIntegerField()
    added_cents = models.PositiveBigIntegerField(default=0)
    reason = models.TextField()
    text = models.TextField()
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = OfConventionQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(name="amendment_adds_days_and_says_why", condition=Q(added_quarters__gt=0) & ~Q(reason="")),
            models.UniqueConstraint(fields=["convention"], condition=Q(signed_at=None), name="one_amendment_at_a_time"),
        ]  # fmt: skip

    def __str__(self):
        return self.reason[:80]

    @property
    def added(self) -> str:
        return days(self.added_quarters)


class Signature(models.Model):
    """Who signed what, as what, on which day: the print of the very text (as the number one's commitment, R291)."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    convention = models.ForeignKey(Convention, models.PROTECT, related_name="signatures")
    amendment = models.ForeignKey(Amendment, models.PROTECT, null=True, blank=True, related_name="signatures")
    party = models.CharField(max_length=12, choices=Party)
    signer_name = models.CharField(max_length=160)
    quality = models.CharField(max_length=160)
    text_number = models.PositiveSmallIntegerField(default=0)
    text_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=timezone.now)
    signed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = OfConventionQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["convention", "party", "text_number"], condition=Q(amendment=None), name="convention_signed_once_a_party"),
            models.UniqueConstraint(fields=["amendment", "party"], condition=Q(amendment__isnull=False), name="amendment_signed_once_a_party"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.signer_name}, {self.quality}"
