from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.ground.territories import actions
from fabrique.ground.territories.models import Link, Place, StatedFact, Territory
from tests.world import make_person, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


def make_place(official="90001", kind="commune", **fields):
    return Place.objects.create(code=f"{kind}-{official}", kind=kind, official=official, **{"name": "Brume"} | fields)


def test_territory_needs_no_official_code(employee):
    made = actions.create_territory(name="Association foncière des Brumes", kind="other", by=employee)

    assert (made.code, made.place, made.folded) == (
        "association-fonciere-des-brumes",
        None,
        "association fonciere des brumes",
    )
    assert AuditEntry.objects.get().verb == "territory-created"


def test_territory_takes_department_and_region_from_its_place(employee):
    region = make_place("99", "region", name="Grand Lointain")
    department = make_place("90", "departement", name="Brumes", region=region)
    place = make_place(department=department, region=region)

    made = actions.create_territory(name="Brume", kind="commune", place=place, by=employee)

    assert (made.department, made.department_name, made.region_name) == ("90", "Brumes", "Grand Lointain")
    assert Territory.objects.matching("BRÛMES").get() == made


def test_edit_tells_who_saved_first(employee):
    made = actions.create_territory(name="Brume", kind="commune", by=employee)
    actions.edit_territory(territory=made, seen=1, name="Brumes", by=employee)

    made.refresh_from_db()
    assert (made.name, made.folded, made.version) == ("Brumes", "brumes", 2)
    with pytest.raises(Conflict):
        actions.edit_territory(territory=made, seen=1, name="Brouillard", by=employee)


def test_correction_is_one_more_row(employee):
    territory = make_territory()

    first = actions.state_fact(territory=territory, kind="population", value=5000, source="Rapport 2025", by=employee)
    again = actions.state_fact(territory=territory, kind="population", value=5000, source="Rapport 2025", by=employee)
    actions.state_fact(
        territory=territory, kind="population", value=Decimal(5068), as_of="2023", source="INSEE", by=employee
    )

    assert again == first
    assert [fact.shown for fact in territory.facts.all()] == ["5\u202f068", "5\u202f000"]
    with pytest.raises(IntegrityError), transaction.atomic():
        StatedFact.objects.filter(pk=first.pk).update(value=1)


@pytest.mark.parametrize(("kind", "value", "text", "shown"), [
    ("area", 8.56, "", "8,56\xa0km²"), ("area", 160, "", "160\xa0km²"), ("season-peak", 80000, "en août", "80\u202f000 (en août)"),
    ("note", None, "Station balnéaire", "Station balnéaire"),
])  # fmt: skip
def test_fact_is_read_as_it_was_stated(employee, kind, value, text, shown):
    fact = actions.state_fact(territory=make_territory(), kind=kind, value=value, text=text, source="S", by=employee)

    fact.refresh_from_db()
    assert fact.shown == shown


def test_fact_without_source_is_refused(employee):
    with pytest.raises(Denied, match="d’où vient"):
        actions.state_fact(territory=make_territory(), kind="note", text="x", source="", by=employee)


def test_links_never_go_round(employee):
    commune, community, region = make_territory(), make_territory(), make_territory()
    made = actions.link(inside=commune, around=community, by=employee)
    actions.link(inside=community, around=region, by=employee)

    assert actions.link(inside=commune, around=community, by=employee) == made
    with pytest.raises(Denied, match="l’inverse"):
        actions.link(inside=region, around=commune, by=employee)
    with pytest.raises(Denied, match="dans lui-même"):
        actions.link(inside=region, around=region, by=employee)
    actions.unlink(link=made, by=employee)
    actions.link(inside=region, around=commune, by=employee)
    assert Link.objects.count() == 2


def test_page_is_published_and_withdrawn_by_an_act(employee):
    made = actions.create_territory(name="Brume", kind="commune", published=False, by=employee)

    with pytest.raises(Denied, match="n’est pas publiée"):
        actions.unpublish(territory=made, by=employee)
    actions.publish(territory=made, by=employee)
    with pytest.raises(Denied, match="déjà publiée"):
        actions.publish(territory=made, by=employee)
    actions.unpublish(territory=made, by=employee)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["territory-created", "territory-published", "territory-withdrawn"]


@pytest.mark.parametrize("act", [
    lambda by, a, b: actions.create_territory(name="x", kind="commune", by=by),
    lambda by, a, b: actions.edit_territory(territory=a, seen=1, name="x", by=by),
    lambda by, a, b: actions.state_fact(territory=a, kind="note", text="x", source="x", by=by),
    lambda by, a, b: actions.link(inside=a, around=b, by=by),
    lambda by, a, b: actions.unlink(link=Link(inside=a, around=b), by=by),
    lambda by, a, b: actions.publish(territory=a, by=by),
    lambda by, a, b: actions.unpublish(territory=a, by=by),
])  # fmt: skip
def test_only_the_team_writes(act):
    first, second = make_territory(), make_territory()

    for role in (None, Role.COHORT_LEAD, Role.DELEGATION_REFERENT, Role.ALLY_REPRESENTATIVE):
        with pytest.raises(Denied):
            act(make_person(role), first, second)
    assert not AuditEntry.objects.exists()


def test_unknown_words_are_a_mistake_of_the_caller(employee):
    with pytest.raises(TypeError, match="colour"):
        actions.create_territory(name="A", kind="commune", colour="red", by=employee)
    with pytest.raises(ValueError, match="geography"):
        actions.create_territory(name="A", kind="commune", geography=["moon"], by=employee)
