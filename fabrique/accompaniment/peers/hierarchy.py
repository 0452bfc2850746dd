"""Who is asked about whom before entering, and what the answers open (R403).

Two people of one territory, or of one organisation, each say alone whether one is above the other, and whether they
accept to speak before the other if so: both questions at once, so that nothing tells what the other said. When one
says yes and both do not accept, the last one invited does not enter.
"""

from collections.abc import Iterable

from fabrique.accompaniment.peers.models import Membership, Tie


def sealed_answer(*, link: bool, accepts: bool) -> str:
    """Two signs, whatever is answered. A refusal counts even from who saw no link: the other may have seen one."""
    return f"{int(link)}{int(accepts)}"


def related(one: Membership, other: Membership) -> bool:
    """The number one of an executive and the elected people of a territory are of one delegation: always asked."""
    if one.pk == other.pk:
        return False
    same_place = one.participation_id == other.participation_id
    organisations = [member.seat.organisation_id if member.seat else None for member in (one, other)]
    return same_place or (organisations[0] is not None and organisations[0] == organisations[1])


def active_of(group) -> list[Membership]:
    return list(group.members.active().select_related("seat", "person", "participation__territory"))


def to_ask(mine: Membership, members: Iterable[Membership] | None = None) -> list[Membership]:
    """Those of whom this one has not yet said anything."""
    said = set(mine.ties.values_list("about", flat=True))
    members = active_of(mine.group) if members is None else members
    return [other for other in members if related(mine, other) and other.pk not in said]


def answers_of(group) -> dict[tuple[int, int], str]:
    ties = Tie.objects.filter(says__group=group).values_list("says", "about", "answer")
    return {(says, about): answer for says, about, answer in ties}


def possible(one: str, other: str) -> bool:
    linked = "1" in (one[0], other[0])
    return not linked or (one[1] == "1" and other[1] == "1")
