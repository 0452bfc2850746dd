"""The words of a convention and of its amendments, drawn from what was agreed, then frozen: that text is signed (R194).

Kept as plain text, a title a part behind « § », in French: the language of the contract, whatever the reader's.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import days, days_said
from fabrique.accompaniment.missions.models import Amendment, Convention
from fabrique.core.dates import date_format
from fabrique.core.instance import alliance_name

MARK = "§ "


def euros(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", "\u202f") + (f",{rest:02}" if rest else "") + "\u202f€"


def of_convention(convention: Convention) -> str:
    with override("fr"):
        return "\n\n".join(f"{MARK}{title}\n{text}" for title, text in articles(convention) if text)


def articles(convention: Convention) -> Iterator[tuple[str, str]]:
    engagement, mission = convention.engagement, convention.mission
    place = mission.participation
    yield _("Les parties"), _("Le territoire : %(territory)s. L’allié : %(ally)s. L’association : %(association)s.") % {
        "territory": place.territory.name, "ally": engagement.organisation.name, "association": alliance_name()}  # fmt: skip
    yield _("Le cadre"), _("Cohorte « %(cohort)s ». Mission « %(mission)s ». L’allié intervient au nom de l’alliance, dans le programme de la cohorte.") % {
        "cohort": place.cohort.name, "mission": mission.title}  # fmt: skip
    yield _("L’objet"), convention.purpose
    yield _("Les jours"), said_days(convention)
    yield _("Le montant"), said_amount(convention)
    if convention.pk and (paying := [one.name for one in convention.funders.order_by("folded", "pk")]):
        yield _("Qui la finance"), _("Cette convention est financée par : %(names)s.") % {"names": ", ".join(paying)}
    yield _("Le calendrier"), said_calendar(convention)
    yield _("Ce qui est remis"), convention.deliverables
    yield _("Ce que chacun peut en reprendre"), convention.reuse


def said_days(convention: Convention) -> str:
    travel = _("Le trajet est compté.") if convention.mission.travel_counted else _("Le trajet n’est pas compté.")
    said = _("%(days)s, préparation et écriture comprises, en %(function)s. %(travel)s Au-delà, un avenant est signé d’abord.")  # fmt: skip
    return said % {"days": days_said(convention.planned_quarters), "function": convention.get_function_display(), "travel": travel}  # fmt: skip


def said_amount(convention: Convention) -> str:
    if not convention.amount_cents:
        return _("Aucun montant : le temps n’est pas payé par cette convention.")
    rate = convention.rate
    if rate is None:
        return euros(convention.amount_cents)
    return _("%(amount)s, au tarif coopératif de %(rate)s %(unit)s adopté par : %(adopted)s.") % {
        "amount": euros(convention.amount_cents), "rate": euros(rate.amount_cents),
        "unit": rate.get_unit_display(), "adopted": rate.adopted_by}  # fmt: skip


def said_calendar(convention: Convention) -> str:
    return "\n".join(filter(None, [span(convention.starts_on, convention.ends_on), convention.calendar]))


def span(first: date | None, last: date | None) -> str:
    """One day when they are the same, nothing when nobody knows."""
    known = [date_format(day, "j F Y") for day in dict.fromkeys((first, last)) if day]
    return " – ".join(known)


def of_amendment(amendment: Amendment) -> str:
    with override("fr"):
        more = _("Jours ajoutés : %(days)s.") % {"days": days(amendment.added_quarters)}
        if amendment.added_cents:
            more += " " + _("Montant ajouté : %(amount)s.") % {"amount": euros(amendment.added_cents)}
        return f"{MARK}{_('Ce qui change')}\n{more}\n\n{MARK}{_('Pourquoi')}\n{amendment.reason}"


def parts(text: str) -> list[tuple[str, str]]:
    """A frozen text as its titles and paragraphs, for a page or a document."""
    found = [part.partition("\n") for part in text.split(MARK) if part.strip()]
    return [(title.strip(), body.strip()) for title, _line, body in found]
