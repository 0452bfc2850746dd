"""What the worker does for people: letters that must arrive, sessions that are over."""

from datetime import timedelta

from django.core.management import call_command
from django.tasks import task

from fabrique.core.tasks import periodic
from fabrique.ground.people import emails
from fabrique.ground.people.models import Invitation


@task
def send_invitation(code: str) -> None:
    """Write to an invited address. Nothing to do when the door closed meanwhile."""
    invitation = Invitation.objects.open().select_related("scope", "invited_by").filter(code=code).first()
    if invitation:
        emails.invitation(invitation).send()


@periodic(timedelta(days=1))
def clear_sessions() -> None:
    """A session that is over holds the address it was opened with: it goes."""
    call_command("clearsessions")
