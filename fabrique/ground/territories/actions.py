"""Every write on territories. The official reference is written by its import alone (`reference.py`)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.db import FoldedField, readable_code
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.people.permissions import animate
from fabrique.ground.territories.enums import FactKind, Geography
from fabrique.ground.territories.models import Link, Place, StatedFact, Territory

WORDS = ("name", "kind", "lede", "place", "department", "department_name", "region_name", "carrier", "geography",
         "advancement")  # fmt: skip


@transaction.atomic
def create_territory(
    *, name: str, kind: str, by: Person, code: str = "", published: bool = True, fictional: bool = False, **words: Any
) -> Territory:
    """`words` takes the other fields of `WORDS`; the department and region left empty come from `place`."""
    animate(by)
    territory = Territory(published=published, fictional=fictional)
    fill(territory, {"name": name, "kind": kind, **words})
    territory.code = code or readable_code(Territory, name)
    territory.save(force_insert=True)
    audit.record(by, "territory-created", territory, name=name, kind=kind, published=published)
    return territory


@transaction.atomic
def edit_territory(*, territory: Territory, seen: int, by: Person, **words: Any) -> Territory:
    """Raises `Conflict` when somebody saved since version `seen`."""
    animate(by)
    changed = [name for name, value in words.items() if getattr(territory, name) != value]
    fill(territory, words)
    for field in (field for field in territory._meta.concrete_fields if isinstance(field, FoldedField)):  # noqa: SLF001
        field.pre_save(territory, add=False)
    territory.save_version(seen=seen, fields=[*WORDS, "folded", "department_folded"])
    audit.record(by, "territory-edited", territory, fields=", ".join(changed))
    return territory


def fill(territory: Territory, words: dict[str, Any]) -> None:
    unknown = set(words) - set(WORDS)
    if unknown:
        raise TypeError(f"unknown fields: {', '.join(sorted(unknown))}")
    for name, value in words.items():
        setattr(territory, name, value)
    if set(territory.geography) - set(Geography.values):
        raise ValueError(f"unknown geography: {territory.geography}")
    place: Place | None = territory.place
    if place is None:
        return
    department = place.department
    if not territory.department and department is not None:
        territory.department, territory.department_name = department.official, department.name
    if not territory.region_name and place.region is not None:
        territory.region_name = place.region.name


@transaction.atomic
def state_fact(
    *, territory: Territory, kind: str, source: str, by: Person, value: Decimal | float | None = None,
    text: str = "", as_of: str = "",
) -> StatedFact:  # fmt: skip
    """Add what a source states. Nothing is overwritten: a correction is one more row, and both are shown (R015).

    The same statement made twice is one row.
    """
    animate(by)
    if not source:
        raise Denied(_("Dites d’où vient cette valeur : un document, une date, une page."))
    exact = None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))
    said = {"kind": FactKind(kind), "value": exact, "text": text, "as_of": as_of, "source": source}
    found = territory.facts.filter(**said).first()
    if found is not None:
        return found
    fact = StatedFact.objects.create(territory=territory, entered_by=by, **said)
    audit.record(by, "fact-stated", territory, kind=kind, value=exact, source=source)
    return fact


@transaction.atomic
def link(*, inside: Territory, around: Territory, by: Person) -> Link:
    """Say that one territory lies in another; refused when it would go round in a circle."""
    animate(by)
    # one at a time: two links made at once could close a circle that neither sees
    list(Territory.objects.select_for_update().order_by("pk")[:1])
    if inside.pk == around.pk:
        raise Denied(_("Un territoire n’est pas dans lui-même."))
    if inside.pk in above([around.pk]):
        raise Denied(_("« %(around)s » est déjà dans « %(inside)s » : l’inverse ne peut pas être vrai aussi.")
                     % {"around": around, "inside": inside})  # fmt: skip
    made, created = Link.objects.get_or_create(inside=inside, around=around)
    if created:
        audit.record(by, "territory-linked", inside, around=around.code)
    return made


def above(start: Iterable[int]) -> set[int]:
    """Row numbers of all territories around these, at any height: one query a level."""
    seen: set[int] = set()
    level = set(start)
    while level:
        level = set(Link.objects.filter(inside__in=level).values_list("around_id", flat=True)) - seen
        seen |= level
    return seen


@transaction.atomic
def unlink(*, link: Link, by: Person) -> None:
    animate(by)
    inside, around = link.inside, link.around
    link.delete()
    audit.record(by, "territory-unlinked", inside, around=around.code)


@transaction.atomic
def publish(*, territory: Territory, by: Person) -> Territory:
    return show(territory, True, "territory-published", _("Cette page est déjà publiée."), by)


@transaction.atomic
def unpublish(*, territory: Territory, by: Person) -> Territory:
    return show(territory, False, "territory-withdrawn", _("Cette page n’est pas publiée."), by)


def show(territory: Territory, published: bool, verb: str, refusal: str, by: Person) -> Territory:
    """Visibility changes by a dated act of a named person, never by editing a flag (R581)."""
    animate(by)
    if not Territory.objects.filter(pk=territory.pk, published=not published).update(published=published):
        raise Denied(refusal)
    territory.published = published
    audit.record(by, verb, territory)
    return territory
