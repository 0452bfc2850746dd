"""In a demonstration, the page of somebody to be met is one click away, as the account of anybody else is."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import GIVEN_BACK, ContactState, DiagnosticState
from fabrique.accompaniment.diagnostics.guests import address
from fabrique.accompaniment.diagnostics.models import Contact
from fabrique.ground.people.doors import Door, door


@door
def people_to_meet() -> Iterator[Door]:
    """One of each, of an invented cohort and by a link that was given."""
    invented = Contact.objects.filter(diagnostic__participation__cohort__fictional=True)
    linked = invented.filter(link_until__gte=timezone.localdate()).order_by("pk")
    for label, state, at in (
        (_("Personne invitée à un entretien"), ContactState.INVITED, (DiagnosticState.RUNNING,)),
        (_("Personne qui a pris rendez-vous"), ContactState.BOOKED, (DiagnosticState.RUNNING,)),
        (_("Personne entendue, après la restitution"), ContactState.MET, GIVEN_BACK),
    ):
        if found := linked.filter(state=state, diagnostic__state__in=at).first():
            yield label, address(found)
