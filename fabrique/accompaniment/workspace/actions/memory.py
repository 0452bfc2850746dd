"""What a delegation keeps from one session to the next."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import next_order
from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.actions.returns import kept, tell_followers
from fabrique.accompaniment.workspace.enums import CALL, CardKind, PeriodKind
from fabrique.accompaniment.workspace.models import Call, Card, Consultation, Decision, Period, Public
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person

SAYS_WHY = ("go", "leave")


@transaction.atomic
def add_period(
    *,
    participation: Participation,
    kind: PeriodKind,
    title: str,
    starts_on: date,
    by: Person,
    ends_on: date | None = None,
) -> Period:
    """Without an end, a single day."""
    may.keep_space(by, participation)
    ends_on = ends_on or starts_on
    if ends_on < starts_on:
        raise Denied(_("La fin vient avant le début."))
    if participation.periods.filter(title=title, starts_on=starts_on).exists():
        raise Denied(_("Ce temps est déjà noté."))
    period = Period.objects.create(
        participation=participation, kind=kind, title=title, starts_on=starts_on, ends_on=ends_on
    )
    audit.record(by, "period-added", period, participation=participation.code)
    return period


@transaction.atomic
def remove_period(*, period: Period, by: Person) -> None:
    may.keep_part(by, period)
    audit.record(by, "period-removed", period, title=period.title)
    period.delete()


@transaction.atomic
def write_decision(
    *, participation: Participation, decided_on: date, body: str, title: str, reason: str, by: Person, present: str = "",
    story: str = "", replaces: Decision | None = None,
) -> Decision:  # fmt: skip
    """Written once. To change it, one writes the decision that replaces it; both stay in the minutes."""
    may.keep_space(by, participation)
    if decided_on > timezone.localdate():
        raise Denied(_("Une décision s’inscrit une fois prise : donnez un jour passé."))
    if participation.decisions.filter(decided_on=decided_on, title=title).exists():
        raise Denied(_("Cette décision est déjà inscrite."))
    if replaces is not None:
        if replaces.participation_id != participation.pk or replaces.decided_on > decided_on:
            raise Denied(_("Une décision ne remplace qu’une décision plus ancienne de la même délégation."))
        if Decision.objects.filter(replaces=replaces).exists():
            raise Denied(_("Une autre décision l’a déjà remplacée."))
    decision = Decision.objects.create(
        participation=participation, decided_on=decided_on, body=body, title=title, reason=reason, present=present,
        story=story, replaces=replaces, written_by=by,
    )  # fmt: skip
    audit.record(by, "decision-written", decision, participation=participation.code)
    return decision


@transaction.atomic
def add_card(
    *,
    participation: Participation,
    kind: CardKind,
    name: str,
    does: str,
    by: Person,
    decides: str = "",
    not_its_role: str = "",
) -> Card:
    may.keep_space(by, participation)
    if participation.cards.filter(kind=kind, name=name).exists():
        raise Denied(_("Cette carte existe déjà."))
    card = Card.objects.create(
        participation=participation, kind=kind, name=name, does=does, decides=decides, not_its_role=not_its_role,
        order=next_order(participation.cards.filter(kind=kind)),
    )  # fmt: skip
    audit.record(by, "card-added", card, participation=participation.code)
    return card


@transaction.atomic
def edit_card(
    *, card: Card, name: str, does: str, seen: int, by: Person, decides: str = "", not_its_role: str = ""
) -> Card:
    may.keep_part(by, card)
    if card.participation.cards.filter(kind=card.kind, name=name).exclude(pk=card.pk).exists():
        raise Denied(_("Cette carte existe déjà."))
    changed = card.save_values(
        {"name": name, "does": does, "decides": decides, "not_its_role": not_its_role}, seen=seen
    )
    audit.record(by, "card-edited", card, fields=", ".join(changed))
    return card


@transaction.atomic
def remove_card(*, card: Card, by: Person) -> None:
    may.keep_part(by, card)
    audit.record(by, "card-removed", card, name=card.name)
    card.delete()


@transaction.atomic
def spot_call(
    *, participation: Participation, title: str, closes_on: date, by: Person, launched_by: str = "", fit: str = ""
) -> Call:
    may.keep_space(by, participation)
    if participation.calls.filter(title=title).exists():
        raise Denied(_("Cet appel est déjà au tableau."))
    call = Call.objects.create(
        participation=participation, title=title, closes_on=closes_on, launched_by=launched_by, fit=fit
    )
    audit.record(by, "call-spotted", call, participation=participation.code)
    return call


@transaction.atomic
def move_call(*, call: Call, name: str, by: Person, reason: str = "") -> Call:
    """To go or not says why; the reason then stays with the file (R563)."""
    may.keep_part(by, call)
    if name in SAYS_WHY and not reason.strip():
        raise Denied(_("Dites pourquoi : c’est ce qui évite de s’éparpiller."))
    CALL.make(call, name)
    kept = reason.strip() if name in SAYS_WHY else call.reason
    call.save_values({"state": call.state, "reason": kept}, seen=call.version)
    audit.record(by, "call-moved", call, move=name, state=call.state)
    return call


@transaction.atomic
def add_consultation(
    *, participation: Participation, held_on: date, title: str, came: int, by: Person, newcomers: int | None = None,
    publics: dict[str, int] | None = None, heard: str = "",
) -> Consultation:  # fmt: skip
    """Counts only: nobody who came is named (R562)."""
    may.keep_space(by, participation)
    if held_on > timezone.localdate():
        raise Denied(_("Notez-la une fois tenue : donnez un jour passé."))
    if newcomers is not None and newcomers > came:
        raise Denied(_("Les personnes venues pour la première fois sont comptées parmi les présentes."))
    if any(count > came for count in (publics or {}).values()):
        raise Denied(_("Un public compte au plus autant de personnes qu’il en est venu."))
    if participation.consultations.filter(held_on=held_on, title=title).exists():
        raise Denied(_("Cette consultation est déjà notée."))
    consultation = Consultation.objects.create(
        participation=participation, held_on=held_on, title=title, came=came, newcomers=newcomers, heard=heard
    )
    for order, (label, count) in enumerate((publics or {}).items()):
        Public.objects.create(consultation=consultation, order=order, label=label, count=count)
    audit.record(by, "consultation-added", consultation, participation=participation.code)
    return consultation


@transaction.atomic
def write_notice(*, consultation: Consultation, notice: str, seen: int, by: Person) -> Consultation:
    """What was decided and why. From now on everybody reads the consultation, its counts and this notice (R561).

    Those who took part and asked for it are told, once: a notice mended later is not sent again.
    """
    may.keep_part(by, consultation)
    day = consultation.notice_on or timezone.localdate()
    consultation.save_values({"notice": notice, "notice_on": day}, seen=seen)
    audit.record(by, "notice-written", consultation)
    tell_followers(kept(consultation))
    return consultation
