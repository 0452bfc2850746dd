"""What became of the effects: points drawn by the house, recalled twice, recorded by a person (R491)."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation import permissions as may
from fabrique.accompaniment.evaluation.enums import FOLLOW_UP, Became, FollowUpState
from fabrique.accompaniment.evaluation.models import MONTHS, Effect, Fate, FollowUp
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

LAST_DAY = 28
# nobody is asked to remember what is older
TOO_LATE = timedelta(days=90)
ENDED = (CohortState.CONCLUDING, CohortState.EVALUATED, CohortState.COMPANION)


def after_months(start: date, months: int) -> date:
    """The same day some months later; the 28th when the month might be too short."""
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, min(start.day, LAST_DAY))


@transaction.atomic
def draw_follow_ups(today: date | None = None) -> int:
    """By the worker, for each territory that went to the end of its path. How many were drawn; twice draws nothing."""
    today = today or timezone.localdate()
    places = Participation.objects.current().filter(
        cohort__state__in=ENDED, cohort__figures_only=False, cohort__ends_on__lte=today
    )
    drawn = 0
    for place in places.select_related("cohort").order_by("pk"):
        for months in MONTHS:
            due = after_months(place.cohort.ends_on, months)
            if due >= today - TOO_LATE:
                drawn += FollowUp.objects.get_or_create(participation=place, months=months, defaults={"due_on": due})[1]
    return drawn


def effects_of(follow_up: FollowUp) -> list[Effect]:
    """Those found right, whose fate can be told."""
    found = Effect.objects.filter(participation=follow_up.participation_id).read_again()
    return list(found.in_reading_order())


@transaction.atomic
def record_follow_up(*, follow_up: FollowUp, seen: int, by: Person, words: str = "", **said: Any) -> FollowUp:
    """`said` holds `became_<code>` and `words_<code>` of each effect; what is left empty is not said.

    A published point is first taken off the public page. Before its day, nothing is recorded.
    """
    may.record_follow_up(by, follow_up)
    if follow_up.due_on > timezone.localdate():
        raise Denied(_("Ce jour n’est pas encore venu : les effets ont besoin de temps."))
    FOLLOW_UP.make(follow_up, "record")
    told = [
        Fate(follow_up=follow_up, effect=effect, became=Became(became), words=said.get(f"words_{effect.code}", ""))
        for effect in effects_of(follow_up)
        if (became := said.get(f"became_{effect.code}", ""))
    ]
    if not told and not words.strip():
        raise Denied(_("Dites au moins ce qu’est devenu un effet, ou écrivez une phrase."))
    values = {"state": follow_up.state, "words": words.strip(), "recorded_at": timezone.now(), "recorded_by": by}
    follow_up.save_values(values, seen=seen)
    follow_up.fates.all().delete()
    Fate.objects.bulk_create(told)
    audit.record(by, "follow-up-recorded", follow_up, months=follow_up.months, effects=len(told))
    return follow_up


@transaction.atomic
def move_follow_up(*, follow_up: FollowUp, name: str, by: Person) -> FollowUp:
    """Publish or withdraw: the delegation's agreement is a dated act of its referent (R496)."""
    if name not in ("publish", "withdraw"):
        raise Denied(_("Ce changement n’existe pas."))
    may.publish_follow_up(by, follow_up)
    FOLLOW_UP.make(follow_up, name)
    published = follow_up.state == FollowUpState.PUBLISHED
    values = {"published_at": timezone.now() if published else None, "published_by": by if published else None}
    follow_up.save_values({"state": follow_up.state} | values, seen=follow_up.version)
    audit.record(by, "follow-up-moved", follow_up, state=follow_up.state)
    return follow_up
