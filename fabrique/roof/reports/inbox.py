"""What a report asks: a chapter to read again, changes to make, an edition that could not be made."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.roof.reports.enums import ChapterState, EditionState, ReportState
from fabrique.roof.reports.models import Chapter, Edition
from fabrique.roof.reports.permissions import ANSWERERS

OF_REPORT = ("cohort", "participation__territory")


@waits_for
def chapters_to_read_again(person) -> list[Waiting]:
    mine = person.scopes_as(*ANSWERERS)
    if not mine:
        return []
    rows = Chapter.objects.filter(
        participation__scope__in=mine, state=ChapterState.PROPOSED, cohort__report__state=ReportState.VALIDATING
    )
    return [Waiting(rows.select_related(*OF_REPORT).order_by("pk"), lambda found: [
        Act(_("à relire"), str(one), _("Le chapitre de votre territoire attend votre accord avant de paraître."),
            one.get_absolute_url(), _("Relire"), urgent=True)
        for one in found
    ])]  # fmt: skip


@waits_for
def to_write(person) -> list[Waiting]:
    """Changes asked, for whoever writes the chapter; and what was entrusted to somebody by name."""
    led = person.scopes_as(*LEADS)
    asked = Chapter.objects.filter(state=ChapterState.CHANGES)
    mine = asked.filter(drafter=person) | asked.filter(drafter=None, cohort__scope__in=led)
    drafts = Chapter.objects.filter(
        state=ChapterState.DRAFT, drafter=person, cohort__report__state=ReportState.DRAFTING
    )
    waiting = [Waiting(mine.select_related(*OF_REPORT).order_by("pk"), lambda found: [
        Act(_("changements demandés"), str(one), _("Le territoire dit ce qui doit changer dans son chapitre."),
            one.get_absolute_url(), _("Lire"))
        for one in found
    ]), Waiting(drafts.select_related(*OF_REPORT).order_by("pk"), lambda found: [
        Act(_("à écrire"), str(one), _("Ce chapitre du rapport vous est confié."), one.get_absolute_url(), _("Écrire"))
        for one in found
    ])]  # fmt: skip
    if not led:
        return waiting
    failed = Edition.objects.filter(state=EditionState.FAILED, cohort__scope__in=led).select_related("cohort__report")
    return [*waiting, Waiting(failed.order_by("pk"), lambda found: [
        Act(_("édition"), str(one), _("Elle n’a pas pu être faite : voyez pourquoi."),
            one.cohort.report.get_absolute_url(), _("Voir"))
        for one in found
    ])]  # fmt: skip
