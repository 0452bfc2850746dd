"""DOCX by python-docx: real headings, contents field, repeated table headers, text alternatives, languages.

The body is written as XML in one piece: going through the objects of python-docx cell by cell is ten times slower.
"""

from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from fabrique.core.documents import raster
from fabrique.core.documents.docx_styles import INK, RULE, dress, locale
from fabrique.core.documents.model import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Items,
    Notice,
    Paragraph,
    Photograph,
    Quote,
    Table,
)
from fabrique.core.documents.text import WORDS, plain, quoted, runs

EMU_MM = 36000
TWIP_MM = 56.7
SHORT = 6  # rows of a table that stays on one page
PROPERTIES = {"em": "<w:i/>", "strong": "<w:b/>", "": ""}
STYLE_OF = {"text": "Normal", "lede": "Lede", "source": "Source", "missing": "Missing", "note": "Note"}


def render(document: Document) -> bytes:
    """The file; the picture of a figure is drawn with the fonts of the package, or MissingFontError."""
    file = docx.Document()
    dress(file, document.language)
    body = Body(document, file)
    written = parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{body.xml()}</w:body>")
    target = file.element.body
    for element in list(written):
        target.sectPr.addprevious(element)
    _set_page(document, file.sections[-1])
    properties = file.core_properties
    properties.title, properties.author = plain(document.title), plain(document.publisher)
    properties.language, properties.comments = locale(document.language), plain(document.notice)
    output = BytesIO()
    file.save(output)
    return output.getvalue()


def _set_page(document: Document, page) -> None:
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(28), Mm(25)
    words = WORDS[document.language]
    header = _run(plain(document.title)) + (_tab() + _run(words["fiction"], "strong") if document.fiction else "")
    footer = _run(plain(document.publisher)) + _tab() + _field("PAGE", "")
    for part, style, content in ((page.header, "Header", header), (page.footer, "Footer", footer)):
        part.is_linked_to_previous = False
        old = part.paragraphs[0]._p  # noqa: SLF001 -- python-docx has no other door to the XML
        old.getparent().replace(old, parse_xml(_paragraph(style, content).replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def _run(text: str, mark: str = "", lang: str = "") -> str:
    language = f'<w:lang w:val="{locale(lang)}"/>' if lang else ""
    properties = PROPERTIES[mark] + language
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _marked(text: str, lang: str = "") -> str:
    return "".join(
        "<w:r><w:br/></w:r>" if run.mark == "break" else _run(run.text, run.mark, lang) for run in runs(text)
    )


def _tab() -> str:
    return "<w:r><w:tab/></w:r>"


def _field(code: str, shown: str) -> str:
    """A field the word processor computes when it opens the file."""
    begin = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{SEPARATE}{_run(shown)}{END}'


SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _paragraph(style: str, content: str, extra: str = "") -> str:
    named = f'<w:pStyle w:val="{style.replace(" ", "")}"/>'
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{content}</w:p>"


class Body:
    """The body of one document, as it is written: it counts bookmarks, pictures and numbered lists."""

    def __init__(self, document: Document, file):
        self.document, self.file = document, file
        self.words = WORDS[document.language]
        self.pictures = raster.figures(document)
        self.numbers = count(1)

    def xml(self) -> str:
        sections = self.head() if self.document.sheet else [*self.cover(), *self.contents()]
        for number, placed in enumerate(self.document.outline()):
            sections += self.section(number, placed)
        return "".join(sections)

    def head(self) -> list[str]:
        """Of a sheet."""
        document = self.document
        above = [document.cover.eyebrow, self.words["fiction"] if document.fiction else ""]
        parts = [
            _paragraph("Eyebrow", _marked(" · ".join(filter(None, above)))),
            _paragraph("Heading 1", _marked(document.title)),
        ]
        return parts + [_paragraph("Note", _marked(line)) for line in (document.byline, document.notice) if line]

    def cover(self) -> list[str]:
        document, cover = self.document, self.document.cover
        plate = self.drawing(raster.cover(cover.cubes), 210, 297, behind=True)
        parts = [
            _paragraph("Cover Eyebrow", plate + _marked(cover.eyebrow)),
            _paragraph("Title", _marked(document.title)),
        ]
        if document.subtitle:
            parts.append(_paragraph("Subtitle", _marked(document.subtitle), '<w:ind w:right="3400"/>'))
        if document.fiction:
            parts.append(_paragraph("Cover Eyebrow", _run(self.words["fiction"], "strong")))
        if document.fiction and document.notice:
            parts.append(_paragraph("Cover Line", _marked(document.notice), '<w:ind w:right="3400"/>'))
        lines = [line for line in (*cover.lines, document.publisher, document.date_label) if line]
        frame = '<w:framePr w:w="3600" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="1190" w:y="14700"/>'
        parts += [_paragraph("Cover Line", _marked(line), frame) for line in lines]
        margins = (
            '<w:pgMar w:top="1360" w:right="1190" w:bottom="850" w:left="1190" w:header="0" w:footer="0" w:gutter="0"/>'
        )
        parts.append(f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr></w:pPr></w:p>')
        return parts

    def contents(self) -> list[str]:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        parts = [_paragraph("Contents Title", _run(self.words["contents"]))]
        entries = [(number, placed) for number, placed in enumerate(self.document.outline()) if placed.level < 3]
        for number, placed in entries:
            title = _marked(placed.section.title, placed.section.lang) + _tab() + _field(f"PAGEREF _Toc{number:06}", "")
            link = f'<w:hyperlink w:anchor="_Toc{number:06}" w:history="1">{title}</w:hyperlink>'
            opening = begin + SEPARATE if number == 0 else ""
            closing = END if number == entries[-1][0] else ""
            parts.append(_paragraph(f"TOC {placed.level}", opening + link + closing))
        if self.document.notice and not self.document.fiction:
            parts.append(_paragraph("Note", _marked(self.document.notice)))
        return parts

    def section(self, number: int, placed) -> list[str]:
        section, sheet = placed.section, self.document.sheet
        breaks = "<w:pageBreakBefore/>" if section.new_page or (number == 0 and not sheet) else ""
        parts = []
        if section.eyebrow:
            parts.append(_paragraph("Eyebrow", _marked(section.eyebrow), breaks))
            breaks = ""
        mark = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:06}"/>'
        title = f'{mark}{_marked(section.title, section.lang)}<w:bookmarkEnd w:id="{number}"/>'
        parts.append(_paragraph(f"Heading {placed.level + sheet}", title, breaks))
        for block in section.blocks:
            parts += self.block(block)
        return parts

    def block(self, block: Block) -> list[str]:
        """Each kind of block is written by the method of its name."""
        return getattr(self, type(block).__name__.lower())(block)

    def paragraph(self, block: Paragraph) -> list[str]:
        return [_paragraph(STYLE_OF[block.kind], _marked(block.text, block.lang))]

    def bullets(self, block: Bullets) -> list[str]:
        style, extra = ("List Number", self.restart()) if block.ordered else ("List Bullet", "")
        return [_paragraph(style, _marked(item, block.lang), extra) for item in block.items]

    def quote(self, block: Quote) -> list[str]:
        text = block.text if block.synthesis else quoted(block.text, block.lang or self.document.language)
        told = [self.words["synthesis"]] * block.synthesis + [block.attribution] * bool(block.attribution)
        return [_paragraph("Quote", _marked(text, block.lang)), _paragraph("Attribution", _marked(" · ".join(told)))]

    def facts(self, block: Facts) -> list[str]:
        return [self.fact(label, value, block.lang) for label, value in block.pairs]

    def notice(self, block: Notice) -> list[str]:
        title = _paragraph("Notice Title", _marked(block.title, block.lang))
        return [title, _paragraph("Notice", _marked(block.text, block.lang))]

    def items(self, block: Items) -> list[str]:
        parts = []
        for entry in block.entries:
            parts.append(_paragraph("Item Title", _marked(entry.title, block.lang)))
            badges = " · ".join(entry.badges)
            for style, text in (("Item Text", entry.text), ("Source", entry.note), ("Item Badges", badges)):
                if text:
                    parts.append(_paragraph(style, _marked(text, block.lang)))
        return parts

    def fact(self, label: str, value: str, lang: str) -> str:
        language = f'<w:lang w:val="{locale(lang)}"/>' if lang else ""
        small = f'<w:rPr><w:b w:val="0"/><w:sz w:val="18"/>{language}</w:rPr>'
        name = f'<w:r>{small}<w:t xml:space="preserve">{escape(plain(label))}</w:t></w:r>'
        return _paragraph("Fact", name + _tab() + _marked(value, lang))

    def table(self, table: Table) -> list[str]:
        widths = [round(share * raster.LINE_MM * TWIP_MM) for share in table.widths()]
        sides = ["right" if numeric else "left" for numeric in table.numeric()]
        rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
        caption = quoteattr(plain(table.caption))
        look = (
            f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:val="0{"4A" if table.row_header else "42"}0" w:firstRow="1" w:lastRow="0" w:firstColumn="{table.row_header:d}"'
            f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={caption}/></w:tblPr>'
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        under = f'<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{INK}"/></w:tcBorders><w:vAlign w:val="bottom"/>'
        columns = list(zip(widths, sides, strict=True))

        def row(texts, styles, properties="", cell_look="", keep=""):
            cells = [
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{cell_look}</w:tcPr>'
                f"{_paragraph(style, _marked(text, table.lang), f'''{keep}<w:jc w:val="{side}"/>''')}</w:tc>"
                for text, style, (width, side) in zip(texts, styles, columns, strict=True)
            ]
            return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"

        styles = ["Table Row" if table.row_header else "Table Cell"] + ["Table Cell"] * (len(columns) - 1)
        rows = [row(table.headers, ["Table Head"] * len(columns), "<w:tblHeader/>", under)]
        together = "<w:keepNext/>" if len(table.rows) <= SHORT else ""
        rows += [row(texts, styles, keep=together) for texts in table.rows[:-1]]
        rows += [row(texts, styles) for texts in table.rows[-1:]]
        title = [_paragraph("Table Caption", _marked(table.caption, table.lang))] if table.caption else []
        return [*title, f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>", _paragraph("Source", "")]

    def figure(self, figure: Figure) -> list[str]:
        height = raster.height_mm(figure.svg)
        picture = self.drawing(self.pictures[figure.svg], raster.LINE_MM, height, alt=figure.alt)
        parts = [_paragraph("Picture", picture)]
        if figure.caption:
            parts.append(_paragraph("Caption", _marked(figure.caption, figure.lang)))
        if figure.source:
            name = _run(self.words["source"] + self.words["colon"])
            parts.append(_paragraph("Source", name + _marked(figure.source, figure.lang)))
        return parts + (self.table(figure.table) if figure.table else [])

    def photograph(self, photograph: Photograph) -> list[str]:
        width = raster.LINE_MM * photograph.share
        size = width, width * photograph.height / photograph.width
        parts = [_paragraph("Picture", self.drawing(photograph.data, *size, alt=photograph.alt))]
        if photograph.caption:
            parts.append(_paragraph("Caption", _marked(photograph.caption, photograph.lang)))
        if photograph.credit:
            name = _run(self.words["credit"] + self.words["colon"])
            parts.append(_paragraph("Source", name + _marked(photograph.credit, photograph.lang)))
        return parts

    def drawing(self, picture: bytes, width_mm: float, height_mm: float, *, alt: str = "", behind: bool = False) -> str:
        """In the line with its alternative; or behind the page, marked as decoration."""
        relation, _ = self.file.part.get_or_add_image(BytesIO(picture))
        number = next(self.numbers)
        extent = f'cx="{round(width_mm * EMU_MM)}" cy="{round(height_mm * EMU_MM)}"'
        decorative = (
            '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
            ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
        )
        name = f'<wp:docPr id="{number}" name="Picture {number}" descr={quoteattr(alt)}>{decorative if behind else ""}</wp:docPr>'
        graphic = (
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic>"
        )
        if not behind:
            none = 'distT="0" distB="0" distL="0" distR="0"'
            return (
                f"<w:r><w:drawing><wp:inline {none}><wp:extent {extent}/>{name}{graphic}</wp:inline></w:drawing></w:r>"
            )
        at = "".join(
            f'<wp:position{way} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{way}>' for way in "HV"
        )
        return (
            '<w:r><w:drawing><wp:anchor behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1" simplePos="0"'
            ' relativeHeight="0" distT="0" distB="0" distL="0" distR="0"><wp:simplePos x="0" y="0"/>'
            f"{at}<wp:extent {extent}/><wp:wrapNone/>{name}{graphic}</wp:anchor></w:drawing></w:r>"
        )

    def restart(self) -> str:
        """The numbering of a list that starts again at one."""
        numbering = self.file.part.numbering_part.element
        style = self.file.styles["List Number"].element
        model = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
        number = numbering.add_num(model)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number.numId}"/></w:numPr>'
