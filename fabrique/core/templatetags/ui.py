"""The kit in templates: icons, categories, glossed words, words of a date. Loaded in every template."""

from django import template
from django.template import defaultfilters
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fabrique.core import dates, glossary

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value, form: str | None = None) -> str:
    """Django's, with the first of a month as French says it."""
    return defaultfilters.date(value, dates.first_said(value, form))


@register.simple_tag
def icon(name: str, label: str = "", extra: str = "") -> SafeString:
    """An icon of the sprite; decorative unless `label` says what it means alone."""
    classes = f"icon {extra}".strip()
    href = f"{static('core/icons.svg')}#i-{name}"
    if label:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}"><use href="{}"/></svg>',
            classes,
            label,
            href,
        )
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="{}"/></svg>', classes, href)


@register.inclusion_tag("ui/category.html")
def category(actor_category, *, big: bool = False) -> dict:
    """Badge of an actor category (an object with `style` and a translated `label`): icon, shape, word, colour."""
    return {"category": actor_category, "big": big}


@register.simple_tag(takes_context=True)
def gloss(context, key: str, text: str = "") -> SafeString:
    """A jargon word with its plain meaning, shown on hover, focus, press and paper (R009); nothing clings to it."""
    entry = glossary.entry(key)
    count = context.render_context.setdefault("gloss_count", 0) + 1
    context.render_context["gloss_count"] = count
    shown = {"text": text or entry.term, "meaning": entry.gloss, "id": f"mot-{key}-{count}"}
    return mark_safe(context.template.engine.get_template("ui/gloss.html").render(context.new(shown)).strip())  # noqa: S308  a template's


@register.simple_tag(takes_context=True)
def content(context) -> SafeString:
    """` lang="fr"` on an element that holds what people wrote, when the page around it speaks another language."""
    lang = context.get("content_lang", "")
    return format_html(' lang="{}"', lang) if lang else mark_safe("")
