"""The preparation board of a cohort: its tabs and what is to be done next. Areas above add theirs in their `boards.py`.

The tabs stand in four parts, so that no page shows more than a handful at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.inbox import Act
from fabrique.core.permissions import permission


class Part(TextChoices):
    COMPOSE = "compose", _("Composer")
    GATHER = "gather", _("Réunir")
    LIVE = "live", _("Vivre")
    LEARN = "learn", _("Apprendre")


@dataclass(frozen=True)
class Tab:
    """A page of the board with its own address: `view` takes the cohort's code, `rule` says who finds it here."""

    part: Part
    order: int
    key: str
    label: str | Promise
    view: str
    rule: permission


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    current: bool


tabs: list[Tab] = []
steps: list[Callable[[Cohort], list[Act]]] = []


def next_step(source: Callable[[Cohort], list[Act]]) -> Callable[[Cohort], list[Act]]:
    """Register a function that says what a cohort still needs."""
    steps.append(source)
    return source


def navigation(person: Any, cohort: Cohort, current: str) -> dict[str, list[Link]]:
    """`parts`, each leading to its first page, and the `tabs` of the part where `current` is; only what one may open."""
    found = [tab for tab in sorted(tabs, key=lambda tab: tab.order) if tab.rule.allows(person, cohort)]
    here = next((tab.part for tab in found if tab.key == current), None)
    first = {part: next((tab for tab in found if tab.part == part), None) for part in Part}
    return {
        "parts": [link(tab, cohort, label=part.label, current=part == here) for part, tab in first.items() if tab],
        "tabs": [link(tab, cohort, label=tab.label, current=tab.key == current) for tab in found if tab.part == here],
    }


def link(tab: Tab, cohort: Cohort, *, label: str | Promise, current: bool) -> Link:
    return Link(label, reverse(tab.view, args=[cohort.code]), current)


def next_acts(cohort: Cohort) -> list[Act]:
    return sorted((act for source in steps for act in source(cohort)), key=lambda act: not act.urgent)


def page(request: Any, cohort: Cohort, tab: str, **context: Any) -> dict[str, Any]:
    """What every page of the board needs."""
    return {"cohort": cohort, "tab": tab} | navigation(request.user, cohort, tab) | context
