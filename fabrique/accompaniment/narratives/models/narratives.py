from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.evaluation.models import Effect
from fabrique.accompaniment.narratives.enums import SHOWN, Audience, Kind, Licence, NarrativeState, Origin
from fabrique.accompaniment.support.models import circles
from fabrique.accompaniment.workspace.permissions import KEEPERS
from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside
from fabrique.ground.referentials.models import Item

# who holds each pen, in its own place
PENS = {
    Origin.MEDIA: (Role.EMBEDDED_MEDIA,),
    Origin.NARRATOR: (Role.NARRATIVE_FACILITATOR,),
    Origin.TERRITORY: KEEPERS,
    Origin.COHORT: LEADS,
}
IN_COHORT = (Role.EMBEDDED_EVALUATOR, Role.EMBEDDED_MEDIA, Role.NARRATIVE_FACILITATOR, Role.PEER_GROUP_FACILITATOR)


class NarrativeQuerySet(QuerySet):
    def visible_to(self, person):
        """What is published, by its audience; what is in writing, for those who hold its pen and nobody else.

        What a media published is not hidden by the state of a cohort: nobody but its author takes it back (R465).
        """
        published = Q(state=NarrativeState.PUBLISHED)
        standing = Q(origin=Origin.MEDIA) | Q(cohort__in=Cohort.objects.visible_to(person))
        public = published & Q(audience=Audience.PUBLIC)
        if not person.is_authenticated:
            return self.filter(public & standing)
        if person.holds(*STAFF):
            return self.filter(published | self.pen_of(person))
        around = circles(person) | person.scopes_as(*IN_COHORT)
        told = (
            public
            | published & Q(audience=Audience.COHORT, cohort__scope__in=around)
            | published & inside(person.scopes_as(*READ_DELEGATION), "participation__scope")
        )
        return self.filter(told & standing | self.pen_of(person))

    def written_by(self, person):
        return self.filter(self.pen_of(person)) if person.is_authenticated else self.none()

    @staticmethod
    def pen_of(person) -> Q:
        cohort = Q(pk=None)
        for origin in (Origin.MEDIA, Origin.NARRATOR, Origin.COHORT):
            cohort |= Q(origin=origin, cohort__scope__in=person.scopes_as(*PENS[origin]))
        if person.holds(*STAFF):
            cohort |= Q(origin=Origin.COHORT)
        return cohort | Q(origin=Origin.TERRITORY, participation__scope__in=person.scopes_as(*KEEPERS))

    def published(self):
        return self.filter(state=NarrativeState.PUBLISHED)

    def in_time(self):
        return self.order_by("told_on", "pk")

    def for_lists(self):
        """What a list says of each, in a number of queries that does not grow."""
        related = self.select_related("organisation", "cohort", "participation__territory")
        return related.prefetch_related("dimensions", "voices").annotate(replied=models.Count("replies", distinct=True))


def random_name(_narrative, _name):
    """A stored file is found by its row alone."""
    return f"recits/{token_hex(16)}"


class Narrative(Versioned):
    """R462. Signed by an organisation, never by a person; of a whole cohort when it names no territory."""

    KEPT_INSIDE = ("file", "media_type", "link_dead_at")

    code = PublicCodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="narratives")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, blank=True, related_name="narratives")
    origin = models.CharField(max_length=10, choices=Origin)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="narratives")
    told_on = models.DateField(default=timezone.localdate)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=300, blank=True)
    file = models.FileField(upload_to=random_name, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    # a file cannot lose one passage: when a consent is withdrawn it goes whole, and the page says since when
    file_removed_on = models.DateField(null=True, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PUBLIC)
    licence = models.CharField(max_length=12, choices=Licence, default=Licence.BY)
    dimensions = models.ManyToManyField(Item, related_name="+", blank=True)
    voices = models.ManyToManyField(Item, related_name="+", blank=True)
    effects = models.ManyToManyField(Effect, related_name="narratives", blank=True)
    state = models.CharField(max_length=10, choices=NarrativeState, default=NarrativeState.DRAFT)
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # somebody found that the link leads nowhere: said beside it, never instead of it
    link_dead_at = models.DateTimeField(null=True, blank=True)
    link_dead_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)

    objects = NarrativeQuerySet.as_manager()

    class Meta:
        ordering = ["-told_on", "-pk"]
        constraints = [
            paired("narrative_published_at_and_by", "published_at", "published_by"),
            paired("narrative_withdrawn_at_and_by", "withdrawn_at", "withdrawn_by"),
            paired("narrative_link_dead_at_and_by", "link_dead_at", "link_dead_by"),
            models.CheckConstraint(name="narrative_published_says_when", condition=~Q(state__in=["published", "withdrawn"]) | Q(published_at__isnull=False)),
            models.CheckConstraint(name="narrative_withdrawn_says_when", condition=Q(state="withdrawn", withdrawn_at__isnull=False) | ~Q(state="withdrawn") & Q(withdrawn_at=None)),
            models.CheckConstraint(name="narrative_of_a_delegation_names_it", condition=Q(participation__isnull=False) | ~Q(audience="delegation") & ~Q(origin="territory")),
            models.CheckConstraint(name="narrative_file_says_its_type", condition=Q(file="", media_type="") | ~Q(file="") & ~Q(media_type="")),
            models.CheckConstraint(name="dead_link_is_a_link", condition=Q(link_dead_at=None) | ~Q(url="")),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("narratives:narrative", args=[self.code])

    @property
    def told_place(self) -> str:
        return str(self.participation.territory if self.participation else self.cohort)

    @property
    def place(self):
        """Where the roles of its pen are held."""
        return self.participation.scope if self.origin == Origin.TERRITORY else self.cohort.scope

    @property
    def host(self) -> str:
        """Where a link leads, said before one follows it."""
        return urlsplit(self.url).netloc.removeprefix("www.")

    def passages_to_read(self) -> list:
        """In their order; of a withdrawn one, only the day."""
        return [one for one in self.passages.all() if one.consent in SHOWN or one.is_withdrawn]
