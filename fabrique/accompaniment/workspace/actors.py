"""Who is who in a cohort: who gives what to whom, what each organisation does, whom to talk to (R297, D04)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.enums import PartnerRole
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.institutions.models import Contact
from fabrique.accompaniment.institutions.permissions import see_contacts
from fabrique.accompaniment.pilots.models import Support
from fabrique.core.pictures import Picture, Relay, draw_relays
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.territories.models import Territory


@dataclass(frozen=True)
class Group:
    """Partners of some roles, the people who hold it on the platform, and what passes from them to the next."""

    key: str
    heading: str | Promise
    passes: str | Promise
    roles: tuple[PartnerRole, ...]
    held_as: tuple[Role, ...]
    up: bool = False
    kind: str = "grey"


GROUPS = (
    Group("soutiens", gettext_lazy("Les institutions et qui finance"), gettext_lazy("un cadre et des moyens"),
          (PartnerRole.INSTITUTION, PartnerRole.FUNDER), (Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT)),
    Group("conduite", gettext_lazy("Qui conduit la cohorte"), gettext_lazy("des journées ensemble, une méthode"),
          (PartnerRole.LEAD, PartnerRole.PIVOT), (Role.COHORT_LEAD, Role.PIVOT_ALLY), kind="brown"),
    Group("terrain", gettext_lazy("Qui vient sur place"), gettext_lazy("un diagnostic, un appui au projet pilote"),
          (PartnerRole.DIAGNOSTICIAN, PartnerRole.ALLY, PartnerRole.NARRATOR),
          (Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY, Role.NARRATIVE_FACILITATOR), kind="brown"),
)  # fmt: skip
HERE = gettext_lazy("Les territoires et leur délégation")
TOLD = gettext_lazy("un regard libre, ce qui change et ce qui résiste")
BESIDE = Group(
    "regard", gettext_lazy("Qui évalue et qui raconte"), "",
    (PartnerRole.EVALUATOR, PartnerRole.MEDIA), (Role.EMBEDDED_EVALUATOR, Role.EMBEDDED_MEDIA),
)  # fmt: skip


@dataclass
class Actor:
    """An organisation in one group: its roles there, what it says it does, the territories it accompanies."""

    organisation: Organisation
    roles: list[str] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    places: list[Territory] = field(default_factory=list)


@dataclass
class Circle:
    group: Group
    actors: list[Actor]
    holders: list[RoleGrant]
    contacts: list[Contact]

    @property
    def known(self) -> bool:
        return bool(self.actors or self.holders or self.contacts)


def circles(person: Any, cohort: Cohort) -> list[Circle]:
    """The groups of which something is known; people and numbers only for those who walk or lead the path."""
    partners = list(cohort.partners.select_related("organisation"))
    supports = Support.objects.visible_to(person).filter(project__participation__cohort=cohort)
    supports = list(supports.select_related("organisation", "project__participation__territory"))
    holders, contacts = reachable(person, cohort)
    found = []
    for group in (*GROUPS, BESIDE):
        actors = actors_of(group, partners, supports)
        of_group = [row for row in contacts if group.key == "soutiens"]
        found.append(Circle(group, actors, [row for row in holders if row.role in group.held_as], of_group))
    return [circle for circle in found if circle.known]


def actors_of(group: Group, partners: Iterable, supports: Iterable[Support]) -> list[Actor]:
    actors: dict[int, Actor] = {}
    for partner in partners:
        if partner.role in group.roles:
            actor = actors.setdefault(partner.organisation_id, Actor(partner.organisation))
            actor.roles.append(partner.get_role_display())
            actor.deeds += [partner.what] if partner.what else []
    for support in supports if PartnerRole.ALLY in group.roles else ():
        actor = actors.setdefault(support.organisation_id, Actor(support.organisation))
        actor.roles += [ally] if (ally := str(PartnerRole.ALLY.label)) not in actor.roles else []
        place = support.project.participation.territory
        actor.places += [place] if place not in actor.places else []
    return list(actors.values())


def reachable(person: Any, cohort: Cohort) -> tuple[list[RoleGrant], list[Contact]]:
    """Names with their hat, and the hats of the institutions: never in public (R297)."""
    if not see_contacts.allows(person, cohort):
        return [], []
    roles = [role for group in (*GROUPS, BESIDE) for role in group.held_as]
    inside = Q(scope=cohort.scope_id) | Q(scope__parent=cohort.scope_id)
    holders = RoleGrant.objects.active().filter(inside, role__in=roles, person__is_active=True)
    contacts = Contact.objects.visible_to(person).serving().filter(cohort=cohort)
    return (
        list(holders.select_related("person", "scope").order_by("person__name", "pk")),
        list(contacts.select_related("organisation", "participation__territory")),
    )


def drawing(found: Iterable[Circle], places: Iterable[Participation]) -> Picture:
    """From those who give the frame down to the territories; those who watch look up at them."""
    known = {circle.group.key: tuple(actor.organisation.name for actor in circle.actors) for circle in found}
    relays = [
        Relay(str(group.heading), known[group.key], str(group.passes), kind=group.kind)
        for group in GROUPS
        if known.get(group.key)
    ]
    watched = known.get(BESIDE.key, ())
    names = tuple(place.territory.name for place in places)
    relays.append(Relay(str(HERE), names, str(TOLD) if watched else "", up=True, kind="teal"))
    if watched:
        relays.append(Relay(str(BESIDE.heading), watched))
    return draw_relays(
        relays,
        title=_("Qui donne quoi à qui"),
        description=_("Les groupes se suivent de haut en bas, jusqu’aux territoires. Ce qui est dessiné est écrit à côté, organisation par organisation."),
        prefix="qui",
    )  # fmt: skip
