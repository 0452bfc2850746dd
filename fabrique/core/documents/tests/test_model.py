import pytest

from fabrique.core.documents.model import Bullets, Figure, Paragraph, Section, Table
from fabrique.core.documents.pictures import cubes, for_page, for_paper
from fabrique.core.documents.tests.sample import SVG, document
from fabrique.core.documents.text import Run, clean, plain, quoted, runs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("mot", [Run("mot")]),
        ("un *mot* dit", [Run("un "), Run("mot", "em"), Run(" dit")]),
        ("**fort**, *doux*", [Run("fort", "strong"), Run(", "), Run("doux", "em")]),
        ("une\nligne", [Run("une"), Run("", "break"), Run("ligne")]),
        ("2*3*4", [Run("2*3*4")]),
        ("habitant*e*s", [Run("habitant*e*s")]),
        ("a * b * c", [Run("a * b * c")]),
        ("* seul", [Run("* seul")]),
        ("**ouvert", [Run("**ouvert")]),
        ("***", [Run("***")]),
    ],
)
def test_only_two_marks_are_read(text, expected):
    assert runs(text) == expected


def test_marks_are_read_in_linear_time():
    assert len(plain("*a " * 50_000)) == 150_000


def test_what_no_format_can_write_is_replaced():
    assert clean("a\x00b\ud800c\uffffd\te\r\nf") == "a\ufffdb\ufffdc\ufffdd e\nf"


def test_plain_text_has_no_mark_and_one_line():
    assert plain("un *mot*\nde **plus**") == "un mot de plus"


def test_a_quote_gets_the_marks_of_its_language_once():
    assert quoted("oui", "fr") == "«\u202foui\u202f»"
    assert quoted("yes", "en") == "“yes”"
    assert quoted("« oui »", "fr") == "« oui »"


def test_parts_are_cleaned_and_frozen():
    assert Bullets(["a\x00"]).items == ("a\ufffd",)


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: Paragraph("x", "titre"), "The kind of a paragraph"),
        (lambda: Paragraph("x", lang="français"), "not the code of a language"),
        (lambda: Table("t", ["a", "b"], [["1"]]), "do not match its 2 headers"),
        (lambda: Figure(SVG, " "), "no text alternative"),
        (lambda: document(language="de"), "The language of a document"),
        (lambda: document(title=" "), "A document has a title"),
        (lambda: document(sections=[Section("A", anchor="a"), Section("B", anchor="a")]), "Anchors used twice"),
        (lambda: document(sections=[Section("A", anchor="à côté")]), "is not made of small letters"),
        (
            lambda: document(
                sections=[Section("1", sections=[Section("2", sections=[Section("3", sections=[Section("4")])])])]
            ),
            "nested deeper than 3",
        ),
    ],
)
def test_a_wrong_part_is_refused_when_it_is_built(build, sentence):
    with pytest.raises(ValueError, match=sentence):
        build()


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        '<svg viewBox="0 0 1 1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><style>*{}</style></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect style="fill:red"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><use href="file:///etc/passwd"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="data:image/png;base64,x"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect fill="url(http://x.invalid/#a)"/></svg>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///x">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    ],
)
def test_a_picture_that_could_act_or_fetch_is_refused(svg):
    with pytest.raises(ValueError, match="figure"):
        Figure(svg, "Une figure")


def test_a_picture_in_a_page_is_named_and_keeps_its_identifiers_to_itself():
    page = for_page(SVG, alt="Deux <temps>", prefix="a-1-")

    assert 'role="img" aria-label="Deux &lt;temps&gt;"' in page
    assert 'id="a-1-h"' in page
    assert 'fill="url(#a-1-h)"' in page


def test_a_picture_on_paper_uses_the_faces_of_the_document():
    assert 'font-family="Atkinson Hyperlegible Next"' in for_paper(SVG)


def test_one_cube_is_one_unit():
    assert [cubes(count).count("<polygon") for count in (0, 1, 8, 20, 21)] == [0, 3, 24, 60, 60]


def test_widths_leave_room_for_the_longest_word_and_share_the_rest():
    widths = Table("t", ["Mot", "Texte"], [["x", "des mots " * 30]]).widths()

    assert round(sum(widths), 6) == 1
    assert widths[1] > 5 * widths[0]


def test_columns_of_numbers_are_known():
    table = Table("t", ["a", "b", "c", "d"], [["1 200", "12,5 %", "3 jours", ""], ["−4", "7 €", "4", ""]])

    assert table.numeric() == [True, True, False, True]
