"""A group handed over to another facilitator: named by who leads, told to the members first, entered by its own answer."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.models import LEADS
from fabrique.accompaniment.peers import choosing
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.actions.groups import locked
from fabrique.accompaniment.peers.models import Membership, PeerGroup
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person, RoleGrant


def send(people: Iterable[Person], what: str, view: str, group: PeerGroup, name: str = "") -> None:
    """A letter that says nothing of the group but that it is there."""
    for person in people:
        with override(person.language):
            subject, line = {
                "asked": (_("Un groupe de pairs à animer"), _("Lisez ce que l’on s’y promet, puis dites si vous l’animez. Vous n’y lisez rien avant.")),
                "named": (_("Une autre personne pourrait animer votre groupe de pairs"), _("%(name)s y lira ce qui est écrit dès sa réponse. D’ici là, vous pouvez reprendre vos textes ou quitter le groupe.")),
                "taken": (_("Votre groupe de pairs a une autre animation"), _("%(name)s l’anime maintenant. La personne d’avant n’y lit plus rien.")),
                "declined": (_("Un groupe de pairs reste à confier"), _("La personne proposée ne l’anime pas. Proposez quelqu’un d’autre.")),
            }[what]  # fmt: skip
            notify(
                person, Kind.TASK, subject, [line % {"name": name}], reverse(view, args=[group.cohort.code, group.code])
            )


def members_of(group: PeerGroup) -> list[Person]:
    return [one.person for one in Membership.objects.inside().filter(group=group).select_related("person")]


@transaction.atomic
def hand_over(*, group: PeerGroup, facilitator: Person, by: Person) -> PeerGroup:
    """Name another one. The members know before anything is read: they may take their words back."""
    may.propose(by, group)
    group = locked(group)
    if not choosing.successors(group).filter(pk=facilitator.pk).exists():
        raise Denied(
            _("Cette personne n’a pas le rôle d’animer ici, conduit la cohorte, ou a été proposée à ce groupe.")
        )
    group.save_values({"successor": facilitator}, seen=group.version)
    audit.record(by, "peer-group-handed", group)
    send([facilitator], "asked", "peers:take-over", group)
    send(members_of(group), "named", "peers:group", group, name=str(facilitator))
    return group


@transaction.atomic
def take_over(*, group: PeerGroup, by: Person, rules: bool = False) -> PeerGroup:
    """By accepting the rules. From then on the one before reads nothing, here as on every page of the group."""
    may.take_over(by, group)
    if not rules:
        raise Denied(_("On anime ce groupe en acceptant ses règles."))
    group = locked(group)
    may.take_over(by, group)
    group.save_values({"facilitator": by, "successor": None}, seen=group.version)
    audit.record(by, "peer-group-taken-over", group)
    send(members_of(group), "taken", "peers:group", group, name=str(by))
    return group


@transaction.atomic
def decline_to_facilitate(*, group: PeerGroup, by: Person) -> None:
    may.answer_hand_over(by, group)
    group = locked(group)
    may.answer_hand_over(by, group)
    group.save_values({"successor": None}, seen=group.version)
    audit.record(by, "peer-group-not-taken", group)
    leads = RoleGrant.objects.active().filter(role__in=LEADS, scope=group.cohort.scope).values("person")
    send(Person.objects.active().filter(pk__in=leads).order_by("pk"), "declined", "peers:members", group)
