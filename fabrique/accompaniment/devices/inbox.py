"""What an ally declared of a territory waits for its yes."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.devices.models import Accompaniment
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.organisations.models import Membership


@waits_for
def declarations_to_confirm(person) -> list[Waiting]:
    mine = Membership.objects.active().filter(person=person).values("organisation")
    waiting = Accompaniment.objects.visible_to(person).to_confirm().filter(territory__carrier__in=mine)
    waiting = waiting.exclude(declared_by__in=mine).select_related("territory", "device", "declared_by")
    return [Waiting(waiting, lambda declared: [
        Act(_("à confirmer"), _("%(ally)s dit vous accompagner") % {"ally": one.declared_by},
            _("Cela ne compte qu’avec votre accord."), one.get_absolute_url(), _("Répondre"))
        for one in declared
    ])]  # fmt: skip
