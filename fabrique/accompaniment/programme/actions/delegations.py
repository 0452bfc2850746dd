"""What a delegation brings to a session, what it makes there, who of it came."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.enums import OutputKind, SessionState
from fabrique.accompaniment.programme.models import Output, Presence, PriorQuestion, Session
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.agenda import actions as agenda
from fabrique.ground.agenda import permissions as agenda_rules
from fabrique.ground.people.models import Person

MOST = 12  # questions of one delegation for one session
PARTS = {
    OutputKind.STAKES: ("text",),
    OutputKind.EXPECTATIONS: ("text",),
    OutputKind.FRONT_PAGE: ("headline", "year", "path", "levers", "blockages"),
}


def reason_too_late(session: Session) -> str:
    """Why no question can be left any more, or an empty string."""
    if session.state not in (SessionState.DRAFT, SessionState.SCHEDULED, SessionState.POSTPONED):
        return _("Cette séance est passée ou annulée. Posez la question à l’entraide de la cohorte.")
    if session.date and session.date < timezone.localdate():
        return _("Le jour de la séance est passé. Posez la question à l’entraide de la cohorte.")
    return ""


@transaction.atomic
def ask_before(*, session: Session, participation: Participation, text: str, by: Person) -> PriorQuestion:
    """Sent twice, the same question is left once."""
    may.ask_before(by, session, participation)
    if refusal := reason_too_late(session):
        raise Denied(refusal)
    left = PriorQuestion.objects.filter(session=session, participation=participation)
    if same := left.filter(text=text).first():
        return same
    if left.count() >= MOST:
        raise Denied(_("Vous avez déjà laissé douze questions. Gardez celles qui comptent le plus."))
    question = PriorQuestion.objects.create(session=session, participation=participation, text=text, asked_by=by)
    audit.record(by, "prior-question-left", session, participation=participation.code)
    return question


@transaction.atomic
def answer_prior_question(*, question: PriorQuestion, answer: str, by: Person) -> PriorQuestion:
    """Read in the kit once it is published, without saying which delegation asked."""
    may.answer_prior_question(by, question)
    question.answer = answer.strip()
    question.save(update_fields=["answer"])
    audit.record(by, "prior-question-answered", question.session)
    return question


@transaction.atomic
def keep_output(
    *, session: Session, participation: Participation, kind: OutputKind, by: Person, seen: int = 0, **said: Any
) -> Output:
    """Write or edit; raises `Conflict` when somebody wrote since `seen` (0: nobody had)."""
    may.keep_output(by, session, participation)
    values = {name: said[name] for name in PARTS[kind] if name in said}
    output = Output.objects.filter(session=session, participation=participation, kind=kind).first()
    if output is None:
        output = Output.objects.create(session=session, participation=participation, kind=kind, **values)
    elif not seen:
        raise Conflict(output)
    else:
        output.save_values(values, seen=seen)
    audit.record(by, "output-kept", session, kind=kind, participation=participation.code)
    return output


@transaction.atomic
def mark_seat(*, session: Session, seat: Seat, came: bool, by: Person) -> None:
    """A person with an account is counted in the agenda, so that they find their kit and may say what it was worth."""
    may.take_attendance(by, session, seat.participation)
    if refusal := reason_not_counted(session):
        raise Denied(refusal)
    if seat.participation.cohort_id != session.cohort_id:
        raise Denied(_("Cette personne est d’une autre cohorte."))
    if session.event and seat.person and agenda_rules.count_person.allows(by, session.event, seat.person):
        agenda.count_person(event=session.event, person=seat.person, came=came, by=by)
        Presence.objects.filter(session=session, seat=seat).delete()
    else:
        Presence.objects.update_or_create(session=session, seat=seat, defaults={"came": came})
        audit.record(by, "attendance-marked", session, state="present" if came else "absent")


def reason_not_counted(session: Session) -> str:
    """Why presence cannot be noted yet, or an empty string."""
    if session.state in (SessionState.CANCELLED, SessionState.POSTPONED, SessionState.DRAFT):
        return _("La présence se note quand la séance est annoncée.")
    too_early = session.date is None or session.date > timezone.localdate()
    if session.event and session.state == SessionState.SCHEDULED:
        too_early = not agenda.may_be_counted(session.event)
    return _("La présence se note à partir d’une heure avant le début.") if too_early else ""
