"""French typography of the interface: narrow no-break space before ; ! ? », after «, no-break space before a colon.

`python -m tools.typography` mends every French sentence in code, templates and catalogues; the suite checks them.
"""

import re
import sys
from pathlib import Path

from babel.messages.pofile import read_po

from fabrique.core import words

ROOT = Path(__file__).resolve().parent.parent / "fabrique"
NARROW, BROAD = "\u202f", "\u00a0"
RULES = ((r" ([;!?»])", NARROW + r"\1"), (r"« ", "«" + NARROW), (r' :(?=\s|$|%|\{|")', BROAD + ":"))
PYTHON = re.compile(r'(?:\b_|n?gettext\w*|words)\(\s*((?:"(?:[^"\\\n]|\\.)*"\s*,?\s*)+)')
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
TAG = re.compile(r'(?<=\{% translate )"[^"]*"')
BLOCK = re.compile(r"(?<=%\})[^{]*(?:\{\{[^}]*\}\}[^{]*)*(?=\{% (?:plural|endblocktranslate) %\})")


def mended(sentence: str) -> str:
    for wrong, right in RULES:
        sentence = re.sub(wrong, right, sentence)
    return sentence


def mend_python(text: str) -> str:
    return PYTHON.sub(lambda call: STRING.sub(lambda found: mended(found[0]), call[0]), text)


def mend_template(text: str) -> str:
    return BLOCK.sub(lambda found: mended(found[0]), TAG.sub(lambda found: mended(found[0]), text))


def mend_catalogue(path: Path) -> None:
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="en", domain="django")
    for message in [message for message in catalogue if message.id]:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if any(mended(text) != text for text in ids):
            catalogue.delete(message.id, message.context)
            new = tuple(mended(text) for text in ids)
            catalogue.add(new if len(new) > 1 else new[0], message.string, context=message.context)
    words.write(path, catalogue)


def main(where: list[str]) -> None:
    for root in [Path(name) for name in where] or [ROOT]:
        for path in sorted(root.rglob("*")):
            if {"tests", "migrations", "data"} & set(path.parts):
                continue
            if path.suffix in (".py", ".html", ".txt"):
                text = path.read_text("utf-8")
                new = (mend_python if path.suffix == ".py" else mend_template)(text)
                if new != text:
                    path.write_text(new, "utf-8")
            elif path.suffix == ".po":
                mend_catalogue(path)


if __name__ == "__main__":
    main(sys.argv[1:])
