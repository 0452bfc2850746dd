"""ODT by odfdo: real headings, contents, repeated table headers, text alternatives, languages, own fonts.

The body is written as XML in one piece and parsed once, like the DOCX.
"""

import re
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape, quoteattr

import odfdo
from odfdo import Element

from fabrique.core.documents import photographs, raster
from fabrique.core.documents.docx_styles import locale
from fabrique.core.documents.fonts import embedded
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
from fabrique.core.documents.odt_styles import dress, font_path, name_of, place
from fabrique.core.documents.text import WORDS, plain, quoted, runs

STYLE_OF = {"text": "Text", "lede": "Lede", "source": "Source", "missing": "Missing", "note": "Note"}
MARKS = {"em": "Emphasis", "strong": "Strong"}


def render(document: Document) -> bytes:
    """The file; the picture of a figure is drawn with the fonts of the package, or MissingFontError."""
    file = odfdo.Document("text")
    words = WORDS[document.language]
    fiction = f"<text:tab/>{_marked('**' + words['fiction'] + '**')}" if document.fiction else ""
    header = _paragraph("Header", _text(plain(document.title)) + fiction)
    footer = _paragraph("Footer", f"{_text(plain(document.publisher))}<text:tab/><text:page-number/>")
    dress(file, header, footer)
    file.set_language(locale(document.language))
    body = Body(document, file)
    written = Element.from_tag(f"<office:text>{body.xml()}</office:text>")
    file.body.clear()
    for element in written.children:
        file.body.append(element)
    automatic = place(file.content, "//office:automatic-styles")
    for style in body.automatic:
        automatic.append(Element.from_tag(style))
    for family, style, data in embedded():
        _add(file, font_path(family, style), data, "application/x-font-ttf")
    file.meta.title, file.meta.creator = plain(document.title), plain(document.publisher)
    file.meta.initial_creator, file.meta.language = plain(document.publisher), locale(document.language)
    output = BytesIO()
    file.save(output)
    return output.getvalue()


def _add(file, path: str, data: bytes, media_type: str) -> None:
    file.set_part(path, data)
    file.manifest.add_full_path(path, media_type)


def _text(text: str) -> str:
    """Escaped; the spaces that the format would fold into one are counted."""
    written = escape(text)
    return re.sub(r"^ | (?= )| $", "<text:s/>", written) if "  " in text or text.strip(" ") != text else written


def _marked(text: str) -> str:
    pieces = []
    for run in runs(text):
        if run.mark == "break":
            pieces.append("<text:line-break/>")
        elif run.mark:
            pieces.append(f'<text:span text:style-name="{MARKS[run.mark]}">{_text(run.text)}</text:span>')
        else:
            pieces.append(_text(run.text))
    return "".join(pieces)


def _paragraph(style: str, content: str) -> str:
    return f'<text:p text:style-name="{name_of(style)}">{content}</text:p>'


class Body:
    """The body of one document, as it is written: it counts pictures and tables, and collects what styles they need."""

    def __init__(self, document: Document, file):
        self.document, self.file = document, file
        self.words = WORDS[document.language]
        self.pictures = raster.figures(document)
        self.paths: dict[bytes, str] = {}
        self.numbers = count(1)
        self.styles: dict[str, str] = {}

    def xml(self) -> str:
        parts = self.head() if self.document.sheet else [*self.cover(), *self.contents()]
        for placed in self.document.outline():
            parts += self.section(placed)
        return "".join(parts)

    @property
    def automatic(self) -> list[str]:
        return list(self.styles.values())

    def variant(self, style: str, key: str, inside: str, attributes: str = "") -> str:
        """The name of a style that is `style` with one thing more, written once."""
        made = f"{name_of(style)}_{key}"
        based = f'style:parent-style-name="{name_of(style)}"'
        xml = f'<style:style style:name="{made}" style:family="paragraph" {based}{attributes}>{inside}</style:style>'
        self.styles.setdefault(made, xml)
        return made

    def spoken(self, content: str, lang: str) -> str:
        """Content in another language than the document's."""
        if not lang or not content:
            return content
        language, _, country = locale(lang).partition("-")
        name = f"Lang_{lang}"
        look = f'fo:language="{language}" fo:country="{country or "none"}"'
        xml = f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        self.styles.setdefault(name, xml)
        return f'<text:span text:style-name="{name}">{content}</text:span>'

    def head(self) -> list[str]:
        """Of a sheet."""
        document = self.document
        first = self.variant("Eyebrow", "First", "", ' style:master-page-name="Standard"')
        above = [document.cover.eyebrow, self.words["fiction"] if document.fiction else ""]
        title = f'<text:h text:style-name="{name_of("Heading 1")}" text:outline-level="1">{_marked(document.title)}</text:h>'
        parts = [_paragraph(first, _marked(" · ".join(filter(None, above)))), title]
        return parts + [_paragraph("Note", _marked(line)) for line in (document.byline, document.notice) if line]

    def cover(self) -> list[str]:
        document, cover = self.document, self.document.cover
        first = self.variant("Cover Eyebrow", "First", "", ' style:master-page-name="Cover"')
        at = 'text:anchor-type="paragraph" svg:x="0mm" svg:y="0mm" draw:z-index="0"'
        plate = self.frame(raster.cover(cover.cubes), (210, 297), "Plate", at)
        lines = [line for line in (*cover.lines, document.publisher, document.date_label) if line]
        narrow = self.variant("Cover Line", "Foot", '<style:paragraph-properties fo:margin-right="0mm"/>')
        inside = "".join(_paragraph(narrow, _marked(line)) for line in lines)
        foot = (
            '<draw:frame draw:style-name="Foot" draw:name="Foot" text:anchor-type="paragraph" svg:x="21mm" svg:y="258mm"'
            f' svg:width="62mm" draw:z-index="1"><draw:text-box fo:min-height="10mm">{inside}</draw:text-box></draw:frame>'
        )
        parts = [_paragraph(first, plate + (foot if lines else "") + _marked(cover.eyebrow))]
        parts.append(_paragraph("Title", _marked(document.title)))
        if document.subtitle:
            parts.append(_paragraph("Subtitle", _marked(document.subtitle)))
        if document.fiction:
            parts.append(_paragraph("Cover Eyebrow", _marked(f"**{self.words['fiction']}**")))
        if document.fiction and document.notice:
            parts.append(_paragraph("Cover Line", _marked(document.notice)))
        return parts

    def contents(self) -> list[str]:
        start = self.variant("Contents Heading", "Start", "", ' style:master-page-name="Standard"')
        entries = []
        for placed in self.document.outline():
            if placed.level < 3:
                title = self.spoken(_marked(placed.section.title), placed.section.lang)
                page = f'<text:bookmark-ref text:reference-format="page" text:ref-name="{placed.anchor}"/>'
                look = 'text:style-name="Contents_20_Link" text:visited-style-name="Contents_20_Link"'
                link = f'<text:a xlink:type="simple" xlink:href="#{placed.anchor}" {look}>{title}<text:tab/>{page}</text:a>'
                entries.append(_paragraph(f"Contents {placed.level}", link))
        templates = "".join(
            f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
            '<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right"/>'
            "<text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"
            for level in (1, 2)
        )
        title = escape(self.words["contents"])
        notice = self.document.notice if not self.document.fiction else ""
        written = (
            '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="2">'
            f'<text:index-title-template text:style-name="Contents_20_Heading">{title}</text:index-title-template>{templates}'
            '</text:table-of-content-source><text:index-body><text:index-title text:name="Contents_Head">'
            f"{_paragraph(start, title)}</text:index-title>{''.join(entries)}</text:index-body></text:table-of-content>"
        )
        return [written, *([_paragraph("Note", _marked(notice))] if notice else [])]

    def section(self, placed) -> list[str]:
        section, parts = placed.section, []
        sheet = self.document.sheet
        new_page = section.new_page or (section is self.document.sections[0] and not sheet)
        broken = '<style:paragraph-properties fo:break-before="page"/>'
        if section.eyebrow:
            style = self.variant("Eyebrow", "Break", broken) if new_page else "Eyebrow"
            parts.append(_paragraph(style, _marked(section.eyebrow)))
            new_page = False
        level = placed.level + sheet
        heading = f"Heading {level}"
        style = self.variant(heading, "Break", broken) if new_page else name_of(heading)
        mark = f'<text:bookmark-start text:name="{placed.anchor}"/>'
        title = (
            f'{mark}{self.spoken(_marked(section.title), section.lang)}<text:bookmark-end text:name="{placed.anchor}"/>'
        )
        parts.append(f'<text:h text:style-name="{style}" text:outline-level="{level}">{title}</text:h>')
        for block in section.blocks:
            parts += self.block(block)
        return parts

    def block(self, block: Block) -> list[str]:
        """Each kind of block is written by the method of its name."""
        return getattr(self, type(block).__name__.lower())(block)

    def told(self, style: str, text: str, lang: str) -> str:
        return _paragraph(style, self.spoken(_marked(text), lang))

    def paragraph(self, block: Paragraph) -> list[str]:
        return [self.told(STYLE_OF[block.kind], block.text, block.lang)]

    def bullets(self, block: Bullets) -> list[str]:
        texts = [self.told("List Text", item, block.lang) for item in block.items]
        items = "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)
        return [f'<text:list text:style-name="{"Numbers" if block.ordered else "Bullets"}">{items}</text:list>']

    def items(self, block: Items) -> list[str]:
        parts = []
        for entry in block.entries:
            badges = " · ".join(entry.badges)
            texts = {"Item Title": entry.title, "Item Text": entry.text, "Source": entry.note, "Item Badges": badges}
            parts += [self.told(style, text, block.lang) for style, text in texts.items() if text]
        return parts

    def quote(self, block: Quote) -> list[str]:
        text = block.text if block.synthesis else quoted(block.text, block.lang or self.document.language)
        by = [self.words["synthesis"]] * block.synthesis + [block.attribution] * bool(block.attribution)
        return [self.told("Quote", text, block.lang), _paragraph("Attribution", _marked(" · ".join(by)))]

    def facts(self, block: Facts) -> list[str]:
        label = '<text:span text:style-name="Label">{}</text:span><text:tab/>{}'
        facts = [label.format(_marked(name), _marked(value)) for name, value in block.pairs]
        return [_paragraph("Fact", self.spoken(fact, block.lang)) for fact in facts]

    def notice(self, block: Notice) -> list[str]:
        return [self.told("Notice Title", block.title, block.lang), self.told("Notice", block.text, block.lang)]

    def table(self, table: Table) -> list[str]:
        name = f"Table{next(self.numbers)}"
        columns = []
        for number, share in enumerate(table.widths()):
            column = f"{name}_{number}"
            width = f'<style:table-column-properties style:column-width="{share * raster.LINE_MM:.2f}mm"/>'
            self.styles[column] = (
                f'<style:style style:name="{column}" style:family="table-column">{width}</style:style>'
            )
            columns.append(f'<table:table-column table:style-name="{column}"/>')
        width = f'<style:table-properties style:width="{raster.LINE_MM}mm" table:align="left" fo:margin-bottom="4mm"/>'
        self.styles[name] = f'<style:style style:name="{name}" style:family="table">{width}</style:style>'
        right = '<style:paragraph-properties fo:text-align="end"/>'
        numeric = table.numeric()

        def row(texts, styles, cell):
            cells = []
            for text, style, to_right in zip(texts, styles, numeric, strict=True):
                named = self.variant(style, "Right", right) if to_right else style
                inside = _paragraph(named, self.spoken(_marked(text), table.lang))
                cells.append(
                    f'<table:table-cell table:style-name="{cell}" office:value-type="string">{inside}</table:table-cell>'
                )
            return f'<table:table-row table:style-name="Row">{"".join(cells)}</table:table-row>'

        styles = ["Table Row" if table.row_header else "Table Cell"] + ["Table Cell"] * (len(columns) - 1)
        head = row(table.headers, ["Table Head"] * len(columns), "HeadCell")
        rows = "".join(row(texts, styles, "BodyCell") for texts in table.rows)
        title = [_paragraph("Table Caption", self.spoken(_marked(table.caption), table.lang))] if table.caption else []
        written = (
            f'<table:table table:name="{name}" table:style-name="{name}"><table:title>{escape(plain(table.caption))}</table:title>'
            f"{''.join(columns)}<table:table-header-rows>{head}</table:table-header-rows>{rows}</table:table>"
        )
        return [*title, written]

    def figure(self, figure: Figure) -> list[str]:
        height = raster.height_mm(figure.svg)
        picture = self.frame(
            self.pictures[figure.svg], (raster.LINE_MM, height), "Inline", 'text:anchor-type="as-char"', figure.alt
        )
        parts = [_paragraph("Figure", picture)]
        if figure.caption:
            parts.append(_paragraph("Caption", self.spoken(_marked(figure.caption), figure.lang)))
        if figure.source:
            source = _text(self.words["source"] + self.words["colon"]) + self.spoken(
                _marked(figure.source), figure.lang
            )
            parts.append(_paragraph("Source", source))
        return parts + (self.table(figure.table) if figure.table else [])

    def photograph(self, photograph: Photograph) -> list[str]:
        width = raster.LINE_MM * photograph.share
        size = width, width * photograph.height / photograph.width
        picture = self.frame(photograph.data, size, "Inline", 'text:anchor-type="as-char"', photograph.alt)
        parts = [_paragraph("Figure", picture)]
        if photograph.caption:
            parts.append(_paragraph("Caption", self.spoken(_marked(photograph.caption), photograph.lang)))
        if photograph.credit:
            credit = self.spoken(_marked(photograph.credit), photograph.lang)
            parts.append(_paragraph("Source", _text(self.words["credit"] + self.words["colon"]) + credit))
        return parts

    def frame(self, picture: bytes, size: tuple[float, float], style: str, at: str, alt: str = "") -> str:
        number = next(self.numbers)
        if picture not in self.paths:
            suffix, kind = ("jpg", "image/jpeg") if picture.startswith(photographs.JPEG) else ("png", "image/png")
            self.paths[picture] = f"Pictures/{number}.{suffix}"
            _add(self.file, self.paths[picture], picture, kind)
        image = f'<draw:image xlink:href="{self.paths[picture]}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        told = f"<svg:title>{escape(alt)}</svg:title>" if alt else ""
        hidden = "" if alt else ' loext:decorative="true"'
        width, height = size
        extent = f'svg:width="{width:.2f}mm" svg:height="{height:.2f}mm"'
        name = quoteattr(f"Picture {number}")
        return (
            f'<draw:frame draw:style-name="{style}" draw:name={name} {at} {extent}{hidden}>{image}{told}</draw:frame>'
        )
