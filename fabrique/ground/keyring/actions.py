"""Every write on one's own keys. A wrong phrase is a line of the journal too; no phrase nor sheet ever is.

Stretching takes most of a second: it never happens inside a transaction, which on SQLite would hold every other writer.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.vault import keys
from fabrique.core.vault.models import KeyPair, SpaceKey
from fabrique.ground.keyring import tries
from fabrique.ground.keyring.permissions import hold_keys


class NotYet(Denied):
    """Too many wrong tries from here: `seconds` to wait, and nothing was tried."""

    def __init__(self, seconds: int):
        self.seconds = seconds
        super().__init__(
            _("Trop d’essais de suite. Réessayez dans %(n)d s ; rien n’est bloqué ni perdu.") % {"n": seconds}
        )


def make_keys(*, by: Any, passphrase: str) -> str:
    """Give the words of the recovery sheet, once."""
    hold_keys(by)
    try:
        sheet = keys.make(by.code, passphrase)
    except keys.TooShort:
        raise Denied(too_short()) from None
    except keys.AlreadyThere:
        raise Denied(_("Vous avez déjà un coffre : en faire un autre perdrait ce que le premier ouvre.")) from None
    audit.record(by, "vault-made", by)
    return sheet


def opened_by(act: Callable[[], Any], *, by: Any, session: str, wrong: str) -> Any:
    """What `act` gives when the phrase or the sheet opens; a miss is counted, told and noted."""
    hold_keys(by)
    if seconds := tries.turn(by.code, session):
        raise NotYet(seconds)
    try:
        given = act()
    except keys.TooShort:
        tries.forgive(by.code, session)
        raise Denied(too_short()) from None
    except keys.Altered:
        audit.record(by, "vault-altered", by)
        raise Denied(
            _("Votre clé a été changée dans la base par quelqu’un d’autre. N’écrivez rien de confidentiel et prévenez "
              "la personne qui administre la plateforme.")
        ) from None  # fmt: skip
    except keys.Wrong:
        audit.record(by, "vault-wrong", by)
        raise Denied(wrong) from None
    tries.forgive(by.code, session)
    return given


def too_short() -> str:
    return _("Seize signes au moins : quatre ou cinq mots que rien ne relie font très bien.")


def wrong_phrase() -> str:
    return _("Cette phrase n’ouvre pas votre coffre. Vérifiez les majuscules et le clavier, puis réessayez.")


def open_vault(*, by: Any, passphrase: str, session: str, instead_of: str = "") -> str:
    """Give the token for the browser's cookie; what this browser had open before is closed."""
    token = opened_by(lambda: keys.open_vault(by.code, passphrase), by=by, session=session, wrong=wrong_phrase())
    try:
        audit.record(by, "vault-opened", by)
    except BaseException:
        keys.lock(token)
        raise
    if instead_of:
        keys.lock(instead_of)
    return token


def change_passphrase(*, by: Any, old: str, passphrase: str, session: str) -> None:
    """Closes the vault wherever it was open."""
    opened_by(
        lambda: keys.change_passphrase(by.code, old=old, new=passphrase), by=by, session=session, wrong=wrong_phrase()
    )
    audit.record(by, "vault-passphrase-changed", by)


def renew_sheet(*, by: Any, passphrase: str, session: str) -> str:
    """The words of another sheet; the one before opens nothing any more."""
    sheet = opened_by(lambda: keys.renew_sheet(by.code, passphrase), by=by, session=session, wrong=wrong_phrase())
    audit.record(by, "vault-sheet-renewed", by)
    return sheet


def recover(*, by: Any, sheet: str, passphrase: str, session: str) -> str:
    """A new passphrase from the sheet; gives the words of the next sheet."""
    wrong = _("Cette fiche n’ouvre pas votre coffre. Est-ce bien la dernière ? Une fiche ne sert qu’une fois.")
    recovered = partial(keys.recover, by.code, sheet=sheet, passphrase=passphrase)
    renewed = opened_by(recovered, by=by, session=session, wrong=wrong)
    audit.record(by, "vault-recovered", by)
    return renewed


def keep_sheet(*, by: Any) -> None:
    """The person says that the sheet is printed or copied."""
    hold_keys(by)
    keys.keep_sheet(by.code)
    audit.record(by, "vault-sheet-kept", by)


def lock(*, by: Any, token: str, everywhere: bool = False) -> None:
    """Closing needs no right: it opens nothing."""
    if token:
        keys.lock(token)
    if everywhere:
        keys.lock_all(by.code)
    audit.record(by, "vault-locked", by, everywhere=everywhere)


def alone(person: Any) -> set[str]:
    """Spaces that nobody else opens."""
    mine = set(SpaceKey.objects.filter(holder__holder=person.code).values_list("space", flat=True))
    shared = SpaceKey.objects.filter(space__in=mine).exclude(holder__holder=person.code)
    return mine - set(shared.values_list("space", flat=True))


def forget_keys(*, person: Any) -> int:
    """By whoever keeps the machine, for who lost phrase and sheet: what they opened stays closed to them until given again."""
    count = KeyPair.objects.filter(holder=person.code).delete()[0]
    if count:
        audit.record(None, "vault-forgotten", person)
    return count
