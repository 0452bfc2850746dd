"""Who may say what changed and what resists, read it again, answer it (A50, rows « Effects, limits » and « Report »).

Each act keeps the hat under which it was done (R025): `hat` tells which of a person's roles counts here.
"""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, cohorts_as
from fabrique.accompaniment.cohorts.permissions import edit_cohort, read_delegation
from fabrique.accompaniment.evaluation.enums import AnswerOf, FindingState, PaperState, ViewpointOf
from fabrique.accompaniment.evaluation.models import COMMENTERS
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.people.permissions import holds

READERS = (Role.DELEGATION_REFERENT, Role.EMBEDDED_EVALUATOR)
PROPOSERS = (
    *READERS, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.ACCOMPANYING_ALLY, Role.DIAGNOSTICIAN,
    Role.PEER_GROUP_FACILITATOR, *LEADS,
)  # fmt: skip
VOICES = {
    ViewpointOf.ALLY: (Role.ACCOMPANYING_ALLY,),
    ViewpointOf.TERRITORY: (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER),
    ViewpointOf.EVALUATOR: (Role.EMBEDDED_EVALUATOR,),
}


RECORDERS = (Role.DELEGATION_REFERENT, Role.EMBEDDED_EVALUATOR)


def grants_in(participation, roles):
    """Who holds one of these roles today around a territory, in its delegation or in its cohort."""
    return RoleGrant.objects.active().filter(
        scope__in=(participation.scope_id, participation.cohort.scope_id), role__in=tuple(roles)
    )


def hat(person, roles, within) -> Role | None:
    """The first of these roles that the person holds in this place."""
    return next((role for role in roles if holds(person, role, within=within)), None)


@permission
def propose(person, participation):
    """Any participant, in their own place: the delegation, its ally, a facilitator, a lead, the evaluator (R496)."""
    if hat(person, PROPOSERS, participation.scope) is None:
        raise Denied(
            _("Les effets et les limites sont proposés par celles et ceux qui font le chemin avec ce territoire.")
        )


@permission
def read_again(person, finding):
    """Accept or set aside: the evaluator, or the referent for the delegation. Leads and team comment only."""
    if hat(person, READERS, finding.participation.scope) is None:
        raise Denied(_("C’est l’évaluateur embarqué ou la personne référente de la délégation qui relit."))


@permission
def publish(person, finding):
    """As to read again, and with the delegation's agreement: the referent gives it by accepting or publishing (R496)."""
    read_again(person, finding)
    agrees = holds(person, Role.DELEGATION_REFERENT, within=finding.participation.scope)
    if not (agrees or finding.agreed_by_delegation):
        raise Denied(_("La délégation n’a pas encore donné son accord : sa personne référente publie d’un geste."))


@permission
def edit_finding(person, finding):
    """Its proposer until it is accepted, then those who read again; an evaluator's words, evaluators only (R490)."""
    place = finding.participation.scope
    evaluates = holds(person, Role.EMBEDDED_EVALUATOR, within=place)
    if finding.proposed_as == Role.EMBEDDED_EVALUATOR:
        if not evaluates:
            raise Denied(_("Ce texte est celui de l’évaluateur : personne d’autre ne le modifie."))
    elif finding.state in (FindingState.PROPOSED, FindingState.SET_ASIDE):
        own = finding.proposed_by_id is not None and finding.proposed_by_id == getattr(person, "pk", None)
        if not (own and propose.allows(person, finding.participation)):
            raise Denied(_("Tant que ce texte n’est pas relu, la personne qui l’a proposé est seule à le modifier."))
    elif hat(person, READERS, place) is None:
        raise Denied(_("Ce texte a été relu : c’est à l’évaluateur ou à la personne référente de le modifier."))


@permission
def read_effect(person, effect):
    """An effect with its proofs and its links: with the delegation it belongs to."""
    read_delegation(person, effect.participation)


@permission
def edit_evidence(person, evidence):
    edit_finding(person, evidence.effect)


@permission
def tie_effects(person, effect):
    """Saying that an effect led to another is reading them again: the arrow becomes public with its two ends."""
    if hat(person, READERS, effect.participation.scope) is None:
        raise Denied(_("C’est l’évaluateur embarqué ou la personne référente qui relie les effets entre eux."))


@permission
def untie_effects(person, link):
    tie_effects(person, link.cause)


@permission
def answer_limit(person, limit):
    """Whoever leads the cohort says what will be done; the limit itself stays as it was written."""
    if edit_cohort.reason(person, limit.participation.cohort):
        raise Denied(_("La réponse vient de qui conduit la cohorte."))


@permission
def ask_viewpoint(person, participation):
    if hat(person, (*LEADS, Role.EMBEDDED_EVALUATOR), participation.scope) is None:
        raise Denied(_("Un point de vue est demandé par qui conduit la cohorte, ou par l’évaluateur embarqué."))


@permission
def close_viewpoint(person, viewpoint):
    ask_viewpoint(person, viewpoint.participation)


@permission
def express_viewpoint(person, viewpoint):
    """Each speaks for oneself: the ally of this delegation, the delegation itself, the evaluator (R046, R490)."""
    if hat(person, VOICES[ViewpointOf(viewpoint.of)], viewpoint.participation.scope) is None:
        raise Denied(_("Ce point de vue appartient à qui il est demandé : personne n’écrit à sa place."))


@permission
def teach(person, cohort):
    """What the cohort teaches: its leads, the team, its evaluator."""
    if edit_cohort.reason(person, cohort) and not holds(person, Role.EMBEDDED_EVALUATOR, within=cohort.scope):
        raise Denied(_("Les enseignements sont écrits par qui conduit la cohorte et par l’évaluateur embarqué."))


@permission
def edit_lesson(person, lesson):
    teach(person, lesson.cohort)


@permission
def see_readings(person, cohort):
    """The list of what waits to be read again: the evaluator, and the referents for their own."""
    if hat(person, (Role.EMBEDDED_EVALUATOR,), cohort.scope) is None and not refers_in(person, cohort):
        raise Denied(_("Cette liste est pour l’évaluateur embarqué et les personnes référentes."))


def refers_in(person, cohort) -> bool:
    if not person.is_authenticated:
        return False
    return cohort.participations.filter(scope__in=person.scopes_as(Role.DELEGATION_REFERENT)).exists()


@permission
def read_follow_up(person, follow_up):
    read_delegation(person, follow_up.participation)


@permission
def record_follow_up(person, follow_up):
    """R491: the referent for the delegation, or the evaluator."""
    if hat(person, RECORDERS, follow_up.participation.scope) is None:
        raise Denied(_("C’est la personne référente ou l’évaluateur embarqué qui note ce que deviennent les effets."))


@permission
def publish_follow_up(person, follow_up):
    if not holds(person, Role.DELEGATION_REFERENT, within=follow_up.participation.scope):
        raise Denied(_("La personne référente de la délégation publie, ou retire, ce que deviennent les effets."))


def mine(person, words) -> bool:
    return words.written_by_id == getattr(person, "pk", None)


def rewrite(person, words) -> None:
    """Who wrote it, as long as they are of the place."""
    if not (mine(person, words) and propose.allows(person, words.participation)):
        raise Denied(_("La personne qui l’a écrit est seule à le modifier."))


@permission
def edit_sheet(person, sheet):
    rewrite(person, sheet)
    if sheet.effect_id:
        raise Denied(_("Ces réponses sont devenues un effet : c’est lui qui se modifie maintenant."))


@permission
def turn_sheet(person, sheet):
    propose(person, sheet.participation)


@permission
def hear_story(person, story):
    """A voice is heard where the story is read."""
    read_delegation(person, story.participation)


@permission
def edit_story(person, story):
    rewrite(person, story)


@permission
def write_paper(person, cohort):
    """R046, R490: no other role writes, edits or removes what the evaluator signs."""
    if not holds(person, Role.EMBEDDED_EVALUATOR, within=cohort.scope):
        raise Denied(_("Ces documents sont ceux de l’évaluateur : personne d’autre ne les écrit."))


@permission
def write_version(person, dated):
    write_paper(person, dated.paper.cohort)


@permission
def write_chapter(person, chapter):
    write_version(person, chapter.dated)


REPLIERS = (Role.DELEGATION_REFERENT, Role.NUMBER_ONE)


def signature(person, cohort) -> tuple[AnswerOf, str] | None:
    """In whose name this person may comment: a territory first, then who leads or accompanies, then the association."""
    if not person.is_authenticated:
        return None
    territory = [role for role in COMMENTERS if role not in (*LEADS, Role.ACCOMPANYING_ALLY)]
    places = cohort.participations.filter(scope__in=person.scopes_as(*territory)).select_related("territory")
    if place := places.order_by("pk").first():
        return AnswerOf.TERRITORY, place.territory.name
    if cohort.scope_id in cohorts_as(person, *LEADS, Role.ACCOMPANYING_ALLY):
        return AnswerOf.COHORT, cohort.name
    if holds(person, Role.ASSOCIATION_EMPLOYEE):
        return AnswerOf.ASSOCIATION, _("l’association")
    return None


@permission
def answer_paper(person, dated):
    if signature(person, dated.paper.cohort) is None:
        raise Denied(_("Commentent ici : les délégations, leurs alliés, qui conduit la cohorte, l’association."))
    if dated.state == PaperState.DRAFT:
        raise Denied(_("Cette version n’est pas encore remise."))


@permission
def reply_to_paper(person, dated):
    """R490: the association and the territories, by who speaks for them."""
    answer_paper(person, dated)
    speaks = dated.paper.cohort.participations.filter(scope__in=person.scopes_as(*REPLIERS)).exists()
    if not (speaks or holds(person, Role.ASSOCIATION_EMPLOYEE)):
        raise Denied(_("Le droit de réponse est joint par la personne référente ou le n° 1 d’un territoire, ou par l’association."))  # fmt: skip
