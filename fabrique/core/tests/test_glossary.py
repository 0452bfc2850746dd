from fabrique.core import glossary
from tools import glossary as drawn


def test_glosses_are_short_and_plain():
    glosses = [gloss for entry in glossary.entries().values() for gloss in (entry.gloss_fr, entry.gloss_en)]

    assert [gloss for gloss in glosses if len(gloss.split()) > 20] == []
    assert [gloss for gloss in glosses if "il s’agit" in gloss.lower() or "'" in gloss] == []


def test_docs_hold_the_same_words():
    assert drawn.TARGET.read_text() == drawn.text(), "run `make diagrams`"
