"""The narrative strategy of a territory, who keeps its story, and the media around (R463, R471, R472)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.enums import Dimension, Medium
from fabrique.accompaniment.narratives.models import Carrier, LocalMedia, StrategyLine
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


@transaction.atomic
def write_line(
    *, participation: Participation, dimension: Dimension, by: Person, seen: int = 0, **words: str
) -> StrategyLine:
    """`words`: where_we_are, what_we_try, who_carries, next_step. `seen` is 0 until somebody wrote."""
    may.keep_strategy(by, participation)
    values: dict[str, Any] = words | {"said_on": timezone.localdate()}
    line = StrategyLine.objects.filter(participation=participation, dimension=dimension).first()
    if line is None:
        line = StrategyLine.objects.create(participation=participation, dimension=dimension, **values)
    elif not seen:
        raise Conflict(line)
    else:
        line.save_values(values, seen=seen)
    audit.record(by, "strategy-written", line, participation=participation.code, dimension=dimension)
    return line


@transaction.atomic
def add_carrier(*, participation: Participation, category: Item, function: str, by: Person) -> Carrier:
    may.keep_strategy(by, participation)
    if participation.carriers.filter(function=function).exists():
        raise Denied(_("C’est déjà écrit."))
    carrier = Carrier.objects.create(participation=participation, category=category, function=function)
    audit.record(by, "carrier-added", participation, category=category.key)
    return carrier


@transaction.atomic
def remove_carrier(*, carrier: Carrier, by: Person) -> None:
    may.keep_strategy_part(by, carrier)
    carrier.delete()
    audit.record(by, "carrier-removed", carrier.participation)


@transaction.atomic
def add_local_media(
    *, participation: Participation, organisation: Organisation, medium: Medium, by: Person, covers: str = "", newsroom: str = "",
) -> LocalMedia:  # fmt: skip
    """An organisation and its newsroom; nobody's own address."""
    may.keep_strategy(by, participation)
    if participation.local_media.filter(organisation=organisation).exists():
        raise Denied(_("Ce média est déjà dans votre liste."))
    media = LocalMedia.objects.create(
        participation=participation, organisation=organisation, medium=medium, covers=covers, newsroom=newsroom
    )
    audit.record(by, "local-media-added", participation, organisation=organisation.code)
    return media


@transaction.atomic
def edit_local_media(
    *, media: LocalMedia, medium: Medium, covers: str, newsroom: str, seen: int, by: Person
) -> LocalMedia:
    may.keep_strategy_part(by, media)
    media.save_values({"medium": medium, "covers": covers, "newsroom": newsroom}, seen=seen)
    audit.record(by, "local-media-edited", media.participation, organisation=media.organisation.code)
    return media


@transaction.atomic
def remove_local_media(*, media: LocalMedia, by: Person) -> None:
    may.keep_strategy_part(by, media)
    media.delete()
    audit.record(by, "local-media-removed", media.participation, organisation=media.organisation.code)
