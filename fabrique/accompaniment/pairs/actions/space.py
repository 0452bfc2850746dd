"""What two people agree on: expectations, contact, what is entrusted, what must be decided."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.pairs import permissions as may
from fabrique.accompaniment.pairs.actions.together import held, tell
from fabrique.accompaniment.pairs.enums import POINT
from fabrique.accompaniment.pairs.models import Mandate, Pair, Point, Side
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def write_side(*, pair: Pair, expects: str, brings: str, contact: str, by: Person, seen: int = 0) -> Side:
    """One's own; version 0 says that nothing was written yet."""
    may.keep(by, held(pair))
    values = {"expects": expects.strip(), "brings": brings.strip(), "contact": contact.strip()}
    side, made = Side.objects.get_or_create(pair=pair, person=by, defaults=values)
    if not made:
        side.save_values(values, seen=seen)
    audit.record(by, "pair-side-written", pair)
    return side


@transaction.atomic
def give_mandate(*, pair: Pair, what: str, by: Person, limits: str = "") -> Mandate:
    may.keep(by, held(pair))
    mandate = Mandate.objects.create(pair=pair, what=what, limits=limits, given_by=by)
    audit.record(by, "pair-mandate-given", pair, mandate=mandate.code)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, by: Person) -> Mandate:
    mandate.pair = held(mandate.pair)
    may.end_mandate(by, mandate)
    if mandate.ended_on:
        raise Denied(_("C’est déjà fini."))
    mandate.ended_on = timezone.localdate()
    mandate.save(update_fields=["ended_on"])
    audit.record(by, "pair-mandate-ended", mandate.pair, mandate=mandate.code)
    return mandate


@transaction.atomic
def open_point(*, pair: Pair, question: str, by: Person, wanted_by: date | None = None) -> Point:
    may.keep(by, held(pair))
    if wanted_by and wanted_by < timezone.localdate():
        raise Denied(_("Ce jour est passé. Donnez-en un à venir."))
    point = Point.objects.create(pair=pair, question=question, wanted_by=wanted_by, opened_by=by)
    audit.record(by, "pair-point-opened", pair, point=point.code)
    tell(pair, by=by, subject=_("Un point vous attend dans votre binôme"),
         line=_("%(name)s vous demande de trancher un point. Il se lit dans votre espace.") % {"name": by})  # fmt: skip
    return point


@transaction.atomic
def decide(*, point: Point, decision: str, by: Person) -> Point:
    """By the one who did not open it; kept with both names and both dates."""
    point.pair = held(point.pair)
    may.decide(by, point)
    POINT.make(point, "decide")
    values = {"state": point.state, "decision": decision.strip(), "decided_at": timezone.now(), "decided_by": by}
    point.save_values(values, seen=point.version)
    audit.record(by, "pair-point-decided", point.pair, point=point.code)
    tell(point.pair, by=by, subject=_("Un point de votre binôme est tranché"),
         line=_("%(name)s a répondu. La réponse se lit dans votre espace.") % {"name": by})  # fmt: skip
    return point


@transaction.atomic
def withdraw_point(*, point: Point, by: Person) -> Point:
    point.pair = held(point.pair)
    may.withdraw(by, point)
    POINT.make(point, "withdraw")
    point.save_values({"state": point.state}, seen=point.version)
    audit.record(by, "pair-point-withdrawn", point.pair, point=point.code)
    return point
