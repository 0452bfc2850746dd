from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, OfCohortQuerySet, Participation
from fabrique.accompaniment.recruitment.enums import CandidacyState, ConditionState, LeadSource, PrerequisiteKind
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Scope
from fabrique.ground.territories.models import Territory

# who reads the candidacies of a cohort without conducting it (A50)
READERS = (Role.EMBEDDED_EVALUATOR, Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)
# the team of the territory itself
TEAM = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)


class PresentationEvent(Versioned):
    """R286: a meeting where the path was presented. Counted, never a list of who came."""

    KEPT_INSIDE = EVERYTHING

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="presentations")
    title = models.CharField(max_length=200)
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    territories_count = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self):
        return self.title


class Prerequisite(Versioned):
    """What a territory brings to enter this cohort (R289): each cohort has its own list."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="conditions_to_enter")
    kind = models.CharField(max_length=12, choices=PrerequisiteKind, default=PrerequisiteKind.OTHER)
    label = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "label"], name="prerequisite_once")]

    def __str__(self):
        return self.label


class Terms(Versioned):
    """The text that a number one signs in this cohort. Its version is kept with each signature (R291)."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="terms")
    commitment = models.TextField()

    def __str__(self):
        return str(self.cohort)


class CandidacyQuerySet(QuerySet):
    def visible_to(self, person):
        """Who conducts, who evaluates or funds the cohort, the territory's own team, and who brought the lead (A50)."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        of_cohort = Q(cohort__scope__in=person.scopes_as(*LEADS, *READERS))
        return self.filter(of_cohort | Q(scope__in=person.scopes_as(*TEAM)) | Q(proposed_by=person))

    def own(self, person):
        """Those of the teams this person is in, and the leads this person brought."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(scope__in=person.scopes_as(*TEAM)) | Q(proposed_by=person))

    def live(self):
        return self.exclude(state__in=[CandidacyState.DECLINED, CandidacyState.POSTPONED])


class Candidacy(Versioned):
    """A territory on its way into a cohort. Its scope is the one of its delegation to be: roles may be given before."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="candidacies")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="candidacies")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="candidacy")
    participation = models.OneToOneField(Participation, models.PROTECT, null=True, blank=True, related_name="candidacy")
    state = models.CharField(max_length=12, choices=CandidacyState, default=CandidacyState.LEAD)
    lead_from = models.CharField(max_length=12, choices=LeadSource, default=LeadSource.EVENT)
    lead_note = models.CharField(max_length=300, blank=True)
    # the ally who brought the lead, if it was one: they follow what becomes of it
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    contact_name = models.CharField(max_length=160, blank=True)
    contact_email = models.EmailField(blank=True)
    approached_on = models.DateField(null=True, blank=True)
    presented_on = models.DateField(null=True, blank=True)
    motivation = models.TextField(blank=True)
    delegation_planned = models.TextField(blank=True)
    project_idea = models.TextField(blank=True)
    capacity = models.TextField(blank=True)
    election_on = models.DateField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField(null=True, blank=True)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        ordering = ["territory__folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "territory"], name="candidacy_once"),
            models.CheckConstraint(name="closed_candidacy_says_why", condition=~Q(state__in=["declined", "postponed"]) | ~Q(decision_reason="")),
            models.CheckConstraint(name="engaged_candidacy_is_in", condition=~Q(state="engaged") | Q(participation__isnull=False)),
            paired("candidacy_decided_at_and_by", "decided_at", "decided_by"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.territory}, {self.cohort}"

    def get_absolute_url(self):
        return reverse("recruitment:candidacy", args=[self.cohort.code, self.code])


class Condition(models.Model):
    """A prerequisite met by a candidacy, or waived in writing; a waiver stays visible (R293)."""

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="conditions")
    prerequisite = models.ForeignKey(Prerequisite, models.PROTECT, related_name="conditions")
    state = models.CharField(max_length=8, choices=ConditionState)
    reason = models.TextField(blank=True)
    said_at = models.DateTimeField(auto_now=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "prerequisite"], name="condition_once"),
            models.CheckConstraint(name="waiver_says_why", condition=~Q(state="waived") | ~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.prerequisite} : {self.get_state_display()}"


class CommitmentQuerySet(QuerySet):
    def standing(self):
        return self.filter(ended_on=None)


class Commitment(models.Model):
    """R291: what the number one signed, with the text as it stood. Never edited: it ends, and another is signed."""

    code = PublicCodeField()
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="commitments")
    signer_name = models.CharField(max_length=160)
    quality = models.CharField(max_length=160)
    means = models.TextField(blank=True)
    relays = models.TextField(blank=True)
    text = models.TextField()
    text_number = models.PositiveIntegerField()
    signed_on = models.DateField()
    on_paper = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy"], condition=Q(ended_on=None), name="one_commitment_stands"),
            models.CheckConstraint(name="ended_commitment_says_why", condition=Q(ended_on=None) | ~Q(ended_because="")),
        ]

    def __str__(self):
        return f"{self.signer_name}, {self.quality}"


class MutualSheet(Versioned):
    """R295: what the territory gives, what it receives, what is out of scope, when. A change asks both to agree again."""

    candidacy = models.OneToOneField(Candidacy, models.CASCADE, related_name="sheet")
    gives = models.TextField(blank=True)
    receives = models.TextField(blank=True)
    out_of_scope = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    territory_agreed_at = models.DateTimeField(null=True, blank=True)
    territory_agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip
    cohort_agreed_at = models.DateTimeField(null=True, blank=True)
    cohort_agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")  # fmt: skip

    class Meta:
        constraints = [
            paired("sheet_territory_agreed_at_and_by", "territory_agreed_at", "territory_agreed_by"),
            paired("sheet_cohort_agreed_at_and_by", "cohort_agreed_at", "cohort_agreed_by"),
        ]

    def __str__(self):
        return str(self.candidacy)
