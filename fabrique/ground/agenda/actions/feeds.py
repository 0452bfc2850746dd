from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.db import new_code
from fabrique.core.permissions import Denied, signed_in
from fabrique.ground.agenda.models import Feed, belongs
from fabrique.ground.people.enums import LEADS
from fabrique.ground.people.models import Person, Scope
from fabrique.ground.people.permissions import animate, holds


@transaction.atomic
def open_feed(*, by: Person, scope: Scope | None = None, renew: bool = False) -> Feed:
    """One's own address, or a circle's; `renew` closes the old one. A circle's is renewed by who leads it."""
    signed_in(by)
    if scope is not None and not belongs(by, scope, closed=True):
        raise Denied(_("Cette adresse est celle d’un cercle dont vous n’êtes pas."))
    whose = {"person": by} if scope is None else {"scope": scope}
    feed, opened = Feed.objects.get_or_create(**whose)
    if opened or not renew:
        if opened:
            audit.record(by, "feed-opened", renewed=False)
        return feed
    if scope is not None and not (holds(by, *LEADS, within=scope) or animate.allows(by)):
        raise Denied(_("L’adresse d’un cercle est changée par qui le conduit : elle sert à d’autres."))
    feed.code = new_code()
    feed.save(update_fields=["code"])
    audit.record(by, "feed-opened", renewed=True)
    return feed
