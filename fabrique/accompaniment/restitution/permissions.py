"""Who writes, reads again, hears first, decides (A50; reliability 4.3.10)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import LEADS, STAFF
from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.permissions import lead_or_team, member_of, read_words, write_words
from fabrique.accompaniment.restitution.enums import EditionState
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.people.permissions import holds

PEERS = (Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR)
ON_TERRITORY = (Role.DELEGATION_REFERENT, Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE)
SPEAK_FOR = (Role.DELEGATION_REFERENT, Role.NUMBER_ONE)
# who may not read it before the others, whatever else they do (A50: « - » before the pre-restitution)
TOO_NEAR = (
    *STAFF, *LEADS, *ON_TERRITORY, Role.ACCOMPANYING_ALLY, Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT,
    Role.EMBEDDED_EVALUATOR, Role.EMBEDDED_MEDIA, Role.NARRATIVE_FACILITATOR, Role.PEER_GROUP_FACILITATOR,
)  # fmt: skip
_D = DiagnosticState
IN_WRITING = (_D.RUNNING, _D.HEARD, _D.ANALYSIS, _D.PRE_RESTITUTED)


@permission
def read_draft(person, diagnostic):
    """Findings before they come out: the team and its supervisor, who may also comment."""
    read_words(person, diagnostic)


@permission
def write_draft(person, diagnostic):
    write_words(person, diagnostic)
    if diagnostic.state not in IN_WRITING:
        raise Denied(_("Les constats s’écrivent entre le premier entretien et la restitution."))


@permission
def read_finding(person, finding):
    """And say what one thinks of it."""
    read_draft(person, finding.diagnostic)


@permission
def write_finding(person, finding):
    write_draft(person, finding.diagnostic)


@permission
def write_recommendation(person, recommendation):
    write_draft(person, recommendation.diagnostic)


@permission
def write_verbatim(person, verbatim):
    write_draft(person, verbatim.diagnostic)


@permission
def begin_analysis(person, diagnostic):
    write_words(person, diagnostic)


@permission
def make_edition(person, diagnostic):
    write_draft(person, diagnostic)
    if diagnostic.state not in (_D.ANALYSIS, _D.PRE_RESTITUTED):
        raise Denied(_("Une version se fige pendant l’analyse : commencez-la d’abord."))


@permission
def read_edition(person, edition):
    """In the vault: the team and its supervisor."""
    read_words(person, edition.diagnostic)


@permission
def keep_edition(person, edition):
    """Choose its readers, present it, restitute it, withdraw it: those who wrote it."""
    write_words(person, edition.diagnostic)


@permission
def keep_review(person, review):
    keep_edition(person, review.edition)


def may_read_again(person: Person, diagnostic) -> str:
    """Why somebody may not be a reader of this diagnostic; empty when they may.

    A diagnostician or supervisor of elsewhere, author of nothing here, near nobody of it.
    """
    if diagnostic.members.filter(person=person).exists():
        return _("%(name)s a été de l’équipe de ce diagnostic.") % {"name": person}
    grants = list(RoleGrant.objects.active().filter(person=person).select_related("scope"))
    place = diagnostic.participation.scope
    here = (place.pk, diagnostic.scope_id)
    if not person.is_active or not any(one.role in PEERS and one.scope_id not in here for one in grants):
        return _("%(name)s ne conduit pas de diagnostic ailleurs aujourd’hui.") % {"name": person}
    near = (*here, place.parent_id)
    if any(one.role in TOO_NEAR and (one.scope_id in near or one.role in STAFF) for one in grants):
        return _("%(name)s a un rôle auprès de ce territoire ou de sa cohorte.") % {"name": person}
    return ""


@permission
def read_again(person, review):
    """The one who was named, as long as nothing binds them to this diagnostic and the version is alive."""
    if person.pk is None or person.pk != review.reviewer_id:
        raise Denied(_("Cette relecture est confiée à une autre personne."))
    if reason := may_read_again(person, review.edition.diagnostic):
        raise Denied(reason)
    if review.edition.closed_at:
        raise Denied(_("Cette version a été remplacée ou retirée : elle ne se lit plus."))


@permission
def sign_review(person, review):
    read_again(person, review)
    if review.answered_at:
        raise Denied(_("Votre fiche est signée. Ce qui est signé ne change plus."))
    if review.edition.state != EditionState.IN_REVIEW:
        raise Denied(_("Cette version n’est pas en relecture."))


@permission
def read_restitution(person, edition):
    """What came out, to those whom its state opens it to: `visible_to` has chosen, this says why not."""
    if edition.state not in (EditionState.PRESENTED, EditionState.RESTITUTED):
        raise Denied(_("Cette version n’est pas sortie."))


def number_one(person, edition) -> bool:
    return holds(person, Role.NUMBER_ONE, within=edition.diagnostic.participation.scope)


@permission
def ask_change(person, edition):
    """R368: the number one; the team may write down what was said in the room."""
    if edition.state != EditionState.PRESENTED:
        raise Denied(_("Les demandes se notent entre la présentation au n° 1 et la restitution."))
    if not (number_one(person, edition) or write_words.allows(person, edition.diagnostic)):
        raise Denied(_("C’est la personne qui porte l’exécutif qui réagit ici, et l’équipe qui note."))


@permission
def answer_remark(person, remark):
    write_words(person, remark.edition.diagnostic)
    if remark.answered_at:
        raise Denied(_("Cette demande a sa réponse. Les deux restent."))


@permission
def decide_public(person, restitution):
    """A50 « by territory’s decision »: its referent or its number one."""
    if not holds(person, *SPEAK_FOR, within=restitution.diagnostic.participation.scope):
        raise Denied(_("C’est le territoire qui décide de rendre la restitution publique."))


@permission
def answer_recommendation(person, recommendation):
    """R372: the territory answers, in its own name."""
    edition = recommendation.edition
    if edition.state != EditionState.RESTITUTED:
        raise Denied(_("Les réponses viennent après la restitution."))
    if not holds(person, *SPEAK_FOR, within=edition.diagnostic.participation.scope):
        raise Denied(_("C’est la personne référente ou le n° 1 du territoire qui répond."))


@permission
def say_change(person, restitution):
    """R377: those who live there."""
    if not holds(person, *ON_TERRITORY, within=restitution.diagnostic.participation.scope):
        raise Denied(_("C’est la délégation qui dit ce qui a changé chez elle."))


@permission
def record_follow_up(person, restitution):
    lead_or_team(person, restitution.diagnostic)


def of_team(person, diagnostic) -> bool:
    return member_of(person, diagnostic) is not None


@permission
def quote(person, extract):
    """Quote it."""
    write_draft(person, extract.diagnostic)


def out_of(person, diagnostic):
    """The version that came out, for this person; None otherwise."""
    found = diagnostic.editions.visible_to(person).filter(state__in=[EditionState.PRESENTED, EditionState.RESTITUTED])
    return found.first()


@permission
def find_restitution(person, diagnostic):
    if out_of(person, diagnostic) is None:
        raise Denied(_("La restitution n’est pas encore sortie."))


def is_near(person, edition) -> bool:
    """Lives with it: the team, the territory, who leads. What came after is theirs, not the public’s."""
    place = edition.diagnostic.participation.scope
    return of_team(person, edition.diagnostic) or holds(person, *ON_TERRITORY, *LEADS, within=place)


def speaks_for(person, edition) -> bool:
    return holds(person, *SPEAK_FOR, within=edition.diagnostic.participation.scope)


@permission
def read_remarks(person, edition):
    """What was asked and answered: the team, the number one, who leads (R368)."""
    place = edition.diagnostic.participation.scope
    if not (of_team(person, edition.diagnostic) or holds(person, Role.NUMBER_ONE, *LEADS, within=place)):
        raise Denied(_("Ces échanges sont entre le n° 1, l’équipe et la cohorte."))
