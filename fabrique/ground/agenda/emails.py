"""Letters of the agenda: a guest's confirmation, and what changes for those who registered."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from fabrique.ground.agenda import guests
from fabrique.ground.agenda.models import Event, Notice
from fabrique.ground.people.emails import letter


def notice(told: Notice) -> EmailMultiAlternatives:
    registration = told.registration
    event = registration.event
    language = registration.person.language if registration.person else registration.language
    url = settings.SITE_URL + (
        event.get_absolute_url()
        if registration.person
        else guests.address(event, registration.guest_email, registration.guest_name, language)
    )
    return letter("agenda/email/notice", registration.address, language, event=event, change=told.change, url=url)


def confirmation(event: Event, email: str, name: str, language: str) -> EmailMultiAlternatives:
    url = settings.SITE_URL + guests.address(event, email, name, language)
    return letter("agenda/email/confirmation", email, language, event=event, name=name, url=url)
