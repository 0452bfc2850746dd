"""`make diagrams`: `docs/glossary.md`, drawn from `fabrique/core/glossary.toml`, never by hand."""

import os
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
HEAD = """# Glossary

Drawn by `make diagrams` from `fabrique/core/glossary.toml`. One word per thing, everywhere: code, addresses, pages. The
last column holds words not to write in its place, French then English.

| French, in pages | English, in code and pages | In plain words | Not |
| --- | --- | --- | --- |
"""


def text() -> str:
    from fabrique.core import glossary  # noqa: PLC0415  settings come first
    from fabrique.core.text import fold  # noqa: PLC0415  settings come first

    entries = sorted(glossary.entries().values(), key=lambda entry: fold(entry.term_en))
    return HEAD + "".join(
        f"| {entry.term_fr} | {entry.term_en} | {entry.gloss_en} | {', '.join(dict.fromkeys((*entry.avoid_fr, *entry.avoid_en)))} |\n"
        for entry in entries
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text())
    print(TARGET)
