"""Members and their facilitator: nobody else reads what is said (A50, « Peer contributions »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.cohorts.permissions import READ_DELEGATION
from fabrique.accompaniment.peers import choosing
from fabrique.accompaniment.peers.enums import GroupState, MemberState, StatementState
from fabrique.accompaniment.peers.models import PeerGroup
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


def goes_on(group) -> None:
    """Nobody comes in, nothing is said nor let out once the group or its cohort is archived (ADR 0098)."""
    if group.state == GroupState.ARCHIVED:
        raise Denied(_("Ce groupe est archivé : il se lit, il ne change plus."))
    alive(group.cohort)


def alive(cohort) -> None:
    if cohort.state == CohortState.ARCHIVED:
        raise Denied(_("La cohorte est archivée : ses groupes de pairs se lisent, ils ne changent plus."))


@permission
def form_groups(person, cohort):
    """Who leads the cohort forms its groups; what is said in them is closed to them."""
    if not holds(person, *LEADS, within=cohort.scope):
        raise Denied(_("Les groupes de pairs sont formés par qui conduit la cohorte."))


@permission
def form_group(person, group):
    form_groups(person, group.cohort)


@permission
def propose(person, group):
    form_group(person, group)
    goes_on(group)


@permission
def withdraw_invitation(person, membership):
    form_group(person, membership.group)
    if membership.state != MemberState.INVITED:
        raise Denied(_("Cette invitation a déjà sa réponse."))


def inside(person, group) -> bool:
    """Asked once a request of each group."""
    known = group.__dict__.setdefault("_inside", {})
    key = getattr(person, "pk", None)
    if key not in known:
        known[key] = PeerGroup.objects.entered_by(person).filter(pk=group.pk).exists()
    return known[key]


@permission
def answer_invitation(person, group):
    """Whoever is invited, and a member asked about somebody who may join."""
    mine = group.members.filter(person=person.pk) if person.is_authenticated else group.members.none()
    if not mine.active().exists():
        raise Denied(_("Personne ne vous a proposé ce groupe, ou l’invitation a déjà sa réponse."))
    goes_on(group)


@permission
def see_another_way(person, group):
    """Somebody for whom this group is not."""
    if not (person.is_authenticated and group.members.filter(person=person, state=MemberState.OUT).exists()):
        raise Denied(_("Cette page est pour qui n’entre pas dans ce groupe."))


@permission
def enter(person, group):
    if not inside(person, group):
        raise Denied(_("Ce qui se dit dans ce groupe n’est lu que par ses membres et par la personne qui l’anime."))


@permission
def speak(person, group):
    enter(person, group)
    goes_on(group)


@permission
def facilitate(person, group):
    """Its facilitator, while still one in this cohort."""
    enter(person, group)
    if person.pk != group.facilitator_id:
        raise Denied(_("C’est la personne qui anime le groupe qui s’en occupe."))


@permission
def answer_hand_over(person, group):
    """The one named to take the group over."""
    if not person.is_authenticated or group.successor_id != person.pk:
        raise Denied(_("Personne ne vous propose d’animer ce groupe."))


@permission
def take_over(person, group):
    answer_hand_over(person, group)
    goes_on(group)
    if not choosing.successors(group).filter(pk=person.pk).exists():
        raise Denied(_("Vous n’avez plus le rôle d’animer un groupe de pairs dans cette cohorte."))


@permission
def draft(person, group):
    """Write the synthesis."""
    facilitate(person, group)
    goes_on(group)
    if group.state == GroupState.FORMED:
        raise Denied(_("Les échanges n’ont pas commencé : il n’y a rien encore à résumer."))


@permission
def take_part(person, group):
    """As a member: contribute under one's own name, answer the synthesis."""
    enter(person, group)
    if person.pk == group.facilitator_id:
        raise Denied(_("Cette place est celle des membres du groupe."))


@permission
def leave(person, group):
    """With one's words or without: a member, even one whose role in the delegation ended and who reads nothing any more."""
    if not (person.is_authenticated and group.members.inside().filter(person=person).exists()):
        raise Denied(_("Vous n’êtes pas membre de ce groupe."))


@permission
def keep_contribution(person, contribution):
    """Rewrite it, take it back: its author, at any time; the facilitator, what was noted aloud."""
    enter(person, contribution.group)
    aloud = contribution.said_aloud and person.pk == contribution.group.facilitator_id
    if not (contribution.is_by(person) or aloud):
        raise Denied(_("Un texte appartient à la personne qui l’a écrit."))


@permission
def keep_message(person, message):
    enter(person, message.group)
    if not message.is_by(person):
        raise Denied(_("Un message appartient à la personne qui l’a écrit."))


@permission
def draft_statement(person, statement):
    draft(person, statement.group)
    if statement.state == StatementState.RELEASED:
        raise Denied(_("Ce texte est partagé : retirez-le d’abord, en disant pourquoi."))


@permission
def answer_statement(person, statement):
    """A member says whether they recognise it, while it is still between them."""
    take_part(person, statement.group)
    goes_on(statement.group)
    if statement.group.state not in (GroupState.DRAFTED, GroupState.VALIDATED, GroupState.RELEASED):
        raise Denied(_("La synthèse n’est pas donnée à relire."))
    if statement.state != StatementState.DRAFT:
        raise Denied(_("Ce texte n’est plus à relire."))


@permission
def release(person, statement):
    """Its facilitator, once the members agreed (`rereading.missing`)."""
    draft(person, statement.group)
    if statement.group.state not in (GroupState.VALIDATED, GroupState.RELEASED):
        raise Denied(_("Les membres n’ont pas encore validé la synthèse."))


@permission
def take_back(person, statement):
    facilitate(person, statement.group)
    if statement.state != StatementState.RELEASED:
        raise Denied(_("Ce texte n’est pas partagé."))


@permission
def read_released(person, cohort):
    """Those who make the path of the cohort, and the association's team; evaluators read this, and nothing before (A50)."""
    here = person.is_authenticated and any(
        grant.role in READ_DELEGATION and cohort.scope_id in (grant.scope_id, grant.scope.parent_id)
        for grant in person.grants
    )
    if not (here or holds(person, Role.ASSOCIATION_EMPLOYEE)):
        raise Denied(_("Ces textes sont entre les personnes de la cohorte."))
