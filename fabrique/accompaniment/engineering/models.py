from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Participation
from fabrique.accompaniment.engineering.enums import HandOverState, Level, Subject
from fabrique.accompaniment.institutions.models import ON_TERRITORY
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Membership, Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

SENT = (HandOverState.SENT, HandOverState.ANSWERED, HandOverState.TAKEN_UP, HandOverState.DECLINED)


class SupportQuerySet(QuerySet):
    def visible_to(self, person):
        """Public; one that closed is seen by those who keep the directory."""
        keeps = person.is_authenticated and (person.holds(*STAFF) or bool(person.scopes_as(*LEADS)))
        return self if keeps else self.offered()

    def offered(self):
        return self.filter(closed_on=None)

    def around(self, department: str):
        """Those that say no department go everywhere."""
        return self.filter(Q(coverage__department=department) | Q(coverage=None)).distinct()

    def about(self, subject: str):
        return self.filter(subjects__contains=f"|{subject}|")


class EngineeringSupport(Versioned):
    """R521: reached by its service and its hat, never by a name. `subjects` are keys between bars, to be found by one."""

    code = PublicCodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="engineering_supports")
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=12, choices=Level)
    does = models.TextField()
    does_not = models.TextField()
    subjects = models.CharField(max_length=300, default="|")
    hat = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    checked_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)
    fictional = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="engineering_support_once"),
            models.CheckConstraint(name="support_says_what_it_does_not", condition=~Q(does="") & ~Q(does_not="")),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("engineering:support", args=[self.code])

    @property
    def subject_keys(self) -> list[str]:
        return [key for key in self.subjects.split("|") if key]

    @property
    def subject_labels(self) -> list:
        return [Subject(key).label for key in self.subject_keys if key in Subject.values]


class Coverage(models.Model):
    """A department where a support works, by its official number."""

    support = models.ForeignKey(EngineeringSupport, models.CASCADE, related_name="coverage")
    department = models.CharField(max_length=3)

    class Meta:
        ordering = ["department"]
        constraints = [models.UniqueConstraint(fields=["support", "department"], name="coverage_once")]

    def __str__(self):
        return self.department


class HandOverQuerySet(QuerySet):
    def visible_to(self, person):
        """The territory, its ally, who leads; the support's own people once it was sent, never before."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        near = inside(person.scopes_as(*ON_TERRITORY, Role.ACCOMPANYING_ALLY, *LEADS), "participation__scope")
        own = Membership.objects.active().filter(person=person).values("organisation")
        return self.filter(near | Q(state__in=SENT, support__organisation__in=own))

    def waiting(self):
        return self.filter(state__in=[HandOverState.SENT, HandOverState.ANSWERED])


class HandOver(Versioned):
    """A territory put in touch with a support: what is asked, what was done already, the answer (R521)."""

    code = PublicCodeField()
    support = models.ForeignKey(EngineeringSupport, models.PROTECT, related_name="hand_overs")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="hand_overs")
    asked = models.TextField()
    done = models.TextField()
    state = models.CharField(max_length=10, choices=HandOverState, default=HandOverState.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            paired("hand_over_agreed_at_and_by", "agreed_at", "agreed_by"),
            models.CheckConstraint(name="sent_hand_over_was_agreed", condition=Q(state__in=["proposed", "withdrawn"]) | Q(agreed_at__isnull=False)),
            models.CheckConstraint(name="declined_hand_over_says_why", condition=~Q(state="declined") | ~Q(reply="")),
            models.UniqueConstraint(fields=["support", "participation"], condition=Q(state__in=["proposed", "agreed", "sent", "answered"]), name="one_hand_over_under_way"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.participation.territory}, {self.support}"

    def get_absolute_url(self):
        return reverse("engineering:hand-over", args=[self.code])
