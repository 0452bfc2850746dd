"""/sante: is this instance well? For a machine that watches, and for the person it wakes."""

import os
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fabrique.core.http import guarded
from fabrique.core.models import Heartbeat
from fabrique.core.permissions import anyone
from fabrique.core.version import VERSION

WORKER_SILENCE = timedelta(seconds=90)


@require_safe
@guarded(anyone)
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """`{"status": "ok" | "failing", "database": …, "storage": …, "worker": …, "version": …}`; 200 or 503."""
    parts = {name: probe(check) for name, check in PROBES.items()}
    well = all(value == "ok" for value in parts.values())
    return JsonResponse(
        {"status": "ok" if well else "failing", **parts, "version": VERSION}, status=200 if well else 503
    )


def probe(check) -> str:
    try:
        return check()
    except Exception as fault:  # noqa: BLE001  the class says what fails, its message could hold an address or a secret
        return f"failing: {type(fault).__name__}"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return "ok"


def storage() -> str:
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return "ok" if os.access(settings.MEDIA_ROOT, os.W_OK) else "failing: read-only"


def worker() -> str:
    beat = Heartbeat.objects.filter(name="worker").first()
    if beat is None:
        return "failing: never seen"
    silent = timezone.now() - beat.at
    return "ok" if silent < WORKER_SILENCE else f"failing: silent for {int(silent.total_seconds())} s"


def memory() -> str:
    cache.get("health")
    return "ok"


PROBES = {"database": database, "storage": storage, "worker": worker, "cache": memory}
