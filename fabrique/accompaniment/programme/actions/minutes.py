"""Minutes that name nobody, read again by those who were there before the cohort reads them (D43, R340)."""

import re
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.programme import permissions as may
from fabrique.accompaniment.programme.actions.kits import touch
from fabrique.accompaniment.programme.enums import MINUTES, MinutesState
from fabrique.accompaniment.programme.models import Minutes, Remark, Session
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.text import fold
from fabrique.ground.agenda.enums import RegistrationState
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person


@transaction.atomic
def write_minutes(*, session: Session, text: str, by: Person, seen: int = 0) -> Minutes:
    """Refused while it names somebody of the cohort. What was published does not change any more."""
    may.edit_session(by, session)
    if session.recorded:
        raise Denied(_("Cette séance est enregistrée : versez la captation, ou dites qu’elle ne l’est pas."))
    if names := named_in(text, session):
        raise Denied(
            _("Ce texte nomme %(names)s. Dites plutôt la fonction, ou « quelqu’un ».") % {"names": ", ".join(names)}
        )
    minutes = Minutes.objects.filter(session=session).first()
    if minutes is None:
        minutes = Minutes.objects.create(session=session, text=text)
    elif minutes.state == MinutesState.PUBLISHED:
        raise Denied(_("Ce compte rendu est publié : la cohorte l’a lu, il ne change plus."))
    else:
        minutes.save_values({"text": text}, seen=seen)
    audit.record(by, "minutes-written", session)
    return minutes


def named_in(text: str, session: Session) -> list[str]:
    """People of the cohort whose name stands in a text: in full however written, or the last name with its capital."""
    seats = Seat.objects.filter(participation__cohort=session.cohort).select_related("person")
    scopes = Q(role_grants__scope=session.cohort.scope) | Q(role_grants__scope__parent=session.cohort.scope)
    people = Person.objects.filter(scopes).distinct()
    guests = (
        session.event.registrations.filter(person=None).values_list("guest_name", flat=True) if session.event else []
    )
    names = {seat.who for seat in seats} | {person.name for person in people} | set(guests)
    said, words = f" {fold(text)} ", set(re.findall(r"[\w’'-]+", text))
    return sorted(name for name in names if name and is_said(name, said, words))


def is_said(name: str, folded: str, words: set[str]) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    return f" {fold(name)} " in folded or (" " in name and len(last) > 3 and last in words)


@transaction.atomic
def propose_minutes(*, minutes: Minutes, until: date, by: Person) -> Minutes:
    """Those who were there are told, and may ask for a change until that day."""
    may.edit_session(by, minutes.session)
    if until < timezone.localdate():
        raise Denied(_("Donnez un jour à venir : il faut le temps de relire."))
    MINUTES.make(minutes, "propose")
    minutes.until = until
    minutes.save_version(seen=minutes.version, fields=["state", "until"])
    audit.record(by, "minutes-proposed", minutes.session)
    for person in those_there(minutes.session).exclude(pk=by.pk):
        # the title of a closed session is not written where others than its circle read
        subject = _("Un compte rendu à relire")
        lines = [_("Vous y étiez : dites ce qu’il faut changer avant qu’il ne soit donné à la cohorte.")]
        notify(person, Kind.TASK, subject, lines, minutes.get_absolute_url(), scope=minutes.session.cohort.scope,
               once=f"minutes-{minutes.code}-{until:%Y%m%d}")  # fmt: skip
    return minutes


def those_there(session: Session):
    """People with an account who were there, by the agenda or by a delegation's list."""
    noted = Q(registrations__event__session=session, registrations__state=RegistrationState.PRESENT)
    seats = Seat.objects.filter(presences__session=session, presences__came=True, person__isnull=False)
    return Person.objects.filter(noted | Q(pk__in=seats.values("person"))).distinct().order_by("pk")


@transaction.atomic
def ask_change(*, minutes: Minutes, text: str, by: Person) -> Remark:
    may.ask_change(by, minutes)
    remark = Remark.objects.create(minutes=minutes, text=text, asked_by=by)
    audit.record(by, "minutes-change-asked", minutes.session)
    return remark


@transaction.atomic
def settle_remark(*, remark: Remark, answer: str, by: Person) -> Remark:
    """Say what was done of it."""
    may.settle_remark(by, remark)
    remark.answer = answer.strip()
    remark.save(update_fields=["answer"])
    audit.record(by, "minutes-change-settled", remark.minutes.session)
    return remark


def reason_not_to_publish(minutes: Minutes) -> str:
    """Why the cohort cannot read them yet, or an empty string."""
    if refusal := MINUTES.reason(minutes, "publish"):
        return refusal
    if minutes.open:
        return _("Les personnes présentes peuvent encore demander un changement.")
    if minutes.remarks.filter(answer="").exists():
        return _("Répondez d’abord à chaque changement demandé.")
    return ""


@transaction.atomic
def publish_minutes(*, minutes: Minutes, by: Person) -> Minutes:
    """To the cohort, for good."""
    may.edit_session(by, minutes.session)
    if refusal := reason_not_to_publish(minutes):
        raise Denied(refusal)
    MINUTES.make(minutes, "publish")
    minutes.published_on = timezone.localdate()
    minutes.save_version(seen=minutes.version, fields=["state", "published_on"])
    touch(minutes.session)
    audit.record(by, "minutes-published", minutes.session)
    return minutes
