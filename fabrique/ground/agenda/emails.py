"""Words of the agenda: a guest's confirmation, which leaves at once like a code, and what changes for the registered."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from fabrique.ground.agenda import guests
from fabrique.ground.agenda.models import Event, Notice
from fabrique.ground.people.emails import letter


def words(told: Notice, language: str) -> tuple[str, list[str]]:
    """The subject and the paragraphs of what a person is told, in their language."""
    with override(language):
        context = {"event": told.registration.event, "change": told.change, "url": ""}
        text = render_to_string("agenda/email/notice.txt", context)
    subject, _newline, body = text.strip().partition("\n")
    return subject, [part.strip() for part in body.split("\n\n") if part.strip()]


def confirmation(event: Event, email: str, name: str, language: str) -> EmailMultiAlternatives:
    url = settings.SITE_URL + guests.address(event, email, name, language)
    return letter("agenda/email/confirmation", email, language, event=event, name=name, url=url)
