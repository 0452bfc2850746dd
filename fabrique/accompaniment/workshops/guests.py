"""How somebody is known in a room: the token of their browser, or their account. Both give one participant.

A short code is not guessed: wrong ones are counted for an address of the network, widely, since a whole room may stand
behind one; a workshop that somebody entered from there stays open to all who are there, whatever is typed beside.
Newcomers without an account are counted the same way: one machine that comes in again and again does not fill a room.
"""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from fabrique.accompaniment.peers.permissions import inside
from fabrique.accompaniment.workshops.actions.room import imprint, token_of
from fabrique.accompaniment.workshops.models import Participant, Workshop
from fabrique.accompaniment.workshops.rooms import workshop_behind
from fabrique.core.db import ALPHABET
from fabrique.ground.permanences.flood import HOUR, over, place_of

WRONG_AN_HOUR = 300
# five hundred phones of one room, each of them twice (ADR 0096)
NEW_AN_HOUR = 1000
AS_LONG_AS = 400 * 24 * 3600


def cookie(workshop: Workshop) -> str:
    return f"atelier-{workshop.door}"


def typed(door: str) -> str:
    """As people copy it: spaces, capitals and hyphens do not matter; letters that it never holds are left as typed."""
    return "".join(sign for sign in door.lower() if sign in ALPHABET or sign.isalnum())[:12]


class TooMany(Exception):
    """Too many wrong codes from one place: try again in an hour."""


def workshop_at(request: HttpRequest, door: str) -> Workshop | None:
    """The workshop behind a short code; None when it is nobody's, or a peer group's that one is not of."""
    place = place_of(request)
    wrong = f"workshop-wrong:{place}"
    if cache.get(wrong, 0) >= WRONG_AN_HOUR and not comes_from_there(request, door, place):
        raise TooMany
    workshop = workshop_behind(door)
    if workshop is None or (workshop.group and not inside(request.user, workshop.group)):
        over(wrong, WRONG_AN_HOUR, HOUR)
        return None
    return workshop


def comes_from_there(request: HttpRequest, door: str, place: str) -> bool:
    """Somebody entered it from that place, or this browser holds a token that the room gave: a name is no token."""
    token = request.COOKIES.get(f"atelier-{door}", "")
    given = Participant.objects.filter(token_hash=imprint(token), workshop__door=door)
    return bool(cache.get(f"workshop-entered:{place}:{door}")) or (bool(token) and given.exists())


def crowded(request: HttpRequest, workshop: Workshop) -> bool:
    """Count one more newcomer from there in this room; whether they are too many. Whoever has an account is there once."""
    if request.user.is_authenticated:
        return False
    return over(f"workshop-new:{place_of(request)}:{workshop.door}", NEW_AN_HOUR, HOUR)


def remember_place(request: HttpRequest, workshop: Workshop) -> None:
    """Somebody is in the room from there."""
    place = place_of(request)
    cache.set(f"workshop-entered:{place}:{workshop.door}", 1, 12 * HOUR)


def participant_of(request: HttpRequest, workshop: Workshop) -> Participant | None:
    """By the account; without one, by the cookie of this browser, which may be that of somebody else (ADR 0097)."""
    person = request.user
    token = token_of(person, workshop) if person.is_authenticated else request.COOKIES.get(cookie(workshop), "")
    rows = workshop.participants.filter(token_hash=imprint(token)).defer("account")
    known = rows.first() if token else None
    if known is not None:
        known.workshop = workshop
    return known


def give(response: HttpResponse, workshop: Workshop, token: str) -> None:
    """To this browser alone, for this room alone: it opens one's own cards as long as they may be taken back."""
    response.set_cookie(cookie(workshop), token, max_age=AS_LONG_AS, path=f"/atelier/{workshop.door}", httponly=True,
                        samesite="Lax", secure=settings.PRODUCTION)  # fmt: skip
