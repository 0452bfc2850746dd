"""What an organisation does here: the accompaniments it carries or declares."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from fabrique.accompaniment.devices.models import Accompaniment
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.organisations.providers import Doing, tells_what_it_does


@tells_what_it_does
def carried(organisation: Organisation, person) -> Iterator[Doing]:
    found = Accompaniment.objects.visible_to(person).filter(team=organisation)
    for one in found.select_related("territory", "ally", "device", "declared_by"):
        said = (
            _("Accompagne %(who)s, comme elle le déclare") if one.waits_for_the_territory else _("Accompagne %(who)s")
        )
        yield Doing(said % {"who": one.who}, one.get_absolute_url(), one.when, fictional=one.fictional)
