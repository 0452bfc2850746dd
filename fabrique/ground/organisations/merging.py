"""Moving all that points to one organisation towards another, whatever the area it lives in."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation

OWN_NAMES = ("id", "code")


def move_relations(kept: Organisation, gone: Organisation) -> int:
    """Move every foreign key from `gone` to `kept`, those of sets included; return how many rows moved.

    A row that says nothing more than one `kept` already has is dropped; one that would contradict it is refused.
    """
    moved = 0
    for model, field in pointing():
        for row in list(model._base_manager.filter(**{field.name: gone}).order_by("pk")):  # noqa: SLF001
            twin = next(twins(row, field, kept), None)
            if twin is None:
                setattr(row, field.name, kept)
                row.save(update_fields=[field.name])
                moved += 1
            elif adds_nothing(row, twin, field):
                row.delete()
            else:
                raise Denied(
                    _("Les deux fiches disent des choses différentes au même endroit (« %(row)s ») : retirez-en une avant de réunir les fiches.")
                    % {"row": row}
                )  # fmt: skip
    return moved


def pointing() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every foreign key towards an organisation, of the tables that Django makes for sets too."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:  # noqa: SLF001
            if field.related_model is Organisation:
                yield model, field


def twins(row: models.Model, field: models.Field, kept: Organisation) -> Iterator[models.Model]:
    """The rows of `kept` that the database would not let stand beside this one."""
    manager = type(row)._base_manager  # noqa: SLF001
    for names, condition in single_places(row, field):
        if not manager.filter(condition, pk=row.pk).exists():
            continue
        place = {name: getattr(row, name) for name in names if name != field.name} | {field.name: kept}
        yield from manager.filter(condition, **place).exclude(pk=row.pk)[:1]


def single_places(row: models.Model, field: models.Field) -> Iterator[tuple[tuple[str, ...], Q]]:
    if field.unique:
        yield (field.name,), Q()
    for constraint in row._meta.constraints:  # noqa: SLF001
        if isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields:
            yield constraint.fields, constraint.condition or Q()
    yield from ((names, Q()) for names in row._meta.unique_together if field.name in names)  # noqa: SLF001


def adds_nothing(row: models.Model, twin: models.Model, field: models.Field) -> bool:
    """Every word and link of the row is empty or the twin's own; the dates and ranks of a duplicate say nothing."""
    telling = (models.CharField, models.TextField, models.ForeignKey)
    told = [
        each.attname
        for each in row._meta.concrete_fields  # noqa: SLF001
        if isinstance(each, telling) and each.name not in (*OWN_NAMES, field.name)
    ]
    return all(getattr(row, name) in ("", None, getattr(twin, name)) for name in told)
