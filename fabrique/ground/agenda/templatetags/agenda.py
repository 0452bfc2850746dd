"""Two small words for the list of dates."""

from django import template

register = template.Library()


@register.filter
def of(words: dict, key) -> str:
    return words.get(key, "")


@register.filter
def minus(number: int, other: int) -> int:
    return number - other
