import pytest
from django.urls import reverse

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.recruitment.enums import CandidacyState
from fabrique.accompaniment.recruitment.models import Candidacy, Prerequisite
from fabrique.core.inbox import inbox
from fabrique.ground.people.enums import Role
from tests.world import make_candidacy, make_cohort, make_lead, make_participation, make_person, make_territory

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script>'
WORDS = ("motivation", "delegation_planned", "project_idea", "capacity", "lead_note", "contact_name")


def at(name, file, *more):
    return reverse(f"recruitment:{name}", args=[file.cohort.code, file.code, *more])


def test_file_goes_from_a_lead_to_a_territory_of_the_cohort(sign_in):
    cohort, territory = make_cohort(state=CohortState.RECRUITMENT), make_territory()
    client = sign_in(make_lead(cohort))
    opened = client.post(
        reverse("recruitment:open", args=[cohort.code]), {"territory": territory.code, "lead_from": "event"}
    )
    file = Candidacy.objects.get()
    for move in ("approach", "present", "apply"):
        client.post(at("move", file), {"name": move})
    refused = client.post(at("move", file), {"name": "engage"})
    client.post(at("move", file), {"name": "engage", "reason": "Une équipe prête"})

    file.refresh_from_db()
    page = client.get(reverse("recruitment:board", args=[cohort.code])).text
    assert opened.url == file.get_absolute_url()
    assert "Dites pourquoi" in refused.text
    assert (file.state, cohort.participations.get().territory) == ("engaged", territory)
    assert "Une équipe prête" in page


def test_number_one_reads_and_signs_what_waits_for_them(sign_in):
    file = make_candidacy(state=CandidacyState.PREPARING)
    mayor = make_person(Role.NUMBER_ONE, file.scope)
    client = sign_in(mayor)
    asked = [act.url for act in inbox(mayor)]
    page = client.get(at("sign", file)).text
    refused = client.post(at("sign", file), {"number": "1", "quality": "maire"})
    client.post(at("sign", file), {"number": "1", "quality": "maire", "agreed": "on"})

    assert at("sign", file) in asked
    assert "lieux où nous décidons" in page
    assert refused.status_code == 200
    assert file.commitments.get().signer_name == mayor.name
    assert at("sign", file) not in [act.url for act in inbox(mayor)]
    assert "Un engagement est déjà en cours" in client.get(at("sign", file)).text


def test_waiver_is_written_and_seen_by_the_region(sign_in):
    file = make_candidacy(state=CandidacyState.PREPARING)
    one = Prerequisite.objects.create(cohort=file.cohort, label="Une délégation")
    client = sign_in(make_lead(file.cohort))
    refused = client.post(at("set-condition", file, one.code), {"state": "waived"})
    client.post(at("set-condition", file, one.code), {"state": "waived", "reason": "Soixante habitants"})

    region = sign_in(make_person(Role.REGIONAL_INSTITUTION_AGENT, file.cohort.scope))
    page = region.get(at("candidacy", file)).text
    assert "la raison restera visible" in refused.text
    assert ("Soixante habitants" in page, "Dire où elle en est" in page) == (True, False)
    assert region.post(at("set-condition", file, one.code), {"state": ""}).status_code == 403


def test_candidacy_is_resumed_and_a_conflict_shows_both_texts(sign_in):
    file = make_candidacy(motivation="Avant")
    client = sign_in(make_person(Role.DELEGATION_MEMBER, file.scope))
    client.post(at("write", file), {"version": 1, "motivation": "La version de Léa"})
    page = client.post(at("write", file), {"version": 1, "motivation": "La version de Marc"}).text

    file.refresh_from_db()
    assert ("La version de Léa" in page, "La version de Marc" in page) == (True, True)
    assert file.motivation == "La version de Léa"


def test_contacts_stay_between_the_territory_and_who_leads(sign_in):
    file = make_candidacy(contact_name="Canari", contact_email="canari@example.invalid")
    people = (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT, Role.EMBEDDED_EVALUATOR)

    for role in people:
        assert "anari" not in sign_in(make_person(role, file.cohort.scope)).get(at("candidacy", file)).text
    assert "canari@" in sign_in(make_lead(file.cohort)).get(at("candidacy", file)).text


def test_ally_follows_its_lead_without_reading_the_file(sign_in):
    cohort = make_cohort(state=CohortState.CALL)
    ally = make_person(Role.ALLY_PERSON)
    client, territory = sign_in(ally), make_territory()
    sent = client.post(reverse("recruitment:propose", args=[cohort.code]), {"territory": territory.code}, follow=True)
    Candidacy.objects.update(motivation="Canari")

    page = client.get(at("candidacy", Candidacy.objects.get())).text
    assert "votre proposition est transmise" in sent.text
    assert (territory.name in page, "Canari" in page) == (True, False)
    assert client.get(at("candidacy", make_candidacy(cohort=cohort))).status_code == 404


def test_both_agree_on_the_sheet_in_its_page(sign_in):
    file = make_candidacy()
    client = sign_in(make_lead(file.cohort))
    client.post(at("sheet", file), {"version": 1, "gives": "Deux agents", "receives": "Huit jours"})
    for answer in ({"side": "cohort", "version": "x"}, {"side": "other", "version": "2"}):
        assert client.post(at("agree", file), answer).status_code == 403
    stale = client.post(at("agree", file), {"side": "cohort", "version": "1"}, follow=True)
    client.post(at("agree", file), {"side": "cohort", "version": "2"})

    file.sheet.refresh_from_db()
    assert "Quelqu’un vient de changer" in stale.text
    assert file.sheet.cohort_agreed_at is not None


def test_events_and_conditions_are_kept_on_the_board(sign_in):
    cohort = make_cohort(prerequisites="Réunir une délégation")
    client = sign_in(make_lead(cohort))
    client.post(reverse("recruitment:events", args=[cohort.code]), {"title": "Matinée", "territories_count": "14"})
    client.post(reverse("recruitment:take-over", args=[cohort.code]))
    event, one = cohort.presentations.get(), cohort.conditions_to_enter.get()
    client.post(reverse("recruitment:edit-event", args=[cohort.code, event.code]), {"version": 1, "title": "Soirée"})
    client.post(
        reverse("recruitment:edit-prerequisite", args=[cohort.code, one.code]),
        {"version": 1, "label": "Une équipe", "kind": "other"},
    )
    client.post(reverse("recruitment:terms", args=[cohort.code]), {"version": 1, "commitment": "Je viens"})

    assert "Soirée" in client.get(reverse("recruitment:events", args=[cohort.code])).text
    page = client.get(reverse("recruitment:conditions", args=[cohort.code])).text
    assert ("Une équipe" in page, "Je viens" in page) == (True, True)
    client.post(reverse("recruitment:remove-event", args=[cohort.code, event.code]))
    client.post(reverse("recruitment:remove-prerequisite", args=[cohort.code, one.code]))
    assert (cohort.presentations.count(), cohort.conditions_to_enter.count()) == (0, 0)


@pytest.mark.parametrize("name", ["board", "mix"])
def test_board_costs_the_same_whatever_its_length(sign_in, django_assert_max_num_queries, name):
    cohort = make_cohort()
    client = sign_in(make_lead(cohort))
    address = reverse(f"recruitment:{name}", args=[cohort.code])
    for _ in range(3):
        make_candidacy(make_participation(cohort), state=CandidacyState.ENGAGED)
    client.get(address)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    for _ in range(9):
        make_candidacy(make_participation(cohort), state=CandidacyState.ENGAGED)
        make_participation()

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_hostile_words_stay_words(sign_in):
    file = make_candidacy(**dict.fromkeys(WORDS, HOSTILE), territory=make_territory(name=HOSTILE))
    Prerequisite.objects.create(cohort=file.cohort, label=HOSTILE)
    client = sign_in(make_lead(file.cohort))

    for address in (at("candidacy", file), reverse("recruitment:board", args=[file.cohort.code])):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_board_is_read_in_english(sign_in, client):
    """Two languages count with the same words: a plural written twice would break one of them."""
    place = make_participation()
    make_candidacy(cohort=place.cohort, state=CandidacyState.CANDIDATE)
    client.cookies["langue"] = "en"

    for name in ("board", "mix", "events", "conditions"):
        page = sign_in(make_lead(place.cohort)).get(reverse(f"recruitment:{name}", args=[place.cohort.code]))
        assert (page.status_code, 'lang="en"' in page.text) == (200, True)
