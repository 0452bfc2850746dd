"""A territory of a cohort under way, one person for each pen, and narratives in each state."""

from datetime import date

import pytest
from django.utils import timezone

from fabrique.accompaniment.narratives.models import Narrative, Passage
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_lead, make_organisation, make_participation, make_person, make_referent

DAY = date(2026, 3, 2)


@pytest.fixture
def place():
    return make_participation(make_cohort(state="running"))


@pytest.fixture
def media(place):
    return make_person(Role.EMBEDDED_MEDIA, place.cohort.scope)


@pytest.fixture
def referent(place):
    return make_referent(place)


def everybody_but(place, *roles):
    """One person for each role that lives in this cohort or on the platform, but these."""
    cohort = (
        Role.EMBEDDED_MEDIA, Role.NARRATIVE_FACILITATOR, Role.EMBEDDED_EVALUATOR, Role.COHORT_LEAD, Role.PIVOT_ALLY,
        Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT,
    )  # fmt: skip
    inside = (
        Role.DELEGATION_REFERENT,
        Role.DELEGATION_MEMBER,
        Role.SUBSTITUTE,
        Role.NUMBER_ONE,
        Role.ACCOMPANYING_ALLY,
    )
    platform = (Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR, Role.ALLY_PERSON, Role.BOARD_MEMBER)
    people = [(role, place.cohort.scope) for role in cohort] + [(role, place.scope) for role in inside]
    people += [(role, None) for role in platform]
    return [make_person(role, scope) for role, scope in people if role not in roles]


def make_narrative(place, origin="media", state="published", *, of_cohort=False, **fields):
    now = timezone.now()
    values = {
        "cohort": place.cohort, "participation": None if of_cohort else place, "origin": origin, "kind": "article",
        "title": f"Récit {Narrative.objects.count()}", "told_on": DAY, "text": "Un matin.", "state": state,
    } | fields  # fmt: skip
    values.setdefault("begun_by", None)
    values["begun_by"] = values["begun_by"] or make_person()
    if "organisation" not in values:
        values["organisation"] = make_organisation()
    if state in ("published", "withdrawn"):
        values |= {"published_at": now, "published_by": values["begun_by"]}
    if state == "withdrawn":
        values |= {"withdrawn_at": now, "withdrawn_by": values["begun_by"]}
    return Narrative.objects.create(**values)


def make_quote(narrative, consent="given", **fields):
    values = {"kind": "quote", "text": "Canari parle", "said_by": "une élue", "name": "Nom Canari", "consent": consent}
    if consent not in ("to-ask", "needless"):
        values["asked_on"] = DAY
    if consent in ("given", "refused", "withdrawn"):
        values["answered_on"] = DAY
    if consent in ("refused", "withdrawn"):
        values |= {"text": "", "name": "", "said_by": ""}
    return Passage.objects.create(narrative=narrative, **values | fields)


__all__ = ["DAY", "everybody_but", "make_lead", "make_narrative", "make_quote"]
