"""The vaults of the invented people who listen and who supervise: all open with the phrase that the page shows."""

from django.conf import settings

from fabrique.core.vault import keys, sealing
from fabrique.core.vault.models import KeyPair
from fabrique.core.vault.spaces import Vault
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant

LISTENING = (Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR)


def load_vaults() -> None:
    """Once each, whoever holds such a role: what a vault opens would be lost with its keys."""
    held = RoleGrant.objects.active().filter(role__in=LISTENING).order_by("pk").values_list("person__code", flat=True)
    known = set(KeyPair.objects.values_list("holder", flat=True))
    for code in dict.fromkeys(held):
        if code not in known:
            keys.make(code, settings.DEMONSTRATION_PASSPHRASE)
            keys.keep_sheet(code)


def vault_of(one: Person) -> Vault | None:
    """Open; None when somebody changed the passphrase in the demonstration: that vault is theirs.

    A new one is opened by its recovery sheet, which costs nothing, where the passphrase takes a second.
    """
    pair = KeyPair.objects.filter(holder=one.code).first()
    if pair is None:
        sheet = keys.make(one.code, settings.DEMONSTRATION_PASSPHRASE)
        keys.keep_sheet(one.code)
        sealed = keys.pair_of(one.code).by_sheet
        return Vault(one.code, sealing.unseal(sealing.sheet_key(sheet), sealed, f"sheet|{one.code}"))
    try:
        return Vault(one.code, keys.private_of(pair, settings.DEMONSTRATION_PASSPHRASE))
    except keys.Wrong:
        return None
