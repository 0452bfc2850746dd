"""Who facilitates, who comes in, who reads the wall (R578). A participant without an account passes a rule as one."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS, cohorts_as
from fabrique.accompaniment.peers import permissions as peers
from fabrique.accompaniment.peers.enums import GroupState
from fabrique.accompaniment.workshops.enums import (
    Ballot,
    CardState,
    FormatState,
    StepKind,
    WorkshopState,
)
from fabrique.accompaniment.workshops.models import Participant, Step, Workshop
from fabrique.accompaniment.workshops.models.workshops import FACILITATES
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds


@permission
def prepare(person, cohort):
    """Those who lead the cohort, and those who facilitate its groups."""
    if not holds(person, *FACILITATES, within=cohort.scope):
        raise Denied(_("Un atelier est préparé par qui conduit la cohorte ou y anime des groupes."))
    alive(cohort)


@permission
def prepare_at_home(person, participation):
    """The referent of a delegation, for the room of its own territory (R413)."""
    if not holds(person, Role.DELEGATION_REFERENT, within=participation.scope):
        raise Denied(_("Un atelier du territoire est préparé par sa personne référente."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : ses ateliers se lisent, il n’en prépare plus."))
    alive(participation.cohort)


@permission
def see_workshops(person, cohort):
    """The page of the board: which ones one finds there is `Workshop.objects.visible_to`."""
    if not holds(person, *FACILITATES, within=cohort.scope):
        raise Denied(_("Cette page est ouverte à qui conduit la cohorte ou y anime des groupes."))


def goes_on(workshop) -> None:
    """Its cohort, or its group of peers, is not archived."""
    alive(workshop.cohort)
    if workshop.group is not None and workshop.group.state == GroupState.ARCHIVED:
        raise Denied(_("Ce groupe est archivé : ses ateliers se lisent, ils ne changent plus."))


def alive(cohort) -> None:
    if cohort.state == CohortState.ARCHIVED:
        raise Denied(_("La cohorte est archivée : ses ateliers se lisent, ils ne changent plus."))


@permission
def read_wall(person, workshop):
    """Who took part with an account, who leads or facilitates; of a peer group, its members and its facilitator."""
    if not (person.is_authenticated and Workshop.objects.visible_to(person).filter(pk=workshop.pk).exists()):
        raise Denied(_("Le mur d’un atelier se lit par les personnes qui y étaient et par qui l’anime."))


@permission
def read_opinion(person, step):
    """The opinion map of a vote: at its end, by whoever reads the wall."""
    read_wall(person, step.workshop)
    if step.ballot != Ballot.OPINION:
        raise Denied(_("Ce pas ne demande pas d’avis : il n’a pas de carte."))
    if not step.shown:
        raise Denied(_("La carte se lit quand le vote est fini et son résultat montré."))


@permission
def read_opinion_there(participant, step):
    """From the room, without an account: the map of a vote they took part in, once the workshop is over."""
    workshop = step.workshop
    if not isinstance(participant, Participant) or participant.workshop_id != workshop.pk:
        raise Denied(_("Entrez d’abord dans l’atelier."))
    if workshop.state == WorkshopState.OPEN:
        raise Denied(_("La carte se lit quand l’atelier est terminé."))
    if not Step.objects.voted_by(participant).filter(pk=step.pk).exists():
        raise Denied(_("La carte d’un vote se lit par qui y a répondu, à partir de cinq personnes."))


@permission
def facilitate(person, workshop):
    """Its facilitator, or any lead of the cohort: a closed browser stops nobody. Among peers, the group's facilitator.

    Of one made at home, the territory's referent: whoever holds the role goes on.
    """
    if workshop.group is not None:
        peers.facilitate(person, workshop.group)
    elif not runs(person, workshop):
        raise Denied(_("C’est la personne qui anime l’atelier, ou qui conduit la cohorte, qui s’en occupe."))
    goes_on(workshop)


def runs(person, workshop) -> bool:
    led = holds(person, *LEADS, within=workshop.cohort.scope)
    at_home = workshop.at_home and holds(person, Role.DELEGATION_REFERENT, within=workshop.participation.scope)
    own = person.is_authenticated and person.pk == workshop.facilitator_id
    return led or at_home or (own and workshop.cohort.scope_id in cohorts_as(person, *FACILITATES))


@permission
def run(person, workshop):
    """Its console: while it is open."""
    facilitate(person, workshop)
    if workshop.state != WorkshopState.OPEN:
        raise Denied(_("L’atelier n’est pas ouvert."))


@permission
def change(person, workshop):
    """Its script and its words: until it is archived."""
    facilitate(person, workshop)
    if workshop.state == WorkshopState.ARCHIVED:
        raise Denied(_("Cet atelier est archivé : il se lit, il ne change plus."))


@permission
def change_step(person, step):
    change(person, step.workshop)


@permission
def group_cards(person, workshop):
    """Put together, put aside, named, and decisions written: while it is open, and after, when one puts it in order."""
    change(person, workshop)
    if workshop.state == WorkshopState.PREPARED:
        raise Denied(_("L’atelier n’a pas commencé : il n’y a pas encore de cartes."))


@permission
def arrange(person, part):
    """A group of cards, a decision: also after, when the room is put in order."""
    group_cards(person, part.workshop)


@permission
def keep_card(person, card):
    """Put aside, put back, put in a group: never rewritten, its words are its author's."""
    group_cards(person, card.workshop)
    if card.state == CardState.TAKEN_BACK:
        raise Denied(_("Cette carte a été reprise par la personne qui l’a écrite."))


@permission
def keep_statement(person, card):
    """A statement of the script, or what was noted aloud: by whoever facilitates."""
    change(person, card.workshop)
    if card.participant_id is not None:
        raise Denied(_("Les mots d’une carte sont à la personne qui l’a écrite. Vous pouvez la mettre de côté."))


@permission
def keep(person, workshop):
    """What it gives, with what the programme keeps of a delegation (R333)."""
    facilitate(person, workshop)
    if workshop.group_id is not None:
        raise Denied(_("Les mots d’un groupe de pairs sont à lui : c’est lui qui décide de ce qui en sort."))
    if workshop.session_id is None:
        raise Denied(_("Dites d’abord de quelle séance est cet atelier."))


@permission
def come_in(person, workshop):
    """By the short code, whoever one is; among peers, as somebody of the group."""
    if workshop.group is not None:
        peers.enter(person, workshop.group)
    if workshop.state != WorkshopState.OPEN:
        raise Denied(_("Cet atelier n’est pas ouvert. Demandez à la personne qui l’anime."))
    goes_on(workshop)


def still_asked(step) -> None:
    if step.shown:
        raise Denied(_("Le résultat est montré : ce vote est fini."))


def in_the_room(participant, step) -> None:
    workshop = step.workshop
    if not isinstance(participant, Participant) or participant.workshop_id != workshop.pk:
        raise Denied(_("Entrez d’abord dans l’atelier."))
    if workshop.state != WorkshopState.OPEN:
        raise Denied(_("L’atelier est terminé : rien ne s’y ajoute plus."))
    goes_on(workshop)
    if workshop.current_id != step.pk:
        raise Denied(_("L’atelier est passé à autre chose. Votre texte reste sur votre écran."))


@permission
def write_card(participant, step):
    in_the_room(participant, step)
    if step.kind != StepKind.COLLECT:
        raise Denied(_("Ce n’est pas le moment d’écrire des cartes."))


@permission
def vote(participant, step):
    in_the_room(participant, step)
    if step.ballot != Ballot.OPINION:
        raise Denied(_("Ce n’est pas le moment de dire votre avis."))
    still_asked(step)


@permission
def place_dots(participant, step):
    in_the_room(participant, step)
    if step.ballot != Ballot.DOTS:
        raise Denied(_("Ce n’est pas le moment de poser des points."))
    still_asked(step)


@permission
def take_back(participant, card):
    """Its author, at any time, the workshop archived included."""
    if not isinstance(participant, Participant) or card.participant_id != participant.pk:
        raise Denied(_("Une carte est reprise par la personne qui l’a écrite."))


@permission
def keep_formats(person):
    """A script of one's own: those who facilitate somewhere, and the association's team."""
    if not (person.is_authenticated and (person.scopes_as(*FACILITATES) or holds(person, Role.ASSOCIATION_EMPLOYEE))):
        raise Denied(_("La boîte à outils est ouverte aux personnes qui animent."))


@permission
def edit_format(person, script):
    keep_formats(person)
    if script.owner_id != person.pk:
        raise Denied(_("Ce format est à une autre personne. Copiez-le pour en faire le vôtre."))


@permission
def change_format(person, script):
    """Once shared it stays as others found it, until it is taken back."""
    edit_format(person, script)
    if script.state == FormatState.SHARED:
        raise Denied(_("Ce format est dans la boîte à outils. Reprenez-le avant de le changer."))


@permission
def change_format_step(person, step):
    change_format(person, step.script)
