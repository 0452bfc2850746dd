"""The keys of the vault have a backup of their own, worth thirty days, and are in no other (reliability 4, 5, 28)."""

import pytest

from tests.instance import Instance

PHRASE = "trois lampes sous la table"
FILL = f"""
from fabrique.core.vault import keys
from fabrique.core.vault.spaces import Vault
sheet = keys.make("ada", "{PHRASE}")
vault = Vault.from_token("ada", keys.open_vault("ada", "{PHRASE}"))
space = vault.new_space()
item = space.new_item()
print(space.code, item.code, item.seal("La scierie décide.", "note|words").hex(), space.key.hex(), item.key.hex())
"""
READ = f"""
from fabrique.core.vault import keys
from fabrique.core.vault.spaces import Vault
vault = Vault.from_token("ada", keys.open_vault("ada", "{PHRASE}"))
print(vault.space("{{0}}").item("{{1}}").open(bytes.fromhex("{{2}}"), "note|words"))
"""
ERASE = "from fabrique.core.vault import spaces; print(spaces.destroy_item('{0}'))"

BACKUP_AT = """
from datetime import timedelta
from pathlib import Path
from django.utils import timezone
from fabrique.core import backup
now = timezone.now()
timezone.now = lambda: now - timedelta(days={1}) {2}
backup.backup_keys(Path("{0}"))
"""


@pytest.fixture
def filled(instance):
    """`(instance, code of a space, code of an item, its sealed words, the key of the space, the key of the item)`."""
    return instance, *instance.python(FILL).split()


def test_keys_come_back_from_their_own_file_alone(filled, empty_instance):
    instance, space, item, words, _space_key, _item_key = filled
    data, keys = instance.folder / "data.backup", instance.folder / "keys.backup"
    elsewhere = empty_instance()

    instance.done("backup", str(data))
    said = instance.done("backup", "--keys", str(keys))
    elsewhere.done("restore", str(data))
    with_data_alone = elsewhere.python("from fabrique.core.vault.models import KeyPair; print(KeyPair.objects.count())")
    elsewhere.done("restore", "--keys", str(keys))

    assert with_data_alone == "0"
    assert "À détruire dans trente jours" in said
    assert elsewhere.python(READ.format(space, item, words)) == "La scierie décide."
    assert elsewhere.run("restore", "--keys", str(keys))[0] == 1
    elsewhere.done("restore", "--keys", str(keys), "--replace")


def test_file_of_keys_is_refused_after_thirty_days(filled, empty_instance):
    instance, *_rest = filled
    kept = instance.folder / "kept.backup"
    instance.python(BACKUP_AT.format(kept, 30, "+ timedelta(minutes=5)"))
    old = instance.folder / "old.backup"
    instance.python(BACKUP_AT.format(old, 30, "- timedelta(minutes=5)"))
    elsewhere = empty_instance()

    status, _out, err = elsewhere.run("restore", "--keys", str(old))

    assert (status, "passé trente jours" in err) == (1, True)
    elsewhere.done("restore", "--keys", str(kept))


def test_erased_item_leaves_no_byte_in_the_store(filled):
    """Its sealed key too is gone from the file: SQLite overwrites what it deletes."""
    instance, _space, item, *_rest = filled
    code = "from fabrique.core.vault.models import ItemKey; print(bytes(ItemKey.objects.get(item='{}').sealed).hex())"
    sealed = bytes.fromhex(instance.python(code.format(item)))
    assert held(instance, sealed)

    assert instance.python(ERASE.format(item)) == "1"

    assert not held(instance, sealed)


def held(instance: Instance, key: bytes) -> bool:
    return any(key in path.read_bytes() for path in instance.folder.glob("keys.sqlite3*"))


def test_stolen_files_and_secret_open_nothing(filled):
    """No key lies in clear in any file of the place, and none can be drawn from its secret."""
    instance, _space, _item, _words, space_key, item_key = filled
    everything = b"".join(path.read_bytes() for path in instance.folder.rglob("*") if path.is_file())

    for secret in (bytes.fromhex(space_key), bytes.fromhex(item_key), PHRASE.encode()):
        assert secret not in everything
    assert b"ada" in everything


def test_keys_kept_with_the_data_are_said_by_the_check(instance):
    well = instance.run("check")
    together = instance.run("check", KEYS_URL=f"sqlite:///{instance.database}")

    assert "Les clés du coffre ont leur base" in well[1]
    assert (together[0], "donnez-leur une base à part" in together[1]) == (1, True)
