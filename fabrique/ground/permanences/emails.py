"""The letter that tells somebody without an account that their message arrived."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from fabrique.ground.people.emails import letter
from fabrique.ground.permanences import guests
from fabrique.ground.permanences.models import Matter


def received(matter: Matter) -> EmailMultiAlternatives:
    """Without a word of the message: whoever typed this address may not be its owner. Leaves at once, like a code."""
    url = settings.SITE_URL + guests.address(matter)
    return letter("permanences/email/received", matter.guest_email, matter.language, matter=matter, url=url)
