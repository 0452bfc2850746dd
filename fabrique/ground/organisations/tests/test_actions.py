import pytest

from fabrique.accompaniment.cohorts.models import Partner
from fabrique.accompaniment.contracts.models import Contract
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.organisations import actions
from fabrique.ground.organisations.models import Alias, Membership, NameStart, Organisation
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_person, make_territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


@pytest.fixture
def representative():
    return make_person(Role.ALLY_REPRESENTATIVE)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def names(organisation):
    return list(organisation.aliases.values_list("name", flat=True))


def test_card_is_found_by_any_of_its_names(employee):
    made = actions.create_organisation(
        name="Pôles en pomme", aliases=["Pôle en Pommes", "Pôles en pomme"], category="network", by=employee
    )

    assert made.code == "poles-en-pomme"
    assert names(made) == ["Pôle en Pommes", "Pôles en pomme"]
    assert Organisation.objects.named("POLE-EN-POMMES").get() == made
    assert Organisation.objects.matching("pom pole").get() == made
    assert not Organisation.objects.matching("omme").exists()
    assert verbs() == ["organisation-created"]


def test_two_cards_never_share_a_name(employee):
    actions.create_organisation(name="Eco-Morphose", by=employee)

    with pytest.raises(Denied, match="est déjà un nom de « Eco-Morphose »"):
        actions.create_organisation(name="Éco Morphose", by=employee)
    assert Organisation.objects.count() == 1


def test_codes_are_readable_and_numbered_when_taken(employee):
    first = actions.create_organisation(name="L’Été", by=employee)
    second = actions.create_organisation(name="L’Été (collectif)", code="", by=employee)
    third = actions.create_organisation(name="名", by=employee)

    assert first.code == "l-ete"
    assert second.code == "l-ete-collectif"
    assert len(third.code) == 8


def test_former_name_stays_as_an_alias(employee):
    made = actions.create_organisation(name="Solagro", by=employee)

    actions.edit_organisation(organisation=made, seen=1, name="Solagro Scop", seat="Toulouse", by=employee)

    made.refresh_from_db()
    assert (made.name, made.folded, made.seat, made.version) == ("Solagro Scop", "solagro scop", "Toulouse", 2)
    assert names(made) == ["Solagro", "Solagro Scop"]
    assert Organisation.objects.matching("scop").get() == made


def test_edit_tells_who_saved_first(employee):
    made = actions.create_organisation(name="Solagro", by=employee)
    actions.edit_organisation(organisation=made, seen=1, name="Solagro", seat="Toulouse", by=employee)

    with pytest.raises(Conflict) as conflict:
        actions.edit_organisation(organisation=made, seen=1, name="Solagro", seat="Albi", by=employee)
    assert conflict.value.stored.seat == "Toulouse"


def test_representative_opens_its_own_card_once_and_keeps_it(representative):
    made = actions.create_organisation(name="Solagro", by=representative)

    assert Membership.objects.get().person == representative
    actions.edit_organisation(organisation=made, seen=1, name="Solagro", seat="Albi", by=representative)
    actions.add_alias(organisation=made, name="Sol-Agro", by=representative)
    with pytest.raises(Denied, match="Vous avez déjà une organisation"):
        actions.create_organisation(name="Autre", by=representative)
    assert verbs() == ["organisation-created", "organisation-joined", "organisation-edited", "alias-added"]


def test_alias_is_removed_but_never_the_name_of_the_card(employee):
    made = actions.create_organisation(name="Solagro", aliases=["Sol-Agro"], by=employee)

    actions.remove_alias(alias=Alias.objects.get(name="Sol-Agro"), by=employee)

    assert names(made) == ["Solagro"]
    assert list(NameStart.objects.values_list("folded", flat=True)) == ["solagro"]
    with pytest.raises(Denied, match="nom de la fiche"):
        actions.remove_alias(alias=Alias.objects.get(name="Solagro"), by=employee)


def test_merge_moves_everything_and_keeps_the_names(employee):
    kept = actions.create_organisation(name="Eco-Morphose", by=employee)
    gone = actions.create_organisation(name="Ecomorphoses", aliases=["EM"], by=employee)
    territory = make_territory(carrier=gone)
    cohort = make_cohort()
    Partner.objects.create(cohort=cohort, organisation=gone, role="pivot", what="Diagnostics")
    actions.join(person=make_person(), organisation=gone, by=employee)

    actions.merge(kept=kept, gone=gone, by=employee)

    territory.refresh_from_db()
    assert territory.carrier == kept
    assert Partner.objects.get().organisation == kept
    assert Membership.objects.get().organisation == kept
    assert names(kept) == ["Eco-Morphose", "Ecomorphoses", "EM"]
    assert Organisation.objects.get() == kept
    assert AuditEntry.objects.get(verb="organisations-merged").facts == {
        "gone": "ecomorphoses", "name": "Ecomorphoses", "moved": 7,
    }  # fmt: skip


def test_merge_drops_what_is_said_twice(employee):
    kept = actions.create_organisation(name="Eco-Morphose", by=employee)
    gone = actions.create_organisation(name="Ecomorphoses", by=employee)
    cohort = make_cohort()
    Partner.objects.create(cohort=cohort, organisation=kept, role="pivot", what="Diagnostics", order=1)
    Partner.objects.create(cohort=cohort, organisation=gone, role="pivot", order=2)

    actions.merge(kept=kept, gone=gone, by=employee)

    assert Partner.objects.get().what == "Diagnostics"


def test_merge_leaves_one_of_a_set(employee):
    kept = actions.create_organisation(name="Eco-Morphose", by=employee)
    gone = actions.create_organisation(name="Ecomorphoses", by=employee)
    both, one = (Contract.objects.create(cohort=make_cohort(), kind="crte", title=title) for title in "AB")
    both.bodies.set([kept, gone])
    one.bodies.set([gone])

    actions.merge(kept=kept, gone=gone, by=employee)

    assert [list(contract.bodies.all()) for contract in (both, one)] == [[kept], [kept]]


def test_merge_refuses_to_lose_words(employee):
    kept = actions.create_organisation(name="Eco-Morphose", by=employee)
    gone = actions.create_organisation(name="Ecomorphoses", by=employee)
    cohort = make_cohort()
    Partner.objects.create(cohort=cohort, organisation=kept, role="pivot", what="Diagnostics")
    Partner.objects.create(cohort=cohort, organisation=gone, role="pivot", what="Accompagnement")

    with pytest.raises(Denied, match="des choses différentes au même endroit"):
        actions.merge(kept=kept, gone=gone, by=employee)
    assert Organisation.objects.count() == 2


def test_merge_is_for_the_team_and_for_two_cards(employee, representative):
    kept = actions.create_organisation(name="A", by=employee)
    gone = actions.create_organisation(name="B", by=employee)
    actions.join(person=representative, organisation=kept, by=employee)

    with pytest.raises(Denied):
        actions.merge(kept=kept, gone=gone, by=representative)
    with pytest.raises(Denied, match="deux fois la même fiche"):
        actions.merge(kept=kept, gone=kept, by=employee)


def test_hat_is_given_by_the_team_and_left_by_oneself(employee, representative):
    made = actions.create_organisation(name="A", by=employee)

    with pytest.raises(Denied):
        actions.join(person=representative, organisation=made, by=representative)
    hat = actions.join(person=representative, organisation=made, function="directrice", by=employee)
    with pytest.raises(Denied, match="déjà cette fonction"):
        actions.join(person=representative, organisation=made, function="directrice", by=employee)
    actions.leave(membership=hat, by=representative)
    with pytest.raises(Denied, match="déjà terminée"):
        actions.leave(membership=hat, by=representative)
    with pytest.raises(Denied):
        actions.leave(membership=hat, by=make_person())


def test_unknown_field_is_a_mistake_of_the_caller(employee):
    with pytest.raises(TypeError, match="colour"):
        actions.create_organisation(name="A", colour="red", by=employee)
