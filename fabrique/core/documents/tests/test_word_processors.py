"""DOCX and ODT opened again with their libraries: the same headings, tables, alternatives and words as the document."""

import io
import re
import zipfile

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from lxml import etree

from fabrique.core.documents.docx import render as render_docx
from fabrique.core.documents.odt import render as render_odt
from fabrique.core.documents.tests.sample import HOSTILE, TABLE, document

HEADINGS = [(1, "Une cohorte"), (2, "Les effets"), (3, "Un détail"), (1, "Conclusion")]
ROWS = [
    ["Territoire", "Habitants", "Remarque"],
    ["Val-d’Aubrac", "6 575", "lu & relu"],
    ["Pays de Sorne", "3 210", HOSTILE],
]
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def docx_file():
    return docx.Document(io.BytesIO(render_docx(document())))


@pytest.fixture(scope="module")
def odt_file():
    return odfdo.Document(io.BytesIO(render_odt(document())))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_docx_has_real_headings(docx_file):
    found = [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in docx_file.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]

    assert found == HEADINGS


def test_docx_tables_repeat_their_header(docx_file):
    table = docx_file.tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == ROWS
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == TABLE.caption


def test_docx_pictures_have_their_alternative_and_the_plate_is_decoration(docx_file):
    described = [node.get("descr") for node in docx_file.element.body.iter(qn("wp:docPr"))]

    assert described == ["", "Frise de mai 2024"]
    decorative = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    assert [node.get("val") for node in docx_file.element.body.iter(decorative)] == ["1"]


def test_docx_properties_and_language(docx_file):
    properties = docx_file.core_properties

    assert (properties.title, properties.author, properties.language) == ("Cohorte d’essai", "L’alliance", "fr-FR")
    assert docx_file.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == "fr-FR"


def test_docx_marks_content_in_another_language():
    file = docx.Document(io.BytesIO(render_docx(document("en"))))
    lede = next(paragraph for paragraph in file.paragraphs if paragraph.style.name == "Lede")

    assert [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in lede.runs if run.text.strip()] == ["fr-FR"] * 6
    assert file.core_properties.language == "en-GB"


def test_docx_contents_lead_to_bookmarks(docx_file):
    body = docx_file.element.body
    anchors = [node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))]
    bookmarks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}

    assert len(anchors) == 3
    assert set(anchors) <= bookmarks
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 4


def test_docx_ordered_lists_start_again():
    twice = document().sections[0].blocks[6]
    section = type(document().sections[0])("A", [twice, twice])
    file = docx.Document(io.BytesIO(render_docx(document(sections=[section]))))
    numbers = [
        paragraph._p.pPr.numPr.numId.val for paragraph in file.paragraphs if paragraph.style.name == "List Number"
    ]

    assert len(numbers) == 4
    assert len(set(numbers)) == 2


def test_docx_loses_no_word_and_runs_nothing(docx_file):
    texts = [paragraph.text for paragraph in docx_file.paragraphs]

    assert HOSTILE in texts
    assert "Nul \ufffd, visage 😀, שלום." in texts
    assert "Elles ont écouté puis décidé.\nEnsuite ?" in texts
    assert [name for name in parts(render_docx(document())) if "vba" in name.lower() or "embeddings" in name] == []


def test_docx_carries_its_fonts():
    names = [name for name in parts(render_docx(document())) if name.startswith("word/fonts/")]

    assert len(names) == 5


def test_docx_font_opens_with_its_key():
    files = parts(render_docx(document()))
    table = etree.fromstring(files["word/fontTable.xml"])
    key = next(table.iter(f"{WORDS}embedRegular")).get(f"{WORDS}fontKey")
    mask = bytes.fromhex(re.sub(r"\W", "", key))[::-1]
    data = files["word/fonts/font1.odttf"]

    assert bytes(byte ^ mask[place % 16] for place, byte in enumerate(data[:4])) == b"\x00\x01\x00\x00"


def test_odt_has_real_headings(odt_file):
    assert [
        (int(node.get_attribute("text:outline-level")), node.inner_text) for node in odt_file.body.headers
    ] == HEADINGS


def test_odt_tables_repeat_their_header(odt_file):
    table = odt_file.body.tables[0]
    rows = [
        [cell.get_element("text:p").inner_text for cell in row.get_elements("table:table-cell")]
        for row in table.get_elements(".//table:table-row")
    ]

    assert rows == ROWS
    assert len(table.get_elements("table:table-header-rows/table:table-row")) == 1


def test_odt_pictures_have_their_alternative(odt_file):
    frames = odt_file.body.get_elements("//draw:frame[draw:image]")

    assert [[title.text for title in frame.get_elements("svg:title")] for frame in frames] == [
        [],
        ["Frise de mai 2024"],
    ]
    paths = {image.get_attribute("xlink:href") for image in odt_file.body.get_elements("//draw:image")}
    assert paths <= set(odt_file.manifest.get_paths())


def test_odt_properties_and_language(odt_file):
    assert (odt_file.meta.title, odt_file.meta.creator, odt_file.meta.language) == (
        "Cohorte d’essai",
        "L’alliance",
        "fr-FR",
    )
    assert odt_file.language == "fr-FR"


def test_odt_marks_content_in_another_language():
    file = odfdo.Document(io.BytesIO(render_odt(document("en"))))
    look = file.content.get_element("//style:style[@style:name='Lang_fr']/style:text-properties")

    assert (look.get_attribute("fo:language"), look.get_attribute("fo:country")) == ("fr", "FR")
    assert len(file.body.get_elements("//text:span[@text:style-name='Lang_fr']")) > 10


def test_odt_contents_lead_to_bookmarks(odt_file):
    links = [node.get_attribute("xlink:href") for node in odt_file.body.get_elements("//text:a")]
    marks = [node.get_attribute("text:name") for node in odt_file.body.get_elements("//text:bookmark-start")]

    assert links == ["#cohorte", "#s-1-1", "#s-2"]
    assert marks == ["cohorte", "s-1-1", "s-1-1-1", "s-2"]


def test_odt_loses_no_word_and_runs_nothing(odt_file):
    texts = [node.inner_text for node in odt_file.body.get_elements("//text:p")]

    assert texts.count(HOSTILE) == 2
    assert "Nul \ufffd, visage 😀, שלום." in texts
    assert odt_file.body.get_elements("//office:script") == []


def test_odt_keeps_spaces_that_xml_would_fold():
    section = type(document().sections[0])("A", [type(document().sections[1].blocks[0])("  deux  espaces ")])
    file = odfdo.Document(io.BytesIO(render_odt(document(sections=[section]))))

    assert "  deux  espaces " in [paragraph.inner_text for paragraph in file.body.paragraphs]


def test_odt_carries_its_fonts():
    assert len([name for name in parts(render_odt(document())) if name.startswith("Fonts/")]) == 5
