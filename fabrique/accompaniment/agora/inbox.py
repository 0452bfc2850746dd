"""What waits in an Agora: demands without an answer, an answer without its second voice, a promise whose time has come."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.agora.enums import AgoraState, AnswerState
from fabrique.accompaniment.agora.models import Agora, AgoraItem, Answer, Carrier, FollowUp, Resolution
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers.models import TERRITORY
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for


def seats_of(person):
    """In whose name this person speaks: as `voices.voices`, for the database."""
    places = person.scopes_as(*TERRITORY)
    return Seat.objects.active().filter(person=person, participation__left_on=None, participation__scope__in=places)


def speaking(seats, agora: str) -> Q:
    """Rows whose Agora (`agora`, its path) one of these seats meets in: of the whole cohort, or of its own territory."""
    whole = Q(**{f"{agora}__participation": None})
    together = Exists(seats.filter(participation__cohort=OuterRef(f"{agora}__cohort")))
    return whole & Q(together) | Q(Exists(seats.filter(participation=OuterRef(f"{agora}__participation"))))


def opened() -> Q:
    return ~Q(agora__state=AgoraState.PREPARED)


def to_answer(items: Iterable[AgoraItem]) -> list[Act]:
    """One act an Agora, however many demands wait there."""
    waiting: dict[Agora, int] = {}
    for item in items:
        waiting[item.agora] = waiting.get(item.agora, 0) + 1
    return [
        Act(_("Agora"), _("Des demandes attendent la réponse de votre catégorie"),
            ngettext("%(n)d demande est sans réponse : %(name)s.", "%(n)d demandes sont sans réponse : %(name)s.", count) % {"n": count, "name": agora.name},
            agora.get_absolute_url(), _("Répondre"))
        for agora, count in waiting.items()
    ]  # fmt: skip


@waits_for
def demands(person) -> list[Waiting]:
    """To a category of this person's, alone or among all, which has not answered yet."""
    if not person.scopes_as(*TERRITORY):
        return []
    given = Answer.objects.filter(item=OuterRef(OuterRef("pk")), category__key=OuterRef("category__key"))
    silent = seats_of(person).filter(~Exists(given))
    alone = speaking(silent.filter(category__key=OuterRef("to__key")), "agora")
    among = Q(to=None) & speaking(silent.filter(~Q(category__key=OuterRef("category__key"))), "agora")
    items = AgoraItem.objects.live().claims().filter(alone | among, opened()).select_related("agora__cohort")
    return [Waiting(items, to_answer)]


@waits_for
def second_voices(person) -> list[Waiting]:
    """Drafts of one's categories that somebody else wrote."""
    if not person.scopes_as(*TERRITORY):
        return []
    same = speaking(seats_of(person).filter(category__key=OuterRef("category__key")), "item__agora")
    drafts = Answer.objects.filter(same, state=AnswerState.DRAFT, item__in=AgoraItem.objects.live())
    drafts = drafts.exclude(written_by=person).select_related("item__agora__cohort")
    return [Waiting(drafts, lambda found: [
        Act(_("à deux voix"), _("Une réponse de votre catégorie attend une deuxième voix"), one.item.agora.name,
            one.item.get_absolute_url(), _("Lire"))
        for one in found
    ])]  # fmt: skip


@waits_for
def promises(person) -> list[Waiting]:
    """« Où en est votre résolution ? », as `permissions.carries`: who declared it, else the categories that carry it (R414)."""
    standing = Carrier.objects.standing().filter(resolution=OuterRef("resolution"))
    carrying = Resolution.categories.through.objects.filter(resolution=OuterRef(OuterRef("resolution")))
    theirs = speaking(seats_of(person).filter(category__key__in=carrying.values("item__key")), "resolution__agora")
    mine = Q(Exists(standing.filter(person=person))) | (~Exists(standing) & theirs)
    due = FollowUp.objects.visible_to(person).due().filter(mine).select_related("resolution__agora__cohort")
    return [Waiting(due.order_by("due_on", "pk"), lambda found: [
        Act(date_format(one.due_on, "j F"), _("Où en est votre résolution ?"), one.resolution.title, one.get_absolute_url(), _("Dire"))
        for one in found
    ])]  # fmt: skip
