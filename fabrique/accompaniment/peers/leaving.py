"""When somebody leaves a group: an area above, which holds words of its members, does with them as the group does.

    @when_leaving
    def cards_of(group, person, *, keeps: bool) -> None: …

in the area's `ties.py`, found at start; called in the transaction of the leaving.
"""

from collections.abc import Callable

Act = Callable[..., None]
acts: list[Act] = []


def when_leaving(act: Act) -> Act:
    acts.append(act)
    return act
