"""Rules 1 to 3: a category, a theme, a quotation."""

import pytest

from fabrique.accompaniment.restitution.guard import Document, Roster, Voice, at_least, check
from fabrique.accompaniment.restitution.guard.tests.cases import (
    HOLDING,
    VOICES,
    document,
    finding,
    quotation,
    quoting,
    refused,
    rules,
    stating,
    writing,
)

# 6 elected, 6 agents, 5 socio-economic, 3 of the State
MIXED = tuple(
    Voice(f"voice-{n:02}", category)
    for n, category in enumerate(["elected"] * 6 + ["agent"] * 6 + ["socio-economic"] * 5 + ["state"] * 3)
)
ALL_SORTS = ("voice-00", "voice-06", "voice-12", "voice-17")


def labelled(*pairs):
    """Quotations `(voice, label)`, one a section."""
    return document(
        (finding(voices=ALL_SORTS, verbatims=tuple(
            quotation("On se parle peu.", f"voice-{voice:02}", f"v{n}", section=str(n), category_shown=label)
            for n, (voice, label) in enumerate(pairs)
        )),)
    )  # fmt: skip


def said(document, voices=MIXED):
    return [(r.rule.value, r.where, r.instead) for r in check(document, voices, Roster()) if r.rule == "category"]


SEVEN = [(0, "elected"), (1, "elected"), (2, "elected"), (6, "agent"), (7, "agent"), (12, "socio-economic")]


def test_category_of_five_is_printed():
    assert said(labelled(*SEVEN, (13, "socio-economic"))) == []


def test_category_of_three_is_not_and_the_merged_one_is_proposed():
    document = labelled(
        (0, "public"), (1, "public"), (2, "public"), (6, "public"), (7, "public"), (8, "public"), (17, "state")
    )

    assert said(document)[0] == ("category", "v6", "Affichez «\u202facteurs publics\u202f».")


def test_category_that_no_merger_saves_is_not_printed():
    few = [*MIXED[:6], *MIXED[12:14]]

    assert said(labelled((12, "socio-economic")), few) == [("category", "v0", "N’affichez aucune catégorie.")]


def test_merged_category_under_five_is_not_printed():
    few = [*MIXED[:2], *MIXED[12:17]]

    assert said(labelled((0, "public"), (12, "socio-economic")), few) == [
        ("category", "v0", "N’affichez aucune catégorie.")
    ]


def test_merged_category_beside_its_parts_leaves_three_people():
    document = labelled(*SEVEN, (17, "public"))

    assert [where for _rule, where, _instead in said(document)] == ["v6"]


def test_merged_category_alone_is_printed():
    assert said(labelled((0, "public"), (6, "public"), (17, "public"), (12, "socio-economic"))) == []


def test_quotation_without_label_among_labelled_ones_is_one_of_five():
    """Three of the State: theirs would be the only ones without a label."""
    assert [where for _rule, where, _instead in said(labelled(*SEVEN, (17, "")))] == ["v6"]
    assert said(labelled(*SEVEN, (8, ""))) == []
    assert said(labelled((0, ""), (17, ""))) == []


def test_quotation_wears_the_category_of_who_says_it():
    assert [where for _rule, where, _instead in said(labelled(*SEVEN, (8, "elected")))] == ["v6"]


def test_finding_shows_a_category_that_holds_it():
    document = stating(
        "Les liens manquent.", category_shown="socio-economic", voices=("voice-00", "voice-06", "voice-12")
    )

    assert rules(document, MIXED) == ["theme"]


@pytest.mark.parametrize(
    ("voices", "expected"),
    [
        (("voice-00", "voice-01", "voice-06"), []),
        (("voice-00", "voice-06"), ["theme"]),
        (("voice-00", "voice-00", "voice-06"), ["theme"]),
        (("voice-00", "voice-01", "voice-02"), ["theme"]),
        (("voice-00", "voice-06", "withdrawn"), ["theme"]),
    ],
)
def test_finding_rests_on_three_voices_of_two_categories(voices, expected):
    assert rules(stating("Les liens manquent.", voices=voices), MIXED) == expected


def test_small_territory_counts_public_categories_as_one():
    public = Document((finding(voices=("voice-00", "voice-06", "voice-17")),), inhabitants=999)
    mixed = Document((finding(voices=("voice-00", "voice-06", "voice-12")),), inhabitants=999)

    assert rules(public, MIXED) == ["theme"]
    assert rules(mixed, MIXED) == []
    assert rules(Document(public.statements, inhabitants=1000), MIXED) == []


def test_territory_of_unknown_size_may_be_a_small_one():
    public = Document((finding(voices=("voice-00", "voice-06", "voice-17")),), inhabitants=None)

    assert rules(public, MIXED) == ["theme"]
    assert "habitants n’est pas connu" in check(public, MIXED, Roster())[0].why


def test_voice_whose_category_was_not_said_is_not_of_another_one():
    voices = (*MIXED, Voice("unsaid", ""))

    assert rules(stating("Les liens manquent.", voices=("voice-00", "voice-01", "unsaid")), voices) == ["theme"]


def test_number_that_is_printed_by_itself_never_tells_that_one_or_two_left():
    printed = [at_least(count) for count in range(60)]

    assert [one for one in range(60) if printed[one] > one] == []
    assert {abs(one - other) for one in printed for other in printed} & {1, 2} == set()
    assert (at_least(22), at_least(21, 20), at_least(19, 20)) == (20, 20, 15)


def test_quotation_holds_forty_words():
    assert refused(quoting(" ".join(["mot"] * 40))) == []
    assert rules(quoting(" ".join(["mot"] * 41))) == ["verbatim"]


def test_nobody_says_more_than_fifteen_per_cent():
    seven = quoting("Le temps manque.")
    six = document((finding(verbatims=tuple(seven.verbatims[1:])),))
    twice = document((finding(verbatims=(*seven.verbatims, quotation("Encore.", "voice-04", "again", section="9"))),))

    assert refused(seven) == []
    assert rules(six) == ["verbatim"]
    assert refused(twice) == [("verbatim", "On se parle peu."), ("verbatim", "Encore.")]


def test_nobody_is_quoted_twice_in_a_part():
    order = [5, 1, 8, 3, 6, 2, 7, 0, 4, 9, 11, 14, 10, 13]
    quoted = [quotation("Le temps manque.", f"voice-{n:02}", f"v{n}", section="a") for n in order]
    twice = quotation("Encore.", "voice-05", "again", section="a")
    elsewhere = quotation("Encore.", "voice-05", "again", section="b")

    assert refused(document((finding(verbatims=(*quoted, twice)),))) == [("verbatim", "Encore.")]
    assert refused(document((finding(verbatims=(*quoted, elsewhere)),))) == []


def test_words_of_an_interview_that_is_gone_are_refused():
    assert rules(quoting("Le temps manque.", voice="withdrawn")) == ["verbatim"]


def test_quotation_in_a_finding_is_refused():
    assert rules(stating("Une peur : « ici on ne se parle vraiment plus ».")) == ["verbatim"]
    assert rules(writing("Une peur : « ici on ne se parle vraiment plus ».")) == ["verbatim"]
    assert refused(stating("La « démarche apprenante » avance.")) == []


def test_nothing_to_say_is_refused_nothing():
    assert check(Document(), VOICES, Roster()) == []
    assert HOLDING[0] == VOICES[0].interview
