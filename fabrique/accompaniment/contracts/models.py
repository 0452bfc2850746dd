from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, Participation
from fabrique.accompaniment.contracts.enums import LIVING, PUBLIC, ContractKind, ContractState
from fabrique.accompaniment.institutions.models import ON_TERRITORY
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Membership, Organisation
from fabrique.ground.people.enums import Role

# they read the amounts and the dialogue of every contract of the cohort
ON_COHORT = (*LEADS, Role.EMBEDDED_EVALUATOR)
# they read those that their own organisation signs or funds
BACKERS = (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)
# they read those that their territory signs
SIGNATORIES = (*ON_TERRITORY, Role.ACCOMPANYING_ALLY)


class ContractQuerySet(QuerySet):
    def visible_to(self, person):
        """Once signed, known to all, without its amounts; before, to those who may read its inside."""
        signed = Q(state__in=PUBLIC, cohort__in=Cohort.objects.visible_to(person))
        if not person.is_authenticated:
            return self.filter(signed)
        if person.holds(*STAFF):
            return self
        return self.filter(signed | Q(pk__in=Contract.objects.open_to(person).values("pk")))

    def open_to(self, person):
        """Those whose lines, amounts and dialogue this person reads: of their cohort, territory or organisation (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        mine = Participation.objects.filter(scope__in=person.scopes_as(*SIGNATORIES))
        territories = Contract.participations.through.objects.filter(participation__in=mine).values("contract")
        own = Membership.objects.active().filter(person=person).values("organisation")
        lines = ContractLine.objects.filter(funder__in=own).values("contract")
        backed = Q(cohort__scope__in=person.scopes_as(*BACKERS)) & (Q(institution__in=own) | Q(pk__in=lines))
        return self.filter(Q(cohort__scope__in=person.scopes_as(*ON_COHORT)) | Q(pk__in=territories) | backed)

    def to_review(self):
        return self.filter(state__in=LIVING, review_on__lte=timezone.localdate())


class Contract(Versioned):
    """R546. Its amounts are its lines': what it says of itself may be public once it is signed."""

    KEPT_INSIDE = ("review_on",)

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="contracts")
    kind = models.CharField(max_length=8, choices=ContractKind)
    title = models.CharField(max_length=200)
    institution = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    participations = models.ManyToManyField(Participation, blank=True, related_name="contracts")
    bodies = models.ManyToManyField(Organisation, blank=True, related_name="contracts_advised")
    orientations = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ContractState, default=ContractState.PREPARED)
    signed_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True, blank=True)
    in_charge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "title"], name="contract_once"),
            models.CheckConstraint(name="signed_contract_says_when", condition=~Q(state__in=["signed", "ended"]) | Q(signed_on__isnull=False)),
            models.CheckConstraint(name="dropped_contract_says_why", condition=~Q(state="dropped") | ~Q(dropped_because="")),
            models.CheckConstraint(name="contract_dates_in_order", condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on"))),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("contracts:contract", args=[self.cohort.code, self.code])


class OfContractQuerySet(QuerySet):
    """The inside of a contract: never public, whatever its state."""

    def visible_to(self, person):
        return self.filter(contract__in=Contract.objects.open_to(person))


class ContractLine(Versioned):
    """R544: what the contract pays or promises. `immaterial` is the time of people rather than walls (R545)."""

    code = PublicCodeField()
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    project = models.ForeignKey(PilotProject, models.PROTECT, null=True, blank=True, related_name="contract_lines")
    strategy = models.CharField(max_length=200, blank=True)
    immaterial = models.BooleanField(default=False)
    funder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    amount_cents = models.PositiveBigIntegerField(null=True, blank=True)

    objects = OfContractQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["contract", "title"], name="contract_line_once")]

    def __str__(self):
        return self.title

    @property
    def amount(self) -> Decimal | None:
        """In euros, as a person types it."""
        return None if self.amount_cents is None else Decimal(self.amount_cents) / 100


class Exchange(models.Model):
    """R547: one moment of the dialogue with a technical body. Never edited: what changes is said by the next one."""

    code = PublicCodeField()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="exchanges")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # the hat of whoever answered, never the name (R025)
    hat = models.CharField(max_length=160, blank=True)
    held_on = models.DateField()
    subject = models.CharField(max_length=200)
    said = models.TextField()
    next_step = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfContractQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="exchange_due_says_what", condition=Q(due_on=None) | ~Q(next_step="")),
            models.CheckConstraint(name="exchange_done_was_due", condition=Q(done_on=None) | ~Q(next_step="")),
        ]  # fmt: skip

    def __str__(self):
        return self.subject
