import pytest
from django.urls import reverse
from django.utils.translation import override

from fabrique.accompaniment.cohorts import actions
from fabrique.accompaniment.cohorts.levers import LEVERS
from fabrique.accompaniment.cohorts.models import LeverAnswer, Load, days_said
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_organisation, make_partner, make_person

pytestmark = pytest.mark.django_db


def at(name, *arguments):
    return reverse(f"cohorts:{name}", args=arguments)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def lead(cohort):
    return make_person(Role.COHORT_LEAD, cohort.scope)


def test_fourteen_levers_each_once():
    families = [str(lever.family) for lever in LEVERS]

    assert [families.count(family) for family in dict.fromkeys(families)] == [7, 5, 2]
    assert len({lever.key for lever in LEVERS}) == 14


def test_lever_is_answered_left_aside_with_a_reason_or_open_again(cohort, lead):
    said = {"cohort": cohort, "lever": "media", "by": lead}
    actions.answer_lever(text="Deux radios dès la première journée", left_aside=False, **said)
    actions.answer_lever(text="Une radio dès la première journée", left_aside=False, **said)
    assert LeverAnswer.objects.get().text == "Une radio dès la première journée"

    with pytest.raises(Denied, match="pourquoi"):
        actions.answer_lever(text=" ", left_aside=True, **said)
    actions.answer_lever(text="", left_aside=False, **said)

    assert not LeverAnswer.objects.exists()


def test_only_who_leads_answers_and_declares(cohort):
    partner = make_partner(cohort)
    for who in (
        make_person(),
        make_person(Role.EMBEDDED_EVALUATOR, cohort.scope),
        make_person(Role.COHORT_LEAD, make_cohort().scope),
    ):
        with pytest.raises(Denied):
            actions.answer_lever(cohort=cohort, lever="media", text="x", left_aside=False, by=who)
        with pytest.raises(Denied):
            actions.declare_load(
                cohort=cohort, organisation=partner.organisation, period="2027", paid_quarter_days=4,
                unpaid_quarter_days=0, by=who,
            )  # fmt: skip


def test_load_is_told_as_declared(cohort, lead, sign_in):
    first, second = make_partner(cohort), make_partner(cohort)
    client = sign_in(lead)
    for partner, paid, unpaid in ((first, "2", "1,5"), (second, "1", "0"), (second, "1.5", "0.5")):
        client.post(at("loads", cohort.code), {
            "organisation": partner.organisation.code, "period": "printemps 2027", "paid_quarter_days": paid,
            "unpaid_quarter_days": unpaid,
        })  # fmt: skip

    page = client.get(at("loads", cohort.code)).text

    assert "3,5 jours payés, 2 que personne ne compte" in page
    assert "Déclaré par 2 organisations" in page
    client.post(at("remove-load", cohort.code, Load.objects.get(organisation=first.organisation).code))
    assert "1,5 jours payés, 0,5 que personne ne compte" in client.get(at("loads", cohort.code)).text


def test_load_is_of_a_partner_and_is_some_time(cohort, lead):
    said = {"cohort": cohort, "period": "2027", "by": lead}

    with pytest.raises(Denied, match="partenaire"):
        actions.declare_load(organisation=make_organisation(), paid_quarter_days=4, unpaid_quarter_days=0, **said)
    with pytest.raises(Denied, match="quart de jour"):
        actions.declare_load(
            organisation=make_partner(cohort).organisation, paid_quarter_days=0, unpaid_quarter_days=0, **said
        )


def test_checklist_pages(cohort, lead, sign_in, django_assert_max_num_queries):
    client = sign_in(lead)
    client.post(at("answer-lever", cohort.code, "state"), {"text": "Un préfet référent, nommé d’avance"})
    refused = client.post(at("answer-lever", cohort.code, "media"), {"text": "", "left_aside": "on"})
    client.post(
        at("answer-lever", cohort.code, "media"),
        {"text": "Pas cette année : aucun média sur l’île", "left_aside": "on"},
    )
    page = client.get(at("levers", cohort.code)).text

    assert "pourquoi" in refused.text
    assert "12 questions attendent encore" in page
    assert "laissée de côté" in page
    assert client.get(at("answer-lever", cohort.code, "nothing")).status_code == 404
    with django_assert_max_num_queries(20) as few:
        client.get(at("levers", cohort.code))
    cost = len(few)
    for lever in LEVERS:
        client.post(at("answer-lever", cohort.code, lever.key), {"text": "Oui"})
    client.get(at("levers", cohort.code))  # says what was just done
    with django_assert_max_num_queries(cost):
        client.get(at("levers", cohort.code))
    assert "Chaque levier a sa réponse" in client.get(at("levers", cohort.code)).text


@pytest.mark.parametrize(
    ("quarters", "french", "english"),
    [
        (0, "0 jour", "0 days"),
        (4, "1 jour", "1 day"),
        (5, "1,25 jour", "1.25 days"),
        (7, "1,75 jour", "1.75 days"),
        (8, "2 jours", "2 days"),
    ],
)
def test_days_are_one_as_each_language_counts(quarters, french, english):
    assert days_said(quarters) == french
    with override("en"):
        assert days_said(quarters) == english
