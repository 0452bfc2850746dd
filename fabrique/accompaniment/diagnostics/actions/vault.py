"""The space of a diagnostic in the vault: opened by the first who has a key, given from hand to hand, changed when one leaves.

    @spaces_beside
    def versions(diagnostic) -> list[str]: …     # spaces that an area above opens to the team, given and lost with its own

in the area's `ties.py`.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.models import Diagnostic, Member
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.vault.models import SpaceKey
from fabrique.core.vault.spaces import HasNoVault, NoKey, Space, Vault, destroy_space
from fabrique.ground.people.models import Person

Spaces = Callable[[Diagnostic], list[str]]
_beside: list[Spaces] = []


def spaces_beside(source: Spaces) -> Spaces:
    _beside.append(source)
    return source


def others(diagnostic: Diagnostic) -> list[str]:
    return [code for source in _beside for code in source(diagnostic)]


def opened(diagnostic: Diagnostic, vault: Vault) -> Space:
    """Its space, or a refusal in plain words. For any area that reads or writes words."""
    if not diagnostic.space:
        raise Denied(_("Le coffre de ce diagnostic n’est pas encore ouvert. Ouvrez-le depuis la page de l’équipe."))
    try:
        return vault.space(diagnostic.space)
    except NoKey:
        raise Denied(_("Vous n’avez pas encore la clé de ce diagnostic. Une personne de l’équipe qui l’a peut vous la donner.")) from None  # fmt: skip


def open_space(*, diagnostic: Diagnostic, vault: Vault, by: Person) -> Diagnostic:
    """The key is written before the row that names it; when somebody was quicker, ours is destroyed."""
    may.read_words(by, diagnostic)
    if diagnostic.space or diagnostic.state == DiagnosticState.ARCHIVED:
        raise Denied(_("Le coffre de ce diagnostic est déjà ouvert, ou détruit."))
    space = vault.new_space()
    try:
        with transaction.atomic():
            diagnostic.save_values({"space": space.code}, seen=diagnostic.version)
            audit.record(by, "diagnostic-vault-opened", diagnostic)
    except BaseException:
        destroy_space(space.code)
        raise
    return diagnostic


@transaction.atomic
def give_key(*, member: Member, vault: Vault, by: Person) -> Member:
    """By whoever has it, to somebody of the team who signed and who has made a vault."""
    diagnostic = member.diagnostic
    may.read_words(by, diagnostic)
    if member.left_on or not member.declared_at:
        raise Denied(_("Cette personne n’a pas signé sa déclaration, ou n’est plus dans l’équipe."))
    space = opened(diagnostic, vault)
    audit.record(by, "diagnostic-key-given", diagnostic, member=member.code)
    try:
        space.admit(member.person.code)
    except HasNoVault:
        raise Denied(_("%(name)s n’a pas encore de coffre. Qu’elle ou il crée le sien depuis son compte, puis revenez ici.")
                     % {"name": member.person}) from None  # fmt: skip
    for code in others(diagnostic):
        try:
            vault.space(code).admit(member.person.code)
        except NoKey:
            continue
    return member


@transaction.atomic
def change_key(*, diagnostic: Diagnostic, vault: Vault, by: Person) -> Diagnostic:
    """After a departure: what is written from now on is closed to who left, even if they kept a copy."""
    may.read_words(by, diagnostic)
    stored = Diagnostic.objects.select_for_update(of=("self",)).get(pk=diagnostic.pk)
    if not stored.key_to_change:
        raise Denied(_("La clé n’a pas à être changée."))
    stored.save_values({"key_to_change": False}, seen=diagnostic.version)
    audit.record(by, "diagnostic-key-changed", diagnostic)
    team = {one.person.code for one in Member.objects.declared().filter(diagnostic=stored).select_related("person")}
    space = opened(stored, vault)
    for gone in space.holders() - team or {""}:
        space = space.dismiss(gone)
    return stored


def holders(diagnostic: Diagnostic) -> set[str]:
    """Codes of the people who have its key: known without opening anything."""
    return (
        set(SpaceKey.objects.filter(space=diagnostic.space).values_list("holder__holder", flat=True))
        if diagnostic.space
        else set()
    )
