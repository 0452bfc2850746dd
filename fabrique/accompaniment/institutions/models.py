from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, OfCohortQuerySet, Participation
from fabrique.accompaniment.institutions.enums import WAITING, NoteState, SheetKind, SheetState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.agenda.models import Event
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant

ON_TERRITORY = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)
# those who have somebody to call in an institution: not those who pay or watch
CALLERS = (*LEADS, *ON_TERRITORY, Role.ACCOMPANYING_ALLY, Role.REGIONAL_INSTITUTION_AGENT)
INSIDERS = (*CALLERS, Role.EMBEDDED_EVALUATOR, Role.FUNDER_CONTACT)


def cohorts_of(person, roles) -> set[int]:
    """Row numbers of the scopes of the cohorts where one of these roles is held, in the cohort or in a delegation."""
    held = [grant.scope for grant in person.grants if grant.role in roles]
    return {scope.pk for scope in held} | {scope.parent_id for scope in held if scope.parent_id}


def entrusted_to(person, *local: Role) -> Q:
    """Rows with a `cohort` and an `in_charge` that this person answers for; `local` roles of delegations may answer too.

    Theirs; and in a cohort they lead, those of nobody, or of somebody who holds nothing there any more.
    """
    near = Q(role__in=LEADS, scope=OuterRef("cohort__scope")) | Q(
        role__in=local, scope__parent=OuterRef("cohort__scope")
    )
    kept = RoleGrant.objects.active().filter(Q(role__in=STAFF) | near, person=OuterRef("in_charge"))
    orphan = Q(in_charge=None) | ~Exists(kept)
    return Q(in_charge=person) | Q(orphan, cohort__scope__in=person.scopes_as(*LEADS))


class PolicyMilestone(models.Model):
    """R512: an act, a consultation or a measure of the public policy the cohort is part of."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="policy")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=200)
    value = models.CharField(max_length=300)
    period = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.label


class InsideQuerySet(QuerySet):
    """Of one cohort, for those who walk, lead, evaluate, host or fund it (A50: as its conventions)."""

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(cohort__scope__in=cohorts_of(person, INSIDERS))


class NoteQuerySet(InsideQuerySet):
    def visible_to(self, person):
        """A draft is its writers' alone."""
        seen = super().visible_to(person)
        if not person.is_authenticated or person.holds(*STAFF):
            return seen
        return seen.filter(~Q(state=NoteState.DRAFT) | Q(cohort__scope__in=person.scopes_as(*LEADS)))


class IntentionNote(Versioned):
    """R517, R518: what is proposed to the institution. A version that was handed is never edited: another follows it."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="intention_notes")
    number = models.PositiveSmallIntegerField(default=1)
    institution = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=NoteState, default=NoteState.DRAFT)
    handed_on = models.DateField(null=True, blank=True)
    # as a source gives it, when it gives no day
    period = models.CharField(max_length=60, blank=True)
    answer = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="intention_note_once"),
            models.UniqueConstraint(fields=["cohort"], condition=Q(state="draft"), name="one_intention_note_in_writing"),
            models.CheckConstraint(name="handed_note_says_when", condition=Q(state="draft") | Q(handed_on__isnull=False) | ~Q(period="")),
            models.CheckConstraint(name="answered_note_says_what", condition=~Q(state="answered") | ~Q(answer="")),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.cohort}, {self.number}"


class ContactQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who may call: the people of the path; a territory's own contacts, for that territory and the leads."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        led = person.scopes_as(*LEADS, Role.REGIONAL_INSTITUTION_AGENT)
        shared = Q(participation=None, cohort__scope__in=cohorts_of(person, CALLERS))
        return self.filter(shared | Q(cohort__scope__in=led) | Q(participation__scope__in=person.scopes_as(*CALLERS)))

    def serving(self):
        return self.filter(ended_on=None)


class Contact(Versioned):
    """R524, D16: a hat to call in an institution or a State service. The hat, never the person: it stays when people go."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="institution_contacts")
    # nothing: for all the territories of the cohort
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="institution_contacts")  # fmt: skip
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=160)
    subject = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__folded", "hat", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "organisation", "hat"], condition=Q(participation=None, ended_on=None), name="shared_contact_once"),
            models.UniqueConstraint(fields=["participation", "organisation", "hat"], condition=Q(ended_on=None), name="contact_of_a_territory_once"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.hat}, {self.organisation}"


class SheetQuerySet(InsideQuerySet):
    def to_review(self):
        return self.filter(state__in=WAITING, review_on__lte=timezone.localdate())


class ActionSheet(Versioned):
    """R518: what is agreed with the institution. `review_on` is when a sheet that waits is looked at again."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="action_sheets")
    kind = models.CharField(max_length=12, choices=SheetKind)
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=SheetState, default=SheetState.PROPOSED)
    reason = models.TextField(blank=True)
    period = models.CharField(max_length=60, blank=True)
    review_on = models.DateField(null=True, blank=True)
    # who holds it on the institution's side, and who answers for it on ours
    partner = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="sheets")
    in_charge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind", "title"], name="sheet_once"),
            models.CheckConstraint(name="stopped_sheet_says_why", condition=~Q(state__in=["blocked", "on-hold", "dropped"]) | ~Q(reason="")),
            models.CheckConstraint(name="review_of_a_waiting_sheet", condition=Q(review_on=None) | Q(state__in=["blocked", "on-hold"])),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def lost_its_partner(self) -> bool:
        """D23: the service was reorganised and nobody took the sheet over yet."""
        return self.partner is not None and self.partner.ended_on is not None


class ContactChange(models.Model):
    """D23: a sheet handed to another hat of the institution, with what it must know. Never edited."""

    code = PublicCodeField()
    sheet = models.ForeignKey(ActionSheet, models.CASCADE, related_name="contact_changes")
    before = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    note = models.TextField()
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"{self.sheet}, {self.after}"


class DecisionDate(Versioned):
    """R524: when an institution decides, what is expected of it there, then what came out."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="decision_dates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    body = models.CharField(max_length=160)
    on = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=60, blank=True)
    expected = models.CharField(max_length=300, blank=True)
    outcome = models.TextField(blank=True)

    objects = InsideQuerySet.as_manager()

    class Meta:
        ordering = [F("on").asc(nulls_last=True), "pk"]
        constraints = [models.CheckConstraint(name="decision_date_says_when", condition=Q(on__isnull=False) | ~Q(period=""))]  # fmt: skip

    def __str__(self):
        return f"{self.body}, {self.organisation}"


class JointEvent(Versioned):
    """R518, R520: held with the institution. It is a session of the cohort or a date of the agenda, which says when and where."""

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="joint_events")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.ForeignKey(ActionSheet, models.SET_NULL, null=True, blank=True, related_name="joint_events")
    shares = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = OfCohortQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="joint_event_is_one_moment", condition=Q(session=None, event__isnull=False) | Q(session__isnull=False, event=None)),
            models.UniqueConstraint(fields=["cohort", "session"], name="joint_session_once"),
            models.UniqueConstraint(fields=["cohort", "event"], name="joint_event_once"),
        ]  # fmt: skip

    def __str__(self):
        return str(self.session or self.event)
