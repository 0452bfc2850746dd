"""What seals opens again, and nothing else opens it: not another key, place, person, nor a changed byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabrique.core.vault import sealing
from fabrique.core.vault.sealing import DoesNotOpen

PLACE = "interviews.note|words"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_sealed_opens_with_its_key_at_its_place(words, place):
    key = sealing.new_key()

    sealed = sealing.seal(key, words, place)

    assert sealing.unseal(key, sealed, place) == words
    assert len(words) < 4 or words not in sealed


def test_same_words_are_never_sealed_alike():
    key = sealing.new_key()

    assert sealing.seal(key, b"mot", PLACE) != sealing.seal(key, b"mot", PLACE)


@pytest.mark.parametrize("bit", range(0, 8 * (12 + 9 + 16), 7))
def test_one_changed_bit_is_seen(bit):
    key = sealing.new_key()
    sealed = bytearray(sealing.seal(key, b"neuf mots", PLACE))

    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(DoesNotOpen):
        sealing.unseal(key, bytes(sealed), PLACE)


@pytest.mark.parametrize("sealed", [b"", b"court", bytes(12), bytes(60)])
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(DoesNotOpen):
        sealing.unseal(sealing.new_key(), sealed, PLACE)


def test_neither_another_key_nor_another_place_opens():
    key = sealing.new_key()
    sealed = sealing.seal(key, b"mot", PLACE)

    for other, place in ((sealing.new_key(), PLACE), (key, "interviews.note|title")):
        with pytest.raises(DoesNotOpen):
            sealing.unseal(other, sealed, place)


def test_wrapped_key_opens_for_its_person_alone():
    private, public = sealing.new_pair()
    other, _other_public = sealing.new_pair()
    key = sealing.new_key()

    wrapped = sealing.wrap(public, key, PLACE)

    assert sealing.unwrap(private, wrapped, PLACE) == key
    assert key not in wrapped
    for wrong, place in ((other, PLACE), (private, "space|elsewhere")):
        with pytest.raises(DoesNotOpen):
            sealing.unwrap(wrong, wrapped, place)
    with pytest.raises(DoesNotOpen):
        sealing.unwrap(private, bytes(32) + wrapped[32:], PLACE)


def test_sheet_is_typed_as_people_type():
    sheet = sealing.new_sheet()

    assert sealing.sheet_key(sheet) == sealing.sheet_key(f" {sheet.upper().replace('-', ' ')} ")
    assert len(sheet) == 9 * 4 + 8
    assert sealing.sheet_key(sheet) != sealing.sheet_key(sealing.new_sheet())
