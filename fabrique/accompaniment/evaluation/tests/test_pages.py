import pytest
from django.urls import reverse

from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    make_effect,
    make_item,
    make_lead,
    make_limit,
    make_participation,
    make_person,
    make_project,
    make_referent,
    make_viewpoint,
)

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def place():
    return make_participation()


def at(name, place, *more):
    return reverse(f"evaluation:{name}", args=[place.cohort.code, place.code, *more])


def test_effect_is_proposed_in_two_fields_and_limit_too(sign_in, place):
    frame, theme = make_item(ReferentialKey.FRAMES), make_item(ReferentialKey.LIMITS)
    client = sign_in(make_person(Role.DELEGATION_MEMBER, place.scope))

    for _ in range(2):
        client.post(at("propose-effect", place), {"text": "On s’appelle", "frame": frame.key})
        client.post(at("propose-limit", place), {"text": "Trop de réunions le soir", "theme": theme.key})
    page = client.get(at("place", place)).text

    assert (Effect.objects.get().text, Limit.objects.get().title) == ("On s’appelle", "Trop de réunions le soir")
    assert "2 textes attendent d’être relus" in page
    assert "Accepter" not in page


def test_publishing_without_agreement_stays_with_its_reason(sign_in, place):
    make_effect(place, "accepted")
    evaluator = make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)

    page = sign_in(evaluator).get(at("place", place)).text
    after = sign_in(make_referent(place)).get(at("place", place)).text

    assert "pas encore donné son accord" in page
    assert "pas encore donné son accord" not in after
    assert 'value="publish"' in after


def test_referent_accepts_publishes_and_sets_aside(sign_in, place):
    client = sign_in(make_referent(place))
    kept, left, limit = make_effect(place), make_effect(place), make_limit(place)
    for move in ("accept", "publish"):
        client.post(at("move-effect", place, kept.code), {"move": move})
        client.post(at("move-limit", place, limit.code), {"move": move})
    empty = client.post(at("set-aside", place, left.code), {"reason": ""})
    client.post(at("set-aside", place, left.code), {"reason": "Déjà dit"})
    forced = client.post(at("move-limit", place, limit.code), {"move": "set-aside"})

    states = [type(thing).objects.get(pk=thing.pk).state for thing in (kept, limit, left)]
    assert states == ["published", "published", "set-aside"]
    assert (empty.status_code, forced.status_code) == (200, 403)


def test_lead_answers_a_limit_and_conflict_shows_both_answers(sign_in, place):
    limit = make_limit(place, "published")
    client = sign_in(make_lead(place.cohort))
    address = at("answer", place, limit.code)
    client.post(address, {"version": 1, "answer": "Deux soirs au plus"})

    page = client.post(address, {"version": 1, "answer": "Un soir au plus"})

    assert "Deux soirs au plus" in page.text
    assert page.text.count("Un soir au plus") == 2
    assert Limit.objects.get().answer == "Deux soirs au plus"


def test_viewpoint_is_asked_expressed_and_left_silent(sign_in, place):
    lead, ally = make_lead(place.cohort), make_person(Role.ACCOMPANYING_ALLY, place.scope)
    for of in ("ally", "territory", "unknown"):
        asked = sign_in(lead).post(at("ask", place), {"of": of})
    spoken, silent = Viewpoint.objects.get(of="ally"), Viewpoint.objects.get(of="territory")

    sign_in(lead).post(at("give-up", place, silent.code))
    refused = sign_in(lead).get(at("express", place, spoken.code))
    sign_in(ally).post(at("express", place, spoken.code), {"version": spoken.version, "text": "Long, et bon."})
    page = sign_in(lead).get(at("place", place)).text

    assert asked.status_code == refused.status_code == 403
    assert "Long, et bon." in page
    assert "Non exprimé à ce jour" in page
    assert "Demander de nouveau" in page


def test_hostile_words_stay_words(sign_in, place):
    make_project(place, title=HOSTILE, summary=HOSTILE, blockage=HOSTILE)
    make_effect(place, text=HOSTILE, label=HOSTILE, said_by=HOSTILE)
    make_limit(place, text=HOSTILE, title=HOSTILE, proposal=HOSTILE)
    make_viewpoint(place, "ally", state="expressed", text=HOSTILE, said_by=HOSTILE)

    page = sign_in(make_referent(place)).get(at("place", place)).text

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 8


def test_project_and_its_parts_are_written_from_their_pages(sign_in, place):
    client = sign_in(make_referent(place))

    def go(name, *codes, **values):
        return client.post(reverse(f"pilots:{name}", args=[place.cohort.code, place.code, *codes]), values)

    go("begin", title="Le hameau")
    project = place.projects.get()
    go("add-objective", project.code, title="Écouter")
    go("edit", project.code, version=1, title="Le hameau", summary="Douze logements")
    late = go("edit", project.code, version=1, title="Autre")

    project.refresh_from_db()
    assert (project.summary, project.objectives.get().title) == ("Douze logements", "Écouter")
    assert "pendant que vous écriviez" in late.text


def test_readings_hold_ones_own(sign_in, place):
    neighbour = make_participation(place.cohort)
    make_effect(place, text="Chez nous")
    make_effect(neighbour, text="Chez les voisins")
    make_effect(make_participation(), text="Dans une autre cohorte")
    address = reverse("evaluation:readings", args=[place.cohort.code])

    referent = sign_in(make_referent(place)).get(address).text
    evaluator = sign_in(make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope)).get(address).text

    words = ("Chez nous", "Chez les voisins", "Dans une autre cohorte")
    assert [word in referent for word in words] == [True, False, False]
    assert [word in evaluator for word in words] == [True, True, False]


def test_lead_sees_proposed_words_and_another_cohorts_lead_does_not_reach_the_page(sign_in, place):
    make_effect(place, text="Entre nous")

    own = sign_in(make_lead(place.cohort)).get(at("place", place))
    other = sign_in(make_lead(make_participation().cohort)).get(at("place", place))

    assert (own.status_code, "Entre nous" in own.text) == (200, True)
    assert (other.status_code, "Entre nous" in other.text) == (403, False)


def test_lessons_are_added_and_edited(sign_in, place):
    client = sign_in(make_lead(place.cohort))
    address = reverse("evaluation:lessons", args=[place.cohort.code])

    client.post(address, {"kind": "lesson", "title": "Écouter d’abord"})
    again = client.post(address, {"kind": "lesson", "title": "Écouter d’abord"})

    assert "C’est déjà écrit" in again.text
    assert place.cohort.lessons.count() == 1


@pytest.mark.parametrize("name", ["place", "readings"])
def test_pages_cost_the_same_whatever_their_length(sign_in, place, name, django_assert_max_num_queries):
    client = sign_in(make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope))
    address = at("place", place) if name == "place" else reverse("evaluation:readings", args=[place.cohort.code])

    def fill(times):
        for _ in range(times):
            make_effect(place, proposed_by=make_person())
            make_limit(place, "accepted")
            make_project(place)
            make_person(Role.DELEGATION_MEMBER, place.scope)

    fill(2)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    fill(8)

    with django_assert_max_num_queries(len(few)):
        client.get(address)
