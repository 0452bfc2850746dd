"""Who announces, who comes, who keeps the list of a date (R084; A50, row « Delegation list, attendance »)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission, signed_in
from fabrique.ground.agenda.enums import EventState, Openness, RegistrationState
from fabrique.ground.agenda.models import Event, Registration, belongs
from fabrique.ground.people.enums import LEADS, Role, ScopeKind
from fabrique.ground.people.permissions import animate, holds

ALLIES = (
    Role.ALLY_PERSON, Role.ALLY_REPRESENTATIVE, Role.QUALIFIED_ALLY, Role.BUREAU_MEMBER, Role.BOARD_MEMBER,
    Role.ASSOCIATION_MEMBER,
)  # fmt: skip
SEATED = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE)
DELEGATION = (*SEATED, Role.NUMBER_ONE)


@permission
def publish(person):
    """Any ally (R084), whoever leads a cohort, the association's team."""
    if animate.allows(person) or (person.is_authenticated and person.scopes_as(*LEADS)):
        return
    if not holds(person, *ALLIES):
        raise Denied(_("L’agenda est rempli par les alliés, les équipes qui conduisent une cohorte et l’association."))


@permission
def publish_in(person, scope, openness):
    """An open date: any ally. One that a circle keeps to itself: whoever leads the circle, or the team.

    A delegation sets the dates that it alone knows.
    """
    among_themselves = openness == Openness.CLOSED and scope is not None and scope.kind == ScopeKind.DELEGATION
    if among_themselves and holds(person, *SEATED, within=scope):
        return
    publish(person)
    wide = scope is None or scope.kind == ScopeKind.PLATFORM
    if wide and openness != Openness.CLOSED:
        return
    if not (animate.allows(person) or (scope is not None and holds(person, *LEADS, within=scope))):
        raise Denied(_("Ce cercle est tenu par qui le conduit : demandez-lui de poser cette date."))


@permission
def plan_series(person):
    """Dates that come back bind many people for long: the association's team."""
    animate(person)


@permission
def edit_series(person, series):
    plan_series(person)


@permission
def keep_event(person, event):
    """Its author, whoever leads its circle, the association's team."""
    own = event.created_by_id is not None and event.created_by_id == getattr(person, "pk", None)
    leads = event.scope is not None and holds(person, *LEADS, within=event.scope)
    if not (own or leads or animate.allows(person)):
        raise Denied(_("Cette date est tenue par qui l’a posée, par qui conduit son cercle et par l’association."))


@permission
def edit_event(person, event):
    """As `keep_event`; a date that follows something else moves with it."""
    keep_event(person, event)
    if event.follows:
        raise Denied(_("Cette date suit sa séance : modifiez la séance, la date et les personnes inscrites suivront."))


@permission
def keep_registration(person, registration):
    """As `keep_event`; a referent for those of their own delegation."""
    if registration.person is None:
        keep_event(person, registration.event)
    else:
        count_person(person, registration.event, registration.person)


@permission
def count_person(person, event, counted):
    """Say whether somebody came: the keepers of the date; a referent for the people of their own delegation (R323)."""
    mine = person.scopes_as(Role.DELEGATION_REFERENT) if person.is_authenticated and event.scope else set()
    places = {
        grant.scope_id
        for grant in counted.grants
        if grant.role in DELEGATION
        and grant.scope_id in mine
        and event.scope_id in (grant.scope_id, grant.scope.parent_id)
    }
    if not places:
        keep_event(person, event)


def reason_closed(event: Event) -> str:
    """Why nobody can register any more, or yet; empty while one can."""
    if event.state in (EventState.CANCELLED, EventState.HELD):
        return _("Cette date est annulée.") if event.state == EventState.CANCELLED else _("Ce temps est passé.")
    if event.state == EventState.POSTPONED:
        return _("C’est reporté : les inscriptions reprendront avec la nouvelle date.")
    if not event.registers:
        return _("Il n’y a pas besoin de s’inscrire : venez.")
    if event.is_over or event.starts_at < timezone.now():
        return _("Ce temps a commencé ou il est passé.")
    if event.registration_until and event.registration_until < timezone.now():
        return _("Les inscriptions sont closes.")
    return ""


@permission
def register(person, event):
    """Everybody when it is open, else its circle; a visitor goes by the letter that proves an address."""
    signed_in(person)
    if event.openness != Openness.OPEN and not belongs(person, event.scope, closed=event.openness == Openness.CLOSED):
        raise Denied(_("Cette date est réservée à son cercle."))


@permission
def invite_oneself(person, event):
    """Without an account: for open dates only."""
    if event.openness != Openness.OPEN:
        raise Denied(_("Cette date est réservée à son cercle : connectez-vous."))


@permission
def withdraw(person, registration):
    """Oneself; the keeper of the list for somebody who asked."""
    if registration.person_id is None or registration.person_id != getattr(person, "pk", None):
        keep_event(person, registration.event)


@permission
def read_link(person, event):
    """The video room: for all when one comes without registering, else for those who hold a place."""
    if keep_event.allows(person, event) or (not event.registers and event.openness == Openness.OPEN):
        return
    signed_in(person)
    if not event.registers and register.allows(person, event):
        return
    if not own_registration(person, event).filter(state__in=("seated", "present")).exists():
        raise Denied(_("Le lien est donné aux personnes inscrites."))


@permission
def answer_hot(person, event):
    """Those who were there, once, when it has begun."""
    signed_in(person)
    if refusal := reason_no_answer(own_registration(person, event).select_related("event").first()):
        raise Denied(refusal)


def reason_no_answer(registration: Registration | None) -> str:
    """Why who holds this registration cannot say what it was worth; empty when they can."""
    if registration is None or registration.state not in (RegistrationState.PRESENT, RegistrationState.SEATED):
        return _("Ces trois questions sont pour les personnes qui y étaient.")
    event = registration.event
    if event.starts_at > timezone.now() or event.state in (EventState.CANCELLED, EventState.POSTPONED):
        return _("Ce temps n’a pas encore eu lieu.")
    if registration.answered:
        return _("Vous avez déjà répondu, merci. Rien ne relie votre réponse à votre nom.")
    return ""


def own_registration(person, event: Event):
    if not person.is_authenticated:
        return Registration.objects.none()
    return Registration.objects.standing().filter(event=event, person=person)
