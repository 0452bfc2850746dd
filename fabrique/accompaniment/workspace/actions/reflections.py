"""Ten minutes of reflection in a meeting, and the right to fail (R564, D53)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace import reflections
from fabrique.accompaniment.workspace.models import Misstep, Pause
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.models import Person


@transaction.atomic
def add_pause(*, participation: Participation, event: Event, format: str, by: Person) -> Pause:  # noqa: A002  the field's name
    """One in a meeting; choosing again replaces it."""
    may.keep_space(by, participation)
    if event.scope_id not in (participation.scope_id, participation.cohort.scope_id):
        raise Denied(_("Cette rencontre n’est pas celle de votre délégation ni de votre cohorte."))
    if format not in reflections.known():
        raise Denied(_("Ce format n’existe pas."))
    taken = Pause.objects.filter(event=event).exclude(participation=participation).exists()
    if taken:
        raise Denied(_("Une autre délégation a déjà glissé un temps réflexif dans cette rencontre."))
    pause = Pause.objects.update_or_create(event=event, defaults={"participation": participation, "format": format})[0]
    audit.record(by, "pause-added", pause, event=event.code, format=format)
    return pause


@transaction.atomic
def remove_pause(*, pause: Pause, by: Person) -> None:
    may.keep_part(by, pause)
    audit.record(by, "pause-removed", pause, event=pause.event.code)
    pause.delete()


@transaction.atomic
def note_misstep(*, participation: Participation, tried: str, happened: str, learned: str, by: Person) -> Misstep:
    """Kept by the delegation; the journal does not say what was tried."""
    may.keep_space(by, participation)
    if participation.missteps.filter(tried=tried).exists():
        raise Denied(_("C’est déjà noté."))
    misstep = Misstep.objects.create(participation=participation, tried=tried, happened=happened, learned=learned)
    audit.record(by, "misstep-noted", misstep)
    return misstep


@transaction.atomic
def share_misstep(*, misstep: Misstep, by: Person) -> Misstep:
    """With the people of the cohort, from today on."""
    may.keep_misstep(by, misstep)
    if misstep.shared_on:
        raise Denied(_("La cohorte le lit déjà."))
    misstep.shared_on = timezone.localdate()
    misstep.save(update_fields=["shared_on"])
    audit.record(by, "misstep-shared", misstep)
    return misstep


@transaction.atomic
def remove_misstep(*, misstep: Misstep, by: Person) -> None:
    may.keep_misstep(by, misstep)
    audit.record(by, "misstep-removed", misstep)
    misstep.delete()
