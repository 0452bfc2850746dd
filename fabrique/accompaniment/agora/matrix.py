"""Who expects what of whom: demands from category to category, and how many have their answer (R412)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.agora.enums import AnswerSays
from fabrique.accompaniment.agora.models import Agora, AgoraItem, Answer
from fabrique.accompaniment.agora.voices import addressees
from fabrique.core.pictures import Picture, draw_matrix
from fabrique.ground.referentials.models import Item

FIRST = 2


@dataclass(frozen=True)
class Demand:
    item: AgoraItem
    answer: Answer | None


@dataclass(frozen=True)
class Cell:
    asking: Item
    asked: Item
    demands: list[Demand]

    @property
    def own(self) -> bool:
        return self.asking.key == self.asked.key

    @property
    def answered(self) -> int:
        return sum(demand.answer is not None for demand in self.demands)

    @property
    def first(self) -> list[Demand]:
        """What stands in the cell: the demands made to this category alone before those made to all."""
        return sorted(self.demands, key=lambda demand: demand.item.to is None)[:FIRST]

    @property
    def others(self) -> int:
        return max(len(self.demands) - FIRST, 0)

    @property
    def said(self) -> str:
        count = len(self.demands)
        if not count:
            return "0"
        told = ngettext("%(n)d demande", "%(n)d demandes", count) % {"n": count}
        answers = ngettext("%(n)d répondue", "%(n)d répondues", self.answered) % {"n": self.answered}
        return f"{told}, {answers}"


@dataclass(frozen=True)
class Matrix:
    categories: list[Item]
    rows: list[tuple[Item, list[Cell]]]

    def cells(self):
        return (cell for _category, line in self.rows for cell in line)

    @property
    def asked(self) -> int:
        """Answers expected: a demand made to all waits for one of each."""
        return sum(len(cell.demands) for cell in self.cells())

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many of each answer, then how many without one; no order of merit, the words of the list."""
        given = [demand.answer.says if demand.answer else "" for cell in self.cells() for demand in cell.demands]
        return [(str(says.label), given.count(says.value)) for says in AnswerSays] + [
            (_("sans réponse"), given.count(""))
        ]

    def cell(self, asking: str, asked: str) -> Cell | None:
        return next((cell for cell in self.cells() if (cell.asking.key, cell.asked.key) == (asking, asked)), None)


def demands(agora: Agora) -> list[tuple[AgoraItem, dict[str, Answer]]]:
    """Live demands, with the answers given, by category; two queries whatever their number."""
    items = list(agora.items.live().claims().worded())
    given: dict[int, dict[str, Answer]] = {}
    for answer in Answer.objects.agreed().filter(item__in=items).select_related("category"):
        given.setdefault(answer.item_id, {})[answer.category.key] = answer
    for item in items:
        item.agora = agora
    return [(item, given.get(item.pk, {})) for item in items]


def matrix(agora: Agora) -> Matrix:
    categories, found = agora.categories(), demands(agora)
    rows = []
    for asking in categories:
        own = [(item, given) for item, given in found if item.category.key == asking.key]
        line = [
            Cell(asking, asked, [
                Demand(item, given.get(asked.key)) for item, given in own
                if asked.key in {one.key for one in addressees(item, categories)}
            ])
            for asked in categories
        ]  # fmt: skip
        rows.append((asking, line))
    return Matrix(categories, rows)


def picture(drawn: Matrix) -> Picture:
    """Demands as cubes; its table says also how many have their answer."""
    names = [category.label for category in drawn.categories]
    description = _("En ligne qui attend, en colonne de qui : combien de demandes, et combien ont leur réponse.")
    told = draw_matrix(
        names, names, [[len(cell.demands) for cell in line] for _category, line in drawn.rows],
        title=_("Qui attend quoi, de qui ?"), description=description, prefix="expectations",
    )  # fmt: skip
    rows = tuple((category.label, *(cell.said for cell in line)) for category, line in drawn.rows)
    return replace(told, rows=rows)
