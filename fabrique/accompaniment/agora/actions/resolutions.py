"""A resolution written, debated, adopted with what is not agreed, carried by those who say so (R411)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.actions.followups import draw_follow_ups
from fabrique.accompaniment.agora.actions.words import in_the_name_of
from fabrique.accompaniment.agora.enums import ADOPTIONS, BY_HAND, RESOLUTION
from fabrique.accompaniment.agora.models import Agora, AgoraItem, Carrier, Convergence, Dissent, Resolution
from fabrique.accompaniment.workshops.models import Decision
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Membership, Organisation
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


def tie(resolution: Resolution, categories: Iterable[Item], items: Iterable[AgoraItem], convergences: Iterable[Convergence]) -> None:  # fmt: skip
    resolution.categories.set(categories)
    resolution.items.set(items)
    resolution.convergences.set(convergences)


@transaction.atomic
def propose(
    *, agora: Agora, title: str, scale: str, by: Person, text: str = "", due_on: date | None = None,
    categories: Iterable[Item] = (), items: Iterable[AgoraItem] = (), convergences: Iterable[Convergence] = (),
    decision: Decision | None = None,
) -> Resolution:  # fmt: skip
    """`decision`: of a debate of this Agora, that these words come from."""
    may.propose(by, agora)
    if decision is not None:
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        may.draw_from(by, agora, decision)
    words = {"title": title.strip(), "text": text.strip(), "scale": scale, "due_on": due_on}
    resolution = Resolution.objects.create(agora=agora, decision=decision, **words)
    tie(resolution, categories, items, convergences)
    audit.record(by, "agora-resolution-proposed", resolution, agora=agora.code)
    return resolution


@transaction.atomic
def edit_resolution(
    *, resolution: Resolution, title: str, scale: str, by: Person, seen: int, text: str = "", due_on: date | None = None,
    categories: Iterable[Item] = (), items: Iterable[AgoraItem] = (), convergences: Iterable[Convergence] = (),
) -> Resolution:  # fmt: skip
    may.edit_resolution(by, resolution)
    words = {"title": title.strip(), "text": text.strip(), "scale": scale, "due_on": due_on}
    resolution.save_values(words, seen=seen)
    tie(resolution, categories, items, convergences)
    audit.record(by, "agora-resolution-edited", resolution)
    return resolution


def reason_not_to(resolution: Resolution, name: str) -> str:
    """What an adoption still waits for, in a sentence; empty when nothing (the table says the rest)."""
    if name not in ADOPTIONS:
        return ""
    if not (resolution.categories.exists() or Carrier.objects.standing().filter(resolution=resolution).exists()):
        return _("Dites d’abord qui la porte : une catégorie, ou quelqu’un qui se déclare.")
    disagreed = resolution.dissents.exists()
    if name == "adopt" and disagreed:
        return _("Une catégorie a dit ce qu’elle n’accepte pas : adoptez avec dissensus, ses mots sont gardés.")
    if name == "adopt-with-dissensus" and not disagreed:
        return _("Aucun dissensus n’est écrit. Une catégorie peut dire le sien, avec ses mots.")
    return ""


def held(resolution: Resolution) -> Resolution:
    """As it stands, until the end of the transaction: nobody adopts it while somebody disagrees."""
    rows = Resolution.objects.select_for_update(of=("self",)).select_related("agora__cohort__scope")
    return rows.get(pk=resolution.pk)


@transaction.atomic
def move_resolution(*, resolution: Resolution, name: str, by: Person, seen: int) -> Resolution:
    """These words, and not others written since."""
    if name not in BY_HAND:
        raise Denied(_("Ce changement n’existe pas."))
    resolution = held(resolution)
    may.move(by, resolution)
    if name in ("debate", *ADOPTIONS):
        may.conduct(by, resolution.agora)
    if refusal := reason_not_to(resolution, name):
        raise Denied(refusal)
    RESOLUTION.make(resolution, name)
    today = timezone.localdate()
    values: dict[str, Any] = {"state": resolution.state} | ({"adopted_on": today} if name in ADOPTIONS else {})
    resolution.save_values(values, seen=seen)
    if name in ADOPTIONS:
        draw_follow_ups(resolution, today)
    audit.record(by, "agora-resolution-moved", resolution, state=resolution.state)
    return resolution


@transaction.atomic
def drop(*, resolution: Resolution, reason: str, by: Person) -> Resolution:
    """With its reason, read by those it was promised to."""
    may.move(by, resolution)
    if not reason.strip():
        raise Denied(_("Dites pourquoi elle est abandonnée."))
    RESOLUTION.make(resolution, "drop")
    resolution.save_values({"state": resolution.state, "reason": reason.strip()}, seen=resolution.version)
    audit.record(by, "agora-resolution-moved", resolution, state=resolution.state)
    return resolution


@transaction.atomic
def carry(*, resolution: Resolution, by: Person, organisation: Organisation | None = None) -> Carrier:
    """One's own declaration; in the name of an organisation, by one of its members (R002)."""
    may.carry(by, resolution)
    if organisation and not Membership.objects.active().filter(organisation=organisation, person=by).exists():
        raise Denied(_("Vous n’êtes pas membre de cette organisation."))
    carrier = Carrier.objects.create(resolution=resolution, person=by, organisation=organisation)
    audit.record(by, "agora-resolution-carried", resolution)
    return carrier


@transaction.atomic
def put_down(*, resolution: Resolution, by: Person) -> None:
    may.put_down(by, resolution)
    Carrier.objects.standing().filter(resolution=resolution, person=by).update(left_on=timezone.localdate())
    audit.record(by, "agora-resolution-put-down", resolution)


@transaction.atomic
def dissent(*, resolution: Resolution, category: Item, by: Person, words: str = "") -> None:
    """In the category's own words, once a category; without a word, it takes its dissent back."""
    resolution = held(resolution)
    may.dissent(by, resolution)
    in_the_name_of(by, resolution.agora, category)
    same = resolution.dissents.filter(category__key=category.key)
    if not words.strip():
        same.delete()
    elif not same.update(words=words.strip()):
        Dissent.objects.create(resolution=resolution, category=category, words=words.strip())
    audit.record(by, "agora-dissent-said", resolution, category=category.key)
