"""What this instance calls itself, kept in the database, read once a minute by each process."""

from django.core.cache import cache
from django.db import DatabaseError, transaction

from fabrique.core.models import Setting

DEFAULTS = {
    "alliance_name": "La Fabrique des transitions",
    "publisher": "",
    "publisher_address": "",
    "contact_email": "",
    "host": "",
    "source_url": "",
}
KEY = "instance-settings"


def values() -> dict[str, str]:
    stored = cache.get(KEY)
    if stored is None:
        try:
            stored = dict(Setting.objects.order_by("name").values_list("name", "value"))
        except DatabaseError:  # before the first migration, or when the database is what failed
            return DEFAULTS
        cache.set(KEY, stored, 60)
    return DEFAULTS | stored


def alliance_name() -> str:
    return values()["alliance_name"]


@transaction.atomic
def write(**new: str) -> None:
    for name, value in new.items():
        Setting.objects.update_or_create(name=name, defaults={"value": value})
    transaction.on_commit(lambda: cache.delete(KEY))
