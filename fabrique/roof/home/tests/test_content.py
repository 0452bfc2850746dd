"""Words kept in files: the same shape in both languages, French typography, and true to the code."""

import re
import tomllib

import pytest
from django.conf import settings

from fabrique.core.spoken import in_language
from fabrique.ground.keyring.middleware import COOKIE
from fabrique.ground.people.privacy import Rows, declared
from fabrique.roof.home.content import HERE, read

FILES = sorted(path.stem for path in HERE.glob("*.toml"))
WRONG = re.compile(r"\w'\w| [;!?»]|« |\w :|!")


def shape(value):
    if isinstance(value, dict):
        return {key: shape(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return type(value)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from texts(inside)


@pytest.mark.parametrize("name", FILES)
def test_both_languages_say_as_much(name):
    assert shape(read(name, "fr")) == shape(read(name, "en"))


@pytest.mark.parametrize("name", FILES)
def test_french_is_set_as_french(name):
    assert [text for text in texts(read(name, "fr")) if WRONG.search(text)] == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_left_in_the_other_language(name):
    whole = tomllib.loads((HERE / f"{name}.toml").read_text())
    same = [
        text
        for text in texts(in_language(whole, "fr"))
        if text in set(texts(in_language(whole, "en"))) and len(text) > 30
    ]

    assert same == []


def test_text_in_two_languages_is_read_in_one():
    assert in_language({"a_fr": "oui", "a_en": "yes", "b": [{"c_fr": 1, "c_en": 2}]}, "en") == {
        "a": "yes",
        "b": [{"c": 2}],
    }


def test_ten_questions_and_four_doors():
    assert len(read("questions", "fr")["questions"]) == 10
    assert sorted(read("doors", "fr")["doors"]) == ["agent", "elected", "socio-economic", "state"]


def test_privacy_page_names_every_cookie():
    names = {row["name"] for row in read("privacy", "fr")["cookies"]}

    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "theme", COOKIE}
    assert names == ours


def test_privacy_page_tells_every_kind_of_row_about_a_person():
    told = {model for row in read("privacy", "fr")["kept"] for model in row["models"]}

    assert told == {entry.model for entry in declared if isinstance(entry, Rows)}
