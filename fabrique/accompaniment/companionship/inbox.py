"""What waits for whoever answers for a territory: an invitation, a point, a pair, a request to bear witness."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.companionship.enums import CompanionState, PairState, RequestState, TripState
from fabrique.accompaniment.companionship.models import Companionship, Pair, Point, Trip, WitnessRequest
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role


@waits_for
def invitations_and_points(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    invited = Companionship.objects.filter(participation__scope__in=mine, state=CompanionState.INVITED)
    points = Point.objects.due().filter(companionship__participation__scope__in=mine, companionship__referent=person)
    points = points.select_related("companionship__participation__territory").order_by("due_on", "pk")
    return [Waiting(invited.select_related("participation__territory", "participation__cohort").order_by("pk"), lambda own: [
        Act(_("invitation"), str(one), _("La cohorte finit ; voulez-vous rester compagnons ?"), one.get_absolute_url(),
            _("Répondre"))
        for one in own
    ]), Waiting(points, lambda due: [
        Act(date_format(point.due_on, "j F"), str(point.companionship),
            _("%(n)d mois après : qu’est-ce qui vit encore ?") % {"n": point.months},
            reverse("companionship:point", args=[point.companionship.code, point.code]), _("Écrire"))
        for point in due
    ])]  # fmt: skip


@waits_for
def requests_to_bear_witness(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    asked = WitnessRequest.objects.filter(companionship__participation__scope__in=mine, state=RequestState.ASKED)
    asked = asked.select_related("companionship__participation__cohort").order_by("asked_at", "pk")
    return [Waiting(asked, lambda requests: [
        Act(_("témoigner"), one.occasion, _("Oui, non ou plus tard : les trois réponses sont bonnes."),
            one.companionship.get_absolute_url() + "#temoigner", _("Répondre"))
        for one in requests
    ])]  # fmt: skip


@waits_for
def pairs_to_answer(person) -> list[Waiting]:
    mine = person.scopes_as(Role.DELEGATION_REFERENT)
    if not mine:
        return []
    waiting = Q(one__scope__in=mine, one_agreed_at=None) | Q(other__scope__in=mine, other_agreed_at=None)
    pairs = Pair.objects.filter(waiting, state=PairState.PROPOSED).select_related("one__territory", "other__territory")
    return [Waiting(pairs.order_by("proposed_at", "pk"), lambda proposed: [
        Act(pair.get_kind_display(), _("%(one)s et %(other)s") % {"one": pair.one.territory, "other": pair.other.territory},
            _("Ce lien commence si les deux délégations disent oui."), pair.get_absolute_url(), _("Répondre"))
        for pair in proposed
    ])]  # fmt: skip


@waits_for
def trips_to_lead(person) -> list[Waiting]:
    """A trip proposed without a day, a trip that took place and is not told."""
    led = person.scopes_as(*LEADS)
    if not led:
        return []
    past = Q(state__in=[TripState.OPEN, TripState.CONFIRMED], event__ends_at__lt=timezone.now())
    trips = Trip.objects.filter(Q(state=TripState.PROPOSED) | past, host__cohort__scope__in=led)
    return [Waiting(trips.order_by("proposed_at", "pk"), lambda found: [
        Act(_("voyage apprenant"), trip.theme,
            _("Il attend son jour.") if trip.state == TripState.PROPOSED else _("Le jour est passé : a-t-il eu lieu ?"),
            reverse("companionship:trip", args=[trip.code]), _("Fixer le jour") if trip.state == TripState.PROPOSED else _("Répondre"))
        for trip in found
    ])]  # fmt: skip
