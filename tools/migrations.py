"""Put the constraints and indexes of a migration into the models it creates: `python -m tools.migrations`.

`makemigrations` adds them one by one, and each addition makes Django draw again every model that points there: a new
instance, and each database of the tests, waited twice as long. What the database becomes is the same.
"""

import os
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import django
from django.db.migrations import AddConstraint, AddIndex, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter


def folded(operations: list) -> list:
    """The same operations, additions to a model created before them being part of its creation."""
    created: dict[str, CreateModel] = {}
    left = []
    for operation in deepcopy(operations):
        model = created.get(getattr(operation, "model_name_lower", ""))
        if isinstance(operation, (AddConstraint, AddIndex)) and model and known(operation, model):
            place = model.options.setdefault(operation.option_name, [])
            place.append(operation.constraint if isinstance(operation, AddConstraint) else operation.index)
            continue
        if isinstance(operation, CreateModel):
            created[operation.name_lower] = operation
        left.append(operation)
    return left


def known(operation, model) -> bool:
    """Every field it names was there when the model was created."""
    names = {name for name, _field in model.fields} | {f"{name}_id" for name, _field in model.fields} | {"pk"}
    thing = getattr(operation, "constraint", None) or operation.index
    wanted = {str(name).lstrip("-").split("__")[0] for name in getattr(thing, "fields", ())}
    return wanted | set(conditions(getattr(thing, "condition", None))) <= names


def conditions(condition):
    """The names of fields in a condition, however deep."""
    for child in getattr(condition, "children", ()):
        if isinstance(child, tuple):
            yield child[0].split("__")[0]
            yield from (part.name.split("__")[0] for part in [child[1]] if hasattr(part, "name"))
        else:
            yield from conditions(child)


def loose() -> Iterator[tuple[Migration, Path, list]]:
    """Our migrations that add what could be part of a creation, their files, and the operations they should have."""
    for _key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        path = Path(sys.modules[type(migration).__module__].__file__)
        shorter = folded(migration.operations) if type(migration).__module__.startswith("fabrique.") else []
        if 0 < len(shorter) < len(migration.operations):
            yield migration, path, shorter


def main() -> int:
    for migration, path, shorter in loose():
        migration.operations = shorter
        path.write_text(MigrationWriter(migration, include_header=True).as_string())
        print(path.name, path.parent.parent.name)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("FABRIQUE_ENV", "test")
    django.setup()
    sys.exit(main())
