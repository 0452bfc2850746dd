"""What a territory says: the voice of its delegation, and whether it agrees to be named."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.convergences import permissions as may
from fabrique.accompaniment.convergences.enums import Wish
from fabrique.accompaniment.convergences.models import TerritoryConsent, Topic, Vote
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def give_vote(
    *, participation: Participation, topic: Topic, wish: Wish, by: Person, question: str = "", seen: int = 0
) -> Vote:
    """One voice a delegation; written again while the topic is proposed. Raises `Conflict`."""
    may.vote(by, participation, Topic.objects.select_for_update().get(pk=topic.pk))
    if topic.cohort_id != participation.cohort_id:
        raise Denied(_("Ce sujet est celui d’une autre cohorte."))
    values = {"wish": wish, "question": question.strip(), "given_at": timezone.now(), "given_by": by}
    vote, made = Vote.objects.get_or_create(topic=topic, participation=participation, defaults=values)
    if not made:
        vote.save_values(values, seen=seen)
    audit.record(by, "topic-voted", topic, participation=participation.code)
    return vote


@transaction.atomic
def agree_to_be_named(*, participation: Participation, by: Person) -> TerritoryConsent:
    may.name_territory(by, participation)
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if standing := TerritoryConsent.objects.standing().filter(participation=participation).first():
        return standing
    consent = TerritoryConsent.objects.create(participation=participation, given_by=by)
    audit.record(by, "territory-agrees-to-be-named", participation)
    return consent


@transaction.atomic
def withdraw_name(*, participation: Participation, by: Person) -> None:
    """At once, and without a reason."""
    may.name_territory(by, participation)
    standing = TerritoryConsent.objects.standing().filter(participation=participation)
    if standing.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        audit.record(by, "territory-is-not-named", participation)
