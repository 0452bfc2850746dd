"""Who holds the permanence, who may leave something there, who hosts a meeting."""

from django.utils.translation import gettext as _

from fabrique.core.permissions import Denied, permission, signed_in
from fabrique.ground.agenda.permissions import publish
from fabrique.ground.organisations.permissions import belongs
from fabrique.ground.people.enums import Role
from fabrique.ground.people.permissions import holds
from fabrique.ground.permanences.models import Meeting


@permission
def hold_permanence(person, *_things):
    """The association holds it (R087); the technical administration reads nothing of it."""
    if not holds(person, Role.ASSOCIATION_EMPLOYEE):
        raise Denied(_("La permanence est tenue par l’équipe de l’association."))


@permission
def read_matter(person, matter):
    """Its author, and who holds the permanence."""
    signed_in(person)
    if matter.author_id != person.pk:
        hold_permanence(person)


@permission
def own_matter(person, matter):
    """To change what may be published, or take it back: its author only."""
    signed_in(person)
    if matter.author_id != person.pk:
        raise Denied(_("Seule la personne qui a laissé ce message en décide."))


@permission
def publish_matter(person, matter):
    """As the author agreed, once it is answered (R092)."""
    hold_permanence(person)
    if matter.consent == "nothing":
        raise Denied(_("La personne garde la réponse pour elle : rien ne peut paraître."))
    if not matter.answer:
        raise Denied(_("Il n’y a pas encore de réponse à publier."))


@permission
def host(person, meeting):
    """Any ally who belongs to an organisation, for a month that nobody took (R079)."""
    publish(person)
    if meeting.is_taken:
        raise Denied(_("Ce mois est déjà pris : choisissez-en un autre, ou proposez à ses hôtes de les rejoindre."))
    if meeting.is_past:
        raise Denied(_("Ce mois est passé."))
    if not belongs(person):
        raise Denied(_("Une rencontre est accueillie par une organisation : rattachez-vous d’abord à la vôtre."))


@permission
def keep_meeting(person, meeting):
    """Its hosts and the association: the cards to complete, what was promised (R081)."""
    if not (hold_permanence.allows(person) or Meeting.objects.hosted_by(person).filter(pk=meeting.pk).exists()):
        raise Denied(_("Cette page est pour les hôtes de la rencontre et pour l’association."))
