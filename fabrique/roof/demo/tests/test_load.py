import pytest
from django.apps import apps
from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.convergences.models import Topic, Vote
from fabrique.accompaniment.delegations.health import health_of
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.recruitment.models import Candidacy, Condition
from fabrique.accompaniment.restitution.models import Edition, Review
from fabrique.core.vault import keys
from fabrique.core.vault.models import ItemKey, KeyPair
from fabrique.ground.people.doors import doors
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.roof.demo import load

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("demonstration")]
# written by each loading: the journal of acts, and when it was done
GROWS = {"core.auditentry"}


def counts() -> dict[str, int]:
    models = [model for model in apps.get_models() if model._meta.app_label not in ("contenttypes", "auth")]
    return {model._meta.label_lower: model._base_manager.count() for model in models}


def test_occitanie_holds_its_figures():
    of = {"participation__cohort__code": "occitanie"}

    assert Cohort.objects.get(code="occitanie").participations.count() == 8
    assert Effect.objects.published().filter(**of).count() == 32
    assert Limit.objects.published().filter(**of).count() == 33
    assert sorted(Viewpoint.objects.filter(**of).exclude(state="expressed").values_list("state", flat=True)) == [
        "absent", "not-expressed"]  # fmt: skip


def test_loading_again_doubles_nothing():
    first = counts()

    load.load()

    again = counts()
    assert {
        name: (first[name], again[name]) for name in first if first[name] != again[name] and name not in GROWS
    } == {}


def test_nothing_invented_touches_a_real_territory():
    mixed = [p for p in Cohort.objects.get(code="fictive").participations.all() if not p.territory.fictional]
    real = [p for p in Cohort.objects.get(code="occitanie").participations.all() if p.territory.fictional]

    assert (mixed, real) == ([], [])


def test_one_person_for_each_role_in_the_invented_cohort():
    people = set(Person.objects.exclude(email=None).values_list("email", flat=True))
    lead = RoleGrant.objects.filter(person__email="cohort-lead@demo.invalid").order_by("pk")

    assert people == {f"{role}@demo.invalid" for role in Role if role != Role.INTERVIEWEE}
    assert sorted(grant.scope.code for grant in lead) == ["fictive", "fictive-voisine", "occitanie"]


def test_invented_delegations_stand_but_one_that_has_its_waiver():
    places = Cohort.objects.get(code="fictive").participations.select_related("cohort__scope", "scope", "territory")

    health = {one.participation.territory.code: one for one in health_of(places[0].cohort, places)}

    assert sorted(code for code, one in health.items() if one.complete) == ["port-amarelle", "trois-lavoirs"]
    assert [chair.category.key for chair in health["monts-brumaires"].missing] == ["state"]
    assert health["clairlune-sur-onde"].commitment is None
    assert Condition.objects.get(state="waived").candidacy.territory.code == "monts-brumaires"
    assert Candidacy.objects.exclude(cohort__code="fictive").count() == 0


def test_invented_people_who_listen_have_a_vault(settings):
    person = Person.objects.get(email="diagnostician@demo.invalid")
    assert keys.open_vault(person.code, settings.DEMONSTRATION_PASSPHRASE)
    assert KeyPair.objects.filter(sheet_kept_at=None).count() == 0


def test_invented_diagnostics_stand_where_they_should():
    states = dict(Diagnostic.objects.values_list("participation__territory__code", "state"))
    restituted = Edition.objects.restituted()

    assert sorted(states.values()) == ["analysis", *["archived"] * 8, "framed", "restituted", "running"]
    assert (states["clairlune-sur-onde"], states["port-amarelle"]) == ("restituted", "running")
    assert (states["trois-lavoirs"], states["monts-brumaires"]) == ("framed", "analysis")
    assert [one.reviews.filter(grade=1).count() for one in restituted] == [2] * 9
    assert Diagnostic.objects.get(state="restituted").interviews.count() == 20
    heard = Interview.objects.filter(diagnostic__state="archived").values_list("code", flat=True)
    assert ItemKey.objects.filter(item__in=list(heard)).count() == 0


def test_what_waits_for_the_referent_the_team_and_the_readers_of_diagnostics(settings):
    by_state = Contact.objects.filter(diagnostic__state="framed").values_list("state", flat=True)
    waiting = Review.objects.filter(answered_at=None, edition__state="in-review")

    assert sorted(by_state) == ["kept"] * 3 + ["proposed"] * 3
    assert [one.reviewer.email for one in waiting] == ["diagnostician@demo.invalid"]
    settings.DEMONSTRATION = True
    assert len(doors()) == 3


def test_topics_came_of_the_comparison_and_delegations_answered():
    topics = Topic.objects.filter(cohort__code="fictive-voisine").exclude(state="detected")
    lead = Person.objects.get(email="cohort-lead@demo.invalid")

    assert sorted(topics.values_list("state", flat=True)) == ["planned", "proposed", "voted"]
    assert topics.get(state="planned").session.date > timezone.localdate()
    assert Vote.objects.filter(given_by=lead).count() == 0
