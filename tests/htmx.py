"""Replay an HTMX answer into the page that asked for it: page + fragment must be what reloading the page gives."""

from copy import deepcopy

from lxml import html


def parsed(text: str):
    return html.document_fromstring(text)


def swapped(page: str, fragment: str, target: str, swap: str = "innerHTML"):
    """The page after the swap, out-of-band parts included. `target` is an id."""
    tree = parsed(page)
    pieces = html.fragments_fromstring(fragment)
    left = []
    for piece in pieces:
        out_of_band = not isinstance(piece, str) and piece.attrib.pop("hx-swap-oob", None)
        if out_of_band:
            replace(tree.get_element_by_id(piece.get("id")), [piece])
        else:
            left.append(piece)
    place = tree.get_element_by_id(target)
    if swap == "outerHTML":
        replace(place, left)
    else:
        fill(place, left)
    return tree


def replace(place, pieces) -> None:
    parent, index, tail = place.getparent(), place.getparent().index(place), place.tail
    elements = [piece for piece in pieces if not isinstance(piece, str)]
    parent.remove(place)
    for offset, element in enumerate(elements):
        parent.insert(index + offset, element)
    if elements:
        elements[-1].tail = tail


def fill(place, pieces) -> None:
    for child in list(place):
        place.remove(child)
    place.text = pieces[0] if pieces and isinstance(pieces[0], str) else ""
    for piece in pieces:
        if not isinstance(piece, str):
            place.append(piece)


def same(one, other) -> bool:
    """Equal as a browser sees them: blanks between elements, tokens and references set aside."""
    return shape(one) == shape(other)


def shape(tree):
    tree = deepcopy(tree)
    for hidden in tree.xpath("//input[@name='csrfmiddlewaretoken'] | //input[@name='suite']"):
        hidden.getparent().remove(hidden)
    for body in tree.xpath("//body"):
        body.attrib.pop("hx-headers", None)
    return [
        (e.tag, sorted(e.attrib.items()), words(e.text), words(e.tail)) for e in tree.iter() if isinstance(e.tag, str)
    ]


def words(text: str | None) -> str:
    return " ".join((text or "").split())
