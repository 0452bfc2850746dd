"""Effects and limits side by side: whose words are read, and what stays apart."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.delegations.models import Executive
from fabrique.accompaniment.evaluation import matrices
from fabrique.accompaniment.evaluation.models import Effect
from fabrique.accompaniment.programme.models import Presence
from fabrique.ground.agenda.models import Registration
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    make_cohort,
    make_effect,
    make_event,
    make_item,
    make_limit,
    make_participation,
    make_person,
    make_referent,
    make_seat,
    make_session,
    make_territory,
)

pytestmark = pytest.mark.django_db
FAMILIES = reverse("evaluation:families")


@pytest.fixture
def place():
    return make_participation()


def of(cohort):
    return reverse("evaluation:matrices", args=[cohort.code])


def test_same_family_of_two_versions_is_one_line_and_labels_stay_as_written(place):
    old = make_item(ReferentialKey.EFFECTS, "cooperation", name_fr="Coopération")
    new = make_item(ReferentialKey.EFFECTS, "cooperation-2", name_fr="Coopérer")
    there = make_participation()
    make_effect(place, "published", family=old, label="transversalité")
    make_effect(there, "published", family=old, label="embarquement", second_label="lien")
    make_effect(there, "published", label="sans famille")
    make_effect(there, "published", family=new, label="pairs")

    table = matrices.effects_by_cohort(Effect.objects.order_by("pk"), [place.cohort, there.cohort])

    told = {line.heading: [[effect.labels for effect in cell] for _cohort, cell in line.cells] for line in table.lines}
    assert told == {
        "Coopération": [["transversalité"], ["embarquement / lien"]], "Coopérer": [[], ["pairs"]], "Sans famille": [[], ["sans famille"]],
    }  # fmt: skip


def test_proposed_words_are_in_no_matrix_and_accepted_ones_for_their_place_alone(place, client, sign_in):
    make_effect(place, "published", label="public")
    make_effect(place, "accepted", label="relu-canari")
    make_effect(place, label="canari")
    make_limit(place, "accepted", title="limite-canari")
    words = ("public", "relu-canari", "«\u00a0canari\u00a0»", "limite-canari")

    visitor = client.get(of(place.cohort)).text
    own = sign_in(make_referent(place)).get(of(place.cohort)).text
    across = sign_in(make_referent(make_participation(place.cohort))).get(FAMILIES).text

    assert [word in visitor for word in words] == [True, False, False, False]
    assert [word in own for word in words] == [True, True, False, True]
    assert [word in across for word in words] == [True, False, False, False]


def test_some_territories_of_a_cohort_are_chosen(place, client):
    other = make_participation(place.cohort)
    make_effect(place, "published", label="ici")
    make_effect(other, "published", label="ailleurs")

    page = client.get(of(place.cohort), {"territoires": [place.code, "inconnu"]}).text

    assert ("«\u00a0ici\u00a0»" in page, "«\u00a0ailleurs\u00a0»" in page) == (True, False)


def test_invented_cohorts_stand_beside_real_ones_only_when_asked(place, client):
    invented = make_participation(make_cohort(fictional=True), make_territory(fictional=True))
    make_effect(place, "published", label="vrai")
    make_effect(invented, "published", label="inventé")

    real, asked = client.get(FAMILIES).text, client.get(FAMILIES, {"cohortes": [invented.cohort.code]}).text

    assert ("«\u00a0vrai\u00a0»" in real, "«\u00a0inventé\u00a0»" in real) == (True, False)
    assert ("«\u00a0vrai\u00a0»" in asked, "«\u00a0inventé\u00a0»" in asked) == (False, True)


def held(place, *people):
    event = make_event(place.cohort.scope, ago=timedelta(days=9))
    for person in people:
        Registration.objects.create(event=event, person=person, state="present")
    day = timezone.localdate() - timedelta(days=9)
    return make_session(place.cohort, date=day, event=event, state="held")


def test_number_one_is_counted_by_the_agenda_or_by_the_list(place):
    named, unknown = make_participation(place.cohort), make_participation(place.cohort)
    number_one = make_person(Role.NUMBER_ONE, place.scope)
    Executive.objects.create(participation=named, number_one_name="Ana Lo")
    seat = make_seat(named, name="ana lo")
    held(place, number_one, make_person())
    held(place, make_person())
    Presence.objects.create(session=held(place), seat=seat, came=True)
    held(place)

    counts, kept = matrices.number_ones([place, named, unknown], place.cohort)

    assert (counts, kept) == ({place.pk: 1, named.pk: 1}, 3)


def test_presence_of_the_number_one_is_for_those_of_the_place(place, client, sign_in):
    make_effect(place, "published", level="institutional", label="un poste")
    held(place, make_person(Role.NUMBER_ONE, place.scope))

    assert "Le n° 1 était là" not in client.get(of(place.cohort)).text.replace("\u00a0", " ")
    own = sign_in(make_referent(place)).get(of(place.cohort)).text.replace("\u00a0", " ")
    assert "Le n° 1 était là" in own
    assert "1 sur 1 journée notée" in own


@pytest.mark.parametrize("which", ["cohort", "families"])
def test_pages_cost_the_same_whatever_their_length(place, sign_in, which, django_assert_max_num_queries):
    client = sign_in(make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope))
    address = of(place.cohort) if which == "cohort" else FAMILIES

    def fill(times):
        for _ in range(times):
            there = make_participation(place.cohort)
            make_effect(there, "published", level="institutional", family=make_item(ReferentialKey.EFFECTS))
            make_limit(there, "accepted")
            held(there, make_person(Role.NUMBER_ONE, there.scope))
            make_effect(make_participation(), "published")

    fill(2)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    fill(5)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_nothing_told_says_so(place, client):
    assert "Aucun effet relu" in client.get(of(place.cohort)).text
    assert "Aucun effet relu" in client.get(FAMILIES).text
