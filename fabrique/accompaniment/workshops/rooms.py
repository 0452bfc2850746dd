"""What everybody in a room looks at, read once for two hundred phones.

It is kept in the memory of this process alone, under the number of the last change that draws the room anew: a phone never
sees less than what it was told of. What changes without a word to the room (the name of its cohort) is seen after `KEPT`.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches

from fabrique.accompaniment.workshops.models import Step, Workshop, topic_of
from fabrique.accompaniment.workshops.walls import Wall, source, steps_of, wall_of
from fabrique.core import live

KEPT = 10  # seconds, as `{% cache 10 … %}` says in the templates


def workshop_behind(door: str) -> Workshop | None:
    """Of this code, with its cohort and the step where the room is; where it stands was read first (`standing`)."""
    standing = live.standing(topic_of(door))
    found = kept(topic_of(door), standing, "workshop", lambda: read(door))
    if found is not None:
        found.standing = standing
        if found.current is not None:
            found.current.workshop = found
    return found


def read(door: str) -> Workshop | None:
    return Workshop.objects.select_related("cohort", "current").filter(door=door).first()


def wall_behind(step: Step) -> Wall | None:
    """The wall that a step is about."""
    workshop = step.workshop
    standing = getattr(workshop, "standing", None) or live.standing(workshop.topic)
    return kept(workshop.topic, standing, f"wall:{step.pk}", lambda: wall_of(source(step, steps_of(workshop))))


def kept(topic: str, standing: live.Standing, name: str, make: Callable[[], Any]) -> Any:
    """A copy of its own for whoever asks: what one page adds to it, no other sees."""
    return caches["own"].get_or_set(f"{topic}:{standing.drawn}:{name}", make, KEPT)
