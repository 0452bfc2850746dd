"""What an organisation does here: the territories whose approach it carries."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from fabrique.ground.organisations.models import Organisation
from fabrique.ground.organisations.providers import Doing, tells_what_it_does
from fabrique.ground.territories.models import Territory


@tells_what_it_does
def carried(organisation: Organisation, person) -> Iterator[Doing]:
    for territory in Territory.objects.visible_to(person).filter(carrier=organisation):
        yield Doing(
            _("Porte la démarche de %(territory)s") % {"territory": territory},
            territory.get_absolute_url(),
            fictional=territory.fictional,
        )
