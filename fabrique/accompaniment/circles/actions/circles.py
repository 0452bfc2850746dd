"""A delegation opens its circle: to whom, to what, until when."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.circles import guests
from fabrique.accompaniment.circles import permissions as may
from fabrique.accompaniment.circles.enums import Choice, CircleKind, OpenedKind, Ready
from fabrique.accompaniment.circles.models import Circle, Guest, Opened, Readiness
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.accompaniment.workspace.models import Consultation
from fabrique.core import audit
from fabrique.core.dates import date_format
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.readers import Guest as Reader
from fabrique.ground.people.models import Person

MOST_GUESTS = 300  # standing guests of one circle


@transaction.atomic
def say_readiness(
    *, participation: Participation, ticked: list[str], choice: Choice, by: Person, reason: str = "", seen: int = 0
) -> Readiness:
    """Advice to oneself and a decision that is one's own: nothing else in the house waits for it (D30)."""
    may.widen(by, participation)
    values = {"ticked": [key for key in Ready.values if key in ticked], "choice": choice, "reason": reason,
              "said_on": timezone.localdate()}  # fmt: skip
    said = Readiness.objects.filter(participation=participation).first()
    if said is None:
        said = Readiness.objects.create(participation=participation, **values)
    elif not seen:
        raise Conflict(said)
    else:
        said.save_values(values, seen=seen)
    audit.record(by, "readiness-said", said, choice=choice)
    return said


def check_end(ends_on: date) -> None:
    if ends_on < timezone.localdate():
        raise Denied(_("Donnez un jour à venir : une invitation a une fin."))


@transaction.atomic
def add_circle(
    *, participation: Participation, name: str, kind: CircleKind, purpose: str, ends_on: date, by: Person
) -> Circle:
    may.widen(by, participation)
    check_end(ends_on)
    if participation.circles.filter(name=name).exists():
        raise Denied(_("Un cercle porte déjà ce nom."))
    circle = Circle.objects.create(participation=participation, name=name, kind=kind, purpose=purpose, ends_on=ends_on)
    audit.record(by, "circle-opened", circle, participation=participation.code)
    return circle


@transaction.atomic
def edit_circle(
    *, circle: Circle, name: str, kind: CircleKind, purpose: str, ends_on: date, seen: int, by: Person
) -> Circle:
    """An end brought to yesterday closes every link at once."""
    may.widen_circle(by, circle)
    if circle.participation.circles.filter(name=name).exclude(pk=circle.pk).exists():
        raise Denied(_("Un cercle porte déjà ce nom."))
    values = {"name": name, "kind": kind, "purpose": purpose, "ends_on": ends_on}
    audit.record(by, "circle-edited", circle, fields=", ".join(circle.save_values(values, seen=seen)))
    return circle


def openable_sessions(participation: Participation):
    """What a visitor may read of the cohort: a closed session is the words of other territories too."""
    return Session.objects.visible_to(AnonymousUser()).filter(cohort=participation.cohort).in_time()


def openable_documents(participation: Participation):
    return Document.objects.visible_to(AnonymousUser()).filter(session__cohort=participation.cohort)


@transaction.atomic
def open_item(
    *, circle: Circle, kind: OpenedKind, by: Person, session: Session | None = None, document: Document | None = None,
    consultation: Consultation | None = None,
) -> Opened:  # fmt: skip
    """Only what is announced by the cohort, and what this delegation keeps itself."""
    may.widen_circle(by, circle)
    place = circle.participation
    wanted: dict[str, Any] = {"session": session if kind in (OpenedKind.SESSION, OpenedKind.KIT) else None,
              "document": document if kind == OpenedKind.DOCUMENT else None,
              "consultation": consultation if kind == OpenedKind.CONSULTATION else None}  # fmt: skip
    if kind != OpenedKind.DIGEST and not any(wanted.values()):
        raise Denied(_("Choisissez ce que vous ouvrez."))
    if wanted["session"] and not openable_sessions(place).filter(pk=wanted["session"].pk).exists():
        raise Denied(_("Cette séance n’est pas à ouvrir d’ici : elle appartient à toute la cohorte."))
    if wanted["document"] and not openable_documents(place).filter(pk=wanted["document"].pk).exists():
        raise Denied(_("Ce document n’est pas encore publié."))
    if wanted["consultation"] and wanted["consultation"].participation_id != place.pk:
        raise Denied(_("Cette consultation est celle d’un autre territoire."))
    if circle.items.filter(kind=kind, **wanted).exists():
        raise Denied(_("Ce cercle le voit déjà."))
    item = Opened.objects.create(circle=circle, kind=kind, opened_by=by, **wanted)
    audit.record(by, "item-opened", circle, kind=kind)
    return item


@transaction.atomic
def close_item(*, item: Opened, by: Person) -> None:
    may.widen_part(by, item)
    audit.record(by, "item-closed", item.circle, kind=item.kind)
    item.delete()


@transaction.atomic
def invite(
    *, circle: Circle, name: str, email: str, by: Person, ends_on: date | None = None, language: str = "fr"
) -> Guest:
    """A signed link leaves at once; whoever has an account finds it in the morning's letter instead."""
    may.widen_circle(by, circle)
    ends_on = min(ends_on or circle.ends_on, circle.ends_on)
    check_end(ends_on)
    email = email.lower()
    if circle.guests.filter(email=email, withdrawn_at=None).exists():
        raise Denied(_("Cette personne est déjà invitée dans ce cercle."))
    if circle.guests.filter(withdrawn_at=None).count() >= MOST_GUESTS:
        raise Denied(_("Ce cercle est plein : ouvrez-en un autre, ou retirez des invitations."))
    person = Person.objects.active().filter(email__iexact=email).first()
    guest = Guest.objects.create(
        circle=circle, person=person, name=name, email=email, ends_on=ends_on, invited_by=by,
        language=person.language if person else language,
    )  # fmt: skip
    audit.record(by, "guest-invited", circle)
    tell(guest)
    return guest


def tell(guest: Guest) -> None:
    """By the outbox: at once for an address, with the morning's letter for an account."""
    place = guest.circle.participation
    with override(guest.language):
        subject = _("%(territory)s vous ouvre « %(circle)s »") % {
            "territory": place.territory.name, "circle": guest.circle}  # fmt: skip
        lines = [
            guest.circle.purpose,
            _("Ce lien est à vous : il ouvre ce que la délégation a choisi de partager, sans compte à créer."),
            _("Il vaut jusqu’au %(day)s. Votre adresse ne sert qu’à cela ; elle est effacée deux mois après. Si cette invitation n’est pas pour vous, ne faites rien.")
            % {"day": date_format(guest.ends_on, "j F Y")},
        ]  # fmt: skip
    to = guest.person or Reader(guest.email, guest.name, guest.language)
    notify(to, Kind.TASK, subject, lines, guests.address(guest), scope=place.scope, once=f"circle-guest-{guest.code}")


@transaction.atomic
def withdraw(*, guest: Guest, by: Person) -> Guest:
    """The link opens nothing from this second on."""
    may.widen_part(by, guest)
    if guest.withdrawn_at is None:
        guest.withdrawn_at, guest.withdrawn_by = timezone.now(), by
        guest.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record(by, "guest-withdrawn", guest.circle)
    return guest
