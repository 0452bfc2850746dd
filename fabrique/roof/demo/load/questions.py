"""Questions between the people of the invented cohort, and the sheet that came of one."""

from typing import Any

from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers.models import Membership
from fabrique.accompaniment.questions import actions
from fabrique.accompaniment.questions.models import Agreement, Question
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.models import Person
from fabrique.roof.demo.load.life import person
from fabrique.roof.demo.load.peers import SEATED


def load_questions(data: dict[str, Any]) -> None:
    if Question.objects.exists():
        return
    seat_peers()
    for row in data["questions"]:
        load_question(row)
    # nobody reads the letters of people who have no address
    Notice.objects.filter(person__code__startswith=SEATED).delete()


def seat_peers() -> None:
    """The invented members of the groups of peers hold the seat that bears their name."""
    for member in Membership.objects.filter(person__code__startswith=SEATED).select_related("seat"):
        Seat.objects.filter(pk=member.seat_id, person=None).update(person=member.person)


def who(category: str, name: int | str) -> Person:
    """A role of the demonstration, or the invented person of that place among the seated."""
    if isinstance(name, str):
        return person(name)
    seats = Seat.objects.active().filter(category__key=category, person__code__startswith=SEATED)
    return seats.order_by("pk")[name].person


def load_question(row: dict[str, Any]) -> None:
    category, asker = row["category"], who(row["category"], row["author"])
    question = actions.ask(category=category, subject=row["subject"], text=row["text"], by=asker)
    made = {}
    for one in row["answers"]:
        author = who(category, one["author"])
        answer = actions.answer(question=question, text=one["text"], signed=one.get("signed", False), by=author)
        if one.get("helped"):
            actions.say_helped(answer=answer, helped=True, by=asker)
        made[answer.code] = (author, one.get("agrees"))
    if "kept" in row:
        question = actions.close(question=question, kept=row["kept"], by=asker, seen=question.version)
        sheet = actions.prepare_sheet(question=question, title=row["title"], answers=made, by=asker)
        if not all(says for _author, says in made.values()):
            return  # somebody is still asked
        for author, says in made.values():
            agreement = Agreement.objects.visible_to(author).get(sheet=sheet)
            actions.say_agreement(agreement=agreement, says=says, by=author)
        actions.publish_sheet(sheet=sheet, by=asker)
