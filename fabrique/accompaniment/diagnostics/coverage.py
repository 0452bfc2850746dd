"""Who one meant to meet and who one meets, category by category: a picture of what lacks, never of what was said (R354)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import ContactState, Voice
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.core.pictures import Picture, draw_matrix

ON_THE_LIST = (ContactState.PROPOSED, ContactState.KEPT, ContactState.INVITED)


@dataclass
class Line:
    label: str
    aimed: int = 0
    listed: int = 0
    booked: int = 0
    met: int = 0

    def add(self, contact) -> None:
        self.listed += contact.state in ON_THE_LIST
        self.booked += contact.state == ContactState.BOOKED
        self.met += contact.state == ContactState.MET

    @property
    def lacking(self) -> int:
        return max(0, self.aimed - self.met - self.booked)


def lines_of(diagnostic: Diagnostic) -> list[Line]:
    """One a target, and one for each category of which somebody is listed though none was aimed at. Two queries."""
    contacts = list(diagnostic.contacts.select_related("category", "sub_type"))
    found: dict[tuple[int, int | None], Line] = {}
    for target in diagnostic.targets.select_related("category", "sub_type"):
        label = f"{target.category.label}, {target.sub_type.label}" if target.sub_type else target.category.label
        found[target.category_id, target.sub_type_id] = Line(label, target.count)
    for contact in contacts:
        exact = (contact.category_id, contact.sub_type_id)
        key = exact if exact in found else (contact.category_id, None)
        found.setdefault(key, Line(contact.category.label)).add(contact)
    return list(found.values())


def voices_of(diagnostic: Diagnostic) -> list[Line]:
    lines = {
        Voice.OPPOSED: Line(_("Voix publiquement critiques"), diagnostic.opposed_count),
        Voice.UNUSUAL: Line(_("Voix rarement entendues"), diagnostic.unusual_count),
    }
    for contact in diagnostic.contacts.filter(voice__in=lines):
        lines[Voice(contact.voice)].add(contact)
    return list(lines.values())


def picture_of(lines: list[Line]) -> Picture:
    return draw_matrix(
        [line.label for line in lines], [_("prévues"), _("sur la liste"), _("rendez-vous"), _("rencontrées")],
        [[line.aimed, line.listed, line.booked, line.met] for line in lines],
        title=_("Qui est prévu, qui est rencontré"), description=_("Personnes par catégorie, en cubes et en chiffres."),
        prefix="couverture",
    )  # fmt: skip
