"""Pictures of a path: where, what changed, what resists."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.models import Effect, Limit
from fabrique.core.pictures import Marker, Picture, draw_map, draw_matrix
from fabrique.ground.territories.models import Territory


def cohort_map(cohort: Cohort, participations: Iterable[Participation]) -> Picture | None:
    """One cube a territory; none when the territories are on no map."""
    markers = [
        Marker(participation.territory.department, participation.territory.name, "teal", 1)
        for participation in participations
        if participation.territory.department
    ]
    if not markers:
        return None
    return draw_map(
        markers,
        title=_("Les territoires de la cohorte"),
        description=_("Un cube vaut un territoire, posé dans son département. La liste complète suit la carte."),
        prefix="carte",
    )


def territory_map(territory: Territory) -> Picture | None:
    if not territory.department:
        return None
    return draw_map(
        [Marker(territory.department, territory.name, "teal", 1)],
        title=territory.name,
        description=f"{territory.name}, {territory.department_name}",
        mini=True,
        prefix="situation",
    )


def effects_by_frame(effects: Iterable[Effect]) -> Picture | None:
    """Families of effects by frame; each cube is one effect told (R497)."""
    effects = list(effects)
    if not effects:
        return None
    frames = sorted({effect.frame for effect in effects}, key=lambda item: item.order)
    families = sorted({effect.family for effect in effects if effect.family}, key=lambda item: item.order)
    counts = Counter((effect.family_id, effect.frame_id) for effect in effects)
    return draw_matrix(
        [family.label for family in families],
        [frame.label for frame in frames],
        [[counts[family.pk, frame.pk] for frame in frames] for family in families],
        title=_("Les effets, par famille et par cadre"),
        description=_("Chaque cube est un effet raconté. Rien ne classe les territoires entre eux."),
        prefix="effets",
    )


def limits_by_theme(limits: Iterable[Limit]) -> Picture | None:
    limits = list(limits)
    if not limits:
        return None
    themes = sorted({limit.theme for limit in limits}, key=lambda item: item.label)
    counts = Counter(limit.theme_id for limit in limits)
    return draw_matrix(
        [theme.label for theme in themes],
        [_("Limites")],
        [[counts[theme.pk]] for theme in themes],
        title=_("Les limites, par thème"),
        description=_("Chaque cube est une limite dite par un territoire ou un allié."),
        kind="brown",
        prefix="limites",
    )
