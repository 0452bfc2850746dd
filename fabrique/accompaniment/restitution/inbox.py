"""What waits: a reading, a version to present, requests to answer, recommendations, an overdue talk. Never a word of them."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.pilots.enums import UNDER_WAY, ProjectState
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.restitution.enums import EditionState
from fabrique.accompaniment.restitution.models import FIRST_TALK, LAST_TALK, Edition, Remark, Restitution, Review
from fabrique.accompaniment.restitution.permissions import PEERS, SPEAK_FOR
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

PLACE = "diagnostic__participation__territory"


def listened_by(person, path: str = "diagnostic") -> dict:
    """Of diagnostics whose team the person writes in today."""
    member = f"{path}__members__"
    return {f"{member}person": person, f"{member}left_on": None, f"{member}role": TeamRole.DIAGNOSTICIAN}


@waits_for
def readings(person) -> list[Waiting]:
    if not person.scopes_as(*PEERS):
        return []
    mine = Review.objects.visible_to(person).waiting().order_by("named_at", "pk")
    return [Waiting(mine, lambda rows: [
        Act(_("relecture"), _("Une restitution attend votre relecture"), _("Deux signatures la laissent sortir, ou l’arrêtent."),
            reverse("restitution:review", args=[row.code]), _("Relire"))
        for row in rows
    ])]  # fmt: skip


@waits_for
def versions(person) -> list[Waiting]:
    """Of the team: to entrust, to correct, to present, to restitute."""
    if not person.scopes_as(Role.DIAGNOSTICIAN):
        return []
    says = {
        EditionState.CHECKED: (_("Une version attend deux relectures"), _("Confier une relecture")),
        EditionState.BLOCKED: (_("La relecture arrête une version"), _("Lire les fiches")),
        EditionState.CLEARED: (_("Une version attend d’être présentée au n° 1"), _("Noter la présentation")),
        EditionState.PRESENTED: (_("Une version attend d’être restituée"), _("Noter la restitution")),
    }
    rows = Edition.objects.filter(state__in=says, **listened_by(person)).select_related(PLACE).order_by("made_at", "pk")
    return [Waiting(rows, lambda found: [
        Act(_("restitution"), title, str(row.diagnostic.participation.territory),
            reverse("restitution:versions", args=[row.diagnostic.code]), verb)
        for row in found
        for title, verb in [says.get(row.state, (row.get_state_display(), _("Voir")))]
    ])]  # fmt: skip


@waits_for
def requests(person) -> list[Waiting]:
    if not person.scopes_as(Role.DIAGNOSTICIAN):
        return []
    rows = Remark.objects.filter(answered_at=None, edition__state=EditionState.PRESENTED)
    rows = rows.filter(**listened_by(person, "edition__diagnostic")).select_related(f"edition__{PLACE}")
    return [Waiting(rows.order_by("asked_at", "pk"), lambda found: [
        Act(_("demande"), _("Une demande sur une restitution attend votre réponse"), str(row.edition.diagnostic.participation.territory),
            row.edition.get_absolute_url(), _("Répondre"))
        for row in found
    ])]  # fmt: skip


@waits_for
def first_readings(person) -> list[Waiting]:
    """R365: the number one reads it before anybody of the territory."""
    led = person.scopes_as(Role.NUMBER_ONE)
    if not led:
        return []
    rows = Edition.objects.filter(state=EditionState.PRESENTED, diagnostic__participation__scope__in=led)
    return [Waiting(rows.select_related(PLACE).order_by("pk"), lambda found: [
        Act(_("restitution"), _("La restitution du diagnostic vous est ouverte"), _("Vous la lisez avant tout le monde ; un fait peut encore être corrigé."),
            row.get_absolute_url(), _("La lire"))
        for row in found
    ])]  # fmt: skip


@waits_for
def unanswered(person) -> list[Waiting]:
    """R372."""
    spoken_for = person.scopes_as(*SPEAK_FOR)
    if not spoken_for:
        return []
    rows = Edition.objects.restituted().filter(published_recommendations__taken_up="")
    rows = rows.filter(diagnostic__participation__scope__in=spoken_for).distinct().select_related(PLACE)
    return [Waiting(rows.order_by("pk"), lambda found: [
        Act(_("diagnostic"), _("Des recommandations attendent la réponse du territoire"), str(row.diagnostic.participation.territory),
            row.get_absolute_url(), _("Répondre"))
        for row in found
    ])]  # fmt: skip


@waits_for
def talks(person) -> list[Waiting]:
    """R377: from four weeks on; late after six."""
    led, here = person.scopes_as(*LEADS), person.scopes_as(Role.DIAGNOSTICIAN)
    if not (led or here):
        return []
    today = timezone.localdate()
    rows = Restitution.objects.filter(follow_up=None, held_on__lte=today - FIRST_TALK)
    mine = rows.filter(inside(led, "diagnostic__participation__scope")) if led else rows.filter(**listened_by(person))
    return [Waiting(mine.select_related("edition", PLACE).order_by("held_on", "pk"), lambda found: [
        Act(date_format(row.held_on + LAST_TALK, "j F"), _("L’entretien de suite d’un diagnostic est attendu"),
            str(row.diagnostic.participation.territory), row.edition.get_absolute_url(), _("Le noter"),
            urgent=row.held_on + LAST_TALK < today)
        for row in found
    ])]  # fmt: skip


@waits_for
def projects_to_read_again(person) -> list[Waiting]:
    """R427: begun before the restitution, every recommendation answered since, and nobody said what it changes."""
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    given = Restitution.objects.filter(
        diagnostic__participation=OuterRef("participation"),
        edition__state=EditionState.RESTITUTED,
        held_on__gt=OuterRef("begun_on"),
    )
    rows = PilotProject.objects.filter(Exists(given), participation__scope__in=mine, reviewed_at=None)
    rows = (
        rows.filter(state__in=[*UNDER_WAY, ProjectState.PAUSED]).select_related("participation__cohort").order_by("pk")
    )
    return [Waiting(rows, lambda found: [
        Act(_("projet pilote"), one.title, _("Il a commencé avant la restitution : que change-t-elle ?"),
            one.address("advice"), _("Relire le projet"))
        for one in found
    ])]  # fmt: skip
