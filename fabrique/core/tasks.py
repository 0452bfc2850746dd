"""The worker: Django's tasks from the database, a heartbeat, and what must be done from time to time.

Task arguments are public codes only; a failed task keeps the class of its error and nothing else, because arguments
and tracebacks are stored in clear.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker
from django_tasks_db.models import DBTaskResult

from fabrique.core.models import Heartbeat, PeriodicRun

BEAT = timedelta(seconds=20)
SILENCE = timedelta(seconds=90)
LOOK = 20.0  # seconds between two looks at what is due

logger = logging.getLogger("fabrique.worker")


@dataclass(frozen=True)
class Periodic:
    name: str
    every: timedelta
    run: Callable[[], None]


periodic_tasks: list[Periodic] = []


def periodic(every: timedelta) -> Callable:
    """Run a function by the worker, once a period whatever the number of workers. It must bear being run twice."""

    def register(run: Callable[[], None]) -> Callable[[], None]:
        periodic_tasks.append(Periodic(f"{run.__module__}.{run.__name__}", every, run))
        return run

    return register


def claim(task: Periodic) -> bool:
    """Whether this worker is the one to run it now."""
    now = timezone.now()
    with transaction.atomic():
        _row, created = PeriodicRun.objects.get_or_create(name=task.name, defaults={"at": now})
        return created or bool(PeriodicRun.objects.filter(name=task.name, at__lte=now - task.every).update(at=now))


def due(task: Periodic) -> bool:
    """A look without a write: the clock turns every second, the period is minutes."""
    return not PeriodicRun.objects.filter(name=task.name, at__gt=timezone.now() - task.every).exists()


def run_periodic() -> None:
    """Each task whose time has come. One that fails is logged by the class of its error and waits for its next time."""
    for task in periodic_tasks:
        if not due(task) or not claim(task):
            continue
        try:
            task.run()
        except Exception:
            logger.exception("%s failed", task.name)


def beat(worker_id: str) -> None:
    """One line for /sante, one for the other workers: whose tasks are orphans."""
    now = timezone.now()
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": now})
    Heartbeat.objects.update_or_create(name=f"worker {worker_id}", defaults={"at": now})


def requeue_orphans() -> int:
    """Tasks that a dead worker left running start again: every task here bears being run twice."""
    silent = timezone.now() - SILENCE
    alive = Heartbeat.objects.filter(name__startswith="worker ", at__gt=silent).values_list("name", flat=True)
    living = {name.removeprefix("worker ") for name in alive}
    orphans = [task.pk for task in DBTaskResult.objects.running() if not living & set(task.worker_ids[-1:])]
    return DBTaskResult.objects.running().filter(pk__in=orphans).update(status="READY", started_at=None)


class Worker(LibraryWorker):
    """The library empties the queue (its batch mode); between two looks at it, our heartbeat and periodic tasks.

    The heartbeat has its own thread, because a long task must not make the worker look dead. `parent`: the process to
    die with, whatever killed it.
    """

    def __init__(self, *, parent: int | None = None):
        super().__init__(queue_names=["*"], interval=1, batch=True, backend_name="default", startup_delay=False,
                         max_tasks=None, worker_id=token_hex(6), excluded_queue_names=[])  # fmt: skip
        self.parent = parent
        self.stopping = threading.Event()

    def run(self) -> None:
        beat(self.worker_id)
        Heartbeat.objects.filter(name__startswith="worker ", at__lt=timezone.now() - timedelta(days=1)).delete()
        threading.Thread(target=self.keep_beating, daemon=True).start()
        looked = 0.0
        while self.running and not self.orphan():
            if time.monotonic() - looked > LOOK:
                looked = time.monotonic()
                requeue_orphans()
                run_periodic()
            # a read first: the library's look takes the write lock of SQLite
            if DBTaskResult.objects.ready().exists():
                super().run()
            else:
                close_old_connections()
                time.sleep(self.interval)
        self.stopping.set()

    def orphan(self) -> bool:
        return self.parent is not None and os.getppid() != self.parent

    def keep_beating(self) -> None:
        while not self.stopping.wait(BEAT.total_seconds()):
            try:
                beat(self.worker_id)
            except DatabaseError:
                logger.warning("heartbeat not written")
            finally:
                connection.close()

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        # what the library stored of a failure may quote what somebody typed
        DBTaskResult.objects.filter(pk=db_task_result.pk).exclude(traceback="").update(traceback="")
