import secrets

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, Cohort, Participation, cohorts_as
from fabrique.accompaniment.peers.enums import GroupState
from fabrique.accompaniment.peers.models import PeerGroup, sealed_name
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workshops.enums import FEWEST, Ballot, WorkshopState
from fabrique.accompaniment.workshops.models.scripted import Scripted
from fabrique.core.db import ALPHABET, EVERYTHING, PublicCodeField, QuerySet
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside
from fabrique.ground.referentials.models import Item

PERSON = settings.AUTH_USER_MODEL
FACILITATES = (*LEADS, Role.PEER_GROUP_FACILITATOR)
DOOR = 6


def new_door() -> str:
    """What one types to come in: six signs without look-alikes, read aloud in a room."""
    return "".join(secrets.choice(ALPHABET) for _ in range(DOOR))


def topic_of(door: str) -> str:
    """Its channel in `core.live`, known from the address alone: it is read before anything that a page shows."""
    return f"workshop:{door}"


class WorkshopQuerySet(QuerySet):
    def visible_to(self, person):
        """The wall, hence the workshop (R578): who leads its cohort, who facilitates it, who took part with an account.

        A peer group's: its members and its facilitator, nobody else. One made at home: also the territory's referent.
        """
        if not person.is_authenticated:
            return self.none()
        led = Q(cohort__scope__in=person.scopes_as(*LEADS))
        led |= Q(facilitator=person, cohort__scope__in=cohorts_as(person, *FACILITATES))
        led |= Q(at_home=True) & inside(person.scopes_as(Role.DELEGATION_REFERENT), "participation__scope")
        took_part = Q(pk__in=Attendance.objects.filter(person=person).values("workshop"))
        among_peers = Q(group__in=PeerGroup.objects.entered_by(person))
        return self.filter(Q(group=None) & (led | took_part) | among_peers)

    def placed(self):
        """Each with where, when, by whom and among whom it is held."""
        return self.select_related(
            "cohort__scope", "group__category", "session", "facilitator", "participation__territory"
        )


class Workshop(Versioned):
    """One room and its script. `current` is the step where everybody is; `door` the short code by which one comes in."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="workshops")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="workshops")
    group = models.ForeignKey(PeerGroup, models.PROTECT, null=True, blank=True, related_name="workshops")
    # a workshop of one delegation: what it gives may go in what the programme keeps (R333)
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="workshops")
    # the delegation leads it itself, for its own territory: whoever is its referent that day
    at_home = models.BooleanField(default=False)
    title = models.CharField(max_length=160)
    facilitator = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=WorkshopState, default=WorkshopState.PREPARED)
    door = models.CharField(max_length=DOOR, unique=True, default=new_door, editable=False)
    current = models.ForeignKey("Step", models.SET_NULL, null=True, blank=True, related_name="+")
    opened_on = models.DateField(null=True, blank=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="workshop_of_peers_or_of_a_delegation", condition=Q(group=None) | Q(participation=None)),
            models.CheckConstraint(name="workshop_at_home_is_of_a_delegation", condition=Q(at_home=False) | Q(participation__isnull=False)),
            models.CheckConstraint(name="workshop_opened_has_its_day", condition=Q(state__in=["prepared", "archived"]) | Q(opened_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workshops:workshop", args=[self.cohort.code, self.code])

    @property
    def is_open(self) -> bool:
        if self.state != WorkshopState.OPEN or self.cohort.state == CohortState.ARCHIVED:
            return False
        return self.group is None or self.group.state != GroupState.ARCHIVED

    @property
    def is_common(self) -> bool:
        """Of several delegations: what it gives is kept for each (R333). The words of a peer group are the group's."""
        return self.participation_id is None and self.group_id is None

    def places(self):
        """The delegations that may be in it."""
        found = self.cohort.participations.current().select_related("territory")
        return found if self.is_common else found.none()

    @property
    def topic(self) -> str:
        return topic_of(self.door)


class OfWorkshopQuerySet(QuerySet):
    """What lies in a workshop is read by whoever reads its wall."""

    def visible_to(self, person):
        return self.filter(workshop__in=Workshop.objects.visible_to(person))


class StepQuerySet(OfWorkshopQuerySet):
    def voted_by(self, participant):
        """Votes that are over, where they answered, as enough people did for a map to be told."""
        over = self.filter(ballot=Ballot.OPINION, shown=True, pk__in=participant.votes.values("step"))
        return over.annotate(voters=Count("votes__participant", distinct=True)).filter(voters__gte=FEWEST)


class Step(Scripted):
    """`ends_at`: the instant of the server when its time is over. It closes nothing: whoever facilitates goes on."""

    KEPT_INSIDE = EVERYTHING
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="steps")
    ends_at = models.DateTimeField(null=True, blank=True)
    # what a vote gives is seen by all from the moment that it is shown
    shown = models.BooleanField(default=False)

    objects = StepQuerySet.as_manager()

    class Meta(Scripted.Meta):
        pass

    @property
    def ends(self) -> int:
        """The same in milliseconds, as `core/live.js` counts down to it."""
        return int(self.ends_at.timestamp() * 1000) if self.ends_at else 0

    @property
    def left(self) -> str:
        """« 4:05 », for a page that counts nothing down."""
        seconds = max(int((self.ends_at - timezone.now()).total_seconds()), 0) if self.ends_at else 0
        return f"{seconds // 60}:{seconds % 60:02d}"


class Participant(models.Model):
    """Somebody in the room: a category they choose, no name. The token is in their browser; its imprint here.

    `account`: the code of their account, sealed and of one length, or nobody: it is opened to give somebody back what
    is theirs, and at the end to note who was there, in no order (`Attendance`).
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participants")
    category = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    account = SealedText(default=sealed_name)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class Attendance(models.Model):
    """Somebody with an account was there, and may read the wall again. Nothing says which participant they were."""

    KEPT_INSIDE = EVERYTHING
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")

    objects = OfWorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "person"], name="workshop_attended_once")]

    def __str__(self):
        return str(self.pk)
