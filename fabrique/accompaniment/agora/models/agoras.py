from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from fabrique.accompaniment.agora.enums import AgoraState, AnswerSays, AnswerState
from fabrique.accompaniment.cohorts.models import Cohort, Participation, cohorts_as
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.peers.enums import StatementKind, StatementState
from fabrique.accompaniment.peers.models import Statement
from fabrique.accompaniment.peers.models.words import Written
from fabrique.accompaniment.workshops.models import Workshop
from fabrique.core.db import EVERYTHING, PublicCodeField, QuerySet, paired
from fabrique.core.sealed import SealedText
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside
from fabrique.ground.referentials.models import Item

PERSON = settings.AUTH_USER_MODEL
# A50, « Agora resolutions »: who reads what was adopted, without being of the cohort
ALLIES = (
    Role.ALLY_PERSON, Role.ALLY_REPRESENTATIVE, Role.QUALIFIED_ALLY, Role.BUREAU_MEMBER, Role.BOARD_MEMBER,
    Role.ASSOCIATION_MEMBER,
)  # fmt: skip
WITNESSES = (Role.EMBEDDED_MEDIA, Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)


class AgoraQuerySet(QuerySet):
    def visible_to(self, person):
        """That it exists, and what it adopted: its own readers, allies and witnesses of a cohort's, all once published."""
        shown = self.filter(cohort__in=Cohort.objects.visible_to(person))
        published = Q(state=AgoraState.PUBLISHED)
        if not person.is_authenticated:
            return shown.filter(published)
        told = Q(cohort__scope__in=cohorts_as(person, *WITNESSES), participation=None)
        if person.holds(*ALLIES):
            told |= Q(participation=None)
        return shown.filter(published | told | Q(pk__in=self.read_by(person).values("pk")))

    def read_by(self, person):
        """What is said in it: the people of the cohort, or of the delegation when it is local, and the association's team."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(Role.ASSOCIATION_EMPLOYEE):
            return self
        together = Q(participation=None, cohort__scope__in=cohorts_as(person, *READ_DELEGATION))
        return self.filter(together | inside(person.scopes_as(*READ_DELEGATION), "participation__scope"))

    def together(self):
        """Those of a whole cohort."""
        return self.filter(participation=None)

    def counted(self):
        """Each with how many resolutions it adopted."""
        adopted = Q(resolutions__adopted_on__isnull=False)
        return self.annotate(adopted=Count("resolutions", filter=adopted, distinct=True)).order_by("-held_on", "pk")


class Agora(Versioned):
    """The meeting of a cohort, or, with a `participation`, of the four categories of one territory (R409, R413)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="agoras")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="agoras")
    name = models.CharField(max_length=160)
    question = models.CharField(max_length=300, blank=True)
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=AgoraState, default=AgoraState.PREPARED)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AgoraQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "pk"]
        constraints = [
            paired("agora_published_at_and_by", "published_at", "published_by"),
            models.CheckConstraint(name="agora_published_with_its_date", condition=Q(state="published", published_at__isnull=False) | (~Q(state="published") & Q(published_at=None))),
            models.UniqueConstraint(fields=["participation"], condition=Q(state__in=["prepared", "open"]), name="one_local_agora_at_a_time"),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agora:agora", args=[self.cohort.code, self.code])

    @property
    def scope(self):
        return self.participation.scope if self.participation else self.cohort.scope

    def places(self):
        """The delegations that meet in it."""
        if self.participation_id:
            return Participation.objects.current().filter(pk=self.participation_id)
        return Participation.objects.current().filter(cohort=self.cohort_id)

    def categories(self) -> list[Item]:
        """In the order of the referential; read once."""
        if "_categories" not in self.__dict__:
            self.__dict__["_categories"] = list(Item.objects.categories(self.cohort.scope))
        return self.__dict__["_categories"]


class OfAgoraQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(agora__in=Agora.objects.read_by(person))


class AgoraItemQuerySet(OfAgoraQuerySet):
    def live(self):
        """Not those whose words were taken back, here or by the peer group they come from."""
        shared = Q(statement__state=StatementState.RELEASED, statement__edition=F("edition"))
        return self.filter(Q(by_hand=True, withdrawn_on=None) | shared)

    def claims(self):
        return self.filter(kind=StatementKind.CLAIM)

    def worded(self):
        """With all that its words need."""
        return self.select_related("statement", "category", "to")


class AgoraItem(Versioned):
    """What a category said: the very words of a statement its peers shared, or words said in the room (R410).

    The text of a statement is read through it and never copied: taken back among peers, it is gone here too. `edition`
    is the one that entered; a statement rewritten and shared again enters anew, its answers being about other words.
    """

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    agora = models.ForeignKey(Agora, models.PROTECT, related_name="items")
    kind = models.CharField(max_length=12, choices=StatementKind)
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    # of a claim; empty: to all the other categories
    to = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="+")
    edition = models.PositiveSmallIntegerField(default=0)
    by_hand = models.BooleanField(default=False)
    text = SealedText(blank=True)
    due_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = AgoraItemQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agora", "statement", "edition"], name="statement_enters_an_agora_once"),
            models.CheckConstraint(name="agora_item_by_hand_or_of_peers", condition=Q(by_hand=True, statement=None) | Q(by_hand=False, text="", due_on=None, withdrawn_on=None)),
            models.CheckConstraint(name="agora_item_says_something", condition=Q(by_hand=False) | (Q(withdrawn_on=None) & ~Q(text="")) | Q(withdrawn_on__isnull=False, text="")),
            models.CheckConstraint(name="agora_claim_is_addressed", condition=Q(kind="claim") | Q(to=None)),
            models.CheckConstraint(name="agora_commitment_has_a_date", condition=Q(kind="commitment") | Q(due_on=None)),
        ]  # fmt: skip

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("agora:item", args=[self.agora.cohort.code, self.agora.code, self.code])

    @property
    def is_live(self) -> bool:
        """As `live()`, on one item."""
        if self.by_hand:
            return self.withdrawn_on is None
        told = self.statement
        return told is not None and told.state == StatementState.RELEASED and told.edition == self.edition

    @property
    def words(self) -> str:
        if not self.is_live:
            return ""
        return self.text if self.by_hand else self.statement.text

    @property
    def due(self):
        if self.by_hand or not self.is_live:
            return self.due_on
        return self.statement.due_on


class Convergence(Versioned):
    """What several categories say together: items side by side, under a title (R409)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    agora = models.ForeignKey(Agora, models.PROTECT, related_name="convergences")
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    items = models.ManyToManyField(AgoraItem, blank=True, related_name="convergences")

    objects = OfAgoraQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agora", "title"], name="convergence_of_an_agora_once")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("agora:convergence", args=[self.agora.cohort.code, self.agora.code, self.code])


class Debate(models.Model):
    """A workshop where the room of this Agora speaks from its phones: what it decides may become a resolution."""

    KEPT_INSIDE = EVERYTHING
    agora = models.ForeignKey(Agora, models.PROTECT, related_name="debates")
    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="debate")

    objects = OfAgoraQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.workshop)


class AnswerQuerySet(QuerySet):
    def visible_to(self, person):
        """Whoever reads the Agora; of a draft, `permissions.read_answer` says more."""
        return self.filter(item__agora__in=Agora.objects.read_by(person))

    def agreed(self):
        return self.filter(state=AnswerState.AGREED)


class Answer(Versioned):
    """What a category answers to a demand: a draft between its members until a second one agrees (R412, ADR 0088)."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    item = models.ForeignKey(AgoraItem, models.PROTECT, related_name="answers")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    says = models.CharField(max_length=8, choices=AnswerSays)
    words = SealedText(blank=True)
    state = models.CharField(max_length=8, choices=AnswerState, default=AnswerState.DRAFT)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["category__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "category"], name="one_answer_a_category"),
            paired("agora_answer_agreed_at_and_by", "agreed_at", "agreed_by"),
            models.CheckConstraint(name="agora_answer_agreed_by_a_second", condition=Q(state="draft", agreed_by=None) | (Q(state="agreed", agreed_by__isnull=False) & ~Q(agreed_by=F("written_by")))),
            models.CheckConstraint(name="agora_answer_other_than_yes_says_why", condition=Q(says="accept") | ~Q(words="")),
        ]  # fmt: skip

    def __str__(self):
        return self.get_says_display()


class Remark(Written):
    """A few lines of the debate, on an item, a convergence or a resolution: signed by a category, its author sealed."""

    KEPT_INSIDE = EVERYTHING
    code = PublicCodeField()
    agora = models.ForeignKey(Agora, models.PROTECT, related_name="remarks")
    item = models.ForeignKey(AgoraItem, models.PROTECT, null=True, blank=True, related_name="remarks")
    convergence = models.ForeignKey(Convergence, models.CASCADE, null=True, blank=True, related_name="remarks")
    resolution = models.ForeignKey("Resolution", models.CASCADE, null=True, blank=True, related_name="remarks")
    category = models.ForeignKey(Item, models.PROTECT, related_name="+")
    text = SealedText()

    objects = OfAgoraQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="remark_is_on_one_thing",
                condition=Q(item__isnull=False, convergence=None, resolution=None)
                | Q(item=None, convergence__isnull=False, resolution=None)
                | Q(item=None, convergence=None, resolution__isnull=False),
            )
        ]

    def __str__(self):
        return self.code
