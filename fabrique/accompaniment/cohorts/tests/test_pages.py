import pytest
from django.urls import reverse

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.ground.people.enums import Role
from tests.world import (
    make_cohort,
    make_device,
    make_lead,
    make_organisation,
    make_participation,
    make_partner,
    make_person,
    make_phase,
    make_territory,
)

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>'
PREPARE = "/parcours/cohortes/{0.code}/preparer/"


def test_catalogue_says_what_each_device_does_not_do(client):
    make_device(name="L’accompagnement", does_not="financer des travaux\nchoisir à votre place")
    make_cohort(name="Cohorte ouverte")
    make_cohort(name="Cohorte secrète", state=CohortState.DESIGN)

    page = client.get("/parcours/").text

    assert page.index("Il ne fait pas") < page.index("financer des travaux") < page.index("choisir à votre place")
    assert "Cohorte ouverte" in page
    assert "Cohorte secrète" not in page
    assert "Préparer" not in page


def test_catalogue_costs_the_same_whatever_its_length(sign_in, django_assert_max_num_queries):
    lead = make_lead(make_cohort())
    client = sign_in(lead)
    for _ in range(3):
        make_device()
    client.get("/parcours/")
    with django_assert_max_num_queries(12) as few:
        client.get("/parcours/")
    for _ in range(12):
        make_device()
        make_cohort()

    with django_assert_max_num_queries(len(few)):
        client.get("/parcours/")


def test_lead_finds_the_board_of_own_cohorts_only(sign_in):
    mine, other = make_cohort(), make_cohort()

    page = sign_in(make_lead(mine)).get("/parcours/").text

    assert PREPARE.format(mine) in page
    assert PREPARE.format(other) not in page


def test_team_opens_a_cohort_from_a_blueprint_once(sign_in):
    client = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE))
    address = reverse("cohorts:open")

    choice = client.get(address).text
    brings = client.get(f"{address}?depart=regional-2024").text
    form = {"blueprint": "regional-2024", "name": "Cohorte Sud", "season": "2026-2027"}
    first, again = client.post(address, form), client.post(address, form)

    assert [name in choice for name in ("national-2021", "regional-2024", "blank")] == [True] * 3
    assert "Accompagnement de la Région" in brings
    assert first.url == "/parcours/cohortes/cohorte-sud/preparer/"
    assert "porte déjà cette adresse" in again.text
    assert Cohort.objects.filter(name="Cohorte Sud").count() == 1


def test_name_that_makes_no_address_is_told(sign_in):
    page = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE)).post(
        reverse("cohorts:open"), {"blueprint": "blank", "name": "!!!"}
    )

    assert "des lettres, au moins une" in page.text


def essential(cohort, **changes):
    return {"version": cohort.version, "name": cohort.name, "reach": cohort.reach} | changes


def test_conflict_shows_both_texts_and_keeps_what_was_typed(sign_in):
    cohort = make_cohort(summary="Avant")
    client = sign_in(make_lead(cohort))
    address = PREPARE.format(cohort)
    client.post(address, essential(cohort, summary="La version de Léa"))

    page = client.post(address, essential(cohort, summary="La version de Marc"))
    stored = Cohort.objects.get(pk=cohort.pk)
    last = client.post(address, essential(stored, summary="La version de Marc"))

    assert "La version de Léa" in page.text
    assert page.text.count("La version de Marc") == 2
    assert f'name="version" value="{stored.version}"' in page.text
    assert stored.summary == "La version de Léa"
    assert last.status_code == 302
    assert Cohort.objects.get(pk=cohort.pk).summary == "La version de Marc"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "finit avant de commencer"),
        ({"interviews_target": "-1"}, "supérieure ou égale à 1"),
        ({"support_quarter_days": "100000"}, "inférieure ou égale"),
        ({"reach": "galactic"}, "galactic"),
        ({"name": ""}, "champ"),
    ],
)
def test_absurd_values_are_told_and_nothing_is_written(sign_in, values, sentence):
    cohort = make_cohort()

    page = sign_in(make_lead(cohort)).post(PREPARE.format(cohort), essential(cohort, **values))

    assert page.status_code == 200
    assert sentence in page.text
    assert Cohort.objects.get(pk=cohort.pk).version == 1


def test_hostile_words_stay_words(sign_in):
    cohort = make_cohort(name=HOSTILE, summary=HOSTILE, objectives=HOSTILE)
    make_phase(cohort, title=HOSTILE, question=HOSTILE)
    make_partner(cohort, organisation=make_organisation(name=HOSTILE), what=HOSTILE)
    make_participation(cohort, make_territory(name=HOSTILE))
    client = sign_in(make_lead(cohort))

    for name in ("prepare", "partners", "phases", "territories", "ambition"):
        page = client.get(reverse(f"cohorts:{name}", args=[cohort.code])).text

        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_launch_button_stays_with_its_reason(sign_in):
    cohort = make_cohort(state=CohortState.RECRUITMENT)
    client = sign_in(make_lead(cohort))

    page = client.get(PREPARE.format(cohort)).text
    forced = client.post(reverse("cohorts:move", args=[cohort.code]), {"move": "launch"})

    assert 'aria-disabled="true"' in page
    assert "au moins deux pour la lancer" in page
    assert forced.status_code == 403
    assert "au moins deux pour la lancer" in forced.text


@pytest.mark.parametrize("move", ["", "unknown", "call"])
def test_move_that_is_not_open_changes_nothing(sign_in, move):
    cohort = make_cohort()

    answer = sign_in(make_lead(cohort)).post(reverse("cohorts:move", args=[cohort.code]), {"move": move})

    assert answer.status_code == 403
    assert Cohort.objects.get(pk=cohort.pk).state == CohortState.RUNNING


def test_board_of_an_archived_cohort_is_closed_with_a_sentence(sign_in):
    cohort = make_cohort(state=CohortState.EVALUATED)
    client = sign_in(make_lead(cohort))

    moved = client.post(reverse("cohorts:move", args=[cohort.code]), {"move": "archive"})
    after = client.get(PREPARE.format(cohort))

    assert moved.url == cohort.get_absolute_url()
    assert (after.status_code, "archivée" in after.text) == (403, True)


def test_next_acts_go_away_when_done(sign_in):
    cohort = make_cohort(state=CohortState.DESIGN)
    client = sign_in(make_lead(cohort))

    before = client.get(PREPARE.format(cohort)).text
    make_partner(cohort)
    after = client.get(PREPARE.format(cohort)).text

    assert "Nommer les partenaires" in before
    assert "Nommer les partenaires" not in after


def test_partner_is_added_in_place_and_without_javascript(sign_in):
    cohort = make_cohort()
    client = sign_in(make_lead(cohort))
    address = reverse("cohorts:partners", args=[cohort.code])
    one, other = make_organisation(), make_organisation()

    plain = client.post(address, {"organisation": one.code, "role": "funder"}, follow=True)
    quick = client.post(
        address, {"organisation": other.code, "role": "funder"}, follow=True,
        headers={"HX-Request": "true", "HX-Target": "liste"},
    )  # fmt: skip
    again = client.post(address, {"organisation": other.code, "role": "funder"})

    assert (one.name in plain.text, "<html" in plain.text) == (True, True)
    assert (other.name in quick.text, "<html" in quick.text) == (True, False)
    assert "tient déjà ce rôle" in again.text
    assert cohort.partners.count() == 2


def test_phases_move_one_place_and_stop_at_the_ends(sign_in):
    cohort = make_cohort()
    one, two = make_phase(cohort), make_phase(cohort)
    client = sign_in(make_lead(cohort))

    for phase, way in ((two, "haut"), (two, "haut"), (one, "bas")):
        client.post(reverse("cohorts:shift-phase", args=[cohort.code, phase.code]), {"sens": way})

    assert list(cohort.phases.all()) == [two, one]


def test_part_of_another_cohort_is_not_there(sign_in):
    mine, other = make_cohort(), make_cohort()
    foreign = make_phase(other)

    answer = sign_in(make_lead(mine)).get(reverse("cohorts:edit-phase", args=[mine.code, foreign.code]))

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["partners", "phases", "territories", "ambition", "prepare"])
def test_board_costs_the_same_whatever_its_length(sign_in, name, django_assert_max_num_queries):
    cohort = make_cohort()
    client = sign_in(make_lead(cohort))

    def fill(times):
        for _ in range(times):
            make_partner(cohort)
            make_phase(cohort)
            make_participation(cohort)

    address = reverse(f"cohorts:{name}", args=[cohort.code])
    fill(2)
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    fill(10)

    with django_assert_max_num_queries(len(few)):
        client.get(address)
