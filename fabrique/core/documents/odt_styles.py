"""The look of an ODT, as named styles that its authors can change once for the whole document."""

from pathlib import Path

from lxml import etree
from odfdo import Document as Odt
from odfdo import Element

from fabrique.core.documents.docx_styles import (
    BROWN,
    GOLD,
    INK,
    MIST,
    PLATE,
    RULE,
    SAND,
    SOFT,
    STRONG_RULE,
    TEAL,
    TEAL_SOFT,
)
from fabrique.core.documents.fonts import DISPLAY, TEXT, embedded

# name: face, size (pt), colour, bold, space before and after (pt), other paragraph properties
KEEP = ' fo:keep-with-next="always"'
PARAGRAPHS = {
    "Title": (DISPLAY, 54, SAND, True, 12, 14, ""),
    "Subtitle": (DISPLAY, 17, MIST, False, 0, 14, ' fo:margin-right="55mm"'),
    "Cover Eyebrow": (TEXT, 12.5, GOLD, False, 0, 0, ""),
    "Cover Line": (TEXT, 10, MIST, False, 0, 2, ' fo:margin-right="70mm"'),
    "Heading 1": (DISPLAY, 28, INK, True, 24, 16, KEEP),
    "Heading 2": (DISPLAY, 16, INK, True, 24, 8, KEEP),
    "Heading 3": (DISPLAY, 12, INK, True, 16, 6, KEEP),
    "Contents Heading": (DISPLAY, 28, INK, True, 0, 16, KEEP),
    "Contents 1": (DISPLAY, 11.5, INK, True, 8, 2, ""),
    "Contents 2": (TEXT, 9.5, SOFT, False, 0, 2, ' fo:margin-left="6mm"'),
    "Eyebrow": (TEXT, 10, BROWN, True, 0, 0, KEEP),
    "Text": (TEXT, 10.5, INK, False, 0, 8, ""),
    "Lede": (DISPLAY, 14, INK, False, 0, 12, ""),
    "Source": (TEXT, 8.5, SOFT, False, 2, 10, ""),
    "Note": (TEXT, 9.5, SOFT, False, 0, 8, ""),
    "Missing": (TEXT, 10, SOFT, False, 8, 12, f' fo:border="0.7pt dashed #{STRONG_RULE}" fo:padding="3mm"'),
    "List Text": (TEXT, 10.5, INK, False, 0, 4, ""),
    "Item Title": (DISPLAY, 11.5, INK, True, 8, 2, f'{KEEP} fo:border-top="0.5pt solid #{RULE}" fo:padding-top="2mm"'),
    "Item Badges": (TEXT, 8.5, SOFT, True, 0, 8, ""),
    "Item Text": (TEXT, 10, INK, False, 0, 4, ""),
    "Quote": (DISPLAY, 13.5, INK, False, 12, 6, f'{KEEP} fo:border-top="1.5pt solid #{INK}" fo:padding-top="2mm"'),
    "Attribution": (TEXT, 9, SOFT, False, 0, 14, ""),
    "Fact": (DISPLAY, 11.5, INK, True, 0, 4, ""),
    "Notice Title": (
        TEXT,
        10.5,
        TEAL,
        True,
        12,
        0,
        f'{KEEP} fo:background-color="#{TEAL_SOFT}" fo:padding="2mm" fo:border="none"',
    ),
    "Notice": (TEXT, 10, INK, False, 0, 14, f' fo:background-color="#{TEAL_SOFT}" fo:padding="2mm" fo:border="none"'),
    "Figure": (TEXT, 10.5, INK, False, 10, 2, KEEP),
    "Caption": (TEXT, 9.5, INK, True, 8, 4, ""),
    "Table Caption": (TEXT, 9.5, SOFT, True, 12, 4, KEEP),
    "Table Head": (TEXT, 8.5, SOFT, True, 3, 3, KEEP),
    "Table Cell": (TEXT, 9.5, INK, False, 3, 3, ""),
    "Table Row": (DISPLAY, 9.5, INK, True, 3, 3, ""),
    "Header": (TEXT, 8, SOFT, False, 0, 0, ""),
    "Footer": (TEXT, 8, SOFT, False, 0, 0, ""),
}
TABS = {
    "Contents 1": (160, "right"),
    "Contents 2": (154, "right"),
    "Fact": (52, "left"),
    "Header": (160, "right"),
    "Footer": (160, "right"),
}
SHADED = ("Title", "Subtitle", "Cover Eyebrow", "Cover Line")
FIXED = Path(__file__).with_name("odt_styles.xml")


def name_of(style: str) -> str:
    """The name in the XML, where a space is written by its code."""
    return style.replace(" ", "_20_")


def place(part, query: str) -> Element:
    """The one element of a part that every text document has."""
    found = part.get_element(query)
    if found is None:
        raise LookupError(f"The empty document of odfdo has no {query}")
    return found


def dress(odt: Odt, header: str, footer: str) -> None:
    """Give the document its fonts, its styles, and two pages: the cover, and the others with their header and footer."""
    fixed = etree.parse(FIXED, etree.XMLParser(remove_blank_text=True, remove_comments=True)).getroot()
    common, layouts, masters, cells = fixed
    for part in (odt.styles, odt.content):
        _replace(part, "font-face-decls", _font_faces())
    _replace(odt.styles, "automatic-styles", layouts)
    _replace(odt.styles, "master-styles", masters)
    page = place(odt.styles, "//style:master-page[@style:name='Standard']")
    page.append(Element.from_tag(f"<style:header>{header}</style:header>"))
    page.append(Element.from_tag(f"<style:footer>{footer}</style:footer>"))
    automatic = place(odt.content, "//office:automatic-styles")
    for cell in list(cells):
        automatic.append(Element.from_tag(cell))
    _restyle(place(odt.styles, "//office:styles"), [*_paragraph_styles(), *common])


def _replace(part, name: str, elements) -> None:
    parent = place(part, f"//office:{name}")
    parent.clear()
    for element in list(elements):
        parent.append(Element.from_tag(element))


def _restyle(styles: Element, wanted: list) -> None:
    """Ours instead of the template's of the same name; headings bear no number."""
    made = [Element.from_tag(style) for style in wanted]
    names = {style.get_attribute("style:name") for style in made}
    for old in styles.get_elements("style:style"):
        if old.get_attribute("style:name") in names:
            styles.delete(old)
    for style in made:
        styles.append(style)
    for level in styles.get_elements("text:outline-style/text:outline-level-style"):
        for number in ("style:num-format", "style:num-suffix", "loext:num-list-format"):
            level.set_attribute(number, "")


def _font_faces() -> list[str]:
    uris: dict[str, str] = {}
    for family, style, _ in embedded():
        look = {"Regular": ("normal", "normal"), "Italic": ("italic", "normal"), "Bold": ("normal", "bold")}[style]
        uris[family] = uris.get(family, "") + (
            f'<svg:font-face-uri loext:font-style="{look[0]}" loext:font-weight="{look[1]}" xlink:href="{font_path(family, style)}"'
            ' xlink:type="simple"><svg:font-face-format svg:string="truetype"/></svg:font-face-uri>'
        )
    return [
        f'<style:font-face style:name="{family}" svg:font-family="\'{family}\'" style:font-pitch="variable">'
        f"<svg:font-face-src>{faces}</svg:font-face-src></style:font-face>"
        for family, faces in uris.items()
    ]


def font_path(family: str, style: str) -> str:
    return f"Fonts/{family.replace(' ', '')}-{style}.ttf"


def _paragraph_styles() -> list[str]:
    written = []
    for name, (face, size, colour, bold, before, after, more) in PARAGRAPHS.items():
        tabs = ""
        if name in TABS:
            position, side = TABS[name]
            tabs = f'<style:tab-stops><style:tab-stop style:position="{position}mm" style:type="{side}"/></style:tab-stops>'
        shade = f' fo:background-color="#{PLATE}"' if name in SHADED else ""
        outline = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
        written.append(
            f'<style:style style:name="{name_of(name)}" style:display-name="{name}" style:family="paragraph"{outline}>'
            f'<style:paragraph-properties fo:margin-top="{before}pt" fo:margin-bottom="{after}pt" fo:orphans="2" fo:widows="2"'
            f' fo:line-height="{100 if size > 20 else 112}%"{shade}{more}>{tabs}</style:paragraph-properties>'
            f'<style:text-properties style:font-name="{face}" fo:font-size="{size}pt" fo:color="#{colour}"'
            f' fo:font-weight="{"bold" if bold else "normal"}" fo:font-style="normal"/></style:style>'
        )
    return written
