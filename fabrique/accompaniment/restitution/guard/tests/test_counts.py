"""Rule 4: bands, never numbers."""

import pytest

from fabrique.accompaniment.restitution.guard import Roster, check
from fabrique.accompaniment.restitution.guard.crowd import band
from fabrique.accompaniment.restitution.guard.tests.cases import VOICES, quoting, refused, rules, stating, writing


@pytest.mark.parametrize(
    ("count", "population", "words"),
    [(2, 20, ""), (3, 20, "quelques"), (5, 20, "quelques"), (6, 20, "plusieurs"), (10, 20, "plusieurs"), (11, 20, "une majorité"), (17, 20, "une majorité"), (18, 20, "plusieurs"), (3, 5, "quelques"), (4, 7, "une majorité")],
)  # fmt: skip
def test_band_of(count, population, words):
    assert band(count, population) == words


def mended(text, **more):
    (refusal,) = check(stating(text, **more), VOICES, Roster())
    return refusal.mended(text)


def test_number_is_replaced_in_one_click():
    assert mended("Trois élus le disent.") == "Plusieurs élus le disent."
    assert (
        mended("On sait que 4 agents partent.", voices=("voice-00", "voice-01", "voice-02"))
        == "On sait que quelques agents partent."
    )


def test_what_cannot_be_replaced_in_one_click_stays():
    assert mended("Tous les élus le disent.") == "Tous les élus le disent."
    assert mended("Trois élus le disent.", voices=tuple(v.interview for v in VOICES[:12])) == "Trois élus le disent."


def test_number_hidden_by_invisible_signs_is_read():
    assert refused(stating("Tro\u200bis élus le disent.")) == [("count", "Tro\u200bis")]


@pytest.mark.parametrize(
    ("text", "voices", "expected"),
    [
        ("Quelques élus le disent.", 4, []),
        ("Quelques élus le disent.", 7, [("count", "Quelques élus")]),
        ("Plusieurs agents le disent.", 7, []),
        ("Plusieurs agents le disent.", 4, [("count", "Plusieurs agents")]),
        ("Une majorité de personnes le dit.", 12, []),
        ("Une majorité de personnes le dit.", 7, [("count", "Une majorité de personnes")]),
        ("Une majorité de personnes le dit.", 19, [("count", "Une majorité de personnes")]),
        ("Quelques années plus tard, plusieurs routes coupent.", 7, []),
    ],
)
def test_band_is_what_it_says(text, voices, expected):
    assert refused(stating(text, voices=tuple(v.interview for v in VOICES[:voices]))) == expected


def test_band_of_a_finding_that_rests_on_too_few_says_so():
    refusals = check(stating("Plusieurs élus le disent.", voices=("voice-00", "voice-01")), VOICES, Roster())

    assert [refusal.instead for refusal in refusals if refusal.rule == "count"] == ["Dites-le sans compter."]


def test_total_of_persons_heard_may_be_told():
    assert refused(writing("20 personnes ont été entendues.")) == []
    assert rules(writing("19 personnes ont été entendues.")) == ["count"]
    assert refused(writing("Une vingtaine de personnes a été entendue.")) == []
    assert rules(writing("Une dizaine de personnes a été entendue.")) == ["count"]


def test_more_people_than_were_heard_is_a_fact():
    assert refused(writing("Le syndicat compte 230 agents.")) == []


def test_anybody_in_a_quotation_is_not_a_count():
    assert refused(quoting("Un élu dit toujours cela.")) == []
    assert rules(quoting("Trois élus me l’ont dit.")) == ["count"]


def test_same_words_are_refused_once():
    assert refused(stating("La plupart des élus, presque tous les élus, y croient."))[0][0] == "count"
    assert refused(stating("Presque tous les élus y croient.")) == [("count", "Presque tous les élus")]
