"""What anybody may read, as data: one JSON file a kind, made by the same `visible_to` as the pages, for a visitor.

A model whose page keeps some of its fields to fewer people names them in `KEPT_INSIDE`; `EVERYTHING` keeps the model
out: what everybody may count on a page is not always theirs to take (R580).
"""

import json
import zipfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from fabrique.core.db import EVERYTHING
from fabrique.core.version import VERSION

# who did it or answers for it stays with the alliance
PERSONAL = ("_by", "_by_id", "in_charge")


def write(target: Path) -> int:
    """Gives the number of objects written."""
    count = 0
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive:
        for model in public_models():
            rows = [described(thing) for thing in model._default_manager.visible_to(AnonymousUser()).order_by("pk")]  # type: ignore[attr-defined]  # noqa: SLF001
            if rows:
                archive.writestr(f"{model._meta.label_lower}.json",  # noqa: SLF001
                                 json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))  # fmt: skip
                count += len(rows)
        archive.writestr("about.json", json.dumps({"software": "fabrique", "version": VERSION, "objects": count}))
    return count


def public_models() -> list[type[models.Model]]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("fabrique."))
    shown = (model for model in ours if getattr(model, "KEPT_INSIDE", ()) != EVERYTHING)
    return [model for model in shown if hasattr(model._default_manager, "visible_to")]  # noqa: SLF001


def described(thing: models.Model) -> dict[str, Any]:
    """Its fields by name; another object by its public code, or its words when it has none; never a row number."""
    told = {}
    inside = getattr(thing, "KEPT_INSIDE", ())
    for field in thing._meta.concrete_fields:  # noqa: SLF001
        if (
            field.name in inside
            or field.name.endswith(PERSONAL)
            or (field.primary_key and isinstance(field, models.AutoField))
        ):
            continue
        value = getattr(thing, field.name)
        if isinstance(field, models.ForeignKey):
            value = getattr(value, "code", None) or (str(value) if value is not None else None)
        elif isinstance(field, models.FileField):
            value = value.name
        told[field.name] = value
    return told
