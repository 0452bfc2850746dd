"""Many people for few places in the same second: the body of the proof, run inside a real instance of each engine."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from django.db import close_old_connections, connections

from fabrique.ground.agenda.actions import registrations
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.models import Person
from tests.world import make_event

PATIENCE = 60  # seconds, for who counts with us


def race(*, people: int, places: int, rounds: int, held: bool = True) -> dict:
    """What the worst round gave. `held` false: the same count without a transaction and without the lock, and it must fail.

    There two always count before either is seated: an odd number of places cannot be filled by twos, one too many is.
    """
    register, locked, has_room = registrations.register, registrations.locked, registrations.has_room
    crowd = [Person.objects.create(email=f"race-{n}-{time.time_ns()}@example.invalid") for n in range(people)]
    meanwhile: Callable = partial(time.sleep, 0.002)
    if not held:
        register = register.__wrapped__
        registrations.locked = lambda event: Event.objects.get(pk=event.pk)
        meanwhile = partial(threading.Barrier(2).wait, PATIENCE)
    registrations.has_room = lambda event: (has_room(event), meanwhile())[0]
    try:
        worst: dict = {"over": 0, "errors": 0, "met": "", "waiting": 0, "lost": 0}
        for _round in range(rounds):
            found = one_round(register, crowd, places)
            worst = {name: max(worst[name], found[name]) for name in worst}
        return worst
    finally:
        registrations.locked, registrations.has_room = locked, has_room


def one_round(register, crowd: list[Person], places: int) -> dict:
    event = make_event(capacity=places)
    start, faults = threading.Barrier(len(crowd)), []

    def run(person):
        close_old_connections()
        start.wait()
        try:
            register(event=Event.objects.get(pk=event.pk), by=person)
        except Exception as fault:  # noqa: BLE001  what it is does not matter: nobody may meet one
            faults.append(type(fault).__name__)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(person,)) for person in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = Counter(event.registrations.values_list("state", flat=True))
    return {
        "over": max(states["seated"] - places, 0),
        "lost": max(places - states["seated"], 0),
        "waiting": states["waiting"],
        "errors": len(faults),
        "met": max(faults, default=""),
    }
