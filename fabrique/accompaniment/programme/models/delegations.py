"""What a delegation brings to a session and takes home from it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Participation
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.programme.enums import OutputKind, SessionState
from fabrique.accompaniment.programme.models.sessions import Session
from fabrique.core.db import PublicCodeField, QuerySet
from fabrique.core.versions import Versioned
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

TERRITORY = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)


class PriorQuestionQuerySet(QuerySet):
    def visible_to(self, person):
        """Its own delegation and whoever prepares the session; the others read `answered` in the kit, without a name."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        own = inside(person.scopes_as(*TERRITORY), "participation__scope")
        return self.filter(own | Q(session__cohort__scope__in=person.scopes_as(*LEADS)))

    def waiting(self):
        return self.filter(answer="")

    def in_the_kit(self, session: Session):
        """Those answered, once the kit is published: read without the delegation that asked."""
        return self.filter(session=session, session__state=SessionState.DOCUMENTED).exclude(answer="")


class PriorQuestion(models.Model):
    """A question left by a delegation before the day (R335), answered in the kit."""

    code = PublicCodeField()
    session = models.ForeignKey(Session, models.PROTECT, related_name="prior_questions")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="prior_questions")
    text = models.CharField(max_length=400)
    answer = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PriorQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "participation", "text"], name="prior_question_once")]

    def __str__(self):
        return self.text


class OutputQuerySet(QuerySet):
    def visible_to(self, person):
        """Those who make or lead the path with this delegation, as its list."""
        if not person.is_authenticated:
            return self.none()
        if person.holds(*STAFF):
            return self
        return self.filter(inside(person.scopes_as(*READ_DELEGATION), "participation__scope"))

    def of(self, participation: Participation):
        """Along the path, in order: for the turning points, the evaluation and the narratives (R333)."""
        return self.filter(participation=participation).select_related("session").order_by(
            "session__date", "session__pk", "kind"
        )  # fmt: skip

    def expectations(self):
        """What was hoped at the start (R334), to be confronted half-way and at the end."""
        return self.filter(kind=OutputKind.EXPECTATIONS)


class Output(Versioned):
    """What a delegation made in the workshop of a session (R332, R333).

    `text` holds the stakes or the expectations. A front page has its `headline`, its `year`, then the path travelled,
    the levers and the blockages as seen from there.
    """

    code = PublicCodeField()
    session = models.ForeignKey(Session, models.PROTECT, related_name="outputs")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="outputs")
    kind = models.CharField(max_length=12, choices=OutputKind)
    text = models.TextField(blank=True)
    headline = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    path = models.TextField(blank=True)
    levers = models.TextField(blank=True)
    blockages = models.TextField(blank=True)

    objects = OutputQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "participation", "kind"], name="output_once"),
            models.CheckConstraint(name="front_page_has_a_headline", condition=Q(kind="front-page", text="") | (~Q(kind="front-page") & ~Q(text="") & Q(headline="", year=None, path="", levers="", blockages=""))),
            models.CheckConstraint(name="headline_is_written", condition=~Q(kind="front-page") | ~Q(headline="")),
            models.CheckConstraint(name="year_of_a_front_page", condition=Q(year=None) | Q(year__gte=2020, year__lte=2100)),
        ]  # fmt: skip

    def __str__(self):
        return self.headline or self.get_kind_display()
