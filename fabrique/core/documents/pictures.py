"""Figures: checked when they enter a document, prepared for each renderer, and the cubes of the cover.

A figure is one self-contained SVG with presentation attributes: nothing in it may run, fetch or style a page.
"""

import re

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
FORBIDDEN = {"script", "foreignObject", "style", "image", "a", "animate", "set", "animateTransform", "animateMotion"}
TEXT_FACE, DISPLAY_FACE = "Atkinson Hyperlegible Next", "Bricolage Grotesque"


def checked_svg(source: str) -> etree._Element:
    """The root of a harmless picture that has a viewBox, or ValueError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"A figure is not well-formed SVG: {error}") from error
    if root.tag != f"{{{SVG}}}svg" or "viewBox" not in root.attrib or root.getroottree().docinfo.doctype:
        raise ValueError("A figure is an <svg> of the SVG namespace with a viewBox and no document type")
    for element in root.iter():
        _refuse_active(element)
    return root


def _refuse_active(element: etree._Element) -> None:
    if not isinstance(element.tag, str) or etree.QName(element).localname in FORBIDDEN:
        raise ValueError(f"A figure may not hold {element.tag}")
    for name, value in element.attrib.items():
        link = name in ("href", XLINK) and not value.startswith("#")
        if name.lower().startswith("on") or name == "style" or link or ("url(" in value and "url(#" not in value):
            raise ValueError(f"A figure may not carry {name}={value!r}")


def for_page(source: str, *, alt: str, prefix: str) -> str:
    """Markup to lay in a page: named for those who do not see it, identifiers kept apart from other figures'."""
    root = checked_svg(source)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, prefix + value)
            elif "url(#" in value:
                element.set(name, value.replace("url(#", f"url(#{prefix}"))
            elif name in ("href", XLINK):
                element.set(name, f"#{prefix}{value[1:]}")
    root.set("role", "img")
    root.set("aria-label", alt)
    root.set("class", "figure")
    return etree.tostring(root, encoding="unicode")


def for_paper(source: str) -> str:
    """The picture with the faces of the document, the only fonts there; digits are read in the display face."""
    root = checked_svg(source)
    root.set("font-family", TEXT_FACE)
    for element in root.iter():
        displayed = "Bricolage" in element.get("font-family", "") or re.search(r"\d", element.text or "")
        if displayed or "font-family" in element.attrib:
            element.set("font-family", DISPLAY_FACE if displayed else TEXT_FACE)
    return etree.tostring(root, encoding="unicode")


def size(source: str) -> tuple[float, float]:
    """Width and height of the viewBox, in its own units."""
    _, _, width, height = map(float, checked_svg(source).get("viewBox").replace(",", " ").split())
    return width, height


# The top, left and right faces of a cube, in each of the three woods.
WOODS = (
    ("#9ed5cc", "#4c9d94", "#2b7a73"),
    ("#e7c69e", "#b78555", "#8a5c36"),
    ("#cdd2ce", "#959c98", "#6c7370"),
)
WIDTH, RISE, TALL = 33.0, 19.0, 38.0


def cubes(count: int) -> str:
    """A pile of `count` cubes (20 at most) as SVG: the lowest layer is filled first, seen from the front corner."""
    if count < 1:
        return ""
    places = _pile(min(count, 20))
    faces = [_cube(x, y, WOODS[number % 3]) for number, (x, y) in enumerate(places)]
    left, right = min(x for x, _ in places) - WIDTH, max(x for x, _ in places) + WIDTH
    top, bottom = min(y for _, y in places) - RISE, max(y for _, y in places) + RISE + TALL
    box = f"{left:g} {top:g} {right - left:g} {bottom - top:g}"
    return f'<svg xmlns="{SVG}" viewBox="{box}">{"".join(faces)}</svg>'


def _pile(count: int) -> list[tuple[float, float]]:
    """Centres of the top faces, from the back to the front and from the ground up."""
    side = next(side for side in range(1, 5) if side * (side + 1) * (side + 2) // 6 >= count)
    places = [
        (WIDTH * (2 * step - row), RISE * row - TALL * layer)
        for layer in range(side)
        for row in range(side - layer)
        for step in range(row + 1)
    ]
    return places[:count]


def _cube(x: float, y: float, wood: tuple[str, str, str]) -> str:
    top, left, right = wood
    w, r, t = WIDTH - 1.3, RISE - 0.75, TALL - 1.5
    corners = {
        top: [(0, -r), (w, 0), (0, r), (-w, 0)],
        left: [(-w, 0), (0, r), (0, r + t), (-w, t)],
        right: [(w, 0), (0, r), (0, r + t), (w, t)],
    }
    faces = []
    for colour, points in corners.items():
        line = " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in points)
        faces.append(f'<polygon fill="{colour}" points="{line}"/>')
    return "".join(faces)
