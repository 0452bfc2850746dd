from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

FONT = "Atkinson Hyperlegible Next, Atkinson Next, Atkinson Hyperlegible, sans-serif"
SLIM = 3  # columns that hold side by side on a phone


@dataclass(frozen=True)
class Picture:
    """A drawing and the same thing in words: ui/picture.html shows both.

    `svg` stands alone (title, description, print colours as attributes). `headers` and `rows` hold the data drawn,
    all of it, the first cell of a row being its heading. `kind` is the CSS class of the figure.
    """

    svg: SafeString
    title: str
    description: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = ""
    credit: str = ""

    @property
    def wide(self):
        """Scrolls sideways on a phone, its text keeping its size."""
        return self.kind in ("picture--timeline", "picture--matrix")

    @property
    def slim(self):
        """The table stays a table on a phone."""
        return len(self.headers) <= SLIM

    @property
    def lines(self):
        """Each row as (header, cell) pairs, for a table that becomes a list on a phone."""
        return [tuple(zip(self.headers, row, strict=True)) for row in self.rows]


def number(value):
    """A coordinate as SVG writes it: never through a template's own formatting, which would put a French comma."""
    return f"{round(value, 1) + 0:g}"


def draw(template, *, prefix, title, description, width, height, top=0, **parts):
    """Render an SVG template; `prefix` begins every id, so that two pictures can share a page."""
    context = {
        "prefix": prefix,
        "title": title,
        "description": description,
        "width": number(width),
        "height": number(height),
        "view_box": f"0 {number(top)} {number(width)} {number(height)}",
        "font": FONT,
        **parts,
    }
    return SafeString(render_to_string(f"pictures/{template}", context).strip())


def remembered(drawing: Callable[..., Picture]) -> Callable[..., Picture]:
    """A drawing depends on what it shows and on the language, on nothing else: the last ones are kept."""

    @lru_cache(maxsize=128)
    def kept(_language, positional, named):
        return drawing(*positional, **dict(named))

    @wraps(drawing)
    def drawn(*positional, **named):
        return kept(get_language(), still(positional), tuple((name, still(value)) for name, value in named.items()))

    return drawn


def still(value):
    """The same in a form that cannot change: tuples for lists, pairs for mappings."""
    if isinstance(value, Mapping):
        return tuple((key, still(inner)) for key, inner in value.items())
    return tuple(map(still, value)) if isinstance(value, (list, tuple)) else value
