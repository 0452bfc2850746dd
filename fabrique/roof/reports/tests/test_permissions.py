import pytest
from django.contrib.auth.models import AnonymousUser

from fabrique.ground.people.enums import Role
from fabrique.roof.reports.enums import Audience
from fabrique.roof.reports.permissions import read_report
from tests.world import make_cohort, make_participation, make_person

pytestmark = pytest.mark.django_db

# who, where the role is held, and which reports open
TABLE = [
    (None, "", {"public"}),
    (Role.ALLY_PERSON, "platform", {"public"}),
    (Role.ASSOCIATION_EMPLOYEE, "platform", {"public", "funder", "participants"}),
    (Role.COHORT_LEAD, "cohort", {"public", "funder", "participants"}),
    (Role.PIVOT_ALLY, "cohort", {"public", "funder", "participants"}),
    (Role.EMBEDDED_EVALUATOR, "cohort", {"public", "funder", "participants"}),
    (Role.FUNDER_CONTACT, "cohort", {"public", "funder"}),
    (Role.REGIONAL_INSTITUTION_AGENT, "cohort", {"public", "funder"}),
    (Role.EMBEDDED_MEDIA, "cohort", {"public"}),
    (Role.OBSERVER, "cohort", {"public"}),
    (Role.DELEGATION_REFERENT, "delegation", {"public", "participants"}),
    (Role.NUMBER_ONE, "delegation", {"public", "participants"}),
    (Role.ACCOMPANYING_ALLY, "delegation", {"public", "participants"}),
    (Role.COHORT_LEAD, "elsewhere", {"public"}),
    (Role.DELEGATION_REFERENT, "elsewhere-delegation", {"public"}),
]


@pytest.mark.parametrize(("role", "where", "expected"), TABLE)
def test_each_audience_opens_to_those_it_names(role, where, expected):
    participation, foreign = make_participation(), make_participation(make_cohort())
    scopes = {
        "cohort": participation.cohort.scope,
        "delegation": participation.scope,
        "elsewhere": foreign.cohort.scope,
        "elsewhere-delegation": foreign.scope,
    }
    person = make_person(role, scopes.get(where)) if role else AnonymousUser()

    opened = {kind.value for kind in Audience if read_report.allows(person, participation.cohort, kind)}

    assert opened == expected


def test_refusal_says_what_is_open_instead():
    reason = read_report.reason(AnonymousUser(), make_cohort(), Audience.FUNDER)

    assert reason.endswith("La version publique vous est ouverte.")
