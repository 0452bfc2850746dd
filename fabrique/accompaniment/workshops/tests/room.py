"""A workshop, its steps, people in the room with or without an account."""

from itertools import count

from django.contrib.auth.models import AnonymousUser

from fabrique.accompaniment.peers.tests.among import category
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Step, Workshop
from tests.world import make_cohort, make_lead

WORDS = "canari : les bus ne passent plus"
_numbers = count(1)
VISITOR = AnonymousUser()
SCRIPT = (
    ({"kind": "collect", "question": "Qu’attendez-vous ?"}, ()),
    ({"kind": "read", "question": "Que lisez-vous ?"}, ()),
    ({"kind": "group", "question": "Qu’est-ce qui va ensemble ?"}, ()),
    ({"kind": "vote", "question": "Que retenir ?", "ballot": "dots", "dots": 3}, ()),
    ({"kind": "vote", "question": "Qu’en pensez-vous ?", "ballot": "opinion"}, ("Une phrase", "Une autre")),
    ({"kind": "decide", "question": "Que décidez-vous ?"}, ()),
)


def make_workshop(cohort=None, by=None, script=SCRIPT, **fields) -> Workshop:
    """Prepared, by a lead of its cohort."""
    cohort = cohort or make_cohort()
    by = by or make_lead(cohort)
    return actions.prepare(cohort=cohort, title="Atelier", by=by, script=script, **fields)


def opened(at=1, **fields) -> Workshop:
    """Open, the room at the step of this order."""
    workshop = make_workshop(**fields)
    actions.move(workshop=workshop, name="open", by=workshop.facilitator)
    return at_step(workshop, at)


def at_step(workshop, order) -> Workshop:
    return actions.go_to(workshop=workshop, step=step_of(workshop, order), by=workshop.facilitator)


def step_of(workshop, order) -> Step:
    step = workshop.steps.get(order=order)
    step.workshop = workshop
    return step


def guest(workshop, key="elected"):
    """Somebody without an account."""
    return actions.come_in(workshop=workshop, category=category(key) if key else None, by=VISITOR)[0]


def somebody(workshop, person, key="elected"):
    return actions.come_in(workshop=workshop, category=category(key) if key else None, by=person)[0]


def write(workshop, participant, text=WORDS, once=""):
    return actions.write_card(step=workshop.current, text=text, once=once or f"o{next(_numbers)}", by=participant)
