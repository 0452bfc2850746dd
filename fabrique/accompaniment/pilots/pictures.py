"""The drawings of a project: what was answered, who stands where, what happens on its two lines."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots.circle import Rings
from fabrique.accompaniment.pilots.enums import MilestoneState, Ring, Track
from fabrique.accompaniment.pilots.models import Milestone, PilotProject
from fabrique.accompaniment.pilots.recommendations import GivenBack
from fabrique.core.dates import date_format
from fabrique.core.pictures import Frise, Moment, Picture, draw_gauge, draw_rings, lay_frise
from fabrique.core.pictures import Ring as Circle


def coverage(restituted: GivenBack) -> Picture:
    """One cube a recommendation: answered or not. Nothing says that « yes » is better than « no »."""
    return draw_gauge(
        restituted.answered, 0, restituted.waiting, words=(_("avec une réponse"), _("en chemin"), _("sans réponse")),
        title=_("Réponses aux recommandations"),
        description=_("%(n)d recommandations sur %(all)d ont reçu la réponse du territoire.")
        % {"n": restituted.answered, "all": len(restituted.advice)},
    )  # fmt: skip


def draw_circle(project: PilotProject, rings: Rings) -> Picture:
    day = date_format(rings.day, "j F Y")
    circles = [
        Circle(ring.label.capitalize(), tuple((actor.name, actor.category.style, actor.category.label) for actor, _stand in here), apart=ring == Ring.OPPONENT)
        for ring, here in rings.actors
    ]  # fmt: skip
    count = sum(len(here) for _ring, here in rings.actors)
    return draw_rings(
        circles, title=_("Le cercle du projet, le %(day)s") % {"day": day},
        description=_("%(n)d acteurs autour de « %(title)s », du cœur vers l’extérieur.") % {"n": count, "title": project.title},
    )  # fmt: skip


def two_lines(milestones: Iterable[Milestone]) -> Frise:
    """What is lived with people above, what the administration asks below, on the same axis."""
    moments = [
        Moment(
            row.title, row.get_kind_display(), start=row.day, kind="day" if row.track == Track.PARTICIPATIVE else "tick"
        )
        for row in milestones
        if row.day and row.state != MilestoneState.DROPPED
    ]
    return lay_frise(moments, today=timezone.localdate())
