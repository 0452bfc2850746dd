"""The invented diagnostics, in their order: who may listen, the eight to compare, the one restituted, the ones
going on."""

from collections.abc import Callable
from typing import Any

from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.core.vault.spaces import Vault
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from fabrique.roof.demo.load import compared, diagnostic, invited, listening, reviewed, supervision
from fabrique.roof.demo.load.diagnosed import Team, agree_on_grid, train
from fabrique.roof.demo.load.life import person
from fabrique.roof.demo.load.people import reader
from fabrique.roof.demo.load.vaults import vault_of


def load_diagnostics(read: Callable[[str], dict[str, Any]]) -> None:
    """Nothing is sealed twice; and nothing at all when somebody changed a passphrase here: that vault is theirs."""
    others = read("fictive_compared")
    compared.load_cohort(others)
    supervision.load_supervision(read("fictive_supervision"))
    if compared.loaded(others):
        return
    lead, mine, supervisor = (
        person(role) for role in (Role.COHORT_LEAD, Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR)
    )
    people = [mine, supervisor, reader(1), reader(2)]
    vaults = {one.pk: vault_of(one) for one in people}
    if None in vaults.values():
        return
    prepare(people, by=lead)
    opened: list[tuple[Person, Vault]] = [(one, vault) for one in people if (vault := vaults[one.pk])]
    near, far = opened[:2], opened[2:]
    teams = [Team(lead, one, vault) for one, vault in far]
    compared.load_compared(others, teams, near)
    team = Team(lead, *near[0], supervises=supervisor)
    diagnostic.load_diagnostic(read("fictive_diagnostic"), team, far)
    listening.load_listening(read("fictive_listening"), team)
    invited.load_invited(read("fictive_invited"), team)
    reviewed.load_reviewed(read("fictive_reviewed"), teams[0], near)


def prepare(people: list[Person], *, by: Person) -> None:
    agree_on_grid(by=by)
    for one in people:
        role = TeamRole.SUPERVISOR if one.code == f"demo-{Role.DIAGNOSIS_SUPERVISOR}" else TeamRole.DIAGNOSTICIAN
        train(one, role, experienced="reader" in one.code)
