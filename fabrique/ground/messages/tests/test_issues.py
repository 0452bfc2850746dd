"""An infolettre: who writes it, what it may tell, who receives it, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.core.permissions import Denied
from fabrique.ground.messages import actions, offers, reading
from fabrique.ground.messages.enums import AUDIENCES, ISSUE, Circle, IssueState
from fabrique.ground.messages.models import Issue, Letter, Refusal, Series, receivers
from fabrique.ground.messages.tests.makers import make_issue, make_item, make_series
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import Consent
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_scope, platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(monkeypatch):
    """Offers that a test may change."""
    given = {
        "a:public": offers.Offer("a:public", "séance", "Une journée", "Elle aura lieu.", "/a/", Circle.PUBLIC),
        "a:cohort": offers.Offer("a:cohort", "séance", "Entre nous", "Dites.", "/b/", Circle.COHORT),
    }
    monkeypatch.setattr(offers, "sources", [lambda scope: list(given.values())])
    return given


@pytest.fixture
def place():
    cohort = make_cohort()
    return cohort, make_lead(cohort)


def begin(cohort, by, **options):
    return actions.begin_issue(scope=cohort.scope, name=f"Infolettre de {cohort}", title="Printemps", by=by, **options)


def test_first_issue_makes_the_series_and_the_second_joins_it(place):
    one, two = begin(*place), begin(*place)

    assert (one.series, one.state, one.number, Series.objects.count()) == (two.series, "draft", None, 1)
    assert journal(one) == ["issue-begun"]


def test_who_does_not_lead_the_cohort_writes_nothing(place):
    cohort, lead = place
    issue = begin(cohort, lead)
    item = make_item(issue)
    stranger = make_lead(make_cohort())
    acts = [
        lambda: begin(cohort, stranger),
        lambda: actions.edit_issue(issue=issue, title="T", editorial="", audience=1, seen=1, by=stranger),
        lambda: actions.add_offer(issue=issue, source="a", by=stranger),
        lambda: actions.add_free_item(issue=issue, title="T", text="", by=stranger),
        lambda: actions.edit_item(item=item, title="T", text="", url="", by=stranger),
        lambda: actions.remove_item(item=item, by=stranger),
        lambda: actions.shift_item(item=item, by=stranger),
        lambda: actions.move_issue(issue=issue, name="submit", by=stranger),
        lambda: actions.schedule_issue(issue=issue, when=None, by=stranger),
    ]
    for act in acts:
        with pytest.raises(Denied, match="écrite par qui conduit"):
            act()


def test_item_narrower_than_the_audience_is_refused(place, offered):
    issue = begin(*place, audience=Circle.PUBLIC)

    actions.add_offer(issue=issue, source="a:public", by=place[1])
    for source, why in (("a:cohort", "ne peuvent pas lire"), ("a:public", "déjà"), ("a:gone", "plus proposé")):
        with pytest.raises(Denied, match=why):
            actions.add_offer(issue=issue, source=source, by=place[1])

    assert [item.title for item in issue.items.all()] == ["Une journée"]


def test_audience_is_not_widened_past_an_item(place, offered):
    issue = begin(*place)
    actions.add_offer(issue=issue, source="a:cohort", by=place[1])

    with pytest.raises(Denied, match="Entre nous"):
        actions.edit_issue(issue=issue, title="T", editorial="", audience=Circle.PUBLIC, seen=1, by=place[1])


def test_letter_of_the_alliance_is_not_for_a_cohort():
    team = make_person(Role.ASSOCIATION_EMPLOYEE)

    with pytest.raises(Denied, match="cercle plus large"):
        actions.begin_issue(scope=platform(), name="L’Établi", title="T", by=team, audience=Circle.COHORT)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.begin_issue(scope=platform(), name="L’Établi", title="T", by=team, audience=Circle.TEAM)
    assert actions.begin_issue(scope=platform(), name="L’Établi", title="T", by=team, audience=Circle.PUBLIC).pk


def test_items_are_written_moved_and_removed(place):
    issue = begin(*place)
    one = actions.add_free_item(issue=issue, title="Un", text="1", by=place[1])
    two = actions.add_free_item(issue=issue, title="Deux", text="2", by=place[1])

    actions.shift_item(item=two, by=place[1])
    actions.shift_item(item=two, by=place[1])
    actions.edit_item(item=one, title="Premier", text="1", url="https://example.org/", by=place[1])

    assert [item.title for item in issue.items.all()] == ["Deux", "Premier"]
    actions.remove_item(item=two, by=place[1])
    assert issue.items.count() == 1


@pytest.mark.parametrize("state", [state for state in IssueState if state not in ("draft", "review")])
def test_issue_that_is_scheduled_or_out_does_not_change(place, state):
    issue = make_issue(make_series(place[0].scope), state)
    item = make_item(issue)
    acts = [
        lambda: actions.edit_issue(issue=issue, title="T", editorial="", audience=1, seen=1, by=place[1]),
        lambda: actions.add_free_item(issue=issue, title="T", text="", by=place[1]),
        lambda: actions.edit_item(item=item, title="T", text="", url="", by=place[1]),
        lambda: actions.remove_item(item=item, by=place[1]),
        lambda: actions.shift_item(item=item, by=place[1]),
    ]
    for act in acts:
        with pytest.raises(Denied, match=r"programmée|ne change plus"):
            act()


@pytest.mark.parametrize("name", ["submit", "return", "unschedule", "schedule"])
def test_issue_makes_the_moves_of_the_table_and_no_other(place, name):
    series, arrow = make_series(place[0].scope), ISSUE.moves[name]
    for number, state in enumerate(IssueState):
        issue = make_issue(series, state, **({"number": number} if state in ("sent", "archived") else {}))

        def act(issue=issue):
            if name == "schedule":
                return actions.schedule_issue(issue=issue, when=None, by=place[1])
            return actions.move_issue(issue=issue, name=name, by=place[1])

        if state in arrow.sources:
            assert act().state == arrow.target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                act()


def test_worker_moves_are_not_made_by_hand(place):
    issue = make_issue(make_series(place[0].scope), "scheduled")

    for name in ("send", "archive", "nothing"):
        with pytest.raises(Denied, match="n’existe pas"):
            actions.move_issue(issue=issue, name=name, by=place[1])


def test_empty_letter_is_not_given_to_read_and_a_past_hour_is_refused(place):
    series = make_series(place[0].scope)

    with pytest.raises(Denied, match="vide"):
        actions.move_issue(issue=make_issue(series, editorial=" "), name="submit", by=place[1])
    ago = timezone.now() - timedelta(hours=1)
    late = make_issue(series, "review")
    with pytest.raises(Denied, match="passée"):
        actions.schedule_issue(issue=late, when=ago, by=place[1])


def test_issue_leaves_once_to_the_receivers_of_the_moment(place, django_capture_on_commit_callbacks):
    cohort, lead = place
    member = make_person(Role.DELEGATION_MEMBER, make_participation(cohort).scope)
    refusing, heard = make_person(Role.OBSERVER, cohort.scope), make_person()
    heard.role_grants.create(role=Role.INTERVIEWEE, scope=make_scope(ScopeKind.DIAGNOSTIC, parent=cohort.scope))
    make_person(Role.OBSERVER, make_cohort().scope)
    issue = make_issue(make_series(cohort.scope), "scheduled")
    Refusal.objects.create(person=refusing, kind="newsletter", series=issue.series)

    with django_capture_on_commit_callbacks(execute=True):
        actions.send_issue(issue=issue)
        again = actions.send_issue(issue=issue)
    actions.archive_issue(issue=issue)

    issue.refresh_from_db()
    assert sorted(message.to[0] for message in mail.outbox) == sorted([lead.email, member.email])
    assert (again, issue.number, issue.recipients, issue.state) == (None, 1, 2, "archived")
    assert "Ne plus recevoir" in mail.outbox[0].body
    assert "<img" not in str(mail.outbox[0].message())


def test_numbers_have_no_gap_and_drafts_none(place):
    series = make_series(place[0].scope)
    first, given_up, second = (make_issue(series, state) for state in ("scheduled", "review", "scheduled"))

    for issue in (first, second):
        actions.send_issue(issue=issue)

    assert list(Issue.objects.order_by("pk").values_list("number", flat=True)) == [1, None, 2]
    assert given_up.number is None


def test_what_was_taken_back_holds_the_letter_back(place, offered):
    issue = make_issue(make_series(place[0].scope), "scheduled")
    make_item(issue, source="a:public")
    del offered["a:public"]

    held = actions.send_issue(issue=issue)

    assert (held.state, held.scheduled_for, Letter.objects.count()) == ("review", None, 0)


def test_letter_of_the_alliance_goes_to_those_who_asked_for_its_news():
    asked, silent = make_person(Role.ALLY_PERSON), make_person(Role.ALLY_PERSON)
    Consent.objects.create(person=asked, kind="news")

    assert list(receivers(make_series(platform()))) == [asked]
    assert silent.consents.count() == 0


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("state", IssueState)
def test_issue_is_read_by_its_circle_once_it_left(place, audience, state, django_user_model):
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415  one test

    cohort, lead = place
    issue = make_issue(make_series(cohort.scope), state, audience=audience)
    readers = {
        "visitor": AnonymousUser(),
        "stranger": make_person(),
        "member": make_person(Role.DELEGATION_MEMBER, make_participation(cohort).scope),
        "lead": lead,
    }

    seen = [name for name, person in readers.items() if Issue.objects.visible_to(person).filter(pk=issue.pk).exists()]

    out = state in ("sent", "archived")
    circles = {
        Circle.PUBLIC: ["visitor", "stranger", "member"],
        Circle.ALLIANCE: ["stranger", "member"],
        Circle.COHORT: ["member"],
    }
    assert seen == [*(circles[audience] if out else []), "lead"]


@pytest.mark.parametrize(("state", "fields"), [("sent", {}), ("scheduled", {}), ("draft", {"audience": 0})])
def test_table_refuses_a_half_said_issue(state, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.create(series=make_series(), title="T", state=state, **fields)


def test_reading_finds_jargon_and_long_sentences():
    easy = reading.read("Le vélo va bien. On se voit mardi. Venez tous.")
    hard = reading.read(
        "La cohorte institutionnalise progressivement l’opérationnalisation systémique des interdépendances territoriales "
        "et des contractualisations pluriannuelles qui conditionnent simultanément la gouvernance, la planification, "
        "l’évaluation, la participation, la mobilisation et la transformation."
    )

    assert easy.figure > 60
    assert hard.figure < 30
    assert [entry.key for entry in hard.jargon] == ["cohort", "systemic"]
    assert (len(hard.long_sentences), easy.long_sentences, reading.read(" ").figure) == (1, [], None)
