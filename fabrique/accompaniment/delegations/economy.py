"""The place made for socio-economic actors, in sentences: never a score (R308, D15)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.delegations.enums import Compensation
from fabrique.accompaniment.delegations.health import Health
from fabrique.accompaniment.delegations.models import EconomicPlace
from fabrique.accompaniment.delegations.presence import Counts
from fabrique.core.dates import date_format

CATEGORY = "socio-economic"


def sentences(health: Health, counts: Counts, place: EconomicPlace | None) -> list[str]:
    """A seat, presence, hours, compensation; what is not known is said."""
    chair = next((chair for chair in health.chairs if chair.category.key == CATEGORY), None)
    if chair is None:
        return [_("Cette cohorte ne demande pas de siège socio-économique.")]
    return [seat(chair), presence(counts), hours(place), compensation(place)]


def seat(chair) -> str:
    if not chair.holders:
        return _("Personne ne tient encore ce siège.")
    since = min((seat.starts_on for seat in chair.holders if seat.starts_on), default=None)
    held = ngettext("Le siège est tenu par une personne", "Le siège est tenu par %(n)d personnes", len(chair.holders))
    held %= {"n": len(chair.holders)}
    return f"{held}, {_('depuis le %(day)s') % {'day': date_format(since, 'j F Y')}}." if since else f"{held}."


def presence(counts: Counts) -> str:
    kept = [pair for (_phase, category), pair in counts.items() if category == CATEGORY]
    came, held = sum(pair[0] for pair in kept), sum(pair[1] for pair in kept)
    if not held:
        return _("Sa présence aux séances n’est pas encore notée.")
    return ngettext(
        "Quelqu’un est venu à %(came)d séance, sur %(n)d où la présence a été notée.",
        "Quelqu’un est venu à %(came)d séances, sur %(n)d où la présence a été notée.", came,
    ) % {"came": came, "n": held}  # fmt: skip


def hours(place: EconomicPlace | None) -> str:
    if place is None or not place.adapted_hours:
        return _("Aucun horaire adapté n’est noté.")
    return _("Les horaires ont été adaptés.")


def compensation(place: EconomicPlace | None) -> str:
    said = {
        Compensation.NONE: _("Aucune contrepartie n’a été demandée pour leur temps."),
        Compensation.ASKED: _("Une contrepartie a été demandée ; la réponse se fait attendre."),
        Compensation.AGREED: _("Une contrepartie est convenue pour leur temps."),
        Compensation.REFUSED: _("Une contrepartie a été demandée, et refusée."),
    }
    return said[Compensation(place.compensation)] if place else said[Compensation.NONE]
