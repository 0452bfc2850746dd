"""Before it starts: what a cohort does of each lever to strengthen. While it runs: what it takes from who coordinates it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts import permissions as may
from fabrique.accompaniment.cohorts.actions.composition import held
from fabrique.accompaniment.cohorts.levers import KEYS
from fabrique.accompaniment.cohorts.models import Cohort, LeverAnswer, Load
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def answer_lever(*, cohort: Cohort, lever: str, text: str, left_aside: bool, by: Person) -> LeverAnswer | None:
    """A line, or the reason why it is left aside; emptied, the question is open again (R574)."""
    may.edit_cohort(by, held(cohort))
    if lever not in KEYS:
        raise Denied(_("Cette question n’existe pas."))
    audit.record(by, "lever-answered", cohort, lever=lever, aside=left_aside)
    if not text.strip():
        if left_aside:
            raise Denied(_("Dites en une phrase pourquoi vous la laissez de côté."))
        LeverAnswer.objects.filter(cohort=cohort, lever=lever).delete()
        return None
    values = {"text": text.strip(), "left_aside": left_aside}
    return LeverAnswer.objects.update_or_create(cohort=cohort, lever=lever, defaults=values)[0]


@transaction.atomic
def declare_load(
    *, cohort: Cohort, organisation: Organisation, period: str, paid_quarter_days: int, unpaid_quarter_days: int,
    by: Person, note: str = "",
) -> Load:  # fmt: skip
    """As the organisation says it, for one period; said again, the new figure takes the place of the former (R576)."""
    may.edit_cohort(by, held(cohort))
    if not cohort.partners.filter(organisation=organisation).exists():
        raise Denied(_("Cette organisation n’est pas partenaire de la cohorte."))
    if not (paid_quarter_days or unpaid_quarter_days):
        raise Denied(_("Donnez au moins un quart de jour."))
    values: dict[str, Any] = {
        "paid_quarter_days": paid_quarter_days,
        "unpaid_quarter_days": unpaid_quarter_days,
        "note": note,
    }
    same: dict[str, Any] = {"cohort": cohort, "organisation": organisation, "period": period.strip()}
    load = Load.objects.update_or_create(**same, defaults=values)[0]
    audit.record(by, "load-declared", cohort, organisation=organisation.code, period=period)
    return load


@transaction.atomic
def remove_load(*, load: Load, by: Person) -> None:
    may.edit_part(by, load)
    load.delete()
    audit.record(by, "load-removed", load.cohort, organisation=load.organisation.code, period=load.period)
