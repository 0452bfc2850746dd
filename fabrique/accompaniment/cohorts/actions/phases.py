"""The modules of a path: added, repeated, overlapped, skipped; none opens or closes another (R007, R317, R318)."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts import permissions as may
from fabrique.accompaniment.cohorts.actions.composition import BEFORE_THE_RUN, held, next_order
from fabrique.accompaniment.cohorts.models import Cohort, Phase
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.text import fold
from fabrique.ground.people.models import Person


@transaction.atomic
def add_phase(
    *, cohort: Cohort, title: str, by: Person, question: str = "", summary: str = "", starts_on: date | None = None,
    ends_on: date | None = None, because: str = "",
) -> Phase:  # fmt: skip
    """During the run an added phase says why it came (R318)."""
    stored = held(cohort)
    may.edit_cohort(by, stored)
    if stored.state not in BEFORE_THE_RUN and not because.strip():
        raise Denied(_("Le parcours a commencé : dites en une phrase d’où vient ce nouveau temps."))
    phase = Phase.objects.create(
        cohort=cohort, key=free_key(cohort, title), title=title, question=question, summary=summary,
        starts_on=starts_on, ends_on=ends_on, added_because=because.strip(), order=next_order(cohort.phases),
    )  # fmt: skip
    audit.record(by, "phase-added", cohort, phase=phase.code, title=title)
    return phase


def free_key(cohort: Cohort, title: str) -> str:
    """The same phase may come twice: the second has a number."""
    word = slugify(fold(title))[:36].strip("-") or "phase"
    taken = set(cohort.phases.values_list("key", flat=True))
    return next(key for key in (word, *(f"{word}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


@transaction.atomic
def edit_phase(
    *, phase: Phase, title: str, seen: int, by: Person, question: str = "", summary: str = "",
    starts_on: date | None = None, ends_on: date | None = None,
) -> Phase:  # fmt: skip
    may.edit_part(by, phase)
    values = {"title": title, "question": question, "summary": summary, "starts_on": starts_on, "ends_on": ends_on}
    changed = phase.save_values(values, seen=seen)
    audit.record(by, "phase-edited", phase.cohort, phase=phase.code, fields=", ".join(changed))
    return phase


def reason_not_to_remove(phase: Phase, by: Person) -> str:
    if refusal := may.edit_part.reason(by, phase):
        return refusal
    if phase.sessions.exists():
        return _("Des séances se tiennent dans ce temps : rangez-les ailleurs d’abord.")
    return ""


@transaction.atomic
def remove_phase(*, phase: Phase, by: Person) -> None:
    held(phase.cohort)
    if refusal := reason_not_to_remove(phase, by):
        raise Denied(refusal)
    phase.delete()
    audit.record(by, "phase-removed", phase.cohort, title=phase.title)


@transaction.atomic
def reorder_phases(*, cohort: Cohort, codes: list[str], by: Person) -> None:
    """`codes` names every phase once, in the order wished: it is an order of reading, not of passage."""
    may.edit_cohort(by, held(cohort))
    phases = {phase.code: phase for phase in cohort.phases.all()}
    if sorted(codes) != sorted(phases):
        raise Denied(_("La liste des temps a changé pendant que vous la rangiez. Reprenez-la."))
    for order, code in enumerate(codes):
        phases[code].order = order
    Phase.objects.bulk_update(phases.values(), ["order"])
    audit.record(by, "phases-reordered", cohort, order=", ".join(codes))
