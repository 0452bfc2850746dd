"""What is said in the room, put side by side and debated."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.models import Agora, AgoraItem, Convergence, Remark, Resolution
from fabrique.accompaniment.agora.voices import voices
from fabrique.accompaniment.peers.enums import StatementKind
from fabrique.accompaniment.peers.models import sealed_name
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


def in_the_name_of(by: Person, agora: Agora, category: Item) -> None:
    """One's own category; who conducts notes what any of them says."""
    if not (category.key in voices(by, agora) or may.conduct.allows(by, agora)):
        raise Denied(_("Vous ne parlez pas au nom de cette catégorie."))


def worded(kind: str, text: str, to: Item | None, due_on: date | None) -> dict[str, Any]:
    if not text.strip():
        raise Denied(_("Écrivez quelque chose."))
    return {
        "kind": kind, "text": text.strip(), "to": to if kind == StatementKind.CLAIM else None,
        "due_on": due_on if kind == StatementKind.COMMITMENT else None,
    }  # fmt: skip


@transaction.atomic
def add_item(
    *,
    agora: Agora,
    kind: str,
    category: Item,
    text: str,
    by: Person,
    to: Item | None = None,
    due_on: date | None = None,
) -> AgoraItem:
    """By hand, in the name of a category, never of a person: the row does not know who wrote."""
    may.say(by, agora)
    in_the_name_of(by, agora, category)
    return AgoraItem.objects.create(agora=agora, category=category, by_hand=True, **worded(kind, text, to, due_on))


@transaction.atomic
def edit_item(
    *, item: AgoraItem, kind: str, category: Item, text: str, by: Person, seen: int, to: Item | None = None, due_on: date | None = None,
) -> AgoraItem:  # fmt: skip
    """Not once it was answered or debated: that was about these words."""
    may.keep_item(by, item)
    in_the_name_of(by, item.agora, category)
    if item.answers.exists() or item.remarks.exists():
        raise Denied(_("On a déjà répondu à ce texte : retirez-le et écrivez-en un autre."))
    item.save_values(worded(kind, text, to, due_on) | {"category": category}, seen=seen)
    return item


@transaction.atomic
def withdraw_item(*, item: AgoraItem, by: Person) -> None:
    """Its words go, everywhere at once; a sentence stands in their place."""
    may.withdraw_item(by, item)
    item.save_values({"text": "", "withdrawn_on": timezone.localdate()}, seen=item.version)


@transaction.atomic
def group(*, agora: Agora, title: str, items: Iterable[AgoraItem], by: Person, words: str = "") -> Convergence:
    may.arrange(by, agora)
    made = Convergence.objects.create(agora=agora, title=titled(agora, title), words=words.strip())
    made.items.set(items)
    audit.record(by, "agora-convergence-made", made, agora=agora.code)
    return made


def titled(agora: Agora, title: str, *, but: Convergence | None = None) -> str:
    same = agora.convergences.filter(title=title.strip()).first()
    if same is not None and same != but:
        raise Denied(_("Une convergence porte déjà ce titre."))
    return title.strip()


@transaction.atomic
def edit_convergence(
    *, convergence: Convergence, title: str, items: Iterable[AgoraItem], by: Person, seen: int, words: str = ""
) -> Convergence:
    may.arrange_convergence(by, convergence)
    values = {"title": titled(convergence.agora, title, but=convergence), "words": words.strip()}
    convergence.save_values(values, seen=seen)
    convergence.items.set(items)
    audit.record(by, "agora-convergence-edited", convergence)
    return convergence


@transaction.atomic
def ungroup(*, convergence: Convergence, by: Person) -> None:
    """What it held stays in the Agora; what was debated on it goes."""
    may.arrange_convergence(by, convergence)
    if Resolution.objects.filter(convergences=convergence).exists():
        raise Denied(_("Une résolution s’appuie sur cette convergence : elle reste."))
    audit.record(by, "agora-convergence-removed", convergence)
    convergence.delete()


@transaction.atomic
def discuss(*, on: AgoraItem | Convergence | Resolution, category: Item, text: str, by: Person) -> Remark:
    may.discuss(by, on)
    in_the_name_of(by, on.agora, category)
    if not text.strip():
        raise Denied(_("Écrivez quelque chose."))
    if isinstance(on, AgoraItem) and not on.is_live:
        raise Denied(_("Ce texte est retiré."))
    name = {AgoraItem: "item", Convergence: "convergence", Resolution: "resolution"}[type(on)]
    facts = {"agora": on.agora, "category": category, "text": text.strip(), "author": sealed_name(by)}
    return Remark.objects.create(**facts, **{name: on})


@transaction.atomic
def remove_remark(*, remark: Remark, by: Person) -> None:
    may.remove_remark(by, remark)
    remark.delete()
