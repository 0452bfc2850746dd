"""Passages: taken, placed again when the notes change, compared between two readers."""

from dataclasses import replace

import pytest

from fabrique.accompaniment.interviews import actions, board
from fabrique.accompaniment.interviews.agreement import agreement, paired
from fabrique.accompaniment.interviews.anchoring import anchored, lines, numbered, places
from fabrique.accompaniment.interviews.models import Extract
from fabrique.accompaniment.interviews.opening import open_interview
from fabrique.accompaniment.interviews.sealed import Coded, extracts
from fabrique.accompaniment.interviews.searching import hits_in, search_in
from fabrique.accompaniment.interviews.tests.team import at
from fabrique.accompaniment.interviews.themes import as_known, proposed
from fabrique.core.pictures import draw_matrix
from fabrique.core.text import fold
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import journal, make_item

pytestmark = pytest.mark.django_db(databases="__all__")
NOTES = "## Qui décide ?\nLa directrice décide seule. On l’apprend par l’affiche.\n\nPourtant on sait faire."


def passage(text, start, kind="strength", code="", interview="i"):
    return Coded(text=text, start=start, end=start + len(text), kind=kind, code=code, interview=interview)


# --- Places -----------------------------------------------------------------------------------------------------------


def test_passage_is_found_again_after_words_were_added_before():
    coded = passage("sait faire", NOTES.index("sait faire"))

    assert anchored(coded, NOTES) == coded
    moved = anchored(coded, "Avant.\n" + NOTES)
    assert moved.start == coded.start + 7
    assert ("Avant.\n" + NOTES)[moved.start : moved.end] == "sait faire"


def test_nearest_of_the_same_words_is_taken():
    coded = passage("oui", 20)

    assert anchored(coded, "oui" + " " * 15 + "oui. non").start == 18


def test_words_taken_out_are_said_lost():
    assert anchored(passage("sait faire", 3), "Rien.") is None


@pytest.mark.parametrize(
    "typed", ["décide seule. On l’apprend", "décide   seule.\nOn l’apprend", "## décide seule. On l’apprend"]
)
def test_passage_is_found_however_its_lines_are_broken(typed):
    ((start, end),) = places(NOTES, typed)

    assert NOTES[start:end] == "décide seule. On l’apprend"


def test_page_shows_every_sign_of_the_notes_at_its_place():
    one = passage("décide seule. On l’apprend", NOTES.index("décide seule"), code="a")
    inner = passage("seule", NOTES.index("seule"), "weakness", code="b")
    found = lines(NOTES, numbered([one, inner]))

    for line in found:
        for segment in line.segments:
            assert NOTES[segment.start : segment.start + len(segment.text)] == segment.text
    assert [line.heading for line in found] == [True, False, False]
    assert "".join(s.text for s in found[1].segments) == "La directrice décide seule. On l’apprend par l’affiche."
    assert [(s.text, s.passage.coded.code) for s in found[1].segments if s.passage] == [
        ("décide ", "a"), ("seule", "b"), (". On l’apprend", "a")]  # fmt: skip
    assert [[tag.number for tag in s.tags] for s in found[1].segments if s.tags] == [[2], [1]]


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_passage_is_coded_where_it_was_selected(team, enter):
    interview = team.begin("oui. 🌲 oui.")
    start = "oui. 🌲 oui.".rindex("oui")
    answer = enter(team.one).post(at("coding", team.diagnostic, interview), {
        "start": start, "end": start + 4, "seen": 2, "quote": "oui.", "kind": "resistance", "theme": " Gouvernance ",
        "intensity": "3", "memo": "à relire", "fundamental": "", "aspect": "ambition",
    })  # fmt: skip

    (coded,) = extracts(team.space, team.diagnostic)
    assert answer.status_code == 302
    assert (coded.text, coded.start, coded.kind, coded.theme) == ("oui.", start, "resistance", "Gouvernance")
    assert (coded.intensity, coded.memo, coded.aspect, coded.coder) == (3, "à relire", "ambition", team.one.code)
    assert journal(interview)[-1] == "extract-coded"


def test_passage_is_coded_by_its_words_without_script(team, enter):
    interview = team.begin(NOTES)
    client, address = enter(team.one), at("coding", team.diagnostic, interview)
    words = {"kind": "weakness", "intensity": "1"}

    twice = client.post(address, words | {"quote": "l’a"})
    nowhere = client.post(address, words | {"quote": "jamais dit"})
    client.post(address, words | {"quote": "On sait faire".lower()})

    assert "plusieurs fois" in twice.text
    assert "ne sont pas dans les notes" in nowhere.text
    assert [coded.text for coded in extracts(team.space, team.diagnostic)] == ["on sait faire"]


def test_place_from_an_older_text_is_not_believed(team, enter):
    interview = team.begin("Un. Deux.")
    actions.save_notes(interview=interview, item=team.item(interview), text="Zéro. Un. Deux.", by=team.one, seen=2)
    enter(team.one).post(at("coding", team.diagnostic, interview),
                         {"start": 0, "end": 3, "seen": 2, "quote": "Un.", "kind": "strength", "intensity": "1"})  # fmt: skip

    assert [coded.text for coded in extracts(team.space, team.diagnostic)] == ["Un."]


def test_coding_is_changed_and_taken_back(team, enter):
    interview = team.begin(NOTES)
    extract = team.code(interview, "sait faire", theme="a")
    client = enter(team.two)
    words = {"version": 1, "kind": "opportunity", "theme": "b", "intensity": "2"}
    address = at("extract", team.diagnostic, extract)

    changed = client.post(address, words)
    late = client.post(address, words | {"theme": "c"})

    (coded,) = extracts(team.space, team.diagnostic)
    assert (changed.status_code, coded.kind, coded.theme, coded.text) == (302, "opportunity", "b", "sait faire")
    assert (late.status_code, "tel qu’enregistré" in late.text) == (200, True)
    client.post(at("remove-extract", team.diagnostic, extract))
    assert extracts(team.space, team.diagnostic) == []
    assert journal(interview)[-2:] == ["extract-recoded", "extract-removed"]


def test_lost_passage_is_told_and_still_counts(team, enter):
    interview = team.begin(NOTES)
    team.code(interview, "sait faire", theme="a")
    actions.save_notes(interview=interview, item=team.item(interview), text="Rien.", by=team.one, seen=2)

    page = enter(team.one).get(at("coding", team.diagnostic, interview))

    assert "Ces passages ne sont plus dans les notes" in page.text
    assert len(extracts(team.space, team.diagnostic)) == 1


def test_second_coding_is_apart(team, enter):
    """Neither seen by it the first one, nor counted with it."""
    interview = team.begin(NOTES)
    team.code(interview, "La directrice décide seule.", theme="premier-theme", memo="premier-memo")
    client = enter(team.two)
    address = at("blind", team.diagnostic, interview)
    client.post(address, {"quote": "on sait faire", "kind": "strength", "intensity": "1", "memo": "second-memo"})

    page, first = client.get(address).text, client.get(at("coding", team.diagnostic, interview)).text
    assert ("second-memo" in page, "premier-memo" in page) == (True, False)
    assert ("second-memo" in first, "premier-memo" in first) == (False, True)
    assert [coded.text for coded in extracts(team.space, team.diagnostic)] == ["La directrice décide seule."]
    assert open_interview(team.space, interview, blind_of=team.one.code).passages == []


# --- Themes, coverage, search --------------------------------------------------------------------------------------------


def test_one_spelling_of_a_theme():
    assert as_known("  gouvernance ", []) == "Gouvernance"
    assert as_known("L’eau  du puits", ["L’Eau du puits"]) == "L’Eau du puits"
    assert proposed(["Zone grise", "vision et projet partagé"])[:2] == ["Zone grise", "vision et projet partagé"]
    assert "Vision et projet partagé" not in proposed(["vision et projet partagé"])


def test_coverage_counts_persons_of_each_category(team, enter):
    make_item(ReferentialKey.CATEGORIES, "elected")
    make_item(ReferentialKey.CATEGORIES, "agent")
    for category in ("elected", "elected", "agent"):
        interview = team.begin("Un. Deux.", category=category)
        team.code(interview, "Un.", theme="eau")
        team.code(interview, "Deux.", theme="eau")

    found = board.coverage(team.space, team.diagnostic)

    assert found["picture"].rows == (("eau", "2", "1"),)
    assert found["unheard"] == []
    assert "Qui parle de quoi" in enter(team.one).get(at("coverage", team.diagnostic)).text


def test_pictures_of_the_vault_are_remembered_by_nobody(team):
    kept = draw_matrix.__closure__
    interview = team.begin("Un.")
    team.code(interview, "Un.", theme="canari-theme")
    board.coverage(team.space, team.diagnostic)
    caches = [cell.cell_contents for cell in kept if hasattr(cell.cell_contents, "cache_info")]

    before = caches[0].cache_info().currsize
    board.coverage(team.space, team.diagnostic)
    assert caches[0].cache_info().currsize == before
    draw_matrix(["canari"], ["a"], [[1]], title="t", description="d")  # the control
    assert caches[0].cache_info().currsize == before + 1


@pytest.mark.parametrize("words", ["À l’été", "a l ete", "L’ÉTÉ", "cœur", "COEUR"])
def test_search_knows_neither_accents_nor_capitals(words):
    text = "Dès l’été, à l’Été : le cœur."

    assert hits_in(text, fold(words))
    first, last = hits_in(text, fold(words))[0]
    assert fold(text[first:last]) == fold(words)


def test_search_shows_words_in_their_place(team, enter):
    interview = team.begin("Au foirail, la Régie décide.")
    team.code(interview, "décide", theme="Qui décide", memo="voir la régie")
    client, address = enter(team.one), at("search", team.diagnostic)

    found = search_in(team.space, team.diagnostic, "regie")
    assert [(hit.words, hit.coded is not None) for hit in found] == [("Régie", False), ("régie", True)]
    assert "<mark>Régie</mark>" in client.post(address, {"words": "regie"}).text
    assert "Régie" not in client.get(f"{address}?words=regie").text


# --- Agreement -----------------------------------------------------------------------------------------------------------


def pairs_of(first, second):
    return [(passage("x" * 10, n * 20, a, f"a{n}"), passage("x" * 10, n * 20, b, f"b{n}"))
            for n, (a, b) in enumerate(zip(first, second, strict=True))]  # fmt: skip


def test_kappa_of_a_known_table():
    """Ten passages, p_o = 0.7, p_e = 0.6·0.5 + 0.4·0.5 = 0.5, κ = 0.4."""
    first = ["strength"] * 6 + ["weakness"] * 4
    second = ["strength"] * 4 + ["weakness"] * 2 + ["strength"] + ["weakness"] * 3

    found = agreement(pairs_of(first, second))

    assert (found.pairs, found.percent, found.kappa) == (10, 70, 0.4)


def test_agreement_says_nothing_below_ten_passages_nor_when_all_are_one():
    assert agreement(pairs_of(["strength"] * 9, ["strength"] * 9)).percent is None
    same = agreement(pairs_of(["strength"] * 10, ["strength"] * 10))
    assert (same.percent, same.kappa) == (100, None)


def test_passages_are_paired_when_they_share_more_than_half():
    first = [passage("x" * 10, 0, code="a"), passage("x" * 10, 50, code="b")]
    second = [
        passage("x" * 10, 4, code="c"),
        passage("x" * 10, 46, code="d"),
        replace(first[0], code="e", interview="other"),
    ]

    assert [(one.code, other.code) for one, other in paired(first, second)] == [("a", "c"), ("b", "d")]
    assert paired([first[0]], [passage("x" * 10, 5, code="f")]) == []


def test_agreement_page_compares_two_readings(team, enter):
    interview = team.begin(NOTES)
    team.code(interview, "La directrice décide seule.")
    team.code(interview, "sait faire")
    team.code(interview, "directrice décide seule", by=team.two, kind="weakness", blind=True)

    ((name, measure, parts),) = board.agreement_of(team.space, team.diagnostic)["rows"]
    page = enter(team.supervisor).get(at("agreement", team.diagnostic)).text

    assert (name, measure.pairs, measure.alone, measure.enough) == (str(team.two), 1, 1, False)
    assert [(number, len(pairs), left) for number, _code, pairs, left in parts] == [(1, 1, 1)]
    assert "Trop peu de passages" in page
    assert Extract.objects.count() == 3
