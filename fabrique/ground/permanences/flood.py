"""A door open to all is not a door for machines: so many messages a day from one person, so many an hour from one place.

Addresses of the network are wide, because a whole workshop may stand behind one; they are kept an hour, unreadable.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SALT = "fabrique.permanences.flood"
HOUR, DAY = 3600, 24 * 3600
A_PERSON_A_DAY = 10
A_PLACE_AN_HOUR = 20
ALL_GUESTS_AN_HOUR = 120
AN_ADDRESS_A_DAY = 4


def over(key: str, most: int, during: int) -> bool:
    """Count one more; whether that is too many."""
    cache.add(key, 0, during)
    return cache.incr(key) > most


def mark(word: str) -> str:
    return salted_hmac(SALT, word.lower(), algorithm="sha256").hexdigest()


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, unreadable: one address, or the sixty-four bits that one machine draws its own from."""
    address = ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        address = ip_network((address, 64), strict=False).network_address
    return mark(str(address))


def too_many(request: HttpRequest) -> bool:
    if request.user.is_authenticated:
        return over(f"matter-person:{request.user.code}", A_PERSON_A_DAY, DAY)
    # the place first: one machine alone must not close the door to all
    return over(f"matter-place:{place_of(request)}", A_PLACE_AN_HOUR, HOUR) or over(
        "matter-all", ALL_GUESTS_AN_HOUR, HOUR
    )


def letter_due(email: str) -> bool:
    """An address that somebody typed receives a few letters a day at most."""
    return not over(f"matter-letter:{mark(email)}", AN_ADDRESS_A_DAY, DAY)
