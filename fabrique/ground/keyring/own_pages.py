from django.utils.translation import gettext_lazy as _

from fabrique.ground.people.navigation import more_of_ones_own

more_of_ones_own.append((_("Coffre"), "keyring:home", "vault-"))
