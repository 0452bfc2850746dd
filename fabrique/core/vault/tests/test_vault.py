"""Who opens a space, who no longer does, and what nobody opens any more (R357, R370, R579)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fabrique.core.vault import keys, spaces
from fabrique.core.vault.keys import AlreadyThere, TooShort, Wrong
from fabrique.core.vault.models import ItemKey, KeyPair, Opening, SpaceKey
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Erased, HasNoVault, NoKey, Vault

pytestmark = pytest.mark.django_db(databases="__all__")
PHRASE = "trois lampes sous la table"
WORDS = "On ne décide rien sans la scierie."
PLACE = "note|words"


def opened(holder: str, passphrase: str = PHRASE) -> Vault:
    if not KeyPair.objects.filter(holder=holder).exists():
        keys.make(holder, passphrase)
    vault = Vault.from_token(holder, keys.open_vault(holder, passphrase))
    assert vault is not None
    return vault


@pytest.fixture
def ada():
    return opened("ada")


def test_item_opens_again_through_the_keys_alone(ada):
    space = ada.new_space()
    item = space.new_item()
    sealed = item.seal(WORDS, PLACE)

    assert opened("ada").space(space.code).item(item.code).open(sealed, PLACE) == WORDS


@pytest.mark.parametrize("words", ["", "é", "mot\x00", "\x80", "x" * 1023, "x" * 1024, "\udcff"])
def test_length_of_what_is_sealed_does_not_show(ada, words):
    """Two phrases, one length: a stolen disk does not match a published one to its row. Seen red without the filling."""
    item = ada.new_space().new_item()
    sealed = item.seal(words, PLACE)
    assert item.open(sealed, PLACE) == words
    assert len(sealed) in (len(item.seal("dix mots", PLACE)), len(item.seal("x" * 1500, PLACE)))


def test_words_moved_to_another_item_or_field_do_not_open(ada):
    space = ada.new_space()
    item, other = space.new_item(), space.new_item()
    sealed = item.seal(WORDS, PLACE)

    for opener, place in ((other, PLACE), (item, "note|title")):
        with pytest.raises(DoesNotOpen):
            opener.open(sealed, place)


def test_nothing_is_sealed_under_a_key_that_was_changed_meanwhile(ada):
    """Somebody began an interview at the very moment of the change: refused, rather than lost for everybody."""
    space, bob, cid = ada.new_space(), opened("bob"), opened("cid")
    for holder in ("bob", "cid"):
        space.admit(holder)
    stale = bob.space(space.code)
    ada.space(space.code).dismiss("cid")

    for act in (stale.new_item, lambda: stale.admit(cid.holder), lambda: stale.dismiss("ada")):
        with pytest.raises(NoKey):
            act()
    assert (ItemKey.objects.count(), bob.space(space.code).holders()) == (0, {"ada", "bob"})
    assert bob.space(space.code).new_item().code in ada.space(space.code).items(
        list(ItemKey.objects.values_list("item", flat=True))
    )


def test_keys_of_one_space_open_no_item_of_another(ada):
    space, other = ada.new_space(), ada.new_space()
    item = space.new_item()

    ItemKey.objects.filter(item=item.code).update(space=other.code)

    with pytest.raises(DoesNotOpen):
        other.item(item.code)


def test_nobody_opens_a_space_who_was_not_admitted(ada):
    space = ada.new_space()
    bela = opened("bela")

    with pytest.raises(NoKey):
        bela.space(space.code)

    space.admit("bela")
    assert opened("bela").space(space.code).key == space.key
    assert space.holders() == {"ada", "bela"}


def test_row_given_to_another_by_hand_opens_nothing(ada):
    """Whoever writes in the key store cannot pass one person's key to another."""
    space = ada.new_space()
    opened("bela")
    row = SpaceKey.objects.get(space=space.code)

    SpaceKey.objects.filter(pk=row.pk).update(holder=KeyPair.objects.get(holder="bela"))

    with pytest.raises(DoesNotOpen):
        opened("bela").space(space.code)


def test_nobody_is_admitted_without_a_vault(ada):
    with pytest.raises(HasNoVault):
        ada.new_space().admit("nobody")


def test_who_leaves_opens_nothing_written_after(ada):
    space = ada.new_space()
    opened("bela")
    space.admit("bela")
    kept = opened("bela").space(space.code)
    before = space.new_item()

    renewed = space.dismiss("bela")
    after = renewed.new_item()

    with pytest.raises(NoKey):
        opened("bela").space(space.code)
    with pytest.raises(DoesNotOpen):
        kept.item(after.code)
    with pytest.raises(DoesNotOpen):
        kept.item(before.code)
    now = opened("ada").space(space.code)
    assert now.items([before.code, after.code]) == {before.code: before, after.code: after}


def test_destroyed_item_is_erased_for_all_and_alone(ada):
    space = ada.new_space()
    gone, left = space.new_item(), space.new_item()

    assert spaces.destroy_item(gone.code) == 1

    with pytest.raises(Erased):
        space.item(gone.code)
    assert space.item(left.code) == left


def test_destroyed_space_opens_for_nobody(ada):
    space = ada.new_space()
    item = space.new_item()

    assert spaces.destroy_space(space.code) == 2

    with pytest.raises(NoKey):
        opened("ada").space(space.code)
    with pytest.raises(Erased):
        space.item(item.code)


def test_wrong_passphrase_opens_nothing(ada):
    for holder, passphrase in (("ada", "trois lampes sous la chaise"), ("nobody", PHRASE)):
        with pytest.raises(Wrong):
            keys.open_vault(holder, passphrase)


def test_token_opens_for_its_person_alone_and_only_while_it_is_used(ada):
    token = keys.open_vault("ada", PHRASE)
    opened("bela")

    assert Vault.from_token("ada", token) == ada
    for holder, given in (("bela", token), ("ada", ""), ("", token), ("ada", token[:-1])):
        assert Vault.from_token(holder, given) is None

    Opening.objects.filter(token=keys.named(token)).update(until=timezone.now() - timedelta(seconds=1))
    assert Vault.from_token("ada", token) is None
    assert keys.sweep() == 1


def test_using_the_vault_keeps_it_open(ada):
    token = keys.open_vault("ada", PHRASE)
    soon = timezone.now() + timedelta(minutes=1)
    Opening.objects.filter(token=keys.named(token)).update(until=soon)

    Vault.from_token("ada", token)

    assert Opening.objects.get(token=keys.named(token)).until > soon + timedelta(minutes=28)


def test_locked_is_locked(ada):
    one, two = keys.open_vault("ada", PHRASE), keys.open_vault("ada", PHRASE)

    keys.lock(one)
    assert [Vault.from_token("ada", token) for token in (one, two)] == [None, ada]

    keys.lock_all("ada")
    assert Vault.from_token("ada", two) is None


def test_keys_are_made_once(ada):
    with pytest.raises(AlreadyThere):
        keys.make("ada", PHRASE)
    with pytest.raises(TooShort):
        keys.make("bela", "quinze signes !")
    assert KeyPair.objects.count() == 1


def test_changed_passphrase_keeps_the_spaces_and_closes_the_vault(ada):
    space = ada.new_space()
    token = keys.open_vault("ada", PHRASE)

    keys.change_passphrase("ada", old=PHRASE, new="quatre lampes sous la table")

    assert Vault.from_token("ada", token) is None
    with pytest.raises(Wrong):
        keys.open_vault("ada", PHRASE)
    assert opened("ada", "quatre lampes sous la table").space(space.code) == space


def test_sheet_recovers_once():
    sheet = keys.make("cleo", PHRASE)
    space = opened("cleo").new_space()

    renewed = keys.recover("cleo", sheet=sheet.upper(), passphrase="une autre phrase, longue")

    assert opened("cleo", "une autre phrase, longue").space(space.code) == space
    for wrong in (sheet, "", renewed[:-1]):
        with pytest.raises(Wrong):
            keys.recover("cleo", sheet=wrong, passphrase=PHRASE)


def test_key_store_holds_no_key_in_clear(ada):
    """Every byte of it, with what only the owner has left out: neither a private key, nor a space's, nor an item's."""
    token = keys.open_vault("ada", PHRASE)
    space = ada.new_space()
    item = space.new_item()

    rows = [row for model in (KeyPair, SpaceKey, ItemKey, Opening) for row in model.objects.values_list()]
    stored = b"|".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)

    for secret in (ada.private, space.key, item.key, token.encode(), PHRASE.encode()):
        assert secret not in stored
    assert bytes(KeyPair.objects.get().public) in stored
