import hashlib
import json

from fabrique.accompaniment.diagnostics.notices import IN_FORCE, WORDINGS

# somebody agreed to these words: add a wording, never change one
PRINTS = {"2026-11": "45f483c69a5d4ab5"}


def test_a_wording_that_was_agreed_to_is_never_rewritten():
    found = {
        key: hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:16]
        for key, words in WORDINGS.items()
    }
    assert found == PRINTS


def test_both_languages_say_as_many_things():
    assert {key: len(words["fr"]) == len(words["en"]) for key, words in WORDINGS.items()} == dict.fromkeys(
        WORDINGS, True
    )
    assert IN_FORCE in WORDINGS
