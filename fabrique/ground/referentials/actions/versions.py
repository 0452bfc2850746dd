"""Every write on referentials. A published version never changes; a new one is prepared in a draft, or loaded whole."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.models import Person, Scope
from fabrique.ground.people.permissions import animate
from fabrique.ground.referentials import permissions
from fabrique.ground.referentials.enums import PROPOSAL, VERSION, Change, ReferentialKey, VersionState
from fabrique.ground.referentials.models import ITEM_WORDS, Item, Version

Words = Mapping[str, Any]


@transaction.atomic
def publish_version(
    *, referential: ReferentialKey | str, items: Iterable[Words], by: Person, note: str = "", source: str = ""
) -> Version:
    """Load a whole version at once; nothing is written when it is the one in force, word for word.

    Each item: `key`, `name_fr`, and if wanted `name_en`, `gloss_fr`, `gloss_en`, `parent` (a key that comes before).
    """
    animate(by)
    rows = in_order([row_of(item) for item in items])
    current = Version.objects.of(referential).in_force().first()
    if current is not None and rows == rows_of(current):
        return current
    version = Version(referential=referential, note=note, source=source)
    version.number = Version.objects.of(referential).next_number()
    put_in_force(version, by)
    write_rows(version, rows)
    carry_over(current, version)
    return version


@transaction.atomic
def open_draft(*, referential: ReferentialKey | str, by: Person) -> Version:
    """A draft that starts from the words in force, with the same keys. One at a time."""
    animate(by)
    versions = Version.objects.of(referential)
    if versions.filter(state=VersionState.DRAFT).exists():
        raise Denied(_("Un brouillon est déjà ouvert : reprenez-le."))
    current = versions.in_force().first()
    draft = Version.objects.create(referential=referential, number=versions.next_number(), based_on=current)
    if current is not None:
        write_rows(draft, rows_of(current))
    audit.record(by, "referential-draft-opened", draft)
    return draft


@transaction.atomic
def publish_draft(*, version: Version, seen: str, note: str, by: Person) -> Version:
    """`seen` is the code of the version in force its author saw: another one put in force since raises `Conflict`."""
    permissions.edit_draft(by, version)
    versions = Version.objects.select_for_update().of(version.referential)
    current = versions.in_force().first()
    if current is not None and current.code != seen:
        raise Conflict(current)
    if not version.items.exists():
        raise Denied(_("Ce brouillon est vide : ajoutez au moins un mot."))
    if current is not None and rows_of(version) == rows_of(current):
        raise Denied(_("Ce brouillon dit la même chose que la version en vigueur : il n’y a rien à publier."))
    version.number = versions.exclude(pk=version.pk).next_number()
    version.note = note
    put_in_force(version, by)
    carry_over(current, version)
    return version


@transaction.atomic
def discard_draft(*, version: Version, by: Person) -> None:
    permissions.edit_draft(by, version)
    audit.record(by, "referential-draft-discarded", version, referential=version.referential)
    put_back(version)
    version.items.filter(parent__isnull=False).delete()
    version.items.all().delete()
    version.delete()


def put_back(draft: Version) -> None:
    """What was accepted waits for another draft."""
    for proposal in draft.proposals.all():
        PROPOSAL.make(proposal, "put-back")
        key = "" if proposal.change == Change.ADD else proposal.key
        proposal.save_values({"state": proposal.state, "carried_in": None, "key": key}, seen=proposal.version)


def put_in_force(version: Version, by: Person) -> None:
    former = Version.objects.of(version.referential).in_force().first()
    if former is not None:
        VERSION.make(former, "replace")
        former.save(update_fields=["state"])
    VERSION.make(version, "publish")
    version.published_at, version.published_by = timezone.now(), by
    version.save()
    audit.record(by, "referential-published", version, referential=version.referential, number=version.number)


@transaction.atomic
def add_item(*, version: Version, key: str, by: Person, parent: Item | None = None, **words: str) -> Item:
    permissions.edit_draft(by, version)
    if version.items.filter(key=key).exists():
        raise Denied(_("La clé « %(key)s » nomme déjà un mot de cette version.") % {"key": key})
    if parent is not None and (parent.version_id != version.pk or parent.parent_id is not None):
        raise Denied(_("Un sous-type se range sous un mot de la même version, sur un seul niveau."))
    last = version.items.filter(parent=parent).aggregate(last=Max("order"))["last"]
    item = Item.objects.create(version=version, key=key, parent=parent, order=(last or 0) + 1, **allowed(words))
    audit.record(by, "referential-item-added", version, key=key)
    return item


@transaction.atomic
def edit_item(*, item: Item, seen: int, by: Person, **words: str) -> Item:
    """Raises `Conflict` when somebody saved this word since its edition `seen`. The key never changes."""
    permissions.edit_item(by, item)
    if not Item.objects.filter(pk=item.pk, edition=seen).update(edition=seen + 1, **allowed(words)):
        raise Conflict(Item.objects.get(pk=item.pk))
    item.refresh_from_db()
    audit.record(by, "referential-item-edited", item.version, key=item.key)
    return item


@transaction.atomic
def move_item(*, item: Item, up: bool, by: Person) -> None:
    """Change places with the neighbour; nothing happens at either end."""
    permissions.edit_item(by, item)
    beside = list(item.version.items.filter(parent_id=item.parent_id))
    at = beside.index(item)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(beside):
        return
    beside.insert(to, beside.pop(at))
    for order, each in enumerate(beside, start=1):
        each.order = order
    Item.objects.bulk_update(beside, ["order"])
    audit.record(by, "referential-item-moved", item.version, key=item.key, up=up)


@transaction.atomic
def remove_item(*, item: Item, by: Person) -> None:
    permissions.edit_item(by, item)
    if item.children.exists():
        raise Denied(_("Ce mot en contient d’autres : retirez-les d’abord."))
    item.delete()
    audit.record(by, "referential-item-removed", item.version, key=item.key)


@transaction.atomic
def add_for_scope(*, referential: ReferentialKey | str, scope: Scope, key: str, by: Person, **words: str) -> Item:
    """A word a cohort adds for itself to the version in force (R028): a fifth category, seen in that scope only."""
    permissions.add_in_scope(by, scope)
    version = Version.objects.of(referential).in_force().first()
    if version is None:
        raise Denied(_("Aucune version n’est en vigueur : publiez-en une d’abord."))
    if Item.objects.of(referential, within=scope).filter(key=key).exists():
        raise Denied(_("La clé « %(key)s » nomme déjà un mot de cette version.") % {"key": key})
    last = version.items.aggregate(last=Max("order"))["last"]
    item = Item.objects.create(version=version, key=key, added_by_scope=scope, order=(last or 0) + 1, **allowed(words))
    audit.record(by, "referential-item-added", version, key=key, scope=scope.code)
    return item


def allowed(words: Mapping[str, str]) -> Mapping[str, str]:
    unknown = set(words) - set(ITEM_WORDS)
    if unknown:
        raise TypeError(f"unknown fields: {', '.join(sorted(unknown))}")
    return words


def row_of(item: Words, parent: str = "") -> Words:
    words = {name: item.get(name, "") for name in ITEM_WORDS}
    return {"key": item["key"], "parent": item.get("parent", "") or parent, **words}


def in_order(rows: list[Words]) -> list[Words]:
    """Each word followed by its sub-types, so that two lists that say the same thing are equal."""
    heads = [row for row in rows if not row["parent"]]
    ordered = [row for head in heads for row in (head, *(under for under in rows if under["parent"] == head["key"]))]
    lost = {row["key"] for row in rows} - {row["key"] for row in ordered}
    if lost or len(ordered) != len({row["key"] for row in ordered}):
        raise ValueError(f"doubled keys, or sub-types without their word: {sorted(lost)}")
    return ordered


def rows_of(version: Version) -> list[Words]:
    """The common words of a version, comparable with what a loader gives."""
    items = Item.objects.filter(version=version).common().select_related("parent")
    rows = [row_of(vars(item), parent=item.parent.key if item.parent else "") for item in items]
    return in_order(rows)


def write_rows(version: Version, rows: list[Words]) -> None:
    written: dict[str, Item] = {}
    for order, row in enumerate(rows, start=1):
        parent = written.get(row["parent"])
        written[row["key"]] = Item.objects.create(
            version=version, parent=parent, order=order, **{name: value for name, value in row.items() if name != "parent"}
        )  # fmt: skip


def carry_over(former: Version | None, version: Version) -> None:
    """The words cohorts added for themselves follow into the new version, unless it now holds the same key for all."""
    if former is None:
        return
    common = set(version.items.values_list("key", flat=True))
    Item.objects.bulk_create(
        Item(version=version, key=item.key, order=item.order, added_by_scope_id=item.added_by_scope_id,
             **{name: getattr(item, name) for name in ITEM_WORDS})
        for item in former.items.exclude(added_by_scope=None) if item.key not in common
    )  # fmt: skip
