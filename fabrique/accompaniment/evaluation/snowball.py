"""How the effects of a territory lead to one another: the order in which they are told, and the drawing of it."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Effect, EffectLink
from fabrique.core.pictures import Picture, Step, draw_steps


def leads_back(cause: int, outcome: int, arrows: Iterable[tuple[int, int]]) -> bool:
    """Whether one already goes from the outcome to the cause, so that this arrow would close a circle."""
    following = defaultdict(set)
    for start, end in arrows:
        following[start].add(end)
    seen, ahead = set(), {outcome}
    while ahead:
        seen |= ahead
        ahead = {end for start in ahead for end in following[start]} - seen
    return cause in seen


def linked(person, participation) -> tuple[list[Effect], list[EffectLink], list[Effect]]:
    """What this person may read: the effects that are linked, their arrows, and the effects that stand alone."""
    effects = Effect.objects.visible_to(person).filter(participation=participation)
    effects = list(effects.exclude(state=FindingState.SET_ASIDE).select_related("frame").in_reading_order())
    known = {effect.pk: effect for effect in effects}
    links = []
    for link in EffectLink.objects.filter(cause__in=known, outcome__in=known).order_by("pk"):
        link.cause, link.outcome = known[link.cause_id], known[link.outcome_id]
        links.append(link)
    tied = {pk for link in links for pk in (link.cause_id, link.outcome_id)}
    return [one for one in effects if one.pk in tied], links, [one for one in effects if one.pk not in tied]


def draw(effects: list[Effect], links: list[EffectLink], place: str) -> Picture:
    rank = {effect.pk: index for index, effect in enumerate(effects)}
    count = len(links)
    return draw_steps(
        [Step(str(effect), str(effect.frame.label), sure=effect.state == FindingState.PUBLISHED) for effect in effects],
        [(rank[link.cause_id], rank[link.outcome_id]) for link in links],
        title=_("Comment les effets s’entraînent : %(place)s") % {"place": place},
        description=ngettext("Une flèche va d’un effet à celui qu’il a entraîné.", "%(n)d flèches vont d’un effet à ceux qu’il a entraînés.", count) % {"n": count},
        prefix="boule",
    )  # fmt: skip
