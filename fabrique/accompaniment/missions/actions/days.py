"""The day ledger: declared by the ally, confirmed by the referent, corrected by counter-entries (R448, R449)."""

from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS, days_said
from fabrique.accompaniment.missions import gauges
from fabrique.accompaniment.missions import permissions as may
from fabrique.accompaniment.missions.enums import AT_WORK, DAY
from fabrique.accompaniment.missions.models import Day, Engagement, Mission
from fabrique.accompaniment.missions.models.days import MOST, MOST_PAID
from fabrique.core import audit
from fabrique.core.ledger import book
from fabrique.core.ledger.models import Transfer
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant


def check_quarters(quarters: int) -> None:
    if quarters < 1:
        raise Denied(_("Un temps déclaré est d’un quart de jour au moins. Pour corriger un jour confirmé, la personne référente le corrige dans le registre."))  # fmt: skip
    if quarters > MOST_PAID:
        raise Denied(_("Une journée compte un jour au plus. Déclarez chaque date à part."))


def check_date(engagement: Engagement, day: date) -> None:
    if day > timezone.localdate():
        raise Denied(_("Ce jour est à venir : déclarez-le une fois passé."))
    if day < engagement.joined_on:
        raise Denied(_("Ce jour vient avant l’entrée de l’allié dans la mission."))


def check_doubles(engagement: Engagement, by: Person, facts: dict) -> None:
    """Of the mission: the same thing twice. Of the person, in every mission: more hours than a day has."""
    same = {name: facts[name] for name in ("date", "kind", "paid")}
    if Day.objects.standing().filter(engagement=engagement, **same).exists():
        raise Denied(_("Vous avez déjà déclaré ce temps pour cette date. Retirez-le d’abord s’il a changé."))
    of_person = Day.objects.standing().filter(declared_by=by, date=facts["date"])
    every = of_person.aggregate(total=Sum("quarters"))["total"] or 0
    paid = of_person.filter(paid=True).aggregate(total=Sum("quarters"))["total"] or 0
    if (facts["paid"] and paid + facts["quarters"] > MOST_PAID) or every + facts["quarters"] > MOST:
        raise Denied(_("Ce jour-là vous avez déjà déclaré %(days)s : cela dépasserait une journée.") % {"days": days_said(every)})  # fmt: skip


@transaction.atomic
def declare_day(
    *, engagement: Engagement, date: date, quarters: int, kind: str, what: str, by: Person, paid: bool = True
) -> Day:
    """Set aside at once, so that nobody works past the days that are left (R448: stop at 100 %)."""
    may.declare_day(by, engagement)
    Person.objects.select_for_update().get(pk=by.pk)  # two tabs: the days of one person come one after the other
    mission = Mission.objects.select_for_update().get(pk=engagement.mission_id)
    if mission.state not in AT_WORK:
        raise Denied(_("La mission n’est pas en cours : aucun jour ne s’y déclare."))
    check_quarters(quarters)
    check_date(engagement, date)
    check_doubles(engagement, by, {"date": date, "quarters": quarters, "kind": kind, "paid": paid})
    day = Day.objects.create(engagement=engagement, date=date, quarters=quarters, kind=kind, paid=paid,
                             what=what.strip(), declared_by=by)  # fmt: skip
    set_aside(day, by)
    audit.record(by, "day-declared", day, quarters=quarters, kind=kind, paid=paid)
    return day


def set_aside(day: Day, by: Person) -> None:
    engagement = day.engagement
    if not day.counted:
        return
    moves = {gauges.account(engagement, "available"): -day.quarters, gauges.account(engagement, "declared"): day.quarters}  # fmt: skip
    try:
        book.transfer(f"{day.code}.declared", moves, by=by)
    except book.TooLow as refusal:
        left = days_said(max(refusal.left, 0))
        said = _("Il reste %(days)s : au-delà, un avenant est signé d’abord. Vous pouvez déclarer ce temps comme non payé.")  # fmt: skip
        raise Denied(said % {"days": left}) from refusal


def answered(day: Day, name: str, by: Person, reason: str = "") -> Day:
    """The day with its new state, locked; what it weighs is the caller's."""
    day = Day.objects.select_for_update(of=("self",)).select_related("engagement__mission").get(pk=day.pk)
    DAY.make(day, name)
    day.answered_at, day.answered_by, day.reason = timezone.now(), by, reason.strip()
    day.save(update_fields=["state", "answered_at", "answered_by", "reason"])
    return day


@transaction.atomic
def answer_day(*, day: Day, name: str, by: Person, reason: str = "") -> Day:
    """The referent confirms, or refuses with a reason; refused, the time is available again."""
    may.confirm_day(by, day)
    if name not in ("confirm", "refuse"):
        raise Denied(_("Cette étape vient avec un autre acte."))
    if name == "refuse" and not reason.strip():
        raise Denied(_("Dites pourquoi, pour que l’allié·e puisse reprendre ce jour."))
    day = answered(day, name, by, reason)
    if name == "confirm":
        consume(day, by)
    else:
        undo(f"{day.code}.declared", by, reason)
    audit.record(by, f"day-{'confirmed' if name == 'confirm' else 'refused'}", day, quarters=day.quarters)
    return day


def consume(day: Day, by: Person) -> None:
    engagement = day.engagement
    origin = gauges.account(engagement, "declared") if day.counted else gauges.given()
    target = gauges.account(engagement, "consumed" if day.counted else "aside")
    try:
        book.transfer(f"{day.code}.confirmed", {origin: -day.quarters, target: day.quarters}, by=by)
    except book.TooLow as refusal:  # a day that nobody set aside: the book is right, not the row
        raise Denied(_("Ce jour n’est pas réservé dans le registre.")) from refusal
    if day.counted:
        transaction.on_commit(partial(tell_alert, engagement.mission_id))


def undo(key: str, by: Person, reason: str) -> None:
    done = Transfer.objects.filter(closing_id=key).first()
    if done:  # what counts against nothing was never set aside
        book.undo(done, by=by, reason=reason)


@transaction.atomic
def withdraw_day(*, day: Day, by: Person) -> Day:
    """By the ally, as long as nobody answered."""
    may.withdraw_day(by, day)
    day = answered(day, "withdraw", by)
    undo(f"{day.code}.declared", by, "")
    audit.record(by, "day-withdrawn", day, quarters=day.quarters)
    return day


@transaction.atomic
def correct_day(*, day: Day, reason: str, by: Person) -> Day:
    """A confirmed day that was wrong: counter-entries give the time back, and both stay in the book."""
    may.confirm_day(by, day)
    if not reason.strip():
        raise Denied(_("Dites ce qui était faux : la correction garde sa raison."))
    day = answered(day, "correct", by, reason)
    undo(f"{day.code}.confirmed", by, reason)
    undo(f"{day.code}.declared", by, reason)
    audit.record(by, "day-corrected", day, quarters=day.quarters)
    return day


def tell_alert(mission: int) -> int:
    """At three quarters, once: the referent, the ally and whoever leads the cohort are told (R448)."""
    row = Mission.objects.select_related("participation__scope", "participation__cohort__scope").get(pk=mission)
    gauge = gauges.of_missions([row])[row.pk]
    if not gauge.alert:
        return 0
    return sum(bool(tell(person, row, gauge)) for person in concerned(row))


def tell(person: Person, mission: Mission, gauge: gauges.Gauge):
    with override(person.language):
        subject = _("Trois quarts des jours sont pris : %(title)s") % {"title": mission.title}
        line = _("%(spent_said)s sur %(planned)s. Au-delà, un avenant est signé d’abord : parlez-en maintenant.")
        return notify(person, Kind.TASK, subject, [line % gauge.told], mission.get_absolute_url(),
                      scope=mission.participation.scope, once=f"days-{mission.code}-{gauge.planned}")  # fmt: skip


def concerned(mission: Mission) -> list[Person]:
    place = mission.participation
    grants = RoleGrant.objects.active()
    near = grants.filter(role=Role.DELEGATION_REFERENT, scope=place.scope).values("person")
    leading = grants.filter(role__in=LEADS, scope=place.cohort.scope).values("person")
    allies = Engagement.objects.current().filter(mission=mission).values("person")
    wanted = Q(pk__in=near) | Q(pk__in=leading) | Q(pk__in=allies)
    return list(Person.objects.active().filter(wanted).order_by("pk"))
