"""What a cohort does for those who came before: meet once a year, open its learning kits."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.companionship import permissions as may
from fabrique.accompaniment.companionship.models import Rebound, Shelf
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda import actions as agenda
from fabrique.ground.agenda.enums import EventKind, Mode, Openness
from fabrique.ground.people.models import Person


@transaction.atomic
def set_rebound(
    *, cohort: Cohort, title: str, starts_at: datetime, by: Person, mode: Mode = Mode.IN_PERSON, place: str = "",
    summary: str = "",
) -> Rebound:  # fmt: skip
    """One a year: its day is a date of the agenda, where it is then changed, moved, announced (R530)."""
    may.lead_companions(by, held(cohort))
    year = starts_at.year
    if cohort.rebounds.filter(year=year).exists():
        raise Denied(
            _("Le temps de rebond de %(year)d est déjà posé : changez sa date dans l’agenda.") % {"year": year}
        )
    event = agenda.add_event(by=by, title=title, kind=EventKind.MEETING, starts_at=starts_at, mode=mode, place=place,
                             summary=summary, scope=cohort.scope, openness=Openness.CIRCLE)  # fmt: skip
    if Rebound.objects.filter(event=event).exists():
        raise Denied(_("Cette date est déjà celle d’un temps de rebond."))
    if cohort.fictional:
        event.fictional = True
        event.save(update_fields=["fictional"])
    rebound = Rebound.objects.create(cohort=cohort, year=year, event=event)
    audit.record(by, "rebound-set", cohort, year=year)
    return rebound


@transaction.atomic
def open_shelf(*, cohort: Cohort, word: str, by: Person) -> Shelf:
    """The kits of this cohort are shown to active companions; a closed session stays its circle's."""
    may.open_shelf(by, held(cohort))
    shelf, created = Shelf.objects.get_or_create(cohort=cohort, defaults={"word": word, "opened_by": by})
    if created:
        audit.record(by, "shelf-opened", cohort)
    return shelf


@transaction.atomic
def close_shelf(*, cohort: Cohort, by: Person) -> None:
    may.open_shelf(by, held(cohort))
    gone, _rows = Shelf.objects.filter(cohort=cohort).delete()
    if gone:
        audit.record(by, "shelf-closed", cohort)
