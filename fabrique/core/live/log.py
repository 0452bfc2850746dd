"""The log of changes, as the follower and pages that ask read it; `noting` writes it."""

from datetime import timedelta

from django.utils import timezone

from fabrique.core.live import Standing
from fabrique.core.live.models import Change, Topic
from fabrique.core.live.telling import KEPT, Heard

KEPT_FOR = timedelta(days=2)


def standing(topic: str) -> Standing:
    found = Topic.objects.filter(name=topic).values_list("number", "drawn").first()
    return Standing(*found) if found else Standing()


def heard_since(topic: str, number: int) -> Heard:
    """The last number, and the changes after the given one: the newest only when they are many."""
    last = standing(topic).number
    rows = Change.objects.after(topic, number).values_list("number", "kind", "code")
    changes = list(rows.reverse()[:KEPT])[::-1]
    return Heard(max([last, *(change[0] for change in changes)]), changes)


def news(seen: dict[str, int]) -> dict[str, Heard]:
    """Of the topics whose number moved, forth, or back when a backup was put in their place."""
    numbers = dict(Topic.objects.filter(name__in=seen).values_list("name", "number"))
    moved = [name for name in seen if numbers.get(name, 0) != seen[name]]
    return {name: heard_since(name, seen[name]) for name in moved}


def trim() -> int:
    """A page that was away for longer than that is told to read everything again."""
    gone, _each = Change.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    return gone
