"""Proposals to the referential that wait for an answer."""

from django.utils.translation import gettext as _

from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import animate
from fabrique.ground.referentials.models import Proposal


@waits_for
def proposals(person) -> list[Waiting]:
    """For a facilitator of peer groups and the association's team; never one's own."""
    if not (animate.allows(person) or person.scopes_as(Role.PEER_GROUP_FACILITATOR)):
        return []
    rows = Proposal.objects.waiting().exclude(proposed_by=person)
    return [Waiting(rows, lambda found: [
        Act(_("référentiel"), _("Une proposition attend une réponse"), one.label, one.get_absolute_url(), _("Lire"))
        for one in found
    ])]  # fmt: skip
