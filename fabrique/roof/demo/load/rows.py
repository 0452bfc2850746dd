"""What the loading of a cohort and of its territories share."""

from typing import Any

from fabrique.core.db import readable_code
from fabrique.ground.organisations.actions import index_names
from fabrique.ground.organisations.models import Alias, Organisation
from fabrique.roof.demo.load.sources import cited


def picked(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """The keys of a row that are there, under their own names; its source, in words."""
    found = {name: row[name] for name in names if name in row}
    return found | {"source": cited(found["source"])} if "source" in found else found


def organisation(name: str, fictional: bool = False) -> Organisation:
    """The one of that name or alias, made if nobody knows it yet."""
    found = Organisation.objects.named(name).first()
    if found is None:
        found = Organisation.objects.create(
            name=name, fictional=fictional, code=readable_code(Organisation, name)
        )  # fmt: skip
        Alias.objects.create(organisation=found, name=name)
        index_names(found)
    return found
