"""What waits in groups of peers: an answer to give, a synthesis to read again, a group to start. Never a word of them."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.peers.enums import GroupState, MemberState, StatementState
from fabrique.accompaniment.peers.models import TERRITORY, Membership, PeerGroup, Tie
from fabrique.accompaniment.peers.models.groups import memberships
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role


def address(view: str, group) -> str:
    return reverse(f"peers:{view}", args=[group.cohort.code, group.code])


@waits_for
def invitations(person) -> list[Waiting]:
    """Those not answered, then those about whom a member has not said anything."""
    if not person.scopes_as(*TERRITORY):
        return []
    over = Q(group__state=GroupState.ARCHIVED) | Q(group__cohort__state=CohortState.ARCHIVED)
    asked = (
        memberships(person, MemberState.INVITED).filter(accepted_on=None).exclude(over).select_related("group__cohort")
    )
    newcomers = Membership.objects.active().filter(group=OuterRef("group")).exclude(pk=OuterRef("pk"))
    near = Q(participation=OuterRef("participation")) | Q(seat__organisation=OuterRef("seat__organisation"))
    unsaid = newcomers.filter(near).exclude(
        Exists(Tie.objects.filter(says=OuterRef(OuterRef("pk")), about=OuterRef("pk")))
    )
    met = memberships(person, MemberState.IN, MemberState.INVITED).filter(accepted_on__isnull=False)
    met = met.filter(Exists(unsaid)).exclude(over).select_related("group__cohort")
    return [Waiting(asked, lambda found: [
        Act(_("groupe de pairs"), _("Un groupe de pairs vous est proposé"), _("Lisez ses règles, puis dites si vous y entrez."),
            address("entry", one.group), _("Répondre"))
        for one in found
    ]), Waiting(met, lambda found: [
        Act(_("groupe de pairs"), _("Une question dans votre groupe de pairs"),
            _("Quelqu’un que vous connaissez pourrait y entrer. Répondez avant qu’il ou elle n’entre."),
            address("entry", one.group), _("Répondre"))
        for one in found
    ])]  # fmt: skip


@waits_for
def syntheses(person) -> list[Waiting]:
    """The state alone: who has not spoken yet is sealed, so that it is told to every member."""
    found = []
    if person.scopes_as(*TERRITORY):
        mine = memberships(person, MemberState.IN).filter(group__state=GroupState.DRAFTED)
        found.append(Waiting(mine.select_related("group__cohort"), lambda rows: [
            Act(_("à relire"), _("Votre groupe de pairs relit sa synthèse"), _("Si vous avez déjà répondu à chaque point, il n’y a rien à faire."),
                address("synthesis", one.group), _("Relire"))
            for one in rows
        ]))  # fmt: skip
    if person.scopes_as(Role.PEER_GROUP_FACILITATOR):
        led = PeerGroup.objects.filter(PeerGroup.objects.facilitated_by(person)).select_related("cohort", "category")
        found.append(Waiting(led.filter(state=GroupState.FORMED, members__state=MemberState.IN).distinct(), lambda rows: [
            Act(_("groupe de pairs"), _("Un groupe de pairs vous attend"), _("Des membres y sont entrés."), one.get_absolute_url(), _("Ouvrir"))
            for one in rows
        ]))  # fmt: skip
        ready = led.filter(
            state__in=[GroupState.VALIDATED, GroupState.RELEASED], statements__state=StatementState.DRAFT
        )
        found.append(Waiting(ready.distinct(), lambda rows: [
            Act(_("à partager"), _("Des points de synthèse ne sont pas encore partagés"), _("Ils sortent un par un, quand les membres les ont relus."),
                address("synthesis", one), _("Voir"))
            for one in rows
        ]))  # fmt: skip
    return found


@waits_for
def hand_overs(person) -> list[Waiting]:
    """A group that nobody facilitates any more, for who leads; a group to take over, for who was named."""
    found = []
    if person.scopes_as(*LEADS):
        alone = PeerGroup.objects.left_alone().filter(cohort__scope__in=person.scopes_as(*LEADS), successor=None)
        found.append(Waiting(alone.select_related("cohort", "category"), lambda rows: [
            Act(_("groupe de pairs"), _("Un groupe de pairs n’a plus personne pour l’animer"), _("Ses membres y écrivent, personne ne répond."),
                address("hand-over", one), _("Confier"), urgent=True)
            for one in rows
        ]))  # fmt: skip
    if person.scopes_as(Role.PEER_GROUP_FACILITATOR):
        handed = PeerGroup.objects.filter(PeerGroup.objects.handed_to(person)).exclude(state=GroupState.ARCHIVED)
        found.append(Waiting(handed.select_related("cohort"), lambda rows: [
            Act(_("groupe de pairs"), _("Un groupe de pairs à animer"), _("Lisez ce que l’on s’y promet, puis dites si vous l’animez. Vous n’y lisez rien avant."),
                address("take-over", one), _("Répondre"))
            for one in rows
        ]))  # fmt: skip
    return found
