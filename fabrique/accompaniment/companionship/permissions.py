"""Who invites, who answers for a territory, who calls whom, who travels (A44)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, STAFF, Cohort
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.companionship.enums import CompanionState
from fabrique.accompaniment.companionship.models import Companionship
from fabrique.accompaniment.companionship.models.trips import inside_of
from fabrique.accompaniment.support.models import CIRCLE, TERRITORY
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

CONCLUDED = (CohortState.CONCLUDING, CohortState.EVALUATED, CohortState.COMPANION, CohortState.ARCHIVED)
WRITERS = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE)


@permission
def lead_companions(person, cohort):
    """Whoever led the cohort, and the association's team; archived or not, the bond goes on."""
    if not (holds(person, *LEADS, within=cohort.scope) or holds(person, *STAFF)):
        raise Denied(_("Le compagnonnage est animé par qui a conduit la cohorte et par l’équipe de l’association."))


@permission
def follow_all(person):
    """All the companions, whatever their cohort."""
    if not holds(person, *STAFF):
        raise Denied(_("Cette page est celle de l’équipe de l’association. Chaque cohorte a la sienne."))


@permission
def invite(person, participation):
    lead_companions(person, participation.cohort)
    if participation.cohort.state not in CONCLUDED:
        raise Denied(_("On devient compagnon quand la cohorte se conclut : elle est encore en chemin."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte."))


@permission
def steer(person, companionship):
    """Invite again, ask to bear witness."""
    lead_companions(person, companionship.participation.cohort)


@permission
def read_companion(person, companionship):
    """The page of the territory's own: those who made or led the path."""
    if not (holds(person, *READ_DELEGATION, within=companionship.participation.scope) or holds(person, *STAFF)):
        raise Denied(_("Cette page est ouverte à celles et ceux qui ont fait le chemin avec ce territoire."))


@permission
def answer_for(person, companionship):
    """Accept, pause, leave, show oneself: the referent says the delegation's word."""
    if not holds(person, Role.DELEGATION_REFERENT, within=companionship.participation.scope):
        raise Denied(_("C’est la personne référente de la délégation qui répond pour le territoire."))


@permission
def read_point(person, point):
    read_companion(person, point.companionship)


@permission
def write_point(person, point):
    """The territory's own words: nobody writes in its place."""
    if not holds(person, *WRITERS, within=point.companionship.participation.scope):
        raise Denied(_("C’est le territoire qui écrit : personne ne le fait à sa place."))
    if point.companionship.state not in (CompanionState.ACTIVE, CompanionState.RESTING):
        raise Denied(_("Ce territoire n’est pas, ou n’est plus, compagnon."))


@permission
def agree_on_point(person, point):
    answer_for(person, point.companionship)


@permission
def answer_witness(person, request):
    answer_for(person, request.companionship)


@permission
def propose_pair(person, cohort):
    """Whoever leads one of the two cohorts, or the team."""
    lead_companions(person, cohort)


def sides_of(person, pair) -> list[str]:
    """`one`, `other`: for which delegations of the pair this person may answer."""
    return [
        side for side in ("one", "other") if holds(person, Role.DELEGATION_REFERENT, within=getattr(pair, side).scope)
    ]


@permission
def read_pair(person, pair):
    scopes = (pair.one.scope, pair.other.scope)
    if not (any(holds(person, *TERRITORY, *LEADS, within=scope) for scope in scopes) or holds(person, *STAFF)):
        raise Denied(_("Ce lien est connu des deux délégations et de qui conduit leurs cohortes."))


@permission
def answer_pair(person, pair):
    if not sides_of(person, pair):
        raise Denied(_("Chaque délégation répond par sa personne référente."))


@permission
def open_shelf(person, cohort):
    lead_companions(person, cohort)


@permission
def read_shelves(person):
    """Active companions, those who lead a cohort, the team (R530)."""
    if holds(person, *STAFF) or (person.is_authenticated and person.scopes_as(*LEADS)):
        return
    mine = person.scopes_as(*TERRITORY) if person.is_authenticated else set()
    if not mine or not Companionship.objects.active().filter(participation__scope__in=mine).exists():
        raise Denied(_("Ces mallettes sont ouvertes aux territoires compagnons par qui conduit chaque cohorte."))


@permission
def propose_trip(person, participation):
    """A delegation opens its own door; those who lead may propose with it."""
    if not (holds(person, *WRITERS, *LEADS, within=participation.scope) or holds(person, *STAFF)):
        raise Denied(_("Un voyage est proposé par le territoire qui accueille ou par qui conduit sa cohorte."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte."))


@permission
def lead_trip(person, trip):
    """Give it its day, confirm it, cancel it: whoever leads the host's cohort, and the team."""
    lead_companions(person, trip.host.cohort)


@permission
def host_trip(person, trip):
    """What is said of it, who pays, who comes: the host's delegation too."""
    if not holds(person, *WRITERS, within=trip.host.scope):
        lead_trip(person, trip)


@permission
def end_share(person, share):
    host_trip(person, share.trip)


@permission
def join_trip(person, trip, participation):
    if not holds(person, *WRITERS, within=participation.scope):
        raise Denied(_("Une délégation s’inscrit par les personnes qui y tiennent un rôle."))
    if trip.host_id == participation.pk:
        raise Denied(_("Vous accueillez ce voyage : invitez les autres."))


@permission
def end_visit(person, visit):
    """The visiting delegation, or whoever hosts."""
    if not holds(person, *WRITERS, within=visit.participation.scope):
        host_trip(person, visit.trip)


@permission
def tell_trip(person, trip):
    """The host's delegation, a visiting one, or whoever leads."""
    mine = person.scopes_as(*WRITERS) if person.is_authenticated else set()
    if not (mine and trip.visits.filter(participation__scope__in=mine).exists()):
        host_trip(person, trip)


@permission
def show_trip(person, trip):
    """Public when the host agrees: its referent."""
    if not holds(person, Role.DELEGATION_REFERENT, within=trip.host.scope):
        raise Denied(_("C’est la personne référente du territoire qui accueille qui donne son accord."))


@permission
def read_note(person, trip):
    """Shared with the host's cohort and the visitors', public once the host agreed (R531)."""
    if trip.shown_at or holds(person, *STAFF):
        return
    mine = person.scopes_as(*CIRCLE) if person.is_authenticated else set()
    cohorts = set(Cohort.objects.filter(inside_of(mine)).values_list("pk", flat=True)) if mine else set()
    concerned = {trip.host.cohort_id, *trip.visits.values_list("participation__cohort", flat=True)}
    if not cohorts & concerned:
        raise Denied(_("Ce que l’on garde du voyage est partagé entre les cohortes qui l’ont fait."))
