import pytest

from tests.world import make_diagnostic, make_lead, make_member, make_person, make_referent

pytestmark = pytest.mark.django_db


def test_its_page_says_where_it_stands_to_team_lead_and_delegation(sign_in):
    diagnostic = make_diagnostic()
    for person in (
        make_member(diagnostic), make_lead(diagnostic.cohort), make_referent(diagnostic.participation),
    ):  # fmt: skip
        page = sign_in(person).get(diagnostic.get_absolute_url())
        assert page.status_code == 200
        assert "Les entretiens sont en cours" in page.content.decode()


def test_its_page_does_not_exist_for_a_stranger(sign_in):
    assert sign_in(make_person()).get(make_diagnostic().get_absolute_url()).status_code == 404
