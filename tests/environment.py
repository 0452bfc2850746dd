"""Loaded before anything else (`-p tests.environment`): the suite runs in its own environment, from noon on.

Django's clock says noon of this day when the suite begins, and goes on from there: whatever the hour of the machine, no day
ends between what a test reads and what it asks, and an hour ago was today. Other processes (instances, browsers, databases)
keep the machine's clock.
"""

import os
from datetime import datetime
from functools import wraps
from zoneinfo import ZoneInfo

from django.utils import timezone

# what this machine gives an instance of its own: a memory, files, keys that tests would share with it
for name in ("ALLOWED_HOSTS", "CACHE_URL", "EMAIL_FROM", "EMAIL_URL", "KEYS_URL", "SECRET_KEY", "SERVER_KEYS", "SERVER_KEYS_FILE",
             "SITE_URL", "STORAGE_URL", "TRUSTED_PROXY_COUNT"):  # fmt: skip
    os.environ.pop(name, None)
os.environ["FABRIQUE_ENV"] = "test"
os.environ.setdefault("DATABASE_URL", os.environ.get("TEST_DATABASE_URL") or "sqlite:///:memory:")

BEGUN = datetime.now(ZoneInfo("Europe/Paris"))
TO_NOON = BEGUN.replace(hour=12, minute=0, second=0) - BEGUN
now = timezone.now


@wraps(now)
def from_noon():
    return now() + TO_NOON


timezone.now = from_noon
