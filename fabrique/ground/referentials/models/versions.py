from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import get_language

from fabrique.core.db import PublicCodeField, QuerySet, paired
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Scope
from fabrique.ground.referentials.enums import ADDRESSED, STYLES, Category, Part, ReferentialKey, VersionState

EDITORS = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)
# what makes an item, and is copied, compared and edited
ITEM_WORDS = ("name_fr", "name_en", "gloss_fr", "gloss_en", "part", "said_by", "said_to")


class VersionQuerySet(QuerySet):
    def visible_to(self, person):
        """Published versions and their history are public; a draft is seen by those who may edit it."""
        if person.is_authenticated and person.holds(*EDITORS):
            return self
        return self.exclude(state=VersionState.DRAFT)

    def in_force(self):
        return self.filter(state=VersionState.PUBLISHED)

    def of(self, referential: ReferentialKey):
        return self.filter(referential=referential)

    def next_number(self) -> int:
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1


class Version(models.Model):
    code = PublicCodeField()
    referential = models.CharField(max_length=20, choices=ReferentialKey)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.DRAFT)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    # the version in force when this draft was opened
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["referential", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["referential", "number"], name="version_once"),
            models.UniqueConstraint(
                fields=["referential"], condition=Q(state="published"), name="one_version_in_force"
            ),
            models.UniqueConstraint(fields=["referential"], condition=Q(state="draft"), name="one_draft"),
            paired("version_published_at_and_by", "published_at", "published_by"),
        ]

    def __str__(self):
        return f"{self.get_referential_display()}, {self.number}"

    def get_absolute_url(self):
        return reverse("referentials:version", args=[self.referential, self.code])


class ItemQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(version__in=Version.objects.visible_to(person))

    def common(self):
        """Without the words a cohort added for itself."""
        return self.filter(added_by_scope=None)

    def of(self, referential: ReferentialKey, within: Scope | None = None):
        """The items in force; in a scope, also those its cohort added (R028)."""
        mine = Q(added_by_scope=None)
        if within is not None:
            mine |= Q(added_by_scope__in=[within.pk, *filter(None, [within.parent_id])])
        in_force = self.filter(mine, version__referential=referential, version__state=VersionState.PUBLISHED)
        return in_force.order_by("order", "pk")

    def categories(self, within: Scope | None = None):
        """The categories of actors themselves, without their sub-types."""
        return self.of(ReferentialKey.CATEGORIES, within).filter(parent=None)


class Spoken(models.Model):
    """Where a sentence of the referential of the four categories stands: nothing of it in the other referentials.

    `said_to`: keys of categories between blanks; empty for all of them.
    """

    part = models.CharField(max_length=12, choices=Part, blank=True)
    said_by = models.CharField(max_length=20, choices=Category, blank=True)
    said_to = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    @property
    def addressees(self) -> list[Category]:
        return [Category(key) for key in self.said_to.split()]

    @property
    def told_to(self) -> str:
        return ", ".join(str(one.label) for one in self.addressees)


class Item(Spoken):
    """A word of one version. The same `key` names the same idea from version to version (E2 V25).

    `added_by_scope`: a cohort may add a word for itself (a fifth category, R028) without touching the common
    referential. Such an item stands beside the version in force, is seen in that scope only (`of(key, within=scope)`),
    and follows it into the next version.
    """

    code = PublicCodeField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="items")
    key = models.SlugField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveSmallIntegerField(default=0)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    gloss_fr = models.TextField(blank=True)
    gloss_en = models.TextField(blank=True)
    added_by_scope = models.ForeignKey(Scope, models.PROTECT, null=True, blank=True, related_name="+")
    # how many times it was saved: what an edition compares, as `Versioned` does elsewhere (`version` is taken here)
    edition = models.PositiveIntegerField(default=1, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], condition=Q(added_by_scope=None), name="item_once"),
            models.UniqueConstraint(fields=["version", "key", "added_by_scope"], name="item_once_in_scope"),
            models.CheckConstraint(name="item_is_said_to_somebody", condition=Q(part__in=ADDRESSED) | Q(said_to="")),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name_fr

    @property
    def gloss(self) -> str:
        return (self.gloss_en if get_language() == "en" else "") or self.gloss_fr

    @property
    def style(self) -> str:
        """Kit class of an actor category; a category added by a cohort takes the neutral one."""
        return STYLES.get(self.key, "plus")

    @property
    def icon(self) -> str:
        return STYLES.get(self.key, "citoyen")
