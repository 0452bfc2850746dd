"""The preparation board of a cohort: its tabs and what is to be done next. Areas above add theirs in their `boards.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.inbox import Act
from fabrique.core.permissions import permission


@dataclass(frozen=True)
class Tab:
    """A page of the board with its own address: `view` takes the cohort's code, `rule` says who finds it here."""

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


def links(person: Any, cohort: Cohort, current: str) -> list[Link]:
    return [
        Link(tab.label, reverse(tab.view, args=[cohort.code]), tab.key == current)
        for tab in sorted(tabs, key=lambda tab: tab.order)
        if tab.rule.allows(person, cohort)
    ]


def next_acts(cohort: Cohort) -> list[Act]:
    return sorted((act for source in steps for act in source(cohort)), key=lambda act: not act.urgent)


def page(request: Any, cohort: Cohort, tab: str, **context: Any) -> dict[str, Any]:
    """What every page of the board needs."""
    return {"cohort": cohort, "tab": tab, "tabs": links(request.user, cohort, tab)} | context
