"""The referential of the four categories, laid out: who says what to whom, and who expects what from whom (R049, R050)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from fabrique.core.pictures import Picture, draw_matrix
from fabrique.ground.referentials.enums import OF_A_CATEGORY, Category, Part
from fabrique.ground.referentials.models import Item, Version


@dataclass
class Speech:
    """All that one category says, part by part; before it, who took part in saying it."""

    category: Category
    portrait: Item | None = None
    profile: list[Item] = field(default_factory=list)
    parts: list[tuple[Part, list[Item]]] = field(default_factory=list)


@dataclass(frozen=True)
class Sentences:
    speeches: list[Speech]
    common: list[tuple[Part, list[Item]]]


def parts_of(version: Version) -> Sentences:
    """One query; a part that holds nothing is not shown."""
    items = list(version.items.common())

    def rows(part: Part, said_by: str) -> list[Item]:
        return [item for item in items if item.part == part and item.said_by == said_by]

    speeches = []
    for one in Category:
        portraits = rows(Part.PORTRAIT, one)
        parts = [(part, found) for part in OF_A_CATEGORY[2:] if (found := rows(part, one))]
        speeches.append(Speech(one, portraits[0] if portraits else None, rows(Part.PROFILE, one), parts))
    common = [(part, found) for part in Part if part not in OF_A_CATEGORY and (found := rows(part, ""))]
    return Sentences(speeches, common)


@dataclass(frozen=True)
class Row:
    """What is at stake for one category, then what it expects of each, and of all."""

    category: Category
    stakes: list[Item]
    cells: list[tuple[Category, list[Item]]]
    to_all: list[Item]


def matrix_of(version: Version) -> list[Row]:
    """Rows expect, columns are asked; an expectation told to three categories stands in three cells."""
    items = list(version.items.common().filter(part__in=[Part.STAKE, Part.EXPECTATION]))
    rows = []
    for one in Category:
        mine = [item for item in items if item.said_by == one]
        expected = [item for item in mine if item.part == Part.EXPECTATION]
        cells = [(to, [item for item in expected if to in item.addressees]) for to in Category]
        stakes = [item for item in mine if item.part == Part.STAKE]
        rows.append(Row(one, stakes, cells, [item for item in expected if not item.said_to]))
    return rows


def drawn(rows: list[Row]) -> Picture:
    return draw_matrix(
        [str(row.category.label) for row in rows],
        [*(str(one.label) for one in Category), _("À toutes")],
        [[*(len(found) for _to, found in row.cells), len(row.to_all)] for row in rows],
        title=_("Combien d’attentes, de qui, envers qui"),
        description=_("En ligne, la catégorie qui attend ; en colonne, celle à qui elle s’adresse. Un cube est une attente."),
    )  # fmt: skip
