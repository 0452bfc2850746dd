"""What waits in workshops: one that is open, for whoever facilitates it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.workshops.enums import WorkshopState
from fabrique.accompaniment.workshops.models import Workshop
from fabrique.accompaniment.workshops.models.workshops import FACILITATES
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role


@waits_for
def open_ones(person) -> list[Waiting]:
    if not person.scopes_as(*FACILITATES, Role.DELEGATION_REFERENT):
        return []
    mine = Workshop.objects.visible_to(person).filter(state=WorkshopState.OPEN, facilitator=person)
    return [Waiting(mine.select_related("cohort"), lambda found: [
        Act(_("atelier ouvert"), one.title, _("La salle est ouverte : terminez-la quand tout le monde est parti."),
            reverse("workshops:console", args=[one.cohort.code, one.code]), _("Ouvrir la console"))
        for one in found
    ])]  # fmt: skip
