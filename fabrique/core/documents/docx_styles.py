"""The look of a DOCX, as named styles that its authors can change once for the whole document."""

from uuid import NAMESPACE_URL, uuid5

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from fabrique.core.documents.fonts import DISPLAY, TEXT, embedded

OBFUSCATED_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"

INK, SOFT, TEAL, BROWN, SAND, MIST, GOLD = "1D2624", "4C5552", "0D5C58", "6D452B", "F6EFE2", "C5D6CF", "E9C79B"
RULE, STRONG_RULE, PLATE, TEAL_SOFT = "D9D1C2", "7D7566", "0B3B39", "E6EFEC"

# name: based on, face, size (pt), colour, bold, space before and after (pt), keep with the next paragraph
STYLES = {
    "Normal": ("", TEXT, 10.5, INK, False, 0, 8, False),
    "Title": ("Normal", DISPLAY, 48, SAND, True, 12, 12, False),
    "Subtitle": ("Normal", DISPLAY, 17, MIST, False, 0, 12, False),
    "Cover Eyebrow": ("Normal", TEXT, 12.5, GOLD, False, 0, 0, False),
    "Cover Line": ("Normal", TEXT, 10, MIST, False, 0, 2, False),
    "Heading 1": ("Normal", DISPLAY, 28, INK, True, 24, 16, True),
    "Heading 2": ("Normal", DISPLAY, 16, INK, True, 24, 8, True),
    "Heading 3": ("Normal", DISPLAY, 12, INK, True, 16, 6, True),
    "Contents Title": ("Normal", DISPLAY, 28, INK, True, 0, 16, True),
    "toc 1": ("Normal", DISPLAY, 11.5, INK, True, 8, 2, False),
    "toc 2": ("Normal", TEXT, 9.5, SOFT, False, 0, 2, False),
    "Eyebrow": ("Normal", TEXT, 10, BROWN, True, 0, 0, True),
    "Lede": ("Normal", DISPLAY, 14, INK, False, 0, 12, False),
    "Source": ("Normal", TEXT, 8.5, SOFT, False, 2, 10, False),
    "Note": ("Normal", TEXT, 9.5, SOFT, False, 0, 8, False),
    "Missing": ("Normal", TEXT, 10, SOFT, False, 8, 12, False),
    "List Bullet": ("Normal", TEXT, 10.5, INK, False, 0, 4, False),
    "List Number": ("Normal", TEXT, 10.5, INK, False, 0, 4, False),
    "Item Title": ("Normal", DISPLAY, 11.5, INK, True, 8, 2, True),
    "Item Badges": ("Normal", TEXT, 8.5, SOFT, True, 0, 8, False),
    "Item Text": ("Normal", TEXT, 10, INK, False, 0, 4, False),
    "Quote": ("Normal", DISPLAY, 13.5, INK, False, 12, 6, True),
    "Attribution": ("Normal", TEXT, 9, SOFT, False, 0, 14, False),
    "Fact": ("Normal", DISPLAY, 11.5, INK, True, 0, 4, False),
    "Notice Title": ("Normal", TEXT, 10.5, TEAL, True, 12, 0, True),
    "Notice": ("Normal", TEXT, 10, INK, False, 0, 14, False),
    "Caption": ("Normal", TEXT, 9.5, INK, True, 8, 4, False),
    "Table Caption": ("Caption", TEXT, 9.5, SOFT, True, 12, 4, True),
    "Table Head": ("Normal", TEXT, 8.5, SOFT, True, 3, 3, True),
    "Table Cell": ("Normal", TEXT, 9.5, INK, False, 3, 3, False),
    "Table Row": ("Table Cell", DISPLAY, 9.5, INK, True, 3, 3, False),
    "Picture": ("Normal", TEXT, 10.5, INK, False, 10, 2, True),
    "Header": ("Normal", TEXT, 8, SOFT, False, 0, 0, False),
    "Footer": ("Normal", TEXT, 8, SOFT, False, 0, 0, False),
}
TOP_RULE = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="{{}}" w:space="6" w:color="{{}}"/></w:pBdr>'
BOX = (
    f"<w:pBdr {nsdecls('w')}>"
    + "".join(
        f'<w:{side} w:val="dashed" w:sz="6" w:space="6" w:color="{STRONG_RULE}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + "</w:pBdr>"
)
BORDERS = {"Item Title": TOP_RULE.format(4, RULE), "Quote": TOP_RULE.format(12, INK), "Missing": BOX}
SHADES = {
    "Title": PLATE,
    "Subtitle": PLATE,
    "Cover Eyebrow": PLATE,
    "Cover Line": PLATE,
    "Notice Title": TEAL_SOFT,
    "Notice": TEAL_SOFT,
}
TABS = {
    "toc 1": (160, "right"),
    "toc 2": (160, "right"),
    "Fact": (52, "left"),
    "Header": (160, "right"),
    "Footer": (160, "right"),
}


def dress(docx: Docx, language: str) -> None:
    """Give the document its styles and its language."""
    fonts = docx.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    fonts.set(qn("w:val"), locale(language))
    fonts.set(qn("w:eastAsia"), locale(language))
    for name in STYLES:
        if name not in docx.styles:
            docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, look in STYLES.items():
        _dress(docx.styles[name], docx, look)
    docx.styles["toc 2"].paragraph_format.left_indent = Mm(6)
    _embed_fonts(docx)
    for name in ("Notice", "Notice Title"):
        docx.styles[name].paragraph_format.left_indent = docx.styles[name].paragraph_format.right_indent = Mm(3)


def _dress(style, docx: Docx, look: tuple) -> None:
    based_on, face, size, colour, bold, before, after, keep = look
    style.base_style = docx.styles[based_on] if based_on else None
    style.quick_style, style.hidden = True, False
    if style.element.rPr is not None:
        style.element.remove(style.element.rPr)
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    _face(style, face)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.keep_with_next = Pt(before), Pt(after), keep
    spacing.line_spacing = 1.0 if size > 20 else 1.12
    spacing.widow_control = True
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")) + properties.findall(qn("w:contextualSpacing")):
        properties.remove(old)
    if style.name in BORDERS:
        _insert(properties, BORDERS[style.name])
    if style.name in SHADES:
        _insert(properties, f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADES[style.name]}"/>')
    if style.name in TABS:
        position, side = TABS[style.name]
        _insert(properties, f'<w:tabs {nsdecls("w")}><w:tab w:val="{side}" w:pos="{position * 56.7:.0f}"/></w:tabs>')


def _face(style, face: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def _insert(properties, xml: str) -> None:
    """In the order that the schema of the format wants."""
    element = parse_xml(xml)
    for old in properties.findall(element.tag):
        properties.remove(old)
    properties.insert_element_before(
        element,
        *{
            "pBdr": ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
            "shd": ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
            "tabs": ("w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
        }[element.tag.partition("}")[2]],
    )


def _embed_fonts(docx: Docx) -> None:
    """Each face goes in, the first 32 bytes mixed with a key as the format wants; a reader without it uses its own."""
    table = docx.part.part_related_by(RT.FONT_TABLE)
    families: dict[str, str] = {}
    for number, (family, style, data) in enumerate(embedded(), start=1):
        key = uuid5(NAMESPACE_URL, f"{family} {style}")
        mask = bytes.fromhex(key.hex)[::-1]
        mixed = bytes(byte ^ mask[place % 16] for place, byte in enumerate(data[:32])) + data[32:]
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), OBFUSCATED_FONT, mixed, docx.part.package)
        relation = table.relate_to(part, RT.FONT)
        families[family] = (
            families.get(family, "") + f'<w:embed{style} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>'
        )
    fonts = "".join(f'<w:font w:name="{family}">{faces}</w:font>' for family, faces in families.items())
    table._blob = f"<w:fonts {nsdecls('w', 'r')}>{fonts}</w:fonts>".encode()  # noqa: SLF001 -- a part has no setter
    docx.settings.element.insert(1, parse_xml(f"<w:embedTrueTypeFonts {nsdecls('w')}/>"))


def locale(language: str) -> str:
    return {"fr": "fr-FR", "en": "en-GB"}.get(language, language)
