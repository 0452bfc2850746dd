"""A situation told to a circle, and what the circle answers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.supervision import permissions as may
from fabrique.accompaniment.supervision.enums import CASE
from fabrique.accompaniment.supervision.models import Case, Circle, Reply
from fabrique.accompaniment.supervision.reminder import names_left
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


def worded(title: str, text: str, question: str, place: Participation | None, *, shows_place: bool, read_again: bool) -> dict:  # fmt: skip
    """The values of a case, refused while a name is left in them and nobody said that they had read them again."""
    values = {"title": title.strip(), "text": text.strip(), "question": question.strip()}
    found = names_left("\n".join(values.values()), place)
    if found and not read_again:
        quoted = ", ".join(f"« {name} »" for name in found)
        raise Denied(_("On pourrait reconnaître quelqu’un : %(names)s. Remplacez par une fonction ou une tournure générale, ou dites que vous avez relu.") % {"names": quoted})  # fmt: skip
    return values | {"place": place.code if place else "", "shows_place": bool(place) and shows_place}


@transaction.atomic
def write_case(
    *, circle: Circle, title: str, text: str, by: Person, question: str = "", place: Participation | None = None,
    shows_place: bool = False, read_again: bool = False,
) -> Case:  # fmt: skip
    may.speak(by, circle)
    values = worded(title, text, question, place, shows_place=shows_place, read_again=read_again)
    case = Case.objects.create(circle=circle, author=by, **values)
    audit.record(by, "case-written", case, circle=circle.code)
    return case


@transaction.atomic
def edit_case(
    *, case: Case, title: str, text: str, question: str, by: Person, seen: int, place: Participation | None = None,
    shows_place: bool = False, read_again: bool = False,
) -> Case:  # fmt: skip
    may.keep_case(by, case)
    values = worded(title, text, question, place, shows_place=shows_place, read_again=read_again)
    case.save_values(values, seen=seen)
    audit.record(by, "case-edited", case)
    return case


@transaction.atomic
def move_case(*, case: Case, name: str, by: Person) -> Case:
    """Talked about, or come back to: anybody inside. Taken back: its author, and no word is left, answers included."""
    if name not in CASE.moves:
        raise Denied(_("Ce changement n’existe pas."))
    (may.keep_case if name == "withdraw" else may.speak_of)(by, case)
    CASE.make(case, name)
    values: dict[str, Any] = {"state": case.state}
    if name == "withdraw":
        values |= {"title": "", "text": "", "question": "", "place": "", "shows_place": False}
        case.replies.all().delete()
    case.save_values(values, seen=case.version)
    audit.record(by, "case-moved", case, state=case.state)
    return case


@transaction.atomic
def reply(*, case: Case, text: str, by: Person) -> Reply:
    may.speak_of(by, case)
    if not case.text:
        raise Denied(_("Ce cas a été repris : il n’y reste aucun mot."))
    said = Reply.objects.create(case=case, author=by, text=text.strip())
    audit.record(by, "case-answered", case)
    return said
