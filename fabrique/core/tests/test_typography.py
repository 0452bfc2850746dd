import pytest

from fabrique.core import words
from tools.typography import mended


@pytest.mark.parametrize("area", list(words.areas()), ids=lambda area: area.name)
def test_french_sentences_have_french_spaces(area):
    """`python -m tools.typography` mends them."""
    said = [text for message in words.said_in(area) if message.id for text in words.ids(message)]

    assert [text for text in said if mended(text) != text] == []
