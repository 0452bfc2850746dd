from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fabrique.accompaniment.circles.enums import Axis, CandidateState, DrawState, Origin
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace.models.kept import KeptQuerySet
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role

# what was announced stays announced, so that anybody can check what was done
PUBLIC = (DrawState.FROZEN, DrawState.SEEDED, DrawState.DRAWN, DrawState.PUBLISHED)


class DrawQuerySet(KeptQuerySet):
    @staticmethod
    def shown() -> Q:
        """Once the list is frozen everybody reads the rules, the print of the list and the seed; never a name."""
        return Q(state__in=PUBLIC)


class Draw(Versioned):
    """R558: a citizens' circle drawn by lot, balanced on quotas, that anybody can check."""

    code = PublicCodeField()
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="draws")
    title = models.CharField(max_length=160)
    purpose = models.TextField()
    seats = models.PositiveSmallIntegerField()
    opposed_seats = models.PositiveSmallIntegerField(default=0)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.VOLUNTEERS)
    notice = models.TextField()
    statistics = models.CharField(max_length=200, blank=True)
    statistics_on = models.DateField(null=True, blank=True)
    erase_on = models.DateField()
    state = models.CharField(max_length=10, choices=DrawState, default=DrawState.PREPARING)
    seed_source = models.CharField(max_length=300, blank=True)
    seed = models.CharField(max_length=200, blank=True)
    sheet_print = models.CharField(max_length=64, blank=True)
    listed = models.PositiveIntegerField(default=0)
    attempt = models.PositiveSmallIntegerField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    abandoned_because = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "title"], name="citizen_draw_once"),
            models.CheckConstraint(name="draw_has_a_seat_at_least", condition=Q(seats__gte=1)),
            models.CheckConstraint(name="seats_kept_are_seats", condition=Q(opposed_seats__lte=F("seats"))),
            models.CheckConstraint(name="frozen_list_has_its_print", condition=~Q(state__in=PUBLIC) | (~Q(sheet_print="") & ~Q(seed_source="") & Q(frozen_at__isnull=False))),
            models.CheckConstraint(name="drawn_with_a_seed", condition=~Q(state__in=["seeded", "drawn", "published"]) | ~Q(seed="")),
            models.CheckConstraint(name="drawn_draw_says_when", condition=~Q(state__in=["drawn", "published"]) | Q(drawn_at__isnull=False, attempt__isnull=False)),
            models.CheckConstraint(name="abandoned_draw_says_why", condition=~Q(state="abandoned") | ~Q(abandoned_because="")),
            paired("draw_frozen_at_and_by", "frozen_at", "frozen_by"),
            paired("draw_drawn_at_and_by", "drawn_at", "drawn_by"),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("circles:draw", args=[self.participation.cohort.code, self.participation.code, self.code])

    @property
    def key(self) -> str:
        return f"{self.sheet_print}|{self.seed}"


class Band(models.Model):
    """How many people of the territory fall in one band of one axis, as public statistics count them."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="bands")
    axis = models.CharField(max_length=8, choices=Axis)
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=80)
    population = models.PositiveIntegerField()

    class Meta:
        ordering = ["axis", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["draw", "axis", "label"], name="band_once")]

    def __str__(self):
        return f"{self.label} : {self.population}"


class CandidateQuerySet(QuerySet):
    def visible_to(self, person):
        """For the referent who organises, and for nobody else: neither the cohort, nor the administration."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(draw__participation__scope__in=person.scopes_as(Role.DELEGATION_REFERENT))


class Candidate(models.Model):
    """A person of the list. `opposed` is « declared opposed to the project », kept only with its written consent."""

    code = PublicCodeField()
    draw = models.ForeignKey(Draw, models.CASCADE, related_name="candidates")
    number = models.PositiveIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120)
    reach = models.CharField(max_length=160, blank=True)
    age = models.CharField(max_length=80)
    sex = models.CharField(max_length=80)
    category = models.CharField(max_length=80)
    agreed_on = models.DateField()
    opposed = models.BooleanField(default=False)
    opposed_consent_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=CandidateState, default=CandidateState.LISTED)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    reserved = models.BooleanField(default=False)
    left_because = models.CharField(max_length=300, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["number", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="candidate_number_once"),
            models.UniqueConstraint(fields=["draw", "reach"], condition=~Q(reach=""), name="candidate_once"),
            models.UniqueConstraint(fields=["draw", "seat"], condition=Q(state="drawn"), name="seat_held_by_one"),
            models.CheckConstraint(name="opposition_is_kept_with_consent", condition=Q(opposed=False) | Q(opposed_consent_on__isnull=False)),
            models.CheckConstraint(name="called_candidate_has_a_seat", condition=Q(state="listed", seat=None) | (~Q(state="listed") & Q(seat__isnull=False))),
            models.CheckConstraint(name="replaced_candidate_says_why", condition=Q(state="left", left_on__isnull=False) & ~Q(left_because="") | ~Q(state="left") & Q(left_because="", left_on=None)),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    @property
    def profile(self) -> tuple[str, str, str]:
        return (self.age, self.sex, self.category)
