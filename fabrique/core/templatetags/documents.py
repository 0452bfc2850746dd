"""How the templates of documents write marked texts and figures."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from fabrique.core.documents import pictures
from fabrique.core.documents.photographs import inside
from fabrique.core.documents.text import plain, quoted, runs

register = template.Library()

MARKUP = {"": "{}", "em": "<em>{}</em>", "strong": "<strong>{}</strong>", "break": "<br>"}


@register.filter
def marked(text: str) -> SafeString:
    """The text escaped, its two inline marks as elements."""
    pieces = [MARKUP[run.mark].format(escape(run.text)) for run in runs(text)]
    return mark_safe("".join(pieces))  # noqa: S308 -- each piece is escaped


@register.filter
def spoken(text: str, language: str) -> str:
    return quoted(text, language)


@register.simple_tag
def picture(figure, anchor: str, number: int) -> SafeString:
    """The figure's SVG: checked when the document was built, hence safe to lay in the page."""
    return mark_safe(pictures.for_page(figure.svg, alt=figure.alt, prefix=f"{anchor}-{number}-"))  # noqa: S308


@register.simple_tag
def photograph(block) -> SafeString:
    """Where the browser finds it: inside the file when it was read, at its address in a page of the site."""
    return mark_safe(inside(block)) if block.data else escape(block.address)  # noqa: S308 -- base64


@register.filter
def kind(block) -> str:
    return type(block).__name__.lower()


@register.filter
def heads(table) -> list[tuple[str, bool]]:
    """Text, and whether the column holds numbers."""
    return list(zip(table.headers, table.numeric(), strict=True))


@register.filter
def lines(table) -> list[list[tuple[str, str, bool]]]:
    """Row by row: text, the header of its column, and whether that holds numbers."""
    numeric = table.numeric()
    headers = [plain(header) for header in table.headers]
    return [list(zip(row, headers, numeric, strict=True)) for row in table.rows]
