"""An Agora prepared, opened, closed; the words that peers released enter it."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.enums import AGORA, AgoraState
from fabrique.accompaniment.agora.models import Agora, AgoraItem
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.peers.models import Statement
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def open_agora(
    *, cohort: Cohort, name: str, by: Person, question: str = "", held_on: date | None = None, place: str = ""
) -> Agora:
    """Prepared, with all that the peers of the cohort have released today."""
    may.open_one(by, cohort)
    words = {"name": name.strip(), "question": question.strip(), "held_on": held_on, "place": place.strip()}
    agora = Agora.objects.create(cohort=cohort, **words)
    take_in(agora)
    audit.record(by, "agora-prepared", agora)
    return agora


@transaction.atomic
def open_local(*, participation: Participation, by: Person) -> Agora:
    """In one act, open at once: the four categories of a territory, and nothing said yet (R413)."""
    may.open_local(by, participation)
    if participation.agoras.filter(state__in=[AgoraState.PREPARED, AgoraState.OPEN]).exists():
        raise Denied(_("L’Agora de ce territoire est déjà ouverte."))
    name = _("Agora : %(territory)s") % {"territory": participation.territory.name}
    agora = Agora.objects.create(cohort=participation.cohort, participation=participation, name=name, state=AgoraState.OPEN)  # fmt: skip
    audit.record(by, "agora-prepared", agora, local=True)
    return agora


@transaction.atomic
def edit_agora(
    *, agora: Agora, name: str, by: Person, seen: int, question: str = "", held_on: date | None = None, place: str = ""
) -> Agora:
    may.arrange(by, agora)
    words = {"name": name.strip(), "question": question.strip(), "held_on": held_on, "place": place.strip()}
    agora.save_values(words, seen=seen)
    audit.record(by, "agora-edited", agora)
    return agora


@transaction.atomic
def move(*, agora: Agora, name: str, by: Person) -> Agora:
    """What is made public is what was decided, never what peers said (ADR 0089)."""
    if name not in AGORA.moves:
        raise Denied(_("Ce changement n’existe pas."))
    may.conduct(by, agora)
    AGORA.make(agora, name)
    published = agora.state == AgoraState.PUBLISHED
    values = {"published_at": timezone.now() if published else None, "published_by": by if published else None}
    agora.save_values({"state": agora.state} | values, seen=agora.version)
    audit.record(by, "agora-moved", agora, state=agora.state)
    return agora


def waiting_words(agora: Agora):
    """Released by the peers of its cohort and not in it yet, in this edition."""
    if agora.participation_id:
        return Statement.objects.none()
    there = AgoraItem.objects.filter(agora=agora, statement=OuterRef("pk"), edition=OuterRef("edition"))
    return Statement.objects.released().filter(~Exists(there), group__cohort=agora.cohort_id)


def take_in(agora: Agora) -> int:
    rows = waiting_words(agora).annotate(spoken_by=F("group__category")).order_by("group__category__order", "code")
    made = [
        AgoraItem(agora=agora, statement=one, edition=one.edition, kind=one.kind, category_id=one.spoken_by, to_id=one.to_id)
        for one in rows.defer("text", "reason")
    ]  # fmt: skip
    AgoraItem.objects.bulk_create(made)
    return len(made)


@transaction.atomic
def gather(*, agora: Agora, by: Person) -> int:
    may.arrange(by, agora)
    count = take_in(agora)
    if not count:
        raise Denied(_("Toutes les paroles partagées sont déjà dans l’Agora."))
    audit.record(by, "agora-gathered", agora, words=count)
    return count
