"""Gentle letters: a viewpoint asked and still silent, a point whose day came. Twice at most, and never after an answer."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.actions.viewpoints import asked_of, tell_those_asked
from fabrique.accompaniment.evaluation.enums import ViewpointState
from fabrique.accompaniment.evaluation.models import FollowUp, Viewpoint
from fabrique.core.dates import date_format
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person

# days after the first letter, one for each reminder
VIEWPOINT_AFTER = (14, 28)
AGAIN_AFTER = timedelta(days=30)
# what an area above already asks of a referent at that distance: one letter is enough
Elsewhere = Callable[[Participation, int], bool]
elsewhere: list[Elsewhere] = []


def asks_elsewhere(source: Elsewhere) -> Elsewhere:
    elsewhere.append(source)
    return source


def remind_viewpoints() -> int:
    """By the worker: those asked two weeks ago, then four, and still silent. How many were reminded."""
    today, reminded = timezone.localdate(), 0
    asked = Viewpoint.objects.filter(state=ViewpointState.ASKED, reminders__lt=len(VIEWPOINT_AFTER))
    for viewpoint in asked.select_related("participation__cohort", "participation__territory", "participation__scope").order_by("pk"):  # fmt: skip
        since = today - timezone.localdate(viewpoint.asked_at)
        if since >= timedelta(days=VIEWPOINT_AFTER[viewpoint.reminders]):
            reminded += remind_viewpoint(viewpoint)
    return reminded


@transaction.atomic
def remind_viewpoint(viewpoint: Viewpoint) -> bool:
    """The count is taken first: two workers send one letter. It is no edition: whoever is writing meets no conflict."""
    mine = Viewpoint.objects.filter(pk=viewpoint.pk, state=ViewpointState.ASKED, reminders=viewpoint.reminders)
    if not mine.update(reminders=viewpoint.reminders + 1, reminded_on=timezone.localdate()):
        return False
    viewpoint.refresh_from_db(fields=["reminders", "reminded_on"])
    tell_those_asked(viewpoint)
    return bool(asked_of(viewpoint))


def recall_follow_ups() -> int:
    """On its day, then a month later, to the referent and the evaluator. How many letters."""
    due = FollowUp.objects.due().select_related(
        "participation__cohort__scope", "participation__territory", "participation__scope"
    )
    return sum(recall(follow_up) for follow_up in due.order_by("pk"))


def recall(follow_up: FollowUp) -> int:
    late = timezone.localdate() - follow_up.due_on
    if late > 2 * AGAIN_AFTER:
        return 0
    turn, place, told = (2 if late >= AGAIN_AFTER else 1), follow_up.participation, 0
    asked = any(source(place, follow_up.months) for source in elsewhere)
    roles = (Role.EMBEDDED_EVALUATOR,) if asked else may.RECORDERS
    url = reverse("evaluation:follow-up", args=[place.cohort.code, place.code, follow_up.code])
    for person in holders(place, roles):
        with override(person.language):
            subject = _("%(name)s, %(n)d mois après : quels effets durent ?") % {"name": place.territory.name, "n": follow_up.months}  # fmt: skip
            lines = [
                _("Depuis le %(day)s, vous pouvez dire pour chaque effet s’il dure, s’il a grandi ou s’il s’est estompé.") % {"day": date_format(follow_up.due_on, "j F Y")},
                _("Cinq minutes suffisent. « On ne sait pas encore » est une réponse."),
            ]  # fmt: skip
        once = f"follow-up-{follow_up.code}-{turn}"
        told += notify(person, Kind.TASK, subject, lines, url, scope=place.scope, once=once, due=f"follow-up:{follow_up.code}") is not None  # fmt: skip
    return told


def holders(place: Participation, roles: Iterable[Role]) -> list[Person]:
    grants = may.grants_in(place, roles)
    return list(Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"))
