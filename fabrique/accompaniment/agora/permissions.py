"""Who reads an Agora, who speaks in it and for whom, who decides what leaves it (A50, « Agora resolutions »)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.agora.enums import ALIVE, AgoraState, AnswerState, ResolutionState
from fabrique.accompaniment.agora.models import Agora, Resolution
from fabrique.accompaniment.agora.voices import addressees, facilitated, voices
from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.peers.enums import StatementKind
from fabrique.accompaniment.workshops import permissions as workshops
from fabrique.core.permissions import Denied, permission
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds

SETTLED = (ResolutionState.KEPT, ResolutionState.DROPPED)


def alive(cohort) -> None:
    """Nothing is said any more in an archived cohort; words are taken back, and promises followed, at any time."""
    if cohort.state == CohortState.ARCHIVED:
        raise Denied(_("La cohorte est archivée : ses Agoras se lisent, elles ne changent plus."))


@permission
def open_one(person, cohort):
    if not holds(person, *LEADS, within=cohort.scope):
        raise Denied(_("L’Agora de la cohorte est préparée par qui la conduit."))
    alive(cohort)


@permission
def open_local(person, participation):
    """An Agora at home: the referent of a delegation (R413)."""
    if not holds(person, Role.DELEGATION_REFERENT, within=participation.scope):
        raise Denied(_("C’est à la personne référente d’ouvrir l’Agora du territoire."))
    if participation.left_on:
        raise Denied(_("Ce territoire a quitté la cohorte : son espace se lit, il ne change plus."))
    alive(participation.cohort)


@permission
def read(person, agora):
    """What is said: the people of the cohort, or of the delegation, and the association's team. Asked once a request."""
    known = agora.__dict__.setdefault("_read", {})
    key = getattr(person, "pk", None)
    if key not in known:
        known[key] = Agora.objects.read_by(person).filter(pk=agora.pk).exists()
    if not known[key]:
        raise Denied(_("Ce qui se dit dans cette Agora est entre les personnes qui la font."))


@permission
def conduct(person, agora):
    """Who leads the cohort; of a local one, the referent."""
    if agora.participation_id:
        if not holds(person, Role.DELEGATION_REFERENT, within=agora.participation.scope):
            raise Denied(_("Cette Agora est conduite par la personne référente du territoire."))
    elif not holds(person, *LEADS, within=agora.cohort.scope):
        raise Denied(_("Cette Agora est conduite par qui conduit la cohorte."))


@permission
def arrange(person, agora):
    """Its date, its items, its convergences, the wording of its resolutions: before and during the day."""
    conduct(person, agora)
    if agora.state not in (AgoraState.PREPARED, AgoraState.OPEN):
        raise Denied(_("Cette Agora est close. Rouvrez-la pour y changer quelque chose."))
    alive(agora.cohort)


@permission
def debate(person, agora):
    """Prepare the workshop of its day: who arranges it, under the rule of the room's own place (R409, R413)."""
    arrange(person, agora)
    if agora.participation_id:
        workshops.prepare_at_home(person, agora.participation)
    else:
        workshops.prepare(person, agora.cohort)


@permission
def say(person, agora):
    """Add to what is said, in the name of one's category; who conducts notes what the room says."""
    if agora.state not in (AgoraState.PREPARED, AgoraState.OPEN):
        raise Denied(_("Cette Agora est close : elle se lit."))
    if not (conduct.allows(person, agora) or voices(person, agora)):
        raise Denied(_("On parle ici au nom de la catégorie dont on tient un siège dans une délégation."))
    alive(agora.cohort)


@permission
def read_item(person, item):
    read(person, item.agora)


@permission
def read_convergence(person, convergence):
    read(person, convergence.agora)


@permission
def keep_item(person, item):
    """Rewrite what was noted in the room, while it is open."""
    say(person, item.agora)
    withdraw_item(person, item)


@permission
def withdraw_item(person, item):
    """Its category, or who conducts: at any time, once the Agora is closed too."""
    if not item.by_hand:
        raise Denied(_("Ce texte appartient au groupe de pairs qui l’a partagé : lui seul le récrit ou le retire."))
    if not item.is_live:
        raise Denied(_("Ce texte est déjà retiré."))
    if not (conduct.allows(person, item.agora) or item.category.key in voices(person, item.agora)):
        raise Denied(_("Un texte appartient à la catégorie qui l’a dit."))


@permission
def arrange_convergence(person, convergence):
    arrange(person, convergence.agora)


@permission
def answer(person, item):
    """A member of a category the demand is addressed to (R412)."""
    if item.kind != StatementKind.CLAIM or not item.is_live:
        raise Denied(_("Une réponse se donne à une demande."))
    if item.agora.state == AgoraState.PREPARED:
        raise Denied(_("L’Agora n’est pas encore ouverte."))
    alive(item.agora.cohort)
    asked = {category.key for category in addressees(item, item.agora.categories())}
    if not asked & voices(person, item.agora):
        raise Denied(_("La réponse revient à la catégorie à qui la demande s’adresse."))


@permission
def read_answer(person, answer):
    """A draft is between the members of its category and who facilitates their peers."""
    agora = answer.item.agora
    read(person, agora)
    near = voices(person, agora) | facilitated(person, agora)
    if answer.state == AnswerState.DRAFT and answer.category.key not in near:
        raise Denied(_("Cette réponse n’est pas encore donnée : elle est entre les membres de la catégorie."))


@permission
def agree(person, answer):
    """A second member, or who facilitates the peers of the category (ADR 0088)."""
    agora = answer.item.agora
    if answer.state != AnswerState.DRAFT:
        raise Denied(_("Cette réponse est déjà donnée."))
    if not answer.item.is_live:
        raise Denied(_("La demande a été retirée."))
    alive(answer.item.agora.cohort)
    if answer.category.key not in voices(person, agora) | facilitated(person, agora):
        raise Denied(_("Une réponse est donnée par deux personnes de la catégorie."))
    if person.pk == answer.written_by_id:
        raise Denied(_("Une deuxième personne de votre catégorie donne cette réponse avec vous."))


@permission
def read_resolutions(person, agora):
    """What was adopted: `visible_to` has chosen which Agora; here, whoever found it."""
    if not Agora.objects.visible_to(person).filter(pk=agora.pk).exists():
        raise Denied(_("Les résolutions de cette Agora ne sont pas publiques."))


@permission
def read_resolution(person, resolution):
    """As `Resolution.objects.visible_to`."""
    if not Resolution.objects.visible_to(person).filter(pk=resolution.pk).exists():
        raise Denied(_("Cette résolution est encore en débat, entre les personnes de l’Agora."))


@permission
def propose(person, agora):
    """Write a resolution: anybody who may speak in it."""
    say(person, agora)


@permission
def draw_from(person, agora, decision):
    """Write a resolution from what the room of a debate decided: anybody who may speak, and who reads that room's wall."""
    propose(person, agora)
    workshops.read_wall(person, decision.workshop)
    if not agora.debates.filter(workshop=decision.workshop_id).exists():
        raise Denied(_("Cette décision n’est pas d’un débat de cette Agora."))
    if decision.resolutions.exclude(state=ResolutionState.DROPPED).exists():
        raise Denied(_("Cette décision est déjà devenue une résolution."))


@permission
def edit_resolution(person, resolution):
    """Its words are written until it is adopted."""
    arrange(person, resolution.agora)
    if resolution.state not in (ResolutionState.PROPOSED, ResolutionState.DEBATED):
        raise Denied(_("Cette résolution est adoptée : ses mots ne changent plus."))


@permission
def dissent(person, resolution):
    """A category says what it does not agree with, as long as it is debated; who conducts notes it in its words."""
    say(person, resolution.agora)
    if resolution.state not in (ResolutionState.PROPOSED, ResolutionState.DEBATED):
        raise Denied(_("Cette résolution n’est plus en débat."))


@permission
def carry(person, resolution):
    """One's own declaration, and nobody else's (R002)."""
    if not (voices(person, resolution.agora) or read.allows(person, resolution.agora)):
        raise Denied(_("Une résolution est portée par des personnes de l’Agora."))
    if resolution.state in SETTLED:
        raise Denied(_("Cette résolution n’attend plus personne."))
    if resolution.carriers.standing().filter(person=person.pk).exists():
        raise Denied(_("Vous portez déjà cette résolution."))


@permission
def put_down(person, resolution):
    if not (person.is_authenticated and resolution.carriers.standing().filter(person=person.pk).exists()):
        raise Denied(_("Vous ne portez pas cette résolution."))


def carries(person, resolution) -> bool:
    """Those who declared it, while they are of the Agora; while nobody did, the members of the categories that carry it."""
    if not read.allows(person, resolution.agora):
        return False
    declared = list(resolution.carriers.standing().values_list("person", flat=True))
    if declared:
        return person.pk in declared
    return bool({category.key for category in resolution.categories.all()} & voices(person, resolution.agora))


@permission
def move(person, resolution):
    """Who conducts; once it is adopted, those who carry it say also where it stands."""
    if conduct.allows(person, resolution.agora):
        return
    if resolution.state not in ALIVE or not carries(person, resolution):
        raise Denied(_("C’est à qui conduit l’Agora, et une fois adoptée à qui la porte, de dire où elle en est."))


@permission
def tell(person, follow_up):
    """Where it stands, by those who carry it, once the day has come (R414)."""
    resolution = follow_up.resolution
    if not carries(person, resolution):
        raise Denied(_("C’est à qui porte la résolution de dire où elle en est."))
    if not follow_up.said_at and resolution.state not in ALIVE:
        raise Denied(_("Cette résolution n’est plus à suivre."))


@permission
def discuss(person, thing):
    """A few lines on an item or a convergence while the Agora is open; on a resolution, at any time."""
    agora = thing.agora
    if not (conduct.allows(person, agora) or voices(person, agora)):
        raise Denied(_("On parle ici au nom de la catégorie dont on tient un siège dans une délégation."))
    if agora.state == AgoraState.PREPARED:
        raise Denied(_("L’Agora n’est pas encore ouverte."))
    if agora.state != AgoraState.OPEN and not isinstance(thing, Resolution):
        raise Denied(_("Cette Agora est close : elle se lit."))
    alive(agora.cohort)


@permission
def remove_remark(person, remark):
    """Its author, or who conducts."""
    read(person, remark.agora)
    if not (remark.is_by(person) or conduct.allows(person, remark.agora)):
        raise Denied(_("Un mot du débat appartient à la personne qui l’a écrit."))
