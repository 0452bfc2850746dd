from django.conf import settings
from django.db import connection, models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from fabrique.core.db import FoldedField, PublicCodeField, QuerySet
from fabrique.core.text import fold
from fabrique.core.versions import Versioned
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.territories.enums import (
    NATURES,
    WHOLE_NUMBERS,
    Advancement,
    FactKind,
    Geography,
    PlaceKind,
    TerritoryKind,
)

TEAM = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR)


# the best starts from the index alone, and only then their places. When enough peopled names begin so, they are the
# answer: the four thousand « saint » are left unread
PEOPLED = 2000
BEST_PLACES = """
WITH starting AS (
    SELECT place_id, folded, rank, population FROM territories_placestart
    WHERE folded {at_least} %(word)s AND folded {before} %(end)s
), peopled AS (
    SELECT place_id, 1 AS nearness, population FROM territories_placestart {by_peopled}
    WHERE folded {at_least} %(word)s AND folded {before} %(end)s AND rank = 0 AND population >= {peopled}
    ORDER BY population DESC, place_id LIMIT %(most)s
), found AS (
    SELECT place_id, 0 AS nearness, population FROM territories_placestart WHERE folded = %(word)s AND rank = 0
    UNION ALL SELECT * FROM peopled
    UNION ALL SELECT place_id, rank + 1, population FROM starting WHERE (SELECT count(*) FROM peopled) < %(most)s
), best AS (
    SELECT place_id, min(nearness) AS nearness, max(population) AS population FROM found
    GROUP BY place_id ORDER BY nearness, population DESC, place_id LIMIT %(most)s
)
SELECT place.*, department.name AS department_name
FROM best
JOIN territories_place place ON place.code = best.place_id
LEFT JOIN territories_place department ON department.code = place.department_id
ORDER BY best.nearness, best.population DESC, best.place_id
"""
# PostgreSQL compares by bytes, whatever its collation, with the operators of `varchar_pattern_ops`; SQLite keeps no
# statistics of its own accord and must be told of the smaller index
COMPARE = {
    "postgresql": {"at_least": "~>=~", "before": "~<~", "by_peopled": ""},
    "sqlite": {"at_least": ">=", "before": "<", "by_peopled": "INDEXED BY place_by_peopled_start"},
}


class PlaceQuerySet(QuerySet):
    def visible_to(self, person):
        """The official reference is public."""
        return self

    def best_for(self, typed: str, at_most: int = 10) -> list["Place"]:
        """Places found by what was typed, each with its `department_name`: one query.

        The whole name comes first, then its beginning, then the most peopled. Written by hand: at each letter typed,
        the ORM took twenty times longer to write this query than the engine to answer it.
        """
        word = fold(typed)
        if len(word) < 2:
            return []
        statement = BEST_PLACES.format(peopled=PEOPLED, **COMPARE[connection.vendor])
        return list(self.raw(statement, {"word": word, "end": word + "\U0010ffff", "most": at_most}))


class Place(models.Model):
    """One line of the official reference of communes, EPCI, departments and regions (Licence Ouverte, INSEE's COG).

    Its key says what it is: `commune-11170`, `epci-200000172`, `departement-11`, `region-76`. Only the import writes.
    """

    code = models.CharField(max_length=24, primary_key=True)
    kind = models.CharField(max_length=12, choices=PlaceKind)
    official = models.CharField(max_length=9)
    name = models.CharField(max_length=120)
    nature = models.CharField(max_length=20, blank=True)
    siren = models.CharField(max_length=9, blank=True)
    postcodes = models.CharField(max_length=240, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    # the import, which alone writes here, has checked them: the database would check them 100,000 times again
    epci = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="members", db_constraint=False, db_index=False
    )
    department = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False)  # fmt: skip
    region = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False)
    # no longer in the reference, kept because a territory refers to it
    gone = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "official"], name="place_once")]
        indexes = [models.Index(fields=["epci"], name="place_by_epci")]

    def __str__(self):
        return self.name

    @property
    def territory_kind(self) -> TerritoryKind:
        return NATURES[self.nature] if self.kind == PlaceKind.EPCI else TerritoryKind(self.kind)


class PlaceStart(models.Model):
    """What a place is found by: its name from each of its words on, its official code, its postcodes.

    `rank` is 0 where the name or the code begins, 1 inside the name; the population is the place's, copied here so
    that the index alone gives the best ones.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="starts", db_constraint=False, db_index=False)
    folded = models.CharField(max_length=140)
    rank = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["folded", "rank", "population", "place"],
                name="place_by_start",
                opclasses=["varchar_pattern_ops", "int2_ops", "int4_ops", "varchar_ops"],
            ),
            models.Index(
                fields=["folded", "population", "place"],
                name="place_by_peopled_start",
                condition=Q(rank=0, population__gte=PEOPLED),
                opclasses=["varchar_pattern_ops", "int4_ops", "varchar_ops"],
            ),
            models.Index(fields=["place"], name="start_of_place"),
        ]

    def __str__(self):
        return self.folded


class TerritoryQuerySet(QuerySet):
    def visible_to(self, person):
        """Pages of territories are public once published; a draft is seen by the team that prepares it."""
        if person.is_authenticated and person.holds(*TEAM):
            return self
        return self.filter(published=True)

    def matching(self, words: str):
        """Those with all these words in their name or their department's, whatever the accents."""
        found = self
        for word in fold(words).split():
            found = found.filter(Q(folded__contains=word) | Q(department_folded__contains=word))
        return found

    def departments(self):
        """(code, name) of those that have a territory here, in order of code."""
        return (
            self.exclude(department="").order_by("department").values_list("department", "department_name").distinct()
        )


class Territory(Versioned):
    """A human community woven of relations: no official code is required (R035)."""

    code = PublicCodeField()
    name = models.CharField(max_length=160)
    folded = FoldedField()
    kind = models.CharField(max_length=12, choices=TerritoryKind)
    lede = models.CharField(max_length=300, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="territories")
    department = models.CharField(max_length=3, blank=True)
    department_name = models.CharField(max_length=60, blank=True)
    department_folded = FoldedField(of="department_name", blank=True)
    region_name = models.CharField(max_length=60, blank=True)
    carrier = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="carried_territories")
    geography = models.JSONField(default=list, blank=True)
    # R038: read by those who build cohorts, on the team's own screens only
    advancement = models.PositiveSmallIntegerField(choices=Advancement, null=True, blank=True)
    fictional = models.BooleanField(default=False)
    published = models.BooleanField(default=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        indexes = [models.Index(fields=["published", "folded"], name="territory_list")]
        constraints = [
            models.CheckConstraint(
                name="advancement_known", condition=Q(advancement=None) | Q(advancement__in=Advancement.values)
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Its page is drawn by an area above, at this address."""
        return f"{reverse('territories:list')}{self.code}/"

    @property
    def geography_labels(self) -> list[str]:
        return [str(Geography(tag).label) for tag in self.geography if tag in Geography.values]


class Link(models.Model):
    """The smaller inside the larger: vertical cooperation is shown (R040)."""

    inside = models.ForeignKey(Territory, models.CASCADE, related_name="links_up")
    around = models.ForeignKey(Territory, models.CASCADE, related_name="links_down")

    objects = QuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inside", "around"], name="link_once"),
            models.CheckConstraint(name="link_between_two", condition=~Q(inside=F("around"))),
        ]
        ordering = ["pk"]

    def __str__(self):
        return f"{self.inside} < {self.around}"


class StatedFactQuerySet(QuerySet):
    def in_reading_order(self):
        """What a reader looks for first comes first; of one kind, the latest date."""
        place = Case(*(When(kind=kind, then=Value(n)) for n, kind in enumerate(FactKind)))
        return self.order_by(place, "-as_of", "-pk")


class StatedFact(models.Model):
    """A value as a source states it: two sources that disagree are two rows (R015). Rows are never rewritten (0001)."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=12, choices=FactKind)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    text = models.CharField(max_length=300, blank=True)
    as_of = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    objects = StatedFactQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-as_of", "-pk"]
        constraints = [
            models.CheckConstraint(name="fact_says_something", condition=Q(value__isnull=False) | ~Q(text="")),
            models.CheckConstraint(name="fact_not_negative", condition=Q(value=None) | Q(value__gte=0)),
            models.CheckConstraint(name="fact_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} : {self.shown}"

    @property
    def shown(self) -> str:
        """The value as it is read: `6 575`, `8,56 km²`, or its words."""
        if self.value is None:
            return self.text
        whole = self.kind in WHOLE_NUMBERS or self.value == self.value.to_integral_value()
        number = formats.number_format(self.value.quantize(1) if whole else self.value.normalize(), use_l10n=True, force_grouping=True)  # fmt: skip
        if self.kind == FactKind.AREA:
            number = _("%(number)s km²") % {"number": number}
        return f"{number} ({self.text})" if self.text else number
