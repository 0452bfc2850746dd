"""Every write on the directory of engineering supports and on hand-overs."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.engineering import permissions as may
from fabrique.accompaniment.engineering.enums import ANSWERS, HAND_OVER, Level
from fabrique.accompaniment.engineering.models import Coverage, EngineeringSupport, HandOver
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.organisations.models import Membership, Organisation
from fabrique.ground.people.models import Person, RoleGrant


@transaction.atomic
def set_support(
    *, organisation: Organisation, name: str, level: Level, does: str, does_not: str, by: Person,
    subjects: Iterable[str] = (), departments: Iterable[str] = (), hat: str = "", email: str = "", phone: str = "",
    support: EngineeringSupport | None = None, seen: int = 0,
) -> EngineeringSupport:  # fmt: skip
    """A new one, or `support` as it was at version `seen`. Whoever writes it vouches that it was checked today."""
    may.keep_directory(by, support)
    if not (does.strip() and does_not.strip()):
        raise Denied(_("Dites ce que l’appui fait, et ce qu’il ne fait pas : c’est ce qui évite les fausses pistes."))
    same = EngineeringSupport.objects.filter(organisation=organisation, name=name)
    if same.exclude(pk=support.pk if support else 0).exists():
        raise Denied(_("Cet appui est déjà dans l’annuaire."))
    values = {
        "organisation": organisation, "name": name, "level": level, "does": does.strip(), "does_not": does_not.strip(),
        "subjects": f"|{'|'.join(subjects)}|", "hat": hat, "email": email, "phone": phone,
        "checked_on": timezone.localdate(),
    }  # fmt: skip
    if support is None:
        support = EngineeringSupport.objects.create(fictional=organisation.fictional, **values)
    else:
        support.save_values(values, seen=seen)
    wanted = set(departments)
    support.coverage.exclude(department__in=wanted).delete()
    for department in sorted(wanted):
        Coverage.objects.get_or_create(support=support, department=department)
    audit.record(by, "engineering-support-set", support)
    return support


@transaction.atomic
def close_support(*, support: EngineeringSupport, by: Person) -> EngineeringSupport:
    """It leaves the public list; what was asked of it stays."""
    may.keep_directory(by, support)
    if support.closed_on:
        raise Denied(_("Cet appui est déjà fermé."))
    support.save_values({"closed_on": timezone.localdate()}, seen=support.version)
    audit.record(by, "engineering-support-closed", support)
    return support


@transaction.atomic
def propose_hand_over(
    *, support: EngineeringSupport, participation: Participation, asked: str, done: str, by: Person
) -> HandOver:
    """From the referent, the territory agrees by the same act; from its ally, it waits for the territory's word."""
    may.propose_somewhere(by, support)
    may.propose(by, participation)
    Participation.objects.select_for_update().get(pk=participation.pk)
    under_way = HandOver.objects.filter(support=support, participation=participation).exclude(
        state__in=["taken-up", "declined", "withdrawn"]
    )
    if under_way.exists():
        raise Denied(_("Une demande à cet appui est déjà en cours pour ce territoire."))
    hand_over = HandOver.objects.create(support=support, participation=participation, asked=asked, done=done, proposed_by=by)  # fmt: skip
    audit.record(by, "hand-over-proposed", hand_over, support=support.code)
    if may.agree.allows(by, hand_over):
        return move_hand_over(hand_over=hand_over, name="agree", by=by)
    tell_territory(hand_over)
    return hand_over


@transaction.atomic
def move_hand_over(*, hand_over: HandOver, name: str, by: Person, reply: str = "") -> HandOver:
    """A refusal says why; what is sent is told to the support's people who have an account."""
    rule = may.agree if name == "agree" else may.answer if name in ANSWERS else may.follow
    rule(by, hand_over)
    if name in ("answer", "decline") and not reply.strip():
        raise Denied(_("Écrivez ce que l’appui a répondu, même en une phrase."))
    HAND_OVER.make(hand_over, name)
    values: dict = {"state": hand_over.state}
    if name == "agree":
        values |= {"agreed_at": timezone.now(), "agreed_by": by}
    if name == "send":
        values["sent_on"] = timezone.localdate()
    if name in ANSWERS:
        values |= {"answered_on": timezone.localdate(), "reply": reply.strip() or hand_over.reply}
    hand_over.save_values(values, seen=hand_over.version)
    audit.record(by, "hand-over-moved", hand_over, state=hand_over.state)
    if name == "send":
        tell_support(hand_over)
    if name in ANSWERS:
        tell_answer(hand_over, by)
    return hand_over


def tell_territory(hand_over: HandOver) -> None:
    grants = RoleGrant.objects.active().filter(scope=hand_over.participation.scope, role=may.AGREE[0])
    for person in Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"):
        with override(person.language):
            subject = _("Une demande attend votre accord : %(support)s") % {"support": hand_over.support.name}
            line = _("L’allié qui vous accompagne propose de passer le relais. Rien ne part sans vous.")
        tell(person, Kind.TASK, subject, line, hand_over)


def tell_support(hand_over: HandOver) -> None:
    members = Membership.objects.active().filter(organisation=hand_over.support.organisation)
    for person in Person.objects.active().filter(pk__in=members.values("person")).order_by("pk"):
        with override(person.language):
            subject = _("Un territoire vous demande un appui : %(name)s") % {
                "name": hand_over.participation.territory.name
            }
            line = _("La demande dit ce qui est attendu et ce qui a déjà été fait.")
        tell(person, Kind.TASK, subject, line, hand_over)


def tell_answer(hand_over: HandOver, by: Person) -> None:
    """To whoever asked, unless they wrote the answer down themselves."""
    person = hand_over.proposed_by
    if person == by or not person.is_active:
        return
    with override(person.language):
        subject = _("Du nouveau sur votre demande : %(support)s") % {"support": hand_over.support.name}
        line = hand_over.get_state_display()
    tell(person, Kind.SUPPORT, subject, str(line), hand_over)


def tell(person: Person, kind: Kind, subject: str, line: str, hand_over: HandOver) -> None:
    url = reverse("engineering:hand-over", args=[hand_over.code])
    notify(person, kind, subject, [line], url, scope=hand_over.participation.scope,
           once=f"hand-over-{hand_over.code}-{hand_over.version}")  # fmt: skip
