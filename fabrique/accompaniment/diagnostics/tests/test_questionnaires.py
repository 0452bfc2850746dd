"""Many more people, without a name, always apart (R355)."""

from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.diagnostics import proposed
from fabrique.accompaniment.diagnostics.actions import asking, grids
from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.diagnostics.models import Answer, Questionnaire
from fabrique.accompaniment.diagnostics.questionnaires import gathered, merged
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.tests.test_sealed import whole_database
from fabrique.ground.people.enums import Role
from tests.world import make_diagnostic, make_lead, make_member, make_person, make_referent

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate()
WORDS = "Zigomar tient tout ici"


def opened():
    by = make_person(Role.ASSOCIATION_EMPLOYEE)
    diagnostic = make_diagnostic(grid=grids.agree_on_grid(grid=proposed.take_up(by=by), by=by))
    member = make_member(diagnostic)
    sheet = asking.open_questionnaire(diagnostic=diagnostic, closes_on=TODAY, by=member)
    return diagnostic, member, sheet


def test_anybody_answers_without_an_account_and_the_words_are_sealed(client):
    diagnostic, _member, sheet = opened()
    address, question = reverse("diagnostics:answer", args=[sheet.code]), diagnostic.grid.questions.first()
    before = AuditEntry.objects.count()
    page = client.post(address, {question.code: WORDS}, REMOTE_ADDR="203.0.113.77")
    assert "Vos mots sont arrivés" in page.content.decode()
    stored = whole_database()
    assert question.text in stored
    assert ("Zigomar" in stored, "203.0.113.77" in stored, AuditEntry.objects.count()) == (False, False, before)
    assert gathered(sheet).texts[0] == (question.text, [WORDS])
    assert {field.name for field in Answer._meta.fields} == {"id", "questionnaire", "category", "words"}


def test_an_empty_answer_and_a_closed_sheet_are_refused():
    _diagnostic, member, sheet = opened()
    with pytest.raises(Denied, match="au moins"):
        asking.answer(questionnaire=sheet, words={"x": " "})
    asking.close_questionnaire(questionnaire=sheet, by=member)
    assert not Questionnaire.objects.get(pk=sheet.pk).is_open
    with pytest.raises(Denied, match="fermé"):
        asking.answer(questionnaire=sheet, words={"x": "y"})
    with pytest.raises(Denied, match="déjà fermé"):
        asking.close_questionnaire(questionnaire=Questionnaire.objects.get(pk=sheet.pk), by=member)


@pytest.mark.parametrize(("counts", "told"), [
    ({"a": 5, "b": 6}, [("a", 5), ("b", 6)]),
    ({"a": 12, "b": 6, "": 2, "c": 1}, [("a", 12), ("autres, ou non dit", 9)]),
    ({"a": 12, "b": 4, "": 3}, [("a", 12), ("autres, ou non dit", 7)]),
    ({"a": 4, "b": 2}, []),
    ({"a": 5, "b": 1}, []),
    ({}, []),
])  # fmt: skip
def test_counts_under_five_are_merged_and_never_found_by_difference(counts, told):
    assert merged(Counter(counts)) == told


def test_only_the_team_reads_it(sign_in):
    diagnostic, member, sheet = opened()
    asking.answer(questionnaire=sheet, words={diagnostic.grid.questions.first().code: WORDS})
    address = reverse("diagnostics:questionnaire", args=[diagnostic.code])
    supervisor = make_member(diagnostic, TeamRole.SUPERVISOR)
    assert [WORDS in sign_in(one).get(address).content.decode() for one in (member, supervisor)] == [True, True]
    for other in (
        make_lead(diagnostic.cohort),
        make_referent(diagnostic.participation),
        make_person(Role.PLATFORM_ADMINISTRATOR),
    ):
        assert sign_in(other).get(address).status_code == 403
    with pytest.raises(Denied):
        asking.open_questionnaire(diagnostic=diagnostic, closes_on=TODAY + timedelta(days=1), by=supervisor)
