"""Who reads which report: the public one is everybody's, the others belong to those who live or fund the path."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import STAFF
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.roof.reports.enums import Audience

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
