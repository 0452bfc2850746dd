"""Who may hold keys: anybody who signs in with two factors. What the keys open is decided elsewhere."""

from django.conf import settings
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission
from fabrique.ground.people import second_factor


@permission
def hold_keys(person):
    """Never in a demonstration is the second factor asked: its people are shared by everybody."""
    if not person.is_authenticated:
        raise Denied(_("Connectez-vous pour continuer."))
    if not settings.DEMONSTRATION and not second_factor.has(person):
        raise Denied(
            _("Un coffre demande d’abord un second facteur : ajoutez une clé d’accès ou une application de codes, "
              "à la page « Sécurité » de votre compte.")
        )  # fmt: skip
