import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from fabrique.accompaniment.institutions import lessons
from fabrique.accompaniment.institutions.models import ActionSheet
from fabrique.core.documents.formats import FORMATS
from tests.world import make_cohort, make_effect, make_lead, make_limit, make_participation

pytestmark = pytest.mark.django_db


def make_taught(**fields):
    place = make_participation(make_cohort(**fields))
    make_effect(place, "published", text="Effet dit")
    make_effect(place, "accepted", text="Canari relu")
    make_effect(place, text="Canari proposé")
    make_limit(place, "published", title="Limite dite")
    make_limit(place, title="Canari de limite")
    ActionSheet.objects.create(
        cohort=place.cohort, kind="sheet", title="Un colloque", state="blocked", reason="Canari des services"
    )
    ActionSheet.objects.create(cohort=place.cohort, kind="sheet", title="Avance", state="running")
    return place.cohort


def test_lessons_are_what_is_published_and_the_sheets_that_wait():
    cohort = make_taught()

    found = lessons.gather([cohort], AnonymousUser())

    assert [(one.kind, one.title, one.text) for one in found] == [
        ("effect", "Effet dit", ""), ("limit", "Limite dite", found[1].text), ("sheet", "Un colloque", "")
    ]  # fmt: skip


def test_reason_of_a_sheet_is_for_those_who_may_read_it_and_the_paper_says_so():
    cohort = make_taught()

    inside, outside = lessons.gather([cohort], make_lead(cohort)), lessons.gather([cohort], make_lead(make_cohort()))

    assert inside[-1].text == "Canari des services"
    assert outside[-1].text == ""
    assert "ne les publiez pas" in lessons.build([cohort], inside, "fr").notice
    assert "ne les publiez pas" not in lessons.build([cohort], outside, "fr").notice


@pytest.mark.parametrize("format_name", [*FORMATS, "csv"])
def test_files_leave_in_each_format_and_betray_nothing(format_name, client):
    cohort = make_taught()

    answer = client.get(reverse("institutions:lessons-file", args=[format_name]), {"cohorte": cohort.code})

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    if format_name in ("html", "csv"):
        assert "Effet dit" in answer.content.decode("utf-8-sig")
    assert b"Canari" not in answer.content


def test_two_cohorts_are_laid_side_by_side_and_a_theme_chosen(client):
    one, two = make_taught(name="Ici"), make_taught(name="Là")
    address = reverse("institutions:lessons")
    theme = lessons.gather([two], AnonymousUser())[1].theme

    both = client.get(address, {"cohorte": [one.code, two.code]}).text
    chosen = client.get(address, {"cohorte": [one.code, two.code], "theme": theme}).text
    alone = client.get(address, {"cohorte": one.code}).text

    assert ("Côte à côte" in both, 'id="face"' in both, 'id="face"' in alone) == (True, True, False)
    assert "Effet dit" not in chosen
    assert "Canari" not in both
    assert client.get(reverse("institutions:lessons-file", args=["exe"])).status_code == 404


def test_cohort_in_design_is_not_offered(client):
    hidden = make_taught(name="Canari en conception", state="design")

    assert "Canari" not in client.get(reverse("institutions:lessons"), {"cohorte": hidden.code}).text


def test_invented_cohort_is_shown_only_when_asked(client):
    make_taught(name="Fictive", fictional=True)

    assert "Effet dit" not in client.get(reverse("institutions:lessons")).text


def test_gathering_asks_as_much_for_three_as_for_one(django_assert_num_queries):
    cohorts = [make_taught() for _ in range(3)]
    with django_assert_num_queries(3):
        lessons.gather(cohorts[:1], AnonymousUser())
    with django_assert_num_queries(3):
        lessons.gather(cohorts, AnonymousUser())
