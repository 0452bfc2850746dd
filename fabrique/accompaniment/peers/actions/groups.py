"""A group formed, its members invited, entered, gone."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers import choosing, hierarchy, leaving, rereading
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import BY_HAND, GROUP, MEMBER, GroupState, MemberState
from fabrique.accompaniment.peers.models import Contribution, Membership, Message, PeerGroup, Tie, Voice, left_behind
from fabrique.accompaniment.programme.models import Session
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


@transaction.atomic
def open_group(
    *, cohort: Cohort, category: Item, facilitator: Person, by: Person, label: str = "", dates: str = "",
    sessions: Iterable[Session] = (),
) -> PeerGroup:  # fmt: skip
    may.form_groups(by, cohort)
    may.alive(cohort)
    check_facilitator(cohort, facilitator)
    if cohort.peer_groups.filter(category__key=category.key, label=label.strip()).exists():
        raise Denied(_("Ce groupe existe déjà. Donnez un nom à celui-ci pour les distinguer."))
    words = {"label": label.strip(), "dates": dates.strip(), "facilitator": facilitator}
    group = PeerGroup.objects.create(cohort=cohort, category=category, **words)
    group.sessions.set(sessions)
    audit.record(by, "peer-group-opened", group, category=category.key)
    return group


def check_facilitator(cohort: Cohort, person: Person) -> None:
    if not choosing.facilitators(cohort.scope).filter(pk=person.pk).exists():
        raise Denied(_("Cette personne n’a pas le rôle d’animer un groupe de pairs dans cette cohorte, ou elle la conduit."))  # fmt: skip


@transaction.atomic
def edit_group(
    *, group: PeerGroup, label: str, dates: str, facilitator: Person, by: Person, seen: int, sessions: Iterable[Session] = (),
) -> PeerGroup:  # fmt: skip
    """Once somebody entered, they entered with this facilitator: another one would read what was not said to them."""
    may.propose(by, group)
    if facilitator.pk != group.facilitator_id:
        if group.has_members:
            raise Denied(_("Des membres sont entrés avec cette personne pour animer : elle ne se remplace plus. Formez un autre groupe."))  # fmt: skip
        check_facilitator(group.cohort, facilitator)
    if group.cohort.peer_groups.filter(category__key=group.category.key, label=label.strip()).exclude(pk=group.pk).exists():  # fmt: skip
        raise Denied(_("Ce groupe existe déjà. Donnez un nom à celui-ci pour les distinguer."))
    group.save_values({"label": label.strip(), "dates": dates.strip(), "facilitator": facilitator}, seen=seen)
    group.sessions.set(sessions)
    audit.record(by, "peer-group-edited", group)
    return group


def locked(group: PeerGroup) -> PeerGroup:
    """One at a time: two answers that cross would each miss the other."""
    found = PeerGroup.objects.select_for_update(of=("self",)).select_related("cohort__scope", "category", "facilitator")
    return found.get(pk=group.pk)


@transaction.atomic
def propose(*, group: PeerGroup, people: Iterable[str], by: Person) -> list[Membership]:
    """They enter only by their own answer; members already in are asked about those they know (R403)."""
    may.propose(by, group)
    group, able = locked(group), choosing.candidates(group)
    chosen = list(dict.fromkeys(people))
    if not chosen or any(code not in able for code in chosen):
        raise Denied(_("Choisissez des personnes de la liste."))
    made = [invite(group, *able[code]) for code in chosen]
    for member in made:
        ask(member, "invited")
    members = hierarchy.active_of(group)
    for other in members:
        if other.state == MemberState.IN and any(hierarchy.related(other, member) for member in made):
            ask(other, "asked")
    audit.record(by, "peer-group-proposed", group, people=len(made))
    return made


def invite(group: PeerGroup, person: Person, seat: Seat | None, participation: int) -> Membership:
    """Asked again, one is the last invited, and says everything anew."""
    facts = {"seat": seat, "participation_id": participation}
    member, new = Membership.objects.get_or_create(group=group, person=person, defaults=facts)
    if not new:
        MEMBER.make(member, "invite-again")
        again = {"state": member.state, "invited_at": timezone.now(), "accepted_on": None}
        member.save_values(again | facts, seen=member.version)
        Tie.objects.filter(says=member).delete()
        Tie.objects.filter(about=member).delete()
    return member


def ask(member: Membership, what: str) -> None:
    """A letter that says nothing of the group but that it is there."""
    group, person = member.group, member.person
    view = "peers:another-way" if what == "elsewhere" else "peers:entry"
    with override(person.language):
        subject, line = {
            "invited": (_("Un groupe de pairs vous est proposé"), _("Lisez ses règles, puis dites si vous y entrez.")),
            "asked": (_("Une question dans votre groupe de pairs"), _("Quelqu’un que vous connaissez pourrait y entrer. Répondez avant qu’il ou elle n’entre.")),
            "elsewhere": (_("Une réponse pour votre groupe de pairs"), _("Ce groupe n’est pas possible pour vous. Voici une autre voie.")),
            "entered": (_("Votre groupe de pairs vous est ouvert"), _("Vous pouvez y lire et y écrire.")),
            "synthesis": (_("Une synthèse à relire dans votre groupe de pairs"), _("Dites si vous vous y reconnaissez, et si l’on pourrait vous reconnaître.")),
        }[what]  # fmt: skip
    view = {"entered": "peers:group", "synthesis": "peers:synthesis"}.get(what, view)
    notify(person, Kind.TASK, subject, [line], reverse(view, args=[group.cohort.code, group.code]))


def tell(member: Membership, what: str, by: Person) -> None:
    if member.person_id != by.pk:
        ask(member, what)


def change(member: Membership, name: str, **more) -> None:
    MEMBER.make(member, name)
    member.save_values({"state": member.state} | more, seen=member.version)


@transaction.atomic
def enter(*, group: PeerGroup, answers: Mapping[str, tuple[bool, bool]], by: Person, rules: bool = False) -> Membership:
    """Accept the rules and say, of each one asked about, if there is a link and if one accepts it.

    One enters at once when everybody invited before has answered; else when they have. Whether one may is in `settle`.
    """
    may.answer_invitation(by, group)
    group = locked(group)
    mine = (
        Membership.objects.active().filter(group=group).select_related("seat", "person", "group__cohort").get(person=by)
    )
    asked = hierarchy.to_ask(mine)
    if mine.state == MemberState.INVITED and not (rules or mine.accepted_on):
        raise Denied(_("On entre dans ce groupe en acceptant ses règles."))
    if any(other.code not in answers for other in asked):
        raise Denied(_("Quelqu’un d’autre vient d’être proposé : répondez aussi pour cette personne."))
    for other in asked:
        link, accepts = answers[other.code]
        Tie.objects.create(says=mine, about=other, answer=hierarchy.sealed_answer(link=link, accepts=accepts))
    if not mine.accepted_on:
        mine.save_values({"accepted_on": timezone.localdate()}, seen=mine.version)
        audit.record(by, "peer-rules-accepted", group)
    settle(group, by)
    mine.refresh_from_db()
    return mine


def settle(group: PeerGroup, by: Person) -> None:
    """Let in, or turn away, those who answered, in the order of the invitations; who acts sees it without a letter.
    Nobody, once the group is archived."""
    if group.state == GroupState.ARCHIVED or group.cohort.state == CohortState.ARCHIVED:
        return
    said, members = hierarchy.answers_of(group), hierarchy.active_of(group)
    kept: list[Membership] = []
    for member in members:
        before = [other for other in kept if hierarchy.related(member, other)]
        pairs = [(said.get((member.pk, other.pk)), said.get((other.pk, member.pk))) for other in before]
        if any(mine and theirs and not hierarchy.possible(mine, theirs) for mine, theirs in pairs):
            if member.state == MemberState.INVITED:
                change(member, "turn-away")
                tell(member, "elsewhere", by)
                continue
        elif member.state == MemberState.INVITED and member.accepted_on and all(mine and theirs for mine, theirs in pairs):  # fmt: skip
            change(member, "enter")
            tell(member, "entered", by)
        kept.append(member)


@transaction.atomic
def decline(*, group: PeerGroup, by: Person) -> None:
    may.answer_invitation(by, group)
    group = locked(group)
    mine = group.members.get(person=by)
    change(mine, "turn-away", accepted_on=None)
    audit.record(by, "peer-invitation-declined", group)
    settle(group, by)


@transaction.atomic
def withdraw_invitation(*, membership: Membership, by: Person) -> None:
    """By who proposed: somebody who never answers keeps others waiting."""
    may.withdraw_invitation(by, membership)
    group = locked(membership.group)
    change(membership, "turn-away", accepted_on=None)
    audit.record(by, "peer-invitation-withdrawn", group)
    settle(group, by)


@transaction.atomic
def move(*, group: PeerGroup, name: str, by: Person) -> PeerGroup:
    if name not in BY_HAND:
        raise Denied(_("Ce changement n’existe pas."))
    may.facilitate(by, group)
    group = locked(group)
    if refusal := rereading.reason_not_to(name, group.statements.prefetch_related("voices"), rereading.codes_in(group)):
        raise Denied(refusal)
    GROUP.make(group, name)
    group.save_version(seen=group.version, fields=["state"])
    audit.record(by, "peer-group-moved", group, state=group.state)
    if name == "draft":
        for member in (
            Membership.objects.active().filter(group=group).inside().select_related("person", "group__cohort")
        ):
            ask(member, "synthesis")
    return group


@transaction.atomic
def leave(*, group: PeerGroup, by: Person, keeps: bool) -> None:
    """`keeps`: what one wrote stays, unsigned; else it goes. What one said of the synthesis goes with one."""
    may.leave(by, group)
    group = locked(group)
    unsign_or_remove(group, by, keeps=keeps)
    change(group.members.get(person=by), "leave")
    audit.record(by, "peer-group-left", group)
    settle(group, by)


def unsign_or_remove(group: PeerGroup, person: Person, *, keeps: bool) -> None:
    """Words that stay look as they did the day before: what would mark them would say whose they are."""
    for model in (Contribution, Message):
        for row in model.objects.filter(group=group).by(person):
            if keeps:
                type(row).objects.filter(pk=row.pk).update(author=left_behind(), signed=False)
            else:
                row.delete()
    Voice.objects.filter(statement__group=group).by(person).delete()
    for act in leaving.acts:
        act(group, person, keeps=keeps)
