"""Links of a letter: its place on the site, and the way not to receive the like again (RFC 8058)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse

from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.models import Series
from fabrique.ground.people.models import Person

SALT = "fabrique.letters.stop"


@dataclass(frozen=True)
class Wish:
    """Who no longer wants what."""

    person: Person
    kind: Kind
    series: Series | None

    @property
    def what(self) -> str:
        return str(self.series or self.kind.label)


def absolute(url: str) -> str:
    return settings.SITE_URL + url if url.startswith("/") else url


def domain() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def token(person: Person, kind: str, series: Series | None = None) -> str:
    """Says who and what, signed, without an end: a letter is kept for years. It opens nothing else."""
    return signing.dumps([person.code, str(kind), series.code if series else ""], salt=SALT)


def read(given: str) -> Wish | None:
    """None when the house did not sign it, or when nobody is behind it any more."""
    try:
        code, kind, series = signing.loads(given, salt=SALT)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(code=code, erased_at=None).first()
    found = Series.objects.filter(code=series).first() if series else None
    if person is None or (series and found is None):
        return None
    return Wish(person, Kind(kind), found)


def stop(person: Person, kind: str, series: Series | None = None) -> str:
    return absolute(reverse("letters:stop", args=[token(person, kind, series)]))


def stop_at_once(person: Person, kind: str, series: Series | None = None) -> str:
    return absolute(reverse("letters:stop-at-once", args=[token(person, kind, series)]))
