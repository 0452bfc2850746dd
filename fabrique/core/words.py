"""Catalogues of the interface: French is in the sources, English beside them, without gettext's tools.

Each area owns the words of its own folder: `<area>/locale/en/LC_MESSAGES/django.po`. Nothing is fuzzy, nothing obsolete
stays: a catalogue holds exactly what its area says.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import templatize
from django.utils.translation.reloader import translation_file_changed

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = ROOT / "core" / "locale" / "fr" / "LC_MESSAGES" / "django.mo"
PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd](?!\w)")
HEADER = """# English words of this area. The source is French; gathered by `make words`, translated by hand.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@dataclass
class Differences:
    """What a catalogue lacks or has too much, as the sentences themselves."""

    missing: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.missing, self.empty, self.unused, self.broken))


def areas() -> Iterator[Path]:
    """The folders that own words."""
    yield from (ROOT.parent.joinpath(*name.split(".")) for name in ("fabrique.core", *settings.AREAS))


def catalogue_of(area: Path) -> Path:
    return area / "locale" / "en" / "LC_MESSAGES" / "django.po"


def catalogues() -> Iterator[Path]:
    """One per area that has words, in its folder."""
    yield from sorted(ROOT.glob("**/locale/en/LC_MESSAGES/django.po"))


def read(source: Path) -> Catalog:
    if not source.exists():
        return Catalog(locale="en")
    with source.open("rb") as stream:
        return read_po(stream, locale="en", domain="django")


def said_in(area: Path) -> Catalog:
    """Every word of the interface that the area's code and templates hold, in order of reading."""
    said = Catalog(locale="en", fuzzy=False)
    for path in sorted(area.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or {"tests", "migrations"} & set(path.parts):
            continue
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            text = dedented(templatize(text, origin=str(path)))
        for _line, messages, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            if messages:
                said.add(messages, None, context=context)
    return said


def dedented(text: str) -> str:
    """A template's margins mean nothing; read as Python they would."""
    return "\n".join(map(str.strip, text.split("\n")))


def compare(area: Path) -> Differences:
    """What stands between what the area says and what its catalogue holds."""
    said, held = said_in(area), read(catalogue_of(area))
    found = Differences()
    for message in said:
        if not message.id:
            continue
        translated = held.get(message.id, message.context)
        if translated is None:
            found.missing.append(singular(message))
        elif not all(texts(translated)):
            found.empty.append(singular(message))
        elif translated.fuzzy or places_of(ids(message)) != places_of(texts(translated)):
            found.broken.append(singular(message))
    found.unused = [singular(held_) for held_ in held if held_.id and said.get(held_.id, held_.context) is None]
    return found


def ids(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, (list, tuple)) else [message.id]


def singular(message: Message) -> str:
    return ids(message)[0]


def places_of(forms: list[str]) -> set[str]:
    """All the places to fill, over the singular and the plural."""
    return {place for form in forms for place in places(form)}


def places(text: str) -> list[str]:
    """The places to fill in a sentence: `%(name)s`."""
    return [found.group() for found in PLACES.finditer(text)]


def texts(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (list, tuple)) else [message.string or ""]


def gather(where: Iterable[Path] | None = None) -> list[tuple[Path, int]]:
    """Bring every catalogue to what its area says, translations kept; gives each with the number left to translate.

    A sentence already translated in another area is taken from there.
    """
    known = {(str(m.id), m.context): m for source in catalogues() for m in read(source) if m.id and all(texts(m))}
    left = []
    for area in where or areas():
        said, held = said_in(area), read(catalogue_of(area))
        for message in said:
            found = held.get(message.id, message.context)
            if found is None or not all(texts(found)):
                found = known.get((str(message.id), message.context))
            if message.id and found is not None:
                message.string = found.string
        if any(message.id for message in said):
            write(catalogue_of(area), said)
            left.append((catalogue_of(area), sum(bool(m.id) and not all(texts(m)) for m in said)))
    return left


def write(target: Path, catalogue: Catalog) -> None:
    for message in catalogue:
        message.flags.clear()  # « 100 % de » is not a place to fill
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        stream.write(HEADER.encode())
        write_po(stream, catalogue, width=0, no_location=True, ignore_obsolete=True, omit_header=True)


def compile_all() -> None:
    """Write each `.mo` that is older than its `.po`, and the one that says how French counts."""
    for source in catalogues():
        compile_into(source.with_suffix(".mo"), [source], read)
    compile_into(PLURALS, list(catalogues()), french_plurals)


def compile_into(compiled: Path, sources: list[Path], made: Callable[..., Catalog]) -> None:
    newest = max(source.stat().st_mtime_ns for source in sources)
    if compiled.exists() and compiled.stat().st_mtime_ns >= newest:
        return
    compiled.parent.mkdir(parents=True, exist_ok=True)
    with compiled.open("wb") as stream:
        write_mo(stream, made(*sources))
    translation_file_changed(sender=None, file_path=compiled)  # French may have been read already, without it


def french_plurals(*sources: Path) -> Catalog:
    """French is in the sources, but not its rule: without this, none would be counted as several (« 0 jours »)."""
    french = Catalog(locale="fr")
    for source in sources:
        for message in read(source):
            if message.pluralizable and message.id:
                french.add(message.id, message.id, context=message.context)
    return french
