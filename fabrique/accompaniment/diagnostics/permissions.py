"""Who frames a diagnostic, who listens, who supervises (A50). Entitled is not enough: words open with one's key."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import OVER
from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.diagnostics.enums import (
    BEFORE_GIVING_BACK,
    BEFORE_INTERVIEWS,
    GIVEN_BACK,
    DiagnosticState,
    TeamRole,
)
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import animate, holds


def member_of(person, diagnostic, *roles: TeamRole):
    """The place in the team of a person who signed the declaration and holds the role that goes with it, or None.

    Asked once a request of each diagnostic.
    """
    if not person.is_authenticated:
        return None
    known = diagnostic.__dict__.setdefault("_places", {})
    if person.pk not in known:
        known[person.pk] = diagnostic.members.of(person).first()
    found = known[person.pk]
    return found if found and (not roles or found.role in roles) else None


@permission
def frame(person, diagnostic):
    """Choose the grid, the team, the period: who leads the cohort (A50: « W » of what is organised)."""
    edit_cohort(person, diagnostic.cohort)
    if diagnostic.state == DiagnosticState.ARCHIVED:
        raise Denied(_("Ce diagnostic est archivé : il se lit, il ne change plus."))


@permission
def follow(person, diagnostic):
    """See where it stands, never what was said: team, lead, association, delegation; `visible_to` has chosen."""
    if not person.is_authenticated:
        raise Denied(_("Connectez-vous pour continuer."))


@permission
def read_words(person, diagnostic):
    """What was said, and what is made of it before the restitution: its team and its supervisor, nobody else (R357)."""
    if not member_of(person, diagnostic):
        raise Denied(
            _("Ce qui est dit ici n’est lu que par l’équipe de ce diagnostic et la personne qui la supervise.")
        )


@permission
def write_words(person, diagnostic):
    """Take notes, code, write findings: those of the team who listen."""
    if not member_of(person, diagnostic, TeamRole.DIAGNOSTICIAN):
        raise Denied(_("C’est l’équipe qui écoute qui écrit ici. La personne qui supervise lit et conseille."))
    if diagnostic.state == DiagnosticState.ARCHIVED:
        raise Denied(_("Ce diagnostic est archivé : ses notes sont détruites."))


@permission
def lead_or_team(person, diagnostic):
    """Organise: who leads the cohort, the association, and the team."""
    if not (member_of(person, diagnostic) or edit_cohort.allows(person, diagnostic.cohort)):
        raise Denied(_("L’organisation de ce diagnostic est tenue par son équipe et par qui conduit la cohorte."))


@permission
def help_to_invite(person, diagnostic):
    """The referent proposes whom to meet, before the interviews; then the list closes (A50, R374)."""
    if not holds(person, Role.DELEGATION_REFERENT, within=diagnostic.participation.scope):
        raise Denied(_("C’est la personne référente de la délégation qui aide à inviter."))
    if diagnostic.state not in BEFORE_INTERVIEWS:
        raise Denied(_("Les entretiens ont commencé : la liste des personnes rencontrées est fermée à la délégation."))


@permission
def open_diagnostic(person, participation):
    """During its path: once the cohort is evaluated, nobody is listened to any more in its name."""
    edit_cohort(person, participation.cohort)
    if participation.cohort.state in OVER:
        raise Denied(_("Cette cohorte est évaluée : les diagnostics ont lieu pendant le parcours."))


@permission
def write_grids(person):
    """The association and those who lead a cohort, with its allies (R347)."""
    if not (animate.allows(person) or (person.is_authenticated and person.scopes_as(*LEADS))):
        raise Denied(_("Les trames sont écrites par l’association et par qui conduit une cohorte, avec les alliés."))


@permission
def read_grid(person, grid):
    """R347: shared once agreed; before, those who write it."""
    if not grid.agreed_at:
        write_grids(person)


@permission
def write_grid(person, grid):
    write_grids(person)
    if grid.agreed_at:
        raise Denied(_("Cette trame est convenue : elle ne change plus. Écrivez-en une nouvelle version."))


@permission
def agree_grid(person, grid):
    write_grids(person)


@permission
def write_question(person, question):
    write_grid(person, question.grid)


@permission
def frame_part(person, part):
    """A target: with the diagnostic it belongs to."""
    frame(person, part.diagnostic)


@permission
def declare(person, member):
    """One signs for oneself: nobody else can (R350)."""
    if not (person.is_authenticated and member.person_id == person.pk and member.left_on is None):
        raise Denied(_("Chacun signe pour soi. Cette déclaration est celle d’une autre personne."))


@permission
def leave(person, member):
    """Oneself, or who leads the cohort."""
    if member.left_on:
        raise Denied(_("Cette personne a déjà quitté l’équipe."))
    if not (person.is_authenticated and member.person_id == person.pk):
        frame(person, member.diagnostic)


@permission
def read_contacts(person, diagnostic):
    """Whom one meets: the team and its supervisor. Neither lead, nor association, nor administration (A50)."""
    if not member_of(person, diagnostic):
        raise Denied(_("La liste des personnes à rencontrer n’est ouverte qu’à l’équipe de ce diagnostic."))


@permission
def write_contacts(person, diagnostic):
    if not member_of(person, diagnostic, TeamRole.DIAGNOSTICIAN):
        raise Denied(_("C’est l’équipe qui écoute qui invite."))
    if diagnostic.erased_at or diagnostic.state == DiagnosticState.ARCHIVED:
        raise Denied(_("Ce diagnostic est archivé : la liste des personnes est détruite."))


@permission
def invite(person, diagnostic):
    """Add to the list, write letters, offer times, open the questionnaire: until what was said is given back."""
    write_contacts(person, diagnostic)
    if diagnostic.state in GIVEN_BACK:
        raise Denied(_("La restitution a eu lieu : on n’invite plus personne à parler."))


@permission
def invite_to_restitution(person, diagnostic):
    write_contacts(person, diagnostic)
    if diagnostic.state not in BEFORE_GIVING_BACK:
        raise Denied(_("On invite à la restitution une fois les entretiens finis, et avant qu’elle ait lieu."))


@permission
def write_contact(person, contact):
    write_contacts(person, contact.diagnostic)


@permission
def write_slot(person, slot):
    write_contacts(person, slot.diagnostic)


@permission
def give_key(person, member):
    read_words(person, member.diagnostic)


@permission
def withdraw_credential(person, credential):
    animate(person)


@permission
def own_proposal(person, contact):
    help_to_invite(person, contact.diagnostic)
    if contact.proposed_by_id != person.pk:
        raise Denied(_("Cette proposition est celle d’une autre personne."))


@permission
def close_questionnaire(person, questionnaire):
    write_words(person, questionnaire.diagnostic)
