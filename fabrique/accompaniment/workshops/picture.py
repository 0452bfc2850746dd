"""The wall as a picture to keep: groups under their titles, cards side by side, the same thing in a table."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fabrique.accompaniment.workshops.walls import Wall
from fabrique.core.pictures.lettering import plain, wrap
from fabrique.core.pictures.picture import Picture, draw, number

COLUMNS = 4
CARD = 230
GAP = 14
PAD = 12
SIZE = 15
LINE = 19
TITLE = 22
MARGIN = 20
WIDTH = 2 * MARGIN + COLUMNS * CARD + (COLUMNS - 1) * GAP


def draw_wall(wall: Wall, *, title: str, prefix: str = "mur") -> Picture:
    parts = [(cluster.title, [card.text for card in cards]) for cluster, cards in wall.clusters]
    parts.append((_("Cartes seules") if parts else "", [card.text for card in wall.loose]))
    y, titles, boxes = float(MARGIN), [], []
    for heading, texts in parts:
        if texts and heading:
            lines = wrap(heading, TITLE, WIDTH - 2 * MARGIN)
            titles += [{"text": line, "y": number(y + TITLE * (index + 1))} for index, line in enumerate(lines)]
            y += TITLE * 1.25 * len(lines) + GAP
        y = lay(texts, y, boxes)
    rows = tuple((heading or _("sans groupe"), text) for heading, texts in parts for text in texts)
    described = _("Le mur de l’atelier, carte par carte ; le tableau dit la même chose.")
    svg = draw("wall.svg", prefix=prefix, title=plain(title), description=described, size=SIZE, width=WIDTH,
               height=y + MARGIN, margin=number(MARGIN), titles=titles, title_size=TITLE, boxes=boxes, card=number(CARD))  # fmt: skip
    return Picture(svg, title, described, (_("Groupe"), pgettext("workshop", "Carte")), rows, kind="picture--matrix")


def lay(texts: list[str], top: float, boxes: list[dict]) -> float:
    """In columns, each card under the shortest; where the next part begins."""
    ends = [top] * COLUMNS
    for text in texts:
        column = ends.index(min(ends))
        lines = wrap(text, SIZE, CARD - 2 * PAD) or [""]
        x, y, height = MARGIN + column * (CARD + GAP), ends[column], 2 * PAD + len(lines) * LINE
        boxes.append({
            "x": number(x), "y": number(y), "height": number(height), "in": number(x + PAD),
            "lines": [{"text": line, "y": number(y + PAD + SIZE * 0.85 + index * LINE)} for index, line in enumerate(lines)],
        })  # fmt: skip
        ends[column] = y + height + GAP
    return max(ends) + (GAP if texts else 0)
