"""Rule 5: labels, days, orders."""

import pytest

from fabrique.accompaniment.restitution.guard import Document, Voice, check
from fabrique.accompaniment.restitution.guard.tests.cases import (
    ROSTER,
    VOICES,
    finding,
    quotation,
    quoting,
    refused,
    stating,
    writing,
)


def labels(text):
    return [quote for rule, quote in refused(writing(text)) if rule == "label"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élu 3 doute.", ["Élu 3"]),
        ("Élu·e 3 doute.", ["Élu·e 3"]),
        ("L’élu A doute.", ["élu A"]),
        ("Un élu d’opposition doute.", []),
        ("Les entretiens iii et iv comptent.", ["entretiens iii"]),
        ("Source n° 4 : le doute.", ["Source n° 4"]),
        ("Le doute [V-07].", ["V-07"]),
        ("La RN20 et la D914 coupent la vallée, le CO2 aussi.", []),
        ("D9 doute.", ["D9"]),
        ("La D9 coupe la vallée.", []),
        ("Voice-03 doute.", ["Voice-03"]),
    ],
)
def test_label(text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le 12 mars, on doutait.", ["12 mars"]),
        ("Le 1er mars 2026, on doutait.", ["1er mars 2026"]),
        ("Le premier mars, on doutait.", ["premier mars"]),
        ("Le 12/03/26, on doutait.", ["12/03/26"]),
        ("Le 12.03.2026, on doutait.", ["12.03.2026"]),
        ("Le 2026-03-12, on doutait.", ["2026-03-12"]),
        ("Le 12 mars 2019, on doutait.", []),
        ("Le 12 avril, on doutait.", []),
        ("Le 31/02/2026, on doutait.", []),
        ("En mars, on doutait.", []),
        ("L’entretien de jeudi fut long.", ["entretien de jeudi"]),
        ("Mardi 12, on doutait.", ["Mardi 12"]),
        ("Mardi 12 h, le marché ouvre.", []),
    ],
)
def test_day_of_an_interview(text, expected):
    assert labels(text) == expected


def test_any_day_is_refused_when_nobody_knows_the_days():
    undated = [Voice(voice.interview, voice.category, "", voice.gender) for voice in VOICES]

    assert ("label", "12 avril") in refused(writing("Le 12 avril, on doutait."), undated)


def test_any_day_is_refused_in_a_quotation():
    assert ("label", "12 avril 2019") in refused(quoting("Le 12 avril 2019, on a tout perdu."))


def ordered(*voices, sections="abcdefghijklmn"):
    quoted = (
        quotation("Le temps manque.", f"voice-{voice:02}", f"v{n}", section=sections[n])
        for n, voice in enumerate(voices)
    )
    return Document((finding(verbatims=tuple(quoted)),))


def orders(document, voices=VOICES):
    return [refusal.why for refusal in check(document, voices, ROSTER) if refusal.rule == "label"]


def test_quotations_do_not_follow_the_order_of_the_interviews():
    assert orders(ordered(1, 2, 3, 5, 8, 11, 13)) == ["Les citations suivent l’ordre des entretiens."]
    assert orders(ordered(13, 11, 8, 5, 3, 2, 1)) == ["Les citations suivent l’ordre des entretiens."]
    assert orders(ordered(3, 1, 2, 8, 5, 13, 11)) == []


def test_two_parts_do_not_follow_each_other():
    again = "Les mêmes personnes se suivent dans le même ordre dans deux parties."
    sections = "aaaaaaabbbbbbb"

    assert orders(ordered(3, 1, 2, 8, 5, 13, 11, 4, 3, 9, 1, 7, 2, 10, sections=sections)) == [again]
    assert orders(ordered(3, 1, 2, 8, 5, 13, 11, 4, 2, 9, 3, 7, 1, 10, sections=sections)) == []


def test_calm_text_has_no_label():
    assert refused(stating("Le temps manque.")) == []
