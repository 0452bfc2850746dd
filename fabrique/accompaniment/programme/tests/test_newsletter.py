"""What an infolettre may take from sessions, and what never leaves its circle (R246, R249, R253)."""

import pytest
from django.utils import timezone

from fabrique.core.permissions import Denied
from fabrique.ground.agenda.models import HotAnswer
from fabrique.ground.messages import actions, offers
from fabrique.ground.messages.enums import Circle
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_event, make_lead, make_person, make_session, platform

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def answered(session, times):
    session.event = make_event(session.cohort.scope)
    session.save()
    for n in range(times):
        HotAnswer.objects.create(event=session.event, useful=4, heard=3, word=f"Mot {n}")
    return session


def titles(scope):
    return {offer.title for offer in offers.offered(scope).values()}


def test_letter_of_the_alliance_takes_what_is_public_and_nothing_invented_or_in_preparation():
    real, invented = make_cohort(state="running"), make_cohort(state="running", fictional=True)
    make_session(real, state="documented", title="Publique", date=TODAY)
    make_session(real, state="draft", title="canari-brouillon", date=TODAY)
    make_session(real, state="documented", openness="closed", title="canari-close", date=TODAY)
    make_session(invented, state="documented", title="canari-fictive", date=TODAY)
    make_session(make_cohort(state="design"), state="documented", title="canari-conception", date=TODAY)
    make_event(title="Date ouverte")
    make_event(real.scope, openness="closed", title="canari-agenda")

    found = offers.offered(platform())

    assert {offer.title for offer in found.values()} == {"Publique", "Date ouverte"}
    assert {offer.circle for offer in found.values()} == {Circle.PUBLIC}
    assert "canari" not in str(found)


def test_cohort_with_an_open_call_is_told_by_the_letter_of_the_alliance():
    make_cohort(state="call", name="Vallées")
    make_cohort(state="design", name="canari-conception")

    assert titles(platform()) == {"Vallées"}


@pytest.mark.parametrize(("answers", "told"), [(4, False), (5, True)])
def test_word_of_those_who_were_there_is_for_the_cohort_and_from_five_answers(answers, told):
    cohort = make_cohort(state="running")
    session = answered(make_session(cohort, state="held", title="La journée"), answers)
    source, lead = f"hot:{session.code}", make_lead(cohort)

    found = offers.offered(cohort.scope)
    assert (source in found) is told
    if not told:
        return
    assert "« Mot 4 »" in found[source].text.replace("\u202f", " ")
    wide = actions.begin_issue(scope=cohort.scope, name="I", title="T", audience=Circle.PUBLIC, by=lead)
    with pytest.raises(Denied, match="ne peuvent pas lire"):
        actions.add_offer(issue=wide, source=source, by=lead)
    near = actions.begin_issue(scope=cohort.scope, name="I", title="T", audience=Circle.COHORT, by=lead)
    actions.add_offer(issue=near, source=source, by=lead)
    with pytest.raises(Denied, match="La parole aux territoires"):
        actions.edit_issue(issue=near, title="T", editorial="", audience=Circle.PUBLIC, seen=1, by=lead)


def test_word_of_a_closed_session_is_offered_to_nobody():
    cohort = make_cohort(state="running")
    session = answered(make_session(cohort, state="held", openness="closed"), 6)

    assert f"hot:{session.code}" not in offers.offered(cohort.scope)


def test_kit_of_a_session_is_a_link_for_who_was_not_there():
    cohort = make_cohort(state="running")
    session = make_session(cohort, state="documented", title="La journée")
    session.documents.create(kind="synthesis", title="Deux pages", url="https://example.org/")

    kit = offers.offered(cohort.scope)[f"kit:{session.code}"]

    assert (kit.url, kit.circle) == (session.kit_address(), Circle.PUBLIC)


def test_team_begins_the_letter_of_the_alliance_under_its_name():
    issue = actions.begin_issue(scope=platform(), name="L’Établi", title="T", audience=Circle.PUBLIC,
                                by=make_person(Role.ASSOCIATION_EMPLOYEE))  # fmt: skip

    assert (str(issue.series), issue.media) == ("L’Établi", False)


def test_offers_ask_no_more_when_they_grow(django_assert_max_num_queries):
    cohort, alliance = make_cohort(state="running"), platform()
    counts = []
    for size in (1, 4):
        for n in range(size):
            session = make_session(cohort, state="documented", title=f"{size} {n}", date=TODAY)
            session.documents.create(kind="synthesis", title="Deux pages", url="https://example.org/")
        with django_assert_max_num_queries(40) as seen:
            offers.offered(cohort.scope)
            offers.offered(alliance)
        counts.append(len(seen))

    assert counts[0] == counts[1]
