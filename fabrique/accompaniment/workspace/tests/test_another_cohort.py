"""A cohort quite unlike the first ones lives without a line of code (R013, R317): made through its screens only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, Phase
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.recruitment.models import Prerequisite
from fabrique.accompaniment.support import working_days
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from tests.world import make_item, make_person, make_territory

pytestmark = pytest.mark.django_db
PHASES = ["Écouter le lagon", "Essayer une saison", "Transmettre"]
CONDITIONS = ["Un conseil d’habitants se réunit déjà", "Deux élus s’y tiennent"]
DAY = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def team(sign_in):
    for key in ("elected", "agent", "socio-economic", "state"):
        make_item(ReferentialKey.CATEGORIES, key)
    make_territory(name="Saint-Volcan", code="saint-volcan")
    make_territory(name="Les Hauts", code="les-hauts")
    return sign_in(make_person(Role.ASSOCIATION_EMPLOYEE))


@pytest.fixture
def cohort(team) -> Cohort:
    """Everything by the pages, from a blank one."""
    send(team, "cohorts:open", {"blueprint": "blank", "name": "Cohorte de l’océan", "season": "2027"})
    cohort = Cohort.objects.get()
    board = [cohort.code]
    send(team, "cohorts:prepare", {
        "version": 1, "name": cohort.name, "reach": "regional", "clock": "Indian/Reunion", "delegation_seats": 6,
        "interviews_target": 8, "support_quarter_days": "2,5", "objectives": "Vivre avec le lagon",
        "summary": "Deux communes et leur lagon.",
    }, board)  # fmt: skip
    for title in PHASES:
        send(team, "cohorts:phases", {"title": title}, board)
    send(team, "delegations:add-category", {"name_fr": "Pêcheuse ou pêcheur", "name_en": "Fisher"}, board)
    send(team, "delegations:needs", {"category": "state", "minimum": 0}, board)
    send(team, "delegations:needs", {"category": fisher().key, "minimum": 2}, board)
    for label in CONDITIONS:
        send(team, "recruitment:conditions", {"label": label, "kind": "other"}, board)
    for code in ("saint-volcan", "les-hauts"):
        send(team, "cohorts:territories", {"territory": code}, board)
    return cohort


def send(client, name, form, codes=()):
    answer = client.post(reverse(name, args=codes), form)
    assert answer.status_code == 302, answer.text[:3000]


def fisher() -> Item:
    return Item.objects.get(name_fr="Pêcheuse ou pêcheur")


def schedule(team, cohort, title, **fields):
    """Two days in a row, of a kind of their own."""
    send(team, "programme:add", {"kind": "workshop", "title": title, "mode": "in-person"} | fields, [cohort.code])
    session = Session.objects.get(title=title)
    send(team, "programme:move", {"move": "schedule"}, [cohort.code, session.code])
    return session


def test_its_phases_numbers_and_conditions_are_its_own(cohort):
    cohort.refresh_from_db()

    assert list(Phase.objects.values_list("title", flat=True)) == PHASES
    assert list(Prerequisite.objects.values_list("label", flat=True)) == CONDITIONS
    assert (cohort.clock, cohort.interviews_target, cohort.delegation_seats) == ("Indian/Reunion", 8, 6)


def test_board_and_lights_count_five_categories_and_ask_nothing_of_the_state(team, cohort):
    participation = cohort.participations.get(territory__code="saint-volcan")
    place = [cohort.code, participation.code]
    before = team.get(reverse("delegations:board", args=[cohort.code])).context["rows"][1]["health"]
    lead = make_person(Role.COHORT_LEAD, cohort.scope)
    team.logout()
    team.force_login(lead)
    for category in ("elected", "agent", "socio-economic", fisher().key, fisher().key):
        send(team, "delegations:add-seat", {"category": category, "rank": "holder", "name": "Quelqu’un"}, place)

    board = team.get(reverse("delegations:board", args=[cohort.code]))
    after = board.context["rows"][1]["health"]
    page = team.get(reverse("delegations:delegation", args=place)).text

    assert [chair.category.key for chair in before.missing] == ["elected", "agent", "socio-economic", fisher().key]
    assert after.missing == []
    assert "Pêcheuse ou pêcheur" in board.text
    assert "pas demandé" in page
    assert Seat.objects.count() == 5


def test_candidacy_asks_its_conditions_and_no_other(team, cohort):
    territory = make_territory(name="La Passe")
    send(team, "recruitment:open", {"territory": territory.code, "lead_from": "event"}, [cohort.code])

    candidacy = cohort.candidacies.get(territory=territory)
    page = team.get(reverse("recruitment:candidacy", args=[cohort.code, candidacy.code])).text

    assert [label in page for label in CONDITIONS] == [True, True]
    assert "quatre catégories" not in page


def test_days_enter_the_agenda_at_the_hour_of_the_island(team, cohort, client):
    for name in ("open-call", "recruit", "launch"):
        team.post(reverse("cohorts:move", args=[cohort.code]), {"move": name})
    first = schedule(team, cohort, "Sortir en mer", date=DAY.isoformat(), starts_at="07:00")
    schedule(team, cohort, "Revenir au port", date=(DAY + timedelta(days=1)).isoformat(), starts_at="07:00")
    event = Event.objects.get(title="Sortir en mer")
    page, agenda = team.get(event.get_absolute_url()).text, team.get(reverse("agenda:list")).text

    assert event.starts_at == datetime(DAY.year, DAY.month, DAY.day, 3, tzinfo=UTC)
    assert (event.hour.hour, event.kind) == (7, "workshop")
    assert "heure de La Réunion" in page
    assert "heure de Paris" not in page
    assert agenda.count("heure de La Réunion") == 2
    assert "heure de La Réunion" in team.get(reverse("programme:session", args=[cohort.code, first.code])).text


def test_public_page_says_its_phases_and_not_those_of_another(team, cohort, client):
    team.post(reverse("cohorts:move", args=[cohort.code]), {"move": "call"})
    Cohort.objects.update(state="running")
    team.logout()

    page = client.get(reverse("workspace:cohort", args=[cohort.code])).text

    assert [title in page for title in PHASES] == [True] * 3
    assert "Saint-Volcan" in page
    assert "Tronc commun" not in page
    assert "quatre" not in page.lower()


def test_its_holidays_are_those_of_the_island():
    monday = date(2027, 12, 20)

    assert working_days.is_worked(monday)
    assert not working_days.is_worked(monday, "Indian/Reunion")
    assert not working_days.is_worked(date(2027, 7, 14), "Indian/Reunion")
