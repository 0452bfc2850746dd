"""One rule, three questions: enforce it, ask it, explain it."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class Denied(PermissionDenied):
    """A refusal. Its message is a sentence shown to the person, in their language."""


class permission:  # noqa: N801  read as a word: @permission
    """Turn a function that raises `Denied` into a rule.

    `rule(person, *things)` raises; `rule.allows(person, *things)` answers yes or no; `rule.reason(person, *things)`
    gives the sentence to show beside a button that stays closed, or an empty string. Deny by default is the caller's:
    a view without a rule is refused by the gatekeeper.
    """

    def __init__(self, check: Callable[..., None]):
        update_wrapper(self, check)
        self.check = check
        self.name = f"{check.__module__}.{check.__name__}"

    def __call__(self, person: Any, *things: Any) -> None:
        self.check(person, *things)

    def reason(self, person: Any, *things: Any) -> str:
        try:
            self.check(person, *things)
        except Denied as refusal:
            return str(refusal)
        return ""

    def allows(self, person: Any, *things: Any) -> bool:
        return not self.reason(person, *things)

    def __repr__(self) -> str:
        return f"<permission {self.name}>"


@permission
def anyone(_person: Any, *_things: Any) -> None:
    """The page is public: what it shows was filtered by `visible_to`."""


@permission
def signed_in(person: Any, *_things: Any) -> None:
    if not person.is_authenticated:
        raise Denied(_("Connectez-vous pour continuer."))
