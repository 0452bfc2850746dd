"""`make diagrams`: `docs/states.md`, drawn from the transition tables, never by hand."""

import os
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs" / "states.md"
HEAD = """# States

Drawn by `make diagrams` from the transition tables (`enums.py` of each area). The verb on an arrow is the name of the
move; who may make it stands in the area's `permissions.py`.
"""


def text() -> str:
    from fabrique.core.states import registry  # noqa: PLC0415  settings come first

    parts = [f"## {name}\n\n```mermaid\n{table.diagram()}\n```\n" for name, table in sorted(registry.items())]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text())
    print(TARGET)
