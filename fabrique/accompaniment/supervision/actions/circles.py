"""A circle opened, its volunteers welcomed, its dates set."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.supervision import permissions as may
from fabrique.accompaniment.supervision.enums import MEMBER, CaseState, MemberState
from fabrique.accompaniment.supervision.models import Circle, Meeting, Member
from fabrique.core import audit
from fabrique.core.db import new_code
from fabrique.core.permissions import Denied
from fabrique.ground.agenda import actions as agenda
from fabrique.ground.agenda.enums import EventKind, Mode, Openness
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Person, Scope


@transaction.atomic
def open_circle(*, name: str, by: Person, purpose: str = "", cohort: Cohort | None = None) -> Circle:
    """Animated by whoever opens it. Its scope gives no role: being a member is written here and nowhere else."""
    may.open_circle(by)
    code = new_code()
    scope = Scope.objects.create(kind=ScopeKind.GROUP, code=f"supervision-{code}", label=name)
    circle = Circle.objects.create(
        code=code, name=name, purpose=purpose.strip(), scope=scope, animator=by, cohort=cohort
    )
    audit.record(by, "supervision-circle-opened", circle)
    return circle


@transaction.atomic
def edit_circle(*, circle: Circle, name: str, purpose: str, by: Person, seen: int) -> Circle:
    may.animate_circle(by, circle)
    circle.save_values({"name": name, "purpose": purpose.strip()}, seen=seen)
    Scope.objects.filter(pk=circle.scope_id).update(label=name)
    audit.record(by, "supervision-circle-edited", circle)
    return circle


@transaction.atomic
def volunteer(*, circle: Circle, by: Person) -> Member:
    may.volunteer(by, circle)
    member, made = Member.objects.get_or_create(circle=circle, person=by)
    if not made and member.state not in (MemberState.ASKED, MemberState.IN):
        change(member, "ask-again")
    audit.record(by, "circle-member-moved", circle, state=member.state)
    return member


def change(member: Member, name: str) -> Member:
    MEMBER.make(member, name)
    return member.save_version(seen=member.version, fields=["state"])


@transaction.atomic
def settle_member(*, member: Member, name: str, by: Person) -> Member:
    """Welcome, decline, or end a place; whoever leaves reads nothing any more, at once. Raises `Conflict`."""
    if name not in ("welcome", "decline", "leave"):
        raise Denied(_("Ce changement n’existe pas."))
    may.settle_member(by, member)
    change(member, name)
    audit.record(by, "circle-member-moved", member.circle, state=member.state)
    return member


@transaction.atomic
def leave(*, circle: Circle, by: Person) -> None:
    may.leave(by, circle)
    change(circle.members.get(person=by), "leave")
    audit.record(by, "circle-member-moved", circle, state=MemberState.LEFT)


@transaction.atomic
def set_meeting(
    *, circle: Circle, starts_at: datetime, minutes: int, mode: Mode, by: Person, place: str = "", link: str = "", cases=(),
) -> Meeting:  # fmt: skip
    """In the agenda, closed: its title says nothing of what is brought. Members read the date in their circle."""
    may.animate_circle(by, circle)
    if circle.closed_on:
        raise Denied(_("Ce cercle est fermé : il se lit, il ne change plus."))
    if starts_at < timezone.now():
        raise Denied(_("Ce moment est passé. Donnez-en un à venir."))
    brought = list(cases)
    if any(case.circle_id != circle.pk or case.state == CaseState.WITHDRAWN for case in brought):
        raise Denied(_("Ce cas n’est pas de ce cercle."))
    event = agenda.announce_event(
        by=by, kind=EventKind.MEETING, title=_("Cercle de supervision"), scope=circle.scope, openness=Openness.CLOSED,
        registers=False, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), mode=mode, place=place, link=link,
    )  # fmt: skip
    meeting = Meeting.objects.create(circle=circle, event=event)
    meeting.cases.set(brought)
    audit.record(by, "circle-meeting-set", circle, meeting=meeting.code)
    return meeting
