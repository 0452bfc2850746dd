"""Who reads which report, who writes it, and who says yes to a chapter before others read it (R508, R510, A50)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import STAFF
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds
from fabrique.roof.reports.enums import Audience, ReportState
from fabrique.roof.reports.models import Chapter

READS_FUNDER = (
    Role.FUNDER_CONTACT,
    Role.REGIONAL_INSTITUTION_AGENT,
    Role.COHORT_LEAD,
    Role.PIVOT_ALLY,
    Role.EMBEDDED_EVALUATOR,
)
NOT_PARTICIPANTS = (Role.FUNDER_CONTACT, Role.REGIONAL_INSTITUTION_AGENT, Role.EMBEDDED_MEDIA, Role.OBSERVER,
                    Role.DOCTORAL_RESEARCHER)  # fmt: skip
PARTICIPANTS = tuple(role for role in Role if role not in NOT_PARTICIPANTS)


def inside(person, cohort, roles) -> bool:
    """Whether one of these roles is held in the cohort or in one of its delegations."""
    if not person.is_authenticated:
        return False
    scopes = person.scopes_as(*roles)
    return cohort.scope_id in scopes or cohort.participations.filter(scope__in=scopes).exists()


@permission
def read_report(person, cohort, audience):
    """Published things are for all; a report that shows more is for those the audience names (R510, R580)."""
    if audience == Audience.PUBLIC or (person.is_authenticated and person.holds(*STAFF)):
        return
    if audience == Audience.FUNDER and inside(person, cohort, READS_FUNDER):
        return
    if audience == Audience.PARTICIPANTS and inside(person, cohort, PARTICIPANTS):
        return
    raise Denied(
        _("Cette version du rapport est réservée à celles et ceux qu’elle nomme. La version publique vous est ouverte.")
    )


ANSWERERS = (Role.DELEGATION_REFERENT, Role.NUMBER_ONE)


@permission
def lead_report(person, cohort):
    """Whoever leads the cohort, and the team: open it, move it, publish it."""
    if edit_cohort.reason(person, cohort):
        raise Denied(_("Le rapport est conduit par qui conduit la cohorte."))


@permission
def follow_report(person, cohort):
    """Where the writing stands: those who write, and each delegation for its own chapter."""
    if lead_report.allows(person, cohort):
        return
    if not Chapter.objects.visible_to(person).filter(cohort=cohort).exists():
        raise Denied(_("Cette page est ouverte à celles et ceux qui écrivent le rapport ou y relisent un chapitre."))


@permission
def lead_chapter(person, chapter):
    lead_report(person, chapter.cohort)


@permission
def read_chapter(person, chapter):
    """While it is written: those who write, and the delegation it tells."""
    if not (person.is_authenticated and Chapter.objects.visible_to(person).filter(pk=chapter.pk).exists()):
        raise Denied(_("Ce chapitre s’écrit encore : il est ouvert à qui l’écrit et au territoire qu’il raconte."))


@permission
def draft_chapter(person, chapter):
    """Whoever leads, or the person to whom it was entrusted; what is published is not rewritten under its readers."""
    entrusted = person.is_authenticated and chapter.drafter_id is not None and chapter.drafter_id == person.pk
    if not entrusted and lead_report.reason(person, chapter.cohort):
        raise Denied(_("Ce chapitre est écrit par la personne à qui il est confié et par qui conduit la cohorte."))
    if chapter.cohort.report.state == ReportState.PUBLISHED:
        raise Denied(_("Le rapport est publié : ouvrez d’abord une mise à jour."))


@permission
def draft_part(person, part):
    draft_chapter(person, part.chapter)


@permission
def describe_photograph(person, photograph):
    draft_chapter(person, photograph.chapter)


@permission
def take_back_photograph(person, photograph):
    """Even published: whoever writes, and the territory whose chapter shows it."""
    chapter = photograph.chapter
    entrusted = person.is_authenticated and chapter.drafter_id is not None and chapter.drafter_id == person.pk
    if not entrusted and lead_report.reason(person, chapter.cohort) and answer_chapter.reason(person, chapter):
        raise Denied(
            _("Une photographie est reprise par qui écrit le chapitre, qui conduit la cohorte, ou son territoire.")
        )


@permission
def take_up(person, revision):
    draft_chapter(person, revision.part.chapter)


@permission
def answer_chapter(person, chapter):
    """In the name of the territory: its referent, or the n° 1 of its executive."""
    if chapter.participation is None:
        raise Denied(_("Ce chapitre n’est celui d’aucun territoire."))
    if not holds(person, *ANSWERERS, within=chapter.participation.scope):
        raise Denied(_("La réponse du territoire vient de sa personne référente ou du n° 1 de son exécutif."))


@permission
def retry_edition(person, edition):
    lead_report(person, edition.cohort)
