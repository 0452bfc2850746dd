from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, Cohort, Participation, cohorts_as
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers.enums import GroupState, MemberState
from fabrique.accompaniment.programme.models import Session
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.models import Item

PERSON = settings.AUTH_USER_MODEL
TERRITORY = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)


def memberships(person, *states):
    """A member who holds nothing in the delegation any more is of the group no more."""
    places = person.scopes_as(*TERRITORY)
    return Membership.objects.filter(person=person, state__in=states, participation__scope__in=places)


class PeerGroupQuerySet(QuerySet):
    def visible_to(self, person):
        """That it exists: who leads its cohort, its facilitator, the one named to be, those invited, and whoever has words
        in it still. What is said in it is `entered_by`."""
        if not person.is_authenticated:
            return self.none()
        invited = memberships(person, MemberState.INVITED, MemberState.IN, MemberState.OUT).values("group")
        left = Membership.objects.inside().filter(person=person).values("group")
        return self.filter(
            Q(cohort__scope__in=person.scopes_as(*LEADS)) | Q(pk__in=invited) | Q(pk__in=left) | self.facilitated_by(person) | self.handed_to(person)
        )  # fmt: skip

    def entered_by(self, person):
        """Its members and its facilitator (A50): no other role, of the house or of the cohort."""
        if not person.is_authenticated:
            return self.none()
        inside = memberships(person, MemberState.IN).values("group")
        return self.filter(Q(pk__in=inside) | self.facilitated_by(person))

    @staticmethod
    def facilitated_by(person) -> Q:
        """Never in a cohort that they lead, even if they came to lead it since."""
        places = cohorts_as(person, Role.PEER_GROUP_FACILITATOR) - person.scopes_as(*LEADS)
        return Q(facilitator=person, cohort__scope__in=places)

    @staticmethod
    def handed_to(person) -> Q:
        return Q(successor=person, cohort__scope__in=cohorts_as(person, Role.PEER_GROUP_FACILITATOR))

    def left_alone(self):
        """Nobody facilitates them any more: the role ended, or who held it leads the cohort now."""
        held = RoleGrant.objects.active().filter(person=OuterRef("facilitator"), person__is_active=True)
        leads = Exists(held.filter(scope=OuterRef("cohort__scope"), role__in=LEADS))
        held = held.filter(Q(scope=OuterRef("cohort__scope")) | Q(scope=OuterRef("cohort__scope__parent")))
        able = Exists(held.filter(role=Role.PEER_GROUP_FACILITATOR))
        return self.exclude(state=GroupState.ARCHIVED).exclude(cohort__state=CohortState.ARCHIVED).filter(~able | leads)


class PeerGroup(Versioned):
    """People of one category of a cohort (R401). `label`: a sub-type or a scale, when the category has several groups."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="peer_groups")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    label = models.CharField(max_length=120, blank=True)
    facilitator = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    # named to take it over, reads nothing until they accept the rules
    successor = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    dates = models.TextField(blank=True)
    sessions = models.ManyToManyField(Session, blank=True, related_name="peer_groups")
    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.FORMED)

    objects = PeerGroupQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "label", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "category", "label"], name="peer_group_once"),
            models.CheckConstraint(name="peer_group_is_handed_to_another", condition=~Q(successor=F("facilitator"))),
        ]

    def __str__(self):
        return f"{self.category.label}, {self.label}" if self.label else self.category.label

    def get_absolute_url(self):
        return reverse("peers:group", args=[self.cohort.code, self.code])

    @property
    def has_members(self) -> bool:
        """Somebody entered, with the facilitator of that day."""
        return self.members.filter(accepted_on__isnull=False).exists()


class MembershipQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own, and those of the groups that one leads or facilitates: names, never words."""
        if not person.is_authenticated:
            return self.none()
        led = PeerGroup.objects.filter(
            Q(cohort__scope__in=person.scopes_as(*LEADS)) | PeerGroup.objects.facilitated_by(person)
        )
        return self.filter(Q(person=person) | Q(group__in=led))

    def inside(self):
        return self.filter(state=MemberState.IN)

    def active(self):
        return self.filter(state__in=[MemberState.INVITED, MemberState.IN])


class Membership(Versioned):
    """Somebody proposed, who enters by accepting the rules. `seat` is empty for a number one who holds none."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=MemberState, default=MemberState.INVITED)
    invited_at = models.DateTimeField(default=timezone.now)
    # the rules, by the person
    accepted_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="member_of_a_peer_group_once"),
            models.CheckConstraint(name="peer_member_accepted_the_rules", condition=~Q(state="in") | Q(accepted_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return str(self.person)

    @property
    def who(self) -> str:
        return self.seat.who if self.seat else str(self.person)


class Tie(models.Model):
    """What one says, alone, of somebody of the same territory or organisation (R403). Shown to nobody else, ever."""

    KEPT_INSIDE = EVERYTHING
    says = models.ForeignKey(Membership, models.CASCADE, related_name="ties")
    about = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    answer = SealedText()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["says", "about"], name="tie_said_once"),
            models.CheckConstraint(name="tie_is_with_another", condition=~Q(says=F("about"))),
        ]

    def __str__(self):
        return str(self.pk)
