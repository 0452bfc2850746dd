"""What an open vault can do: make a space, admit somebody, open an item; and how keys are destroyed, which opens nothing.

Keys are written before the words they seal, and destroyed before them: words without a key are noise, a key without its
words opens nothing (design 3).
"""

from dataclasses import dataclass, field

from django.db import connections, transaction

from fabrique.core.db import new_code
from fabrique.core.vault import keys, sealing
from fabrique.core.vault.models import ItemKey, KeyPair, SpaceKey
from fabrique.core.vault.router import KEYS


class NoKey(Exception):
    """This person was never given the key of this space, or no longer has it."""


class Erased(Exception):
    """The key of this item was destroyed: what it sealed cannot be read by anybody."""


class HasNoVault(Exception):
    """A key cannot be wrapped for a person who has not made theirs."""


@dataclass(frozen=True)
class Vault:
    """The vault of one person, open: it lasts for one request and is written nowhere."""

    holder: str
    private: bytes = field(repr=False)

    @classmethod
    def from_token(cls, holder: str, token: str) -> "Vault | None":
        private = keys.opened(holder, token) if holder and token else None
        return cls(holder, private) if private else None

    def new_space(self) -> "Space":
        """Opened to its maker alone: others are admitted one by one."""
        space = Space(new_code(), sealing.new_key())
        space.admit(self.holder)
        return space

    def space(self, code: str) -> "Space":
        """Raises `NoKey`."""
        row = SpaceKey.objects.filter(space=code, holder__holder=self.holder).first()
        if row is None:
            raise NoKey(code)
        key = sealing.unwrap(self.private, row.wrapped, place_of_space(code, self.holder))
        return Space(code, key, bytes(row.wrapped))


def place_of_space(code: str, holder: str) -> str:
    return f"space|{code}|{holder}"


@dataclass(frozen=True)
class Space:
    """`wrapped` is what its key was opened from: no longer in the store, the key was changed since."""

    code: str
    key: bytes = field(repr=False)
    wrapped: bytes = field(default=b"", repr=False, compare=False)

    def hold(self) -> None:
        """Until the end of the transaction, the key is the one of today. Raises `NoKey`: what it would seal would be lost."""
        row = SpaceKey.objects.select_for_update().filter(space=self.code, wrapped=self.wrapped)
        if self.wrapped and not row.exists():
            raise NoKey(self.code)

    @transaction.atomic(using=KEYS)
    def admit(self, holder: str) -> None:
        """Whoever has the key gives it. Raises `HasNoVault` and `NoKey`."""
        self.hold()
        pair = KeyPair.objects.filter(holder=holder).first()
        if pair is None:
            raise HasNoVault(holder)
        wrapped = sealing.wrap(bytes(pair.public), self.key, place_of_space(self.code, holder))
        SpaceKey.objects.update_or_create(space=self.code, holder=pair, defaults={"wrapped": wrapped})

    @transaction.atomic(using=KEYS)
    def dismiss(self, holder: str) -> "Space":
        """Take the key back and change it: what is written from now on is closed to who left, copies of keys included.

        An item's own key stays: who kept a copy of it while entitled had also read its words.
        """
        self.hold()
        SpaceKey.objects.filter(space=self.code, holder__holder=holder).delete()
        renewed = Space(self.code, sealing.new_key())
        for other in SpaceKey.objects.filter(space=self.code).select_related("holder"):
            renewed.admit(other.holder.holder)
        for item in ItemKey.objects.filter(space=self.code):
            place = place_of_item(self.code, item.item)
            item.sealed = sealing.seal(renewed.key, sealing.unseal(self.key, item.sealed, place), place)
            item.save(update_fields=["sealed"])
        return renewed

    def holders(self) -> set[str]:
        return set(SpaceKey.objects.filter(space=self.code).values_list("holder__holder", flat=True))

    @transaction.atomic(using=KEYS)
    def new_item(self) -> "Item":
        """Raises `NoKey`."""
        self.hold()
        item = Item(new_code(), sealing.new_key())
        sealed = sealing.seal(self.key, item.key, place_of_item(self.code, item.code))
        ItemKey.objects.create(space=self.code, item=item.code, sealed=sealed)
        return item

    def item(self, code: str) -> "Item":
        """Raises `Erased`."""
        return self.items([code])[code]

    def items(self, codes: list[str]) -> dict[str, "Item"]:
        """In one query. Raises `Erased` when a key is gone."""
        rows = ItemKey.objects.filter(space=self.code, item__in=codes)
        found = {
            row.item: Item(row.item, sealing.unseal(self.key, row.sealed, place_of_item(self.code, row.item)))
            for row in rows
        }
        if gone := set(codes) - set(found):
            raise Erased(*sorted(gone))
        return found


def place_of_item(space: str, item: str) -> str:
    return f"item|{space}|{item}"


# what is sealed is filled up to whole blocks: its length does not tell which published phrase it became
BLOCK, END = 1024, b"\x80"


def filled(words: str) -> bytes:
    """ISO 7816-4: a mark, then nothing."""
    known = words.encode("utf-8", "surrogatepass") + END
    return known + bytes(-len(known) % BLOCK)


@dataclass(frozen=True)
class Item:
    code: str
    key: bytes = field(repr=False)

    def seal(self, words: str, place: str) -> bytes:
        """`place` names the table and the field: moved elsewhere, the words do not open. Their length does not show."""
        return sealing.seal(self.key, filled(words), f"{self.code}|{place}")

    def open(self, sealed: bytes, place: str) -> str:
        """Raises `DoesNotOpen`."""
        known = sealing.unseal(self.key, sealed, f"{self.code}|{place}")
        return known.rpartition(END)[0].decode("utf-8", "surrogatepass")


def destroy_item(code: str) -> int:
    """Erase: no key is needed to destroy one. Gives how many keys went."""
    count = ItemKey.objects.filter(item=code).delete()[0]
    forget_pages()
    return count


def destroy_space(code: str) -> int:
    """All the keys of a space, those of its items included."""
    with transaction.atomic(using=KEYS):
        count = ItemKey.objects.filter(space=code).delete()[0] + SpaceKey.objects.filter(space=code).delete()[0]
    forget_pages()
    return count


def forget_pages() -> None:
    """The engine too forgets the bytes of what was deleted: SQLite overwrites them, its log is emptied here."""
    connection = connections[KEYS]
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for model in (ItemKey, SpaceKey):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")  # noqa: SLF001
