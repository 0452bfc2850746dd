import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from fabrique.accompaniment.evaluation.enums import LessonKind
from fabrique.accompaniment.evaluation.models import Limit
from fabrique.accompaniment.improvements import actions
from fabrique.accompaniment.improvements.enums import IMPROVEMENT, ImprovementState
from fabrique.accompaniment.improvements.inbox import to_check
from fabrique.accompaniment.improvements.models import Improvement
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_lead, make_limit, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    return make_limit(make_participation(), "published", title="Trop de jargon")


@pytest.fixture
def lead(said):
    return make_lead(said.participation.cohort)


def make_improvement(limit, state=ImprovementState.DECIDED, **fields):
    cohort, evaluator = limit.participation.cohort, make_person()
    done = {"applied_in": cohort, "how": "Un glossaire", "seen": "Vu", "dropped_because": "Trop cher", "checked_by": evaluator,
            "checked_at": "2026-01-01T10:00Z"}  # fmt: skip
    improvement = Improvement.objects.create(
        **{"cohort": cohort, "title": f"canari {state} {limit.code}", "state": state} | done | fields
    )
    improvement.limits.add(limit)
    return improvement


def evaluator_of(cohort):
    return make_person(Role.EMBEDDED_EVALUATOR, cohort.scope)


def test_limit_changes_the_next_cohort_and_its_evaluator_checks(said, lead):
    cohort, next_cohort = said.participation.cohort, make_cohort()
    lead.role_grants.create(role=Role.COHORT_LEAD, scope=next_cohort.scope)
    evaluator = evaluator_of(next_cohort)

    improvement = actions.decide(cohort=cohort, limits=[said], title="Un glossaire", by=lead)
    with pytest.raises(Denied, match="déjà décidée"):
        actions.decide(cohort=cohort, limits=[said], title="Un glossaire", by=lead)
    lead.forget_grants()
    actions.apply(improvement=improvement, applied_in=next_cohort, how="Sur chaque page", by=lead)
    assert [act.title for act in acts_of(evaluator, [to_check])] == ["Un glossaire"]
    with pytest.raises(Denied, match="qui vérifie"):
        actions.check(improvement=improvement, seen="Oui", by=lead)
    actions.check(improvement=improvement, seen="Lu par tous", by=evaluator)

    assert (improvement.state, acts_of(evaluator, [to_check])) == (ImprovementState.CHECKED, [])
    assert journal(improvement) == ["improvement-decided", "improvement-moved", "improvement-moved"]


def test_improvement_is_decided_by_who_leads_and_on_a_limit_of_theirs(said, lead):
    other = make_limit(make_participation())
    with pytest.raises(Denied, match="autre cohorte"):
        actions.decide(cohort=said.participation.cohort, limits=[other], title="X", by=lead)
    with pytest.raises(Denied, match="tenue par"):
        actions.decide(cohort=said.participation.cohort, limits=[said], title="X", by=make_person())
    with pytest.raises(Denied, match="au moins une"):
        actions.decide(cohort=said.participation.cohort, title="X", by=lead)
    with pytest.raises(Denied, match="tenue par"):
        actions.apply(improvement=make_improvement(said), applied_in=make_cohort(), how="X", by=lead)


@pytest.mark.parametrize("name", IMPROVEMENT.moves)
def test_improvement_makes_the_moves_of_the_table_and_no_other(said, lead, name):
    arrow, cohort = IMPROVEMENT.moves[name], said.participation.cohort
    act = {
        "apply": lambda one: actions.apply(improvement=one, applied_in=cohort, how="X", by=lead),
        "check": lambda one: actions.check(improvement=one, seen="X", by=evaluator_of(cohort)),
        "drop": lambda one: actions.drop(improvement=one, dropped_because="X", by=lead),
    }[name]
    for state in ImprovementState:
        improvement = make_improvement(said, state)
        if state in arrow.sources:
            act(improvement)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                act(improvement)

        improvement.refresh_from_db()
        assert improvement.state == (arrow.target if state in arrow.sources else state)


def test_public_list_shows_what_was_applied_to_a_published_limit_and_nothing_else(client, said):
    make_improvement(said, "applied", title="Un glossaire")
    make_improvement(said, "decided")
    make_improvement(said, "dropped")
    make_improvement(make_limit(make_participation()), "checked")
    make_improvement(make_limit(make_participation(make_cohort(state="design")), "published"), "checked")

    page = client.get(reverse("improvements:changed")).text

    assert "Un glossaire" in page
    assert "Trop de jargon" in page
    assert "canari" not in page
    Improvement.objects.get(title="Un glossaire").limits.add(make_limit(said.participation, title="canari non publié"))
    page = client.get(reverse("improvements:changed")).text
    assert "canari" not in page
    assert Improvement.objects.visible_to(AnonymousUser()).count() == 1


def test_improvement_is_led_on_screen(sign_in, said, lead):
    cohort = said.participation.cohort
    client, board = sign_in(lead), reverse("improvements:decided", args=[cohort.code])
    client.post(f"{board}?theme={said.theme.code}", {"limits": [said.code], "title": "Un glossaire"})
    improvement = Improvement.objects.get()
    codes = [cohort.code, improvement.code]
    client.post(reverse("improvements:apply", args=codes), {"applied_in": cohort.code, "how": "Sur chaque page"})
    sign_in(evaluator_of(cohort)).post(reverse("improvements:check", args=codes), {"seen": "Lu par tous"})

    assert "Sur chaque page" in sign_in(lead).get(board).text
    assert "Lu par tous" in client.get(reverse("improvements:changed")).text


def test_those_who_said_it_are_told_what_it_changed(said, lead):
    author, cohort = make_person(), said.participation.cohort
    referent, elsewhere = make_referent(said.participation), make_referent(make_participation(cohort))
    Limit.objects.filter(pk=said.pk).update(proposed_by=author)
    improvement = actions.decide(cohort=cohort, limits=[said], title="Un glossaire", by=lead)

    actions.apply(improvement=improvement, applied_in=cohort, how="Sur chaque page", by=lead)
    actions.check(improvement=improvement, seen="Lu par tous", by=evaluator_of(cohort))

    told = {
        person: [str(notice.text) for notice in person.notices.order_by("pk")]
        for person in (author, referent, elsewhere)
    }
    assert ["Sur chaque page" in told[author][0], "Lu par tous" in told[author][1]] == [True, True]
    assert (len(told[referent]), told[elsewhere]) == (2, [])
    assert "Trop de jargon" in told[referent][0]


def test_who_left_hears_of_no_limit_that_is_not_public(lead, said):
    place = said.participation
    left, stays = make_person(), make_person(Role.DELEGATION_MEMBER, place.scope)
    limits = [make_limit(place, title=f"canari {author.pk}", proposed_by=author) for author in (left, stays)]
    improvement = actions.decide(cohort=place.cohort, limits=limits, title="Un glossaire", by=lead)

    actions.apply(improvement=improvement, applied_in=place.cohort, how="Sur chaque page", by=lead)

    notice = stays.notices.get()
    assert (left.notices.count(), f"canari {left.pk}" in notice.text) == (0, False)
    assert notice.url.endswith(reverse("evaluation:place", args=[place.cohort.code, place.code]))


def test_a_point_of_the_report_is_answered_too(sign_in, client, said, lead):
    cohort = said.participation.cohort
    point = cohort.lessons.create(kind=LessonKind.IMPROVEMENT, title="Des mots simples")
    board = reverse("improvements:decided", args=[cohort.code])
    before = sign_in(lead).get(f"{board}?point={point.code}").text

    sign_in(lead).post(f"{board}?point={point.code}", {"title": "Un glossaire"})
    improvement = Improvement.objects.get()
    actions.apply(improvement=improvement, applied_in=cohort, how="Sur chaque page", by=lead)

    sign_in(lead).post(reverse("evaluation:remove-lesson", args=[cohort.code, point.code]))
    assert "il reste, et se modifie" in sign_in(lead).get(board).text
    assert ("Point du rapport, sans réponse" in before, improvement.point) == (True, point)
    assert "Point du rapport, sans réponse" not in sign_in(lead).get(board).text
    assert "Des mots simples" in client.get(reverse("improvements:changed")).text


@pytest.mark.parametrize("view", ["changed", "decided"])
def test_queries_do_not_grow(sign_in, said, lead, view, django_assert_max_num_queries):
    client = sign_in(lead)
    address = reverse(f"improvements:{view}", args=[said.participation.cohort.code] if view == "decided" else [])
    make_improvement(said, "checked", title="0")
    with django_assert_max_num_queries(20) as first:
        client.get(address)
    for number in range(1, 5):
        make_improvement(
            make_limit(make_participation(said.participation.cohort), "published"), "checked", title=str(number)
        )

    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_limit_says_what_is_being_changed_because_of_it(sign_in):
    """Those who lead read what is decided and go and decide; the delegation reads it once it is applied."""
    place = make_participation()
    limit = make_limit(place, "published")
    lead, referent = make_lead(place.cohort), make_referent(place)
    improvement = actions.decide(cohort=place.cohort, limits=[limit], title="Deux soirs au plus", by=lead)
    page = reverse("evaluation:place", args=[place.cohort.code, place.code])
    decide = reverse("improvements:decided", args=[place.cohort.code])

    led, lived = sign_in(lead).get(page).text, sign_in(referent).get(page).text
    actions.apply(improvement=improvement, applied_in=place.cohort, how="Le lundi", by=lead)
    chosen = sign_in(lead).get(decide, {"limit": limit.code}).text

    assert ("Deux soirs au plus" in led, f"{decide}?limit={limit.code}" in led) == (True, True)
    assert ("Deux soirs au plus" in lived, decide in lived) == (False, False)
    assert "Deux soirs au plus" in sign_in(referent).get(page).text
    assert limit.title in chosen
