"""A vote of the invented cohort, over, with its opinion map: a room of forty-eight who have no name anywhere."""

from typing import Any

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Participant, Step, Vote, Workshop
from fabrique.ground.people.enums import LEADS
from fabrique.ground.referentials.enums import Category
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import person

EACH = 12


def load_vote(data: dict[str, Any]) -> None:
    cohort = Cohort.objects.get(code="fictive", fictional=True)
    if Workshop.objects.filter(cohort=cohort, title=data["title"]).exists():
        return
    lead = person(LEADS[0])
    script = ({"kind": "vote", "question": data["question"], "ballot": "opinion"}, [row["text"] for row in data["statements"]])  # fmt: skip
    workshop = actions.prepare(cohort=cohort, title=data["title"], by=lead, script=[script])
    step = workshop.steps.get()
    fill(workshop, step, data["statements"], list(Item.objects.categories(cohort.scope)))
    for name in ("open", "close"):
        workshop = actions.move(workshop=workshop, name=name, by=lead)
    actions.show_results(step=step, by=lead)
    Workshop.objects.filter(pk=workshop.pk).update(opened_on=data["opened_on"])


def fill(workshop: Workshop, step: Step, rows: list[dict[str, Any]], items: list[Item]) -> None:
    """Written as they stand: nobody came in by a phone."""
    known = {item.key: item for item in items}
    room = [
        [Participant(workshop=workshop, category=known[key], token_hash=f"fictive-{key}-{n}") for n in range(EACH)]
        for key in Category
    ]
    Participant.objects.bulk_create([someone for circle in room for someone in circle])
    for card, row in zip(step.cards.order_by("pk"), rows, strict=True):
        for place, circle in enumerate(room):
            cast = ["agree"] * row["agree"][place] + ["disagree"] * row["disagree"][place]
            cast += ["pass"] * (EACH - len(cast))
            # turned by the statement, so that nobody agrees with everything
            turned = circle[card.pk % EACH :] + circle[: card.pk % EACH]
            Vote.objects.bulk_create(
                Vote(step=step, participant=someone, card=card, position=one)
                for someone, one in zip(turned, cast, strict=True)
            )
