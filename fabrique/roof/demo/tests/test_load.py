import pytest
from django.apps import apps
from django.conf import settings

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.delegations.health import health_of
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.recruitment.models import Candidacy, Condition
from fabrique.core.cli import main
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.roof.demo import load

pytestmark = pytest.mark.django_db
# written by each loading: the journal of acts, and when it was done
GROWS = {"core.auditentry"}


def counts() -> dict[str, int]:
    models = [model for model in apps.get_models() if model._meta.app_label not in ("contenttypes", "auth")]
    return {model._meta.label_lower: model._base_manager.count() for model in models}


def test_occitanie_holds_its_figures():
    load.load()

    of = {"participation__cohort__code": "occitanie"}

    assert Cohort.objects.get(code="occitanie").participations.count() == 8
    assert Effect.objects.published().filter(**of).count() == 32
    assert Limit.objects.published().filter(**of).count() == 33
    assert sorted(Viewpoint.objects.filter(**of).exclude(state="expressed").values_list("state", flat=True)) == [
        "absent", "not-expressed"]  # fmt: skip


def test_loading_again_doubles_nothing():
    load.load()
    first = counts()

    load.load()

    again = counts()
    assert {
        name: (first[name], again[name]) for name in first if first[name] != again[name] and name not in GROWS
    } == {}


def test_nothing_invented_touches_a_real_territory():
    load.load()

    mixed = [p for p in Cohort.objects.get(code="fictive").participations.all() if not p.territory.fictional]
    real = [p for p in Cohort.objects.get(code="occitanie").participations.all() if p.territory.fictional]

    assert (mixed, real) == ([], [])


def test_one_person_for_each_role_in_the_invented_cohort():
    load.load()

    people = set(Person.objects.exclude(email=None).values_list("email", flat=True))
    lead = RoleGrant.objects.filter(person__email="cohort-lead@demo.invalid").order_by("pk")

    assert people == {f"{role}@demo.invalid" for role in Role if role != Role.INTERVIEWEE}
    assert sorted(grant.scope.code for grant in lead) == ["fictive", "occitanie"]


def test_production_refuses_the_demonstration(monkeypatch, capsys):
    monkeypatch.setattr(settings, "PRODUCTION", True)

    status = main(["demo", "load"])

    assert status == 1
    assert "production" in capsys.readouterr().err
    assert Person.objects.count() == 0


def test_invented_delegations_stand_but_one_that_has_its_waiver():
    load.load()
    places = Cohort.objects.get(code="fictive").participations.select_related("cohort__scope", "scope", "territory")

    health = {one.participation.territory.code: one for one in health_of(places[0].cohort, places)}

    assert sorted(code for code, one in health.items() if one.complete) == ["port-amarelle", "trois-lavoirs"]
    assert [chair.category.key for chair in health["monts-brumaires"].missing] == ["state"]
    assert health["clairlune-sur-onde"].commitment is None
    assert Condition.objects.get(state="waived").candidacy.territory.code == "monts-brumaires"
    assert Candidacy.objects.exclude(cohort__code="fictive").count() == 0
