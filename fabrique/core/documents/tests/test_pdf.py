import io
import re
from collections import Counter

import pikepdf
import pypdf
import pytest

from fabrique.core.documents import fonts, pdf, raster
from fabrique.core.documents.model import Figure, Section
from fabrique.core.documents.tests.sample import HOSTILE, SVG, document


@pytest.fixture(scope="module")
def rendered():
    return pdf.render(document())


@pytest.fixture(scope="module")
def file(rendered):
    return pikepdf.open(io.BytesIO(rendered))


@pytest.fixture(scope="module")
def tags(file):
    """Every structure element in order: its kind and itself."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S), node))
            if "/K" in node:
                walk(node.K)

    walk(file.Root.StructTreeRoot.K)
    return found


def words(data: bytes) -> str:
    """The text of the pages; a line cut by the page is one space again."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def test_it_declares_and_carries_what_pdf_ua_asks(file):
    assert bool(file.Root.MarkInfo.Marked) is True
    assert str(file.Root.Lang) == "fr"
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle) is True
    with file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Cohorte d’essai"
        assert metadata["dc:creator"] == ["L’alliance"]


def test_headings_tables_and_lists_are_tagged(tags):
    counted = Counter(kind for kind, _ in tags)

    assert [counted[kind] for kind in ("/Title", "/H1", "/H2", "/H3")] == [1, 3, 1, 1]
    assert [counted[kind] for kind in ("/Table", "/THead", "/TH", "/TD")] == [2, 2, 4, 7]
    assert counted["/BlockQuote"] == 2
    assert counted["/TOCI"] == 3


def test_every_figure_has_its_alternative(tags):
    assert [str(node.Alt) for kind, node in tags if kind == "/Figure"] == ["Frise de mai 2024"]


def test_content_in_another_language_is_tagged():
    file = pikepdf.open(io.BytesIO(pdf.render(document("en"))))
    told = {
        str(node.Lang)
        for node in file.objects
        if isinstance(node, pikepdf.Dictionary) and "/S" in node and "/Lang" in node
    }

    assert str(file.Root.Lang) == "en"
    assert told == {"fr"}


def test_outline_and_links_lead_to_the_sections(file):
    with file.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("Une cohorte", ["Les effets"]),
            ("Conclusion", []),
        ]


def test_hostile_text_is_shown_as_it_is(rendered):
    text = re.sub(r"[\s-]", "", words(rendered))  # a narrow cell hyphenates

    assert text.count(HOSTILE.replace(" ", "")) == 2
    assert pikepdf.open(io.BytesIO(rendered)).Root.get("/OpenAction") is None


def test_what_the_faces_cannot_draw_is_written_as_its_code(rendered):
    assert "Nul [U+FFFD], visage [U+1F600], [U+05E9][U+05DC][U+05D5][U+05DD]." in words(rendered)


def test_same_document_same_bytes(rendered):
    assert pdf.render(document()) == rendered


def test_fiction_is_said_on_every_page(rendered):
    pages = pypdf.PdfReader(io.BytesIO(rendered)).pages

    assert ["Document fictif" in page.extract_text() for page in pages] == [True] * len(pages)


def test_only_our_faces_are_in_the_file(file):
    names = {
        str(item.FontName) for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
    }

    assert {re.sub(r"^/\w{6}\+", "", name).split("-")[0] for name in names} == {
        "AtkinsonHyperlegibleNext",
        "Bricolage",
    }


def test_a_missing_font_is_an_error_that_names_it(tmp_path):
    with pytest.raises(fonts.MissingFontError, match=r"BricolageGrotesque-Bold\.ttf.*tools/fonts\.py"):
        fonts.faces(tmp_path)


def test_the_faces_draw_what_french_and_english_need():
    needed = "Œuvre, cœur, ÿ, « à 12 h 30 », “so”, ‘it’, 3 − 2, CO₂, m², 5 €, n° 4, 1er… → ← – — Łódź Ştefan"

    assert fonts.drawable(needed) == needed


def test_pictures_are_drawn_twice_as_fine_as_a_screen():
    twin = SVG.replace("mai", "juin")
    drawn = raster.figures(document(sections=[Section("A", [Figure(SVG, "a"), Figure(twin, "b"), Figure(SVG, "c")])]))

    assert list(drawn) == [SVG, twin]
    assert drawn[SVG][:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[SVG][16:20]) == round(raster.LINE_MM / 25.4 * raster.PPI)
