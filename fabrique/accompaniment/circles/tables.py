"""What people paste from a spreadsheet: one line a row, cells between semicolons, tabs or commas."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fabrique.accompaniment.circles.enums import Axis
from fabrique.core.permissions import Denied
from fabrique.core.text import fold

AXES = {
    "age": Axis.AGE, "sexe": Axis.SEX, "sex": Axis.SEX, "categorie": Axis.CATEGORY, "categorie sociale": Axis.CATEGORY,
    "category": Axis.CATEGORY, "social category": Axis.CATEGORY,
}  # fmt: skip
YES, NO = ("oui", "yes", "x", "1"), ("", "non", "no", "0")
LONGEST_LABEL, LONGEST_NAME, LONGEST_REACH = 80, 120, 160
MOST_PEOPLE = 999_999_999


@dataclass(frozen=True)
class Row:
    """A candidate as typed."""

    name: str
    reach: str
    age: str
    sex: str
    category: str
    opposed: bool = False


def lines(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line that says something, whole and cut in cells."""
    for line in text.splitlines():
        sign = next((sign for sign in ("\t", ";", ",") if sign in line), ";")
        cells = [" ".join(cell.strip().strip('"').split()) for cell in line.split(sign)]
        if any(cells):
            yield line.strip(), cells


def wrong(line: str, expected: str) -> Denied:
    return Denied(_("« %(line)s » : il faut %(expected)s.") % {"line": line[:60], "expected": expected})


def read_bands(text: str) -> list[tuple[Axis, str, int]]:
    """`axis; band; number of people`, in the order given."""
    found: dict[tuple[Axis, str], int] = {}
    expected = _("« âge », « sexe » ou « catégorie », puis la tranche, puis un nombre de personnes")
    for position, (line, cells) in enumerate(lines(text)):
        count = cells[-1].replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
        numeric = count.isascii() and count.isdigit() and int(count[:12]) <= MOST_PEOPLE and len(count) < 10
        axis = AXES.get(fold(cells[0]))
        if position == 0 and not numeric:
            continue  # the headings
        if len(cells) != 3 or axis is None or not numeric or not 0 < len(cells[1]) <= LONGEST_LABEL:
            raise wrong(line, expected)
        if (axis, cells[1]) in found:
            raise Denied(_("« %(band)s » est donnée deux fois.") % {"band": cells[1]})
        found[axis, cells[1]] = int(count)
    return [(axis, label, count) for (axis, label), count in found.items()]


def read_candidates(text: str) -> list[Row]:
    """`name; where to reach; age; sex; category`, and `oui` in a sixth cell for who declared to be opposed."""
    found = []
    expected = _("nom, courriel ou téléphone, âge, sexe, catégorie")
    for position, (line, cells) in enumerate(lines(text)):
        if position == 0 and fold(cells[0]) in ("nom", "name"):
            continue
        opposed = fold(cells[5]) if len(cells) > 5 else ""
        if not 5 <= len(cells) <= 6 or not cells[0] or not all(cells[2:5]) or opposed not in (*YES, *NO):
            raise wrong(line, expected)
        longest = (LONGEST_NAME, LONGEST_REACH, LONGEST_LABEL, LONGEST_LABEL, LONGEST_LABEL)
        if any(len(cell) > most for cell, most in zip(cells, longest, strict=False)):
            raise wrong(line, expected)
        name, reach, age, sex, category = cells[:5]
        found.append(Row(name, reach.lower(), age, sex, category, opposed in YES))
    return found
