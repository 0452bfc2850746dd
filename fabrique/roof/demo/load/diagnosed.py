"""What the invented diagnostics share, by the acts of the house: opened, framed, a team and its vault, people listened to."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.diagnostics.actions import framing, grids, panel, team, vault
from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.diagnostics.models import Contact, Credential, Diagnostic, Grid
from fabrique.accompaniment.diagnostics.proposed import take_up
from fabrique.accompaniment.interviews import actions as interviews
from fabrique.accompaniment.interviews.sealed import Coded, Facts
from fabrique.core.vault.spaces import Space, Vault
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.ground.referentials.models import Item
from fabrique.roof.demo.load.life import person

# kind, theme, intensity, words; without a kind, it was not coded
Passage = tuple[str, str, int, str]
BETWEEN = "\n\n"
TRAINING = "Formation imaginaire des Confins, trois jours"


@dataclass(frozen=True)
class Team:
    lead: Person
    listens: Person
    vault: Vault
    supervises: Person | None = None

    def members(self) -> list[tuple[Person, TeamRole]]:
        found = [(self.listens, TeamRole.DIAGNOSTICIAN)]
        return found + ([(self.supervises, TeamRole.SUPERVISOR)] if self.supervises else [])


def days_ago(count: int) -> date:
    return timezone.localdate() - timedelta(days=count)


def category(place: Participation, key: str) -> Item:
    return Item.objects.of(ReferentialKey.CATEGORIES, within=place.scope).get(key=key)


def agree_on_grid(*, by: Person) -> None:
    if not Grid.objects.agreed().exists():
        grids.agree_on_grid(grid=take_up(by=by), by=by)


def train(one: Person, role: TeamRole, *, experienced: bool) -> None:
    if not Credential.objects.valid().filter(person=one, role=role).exists():
        team.give_credential(
            person=one, role=role, training=TRAINING, experienced=experienced, by=person(Role.ASSOCIATION_EMPLOYEE)
        )


def frame(place: Participation, people: Team, *, targets: dict[str, int], begun: date, lasts: int) -> Diagnostic:
    """Framed by whoever leads, its team declared, its vault open to all of it."""
    diagnostic = framing.open_diagnostic(participation=place, by=people.lead)
    framing.edit_frame(
        diagnostic=diagnostic, grid=diagnostic.grid, starts_on=begun, ends_on=begun + timedelta(days=lasts),
        planned_count=sum(targets.values()), opposed_count=2, unusual_count=5, target_days=56, keeping_days=90,
        seen=diagnostic.version, by=people.lead,
    )  # fmt: skip
    for key, count in targets.items():
        framing.set_target(diagnostic=diagnostic, category=category(place, key), count=count, by=people.lead)
    for one, role in people.members():
        member = team.join(diagnostic=diagnostic, person=one, role=role, by=people.lead)
        team.declare(member=member, by=one)
    framing.move(diagnostic=diagnostic, name="frame", by=people.lead)
    vault.open_space(diagnostic=diagnostic, vault=people.vault, by=people.listens)
    for member in diagnostic.members.exclude(person=people.listens):
        vault.give_key(member=member, vault=people.vault, by=people.listens)
    return diagnostic


def begin(diagnostic: Diagnostic, people: Team, *, begun: date) -> Space:
    framing.move(diagnostic=diagnostic, name="begin", by=people.listens)
    Diagnostic.objects.filter(pk=diagnostic.pk).update(begun_on=begun)
    diagnostic.refresh_from_db()
    return people.vault.space(diagnostic.space)


def analyse(diagnostic: Diagnostic, *, by: Person) -> None:
    for name in ("close-interviews", "analyse"):
        framing.move(diagnostic=diagnostic, name=name, by=by)


def propose(diagnostic: Diagnostic, row: dict[str, Any], *, by: Person, **more: str) -> Contact:
    group = category(diagnostic.participation, row["category"])
    kind = Item.objects.filter(parent=group, key=f"{row['category']}-{row['sub_type']}").first()
    words = {name: row[name] for name in ("function", "voice", "why") if name in row}
    return panel.propose(diagnostic=diagnostic, category=group, sub_type=kind, name=row["name"], by=by, **words, **more)


def met(contact: Contact, row: dict[str, Any], day: date, *, by: Person) -> Facts:
    """The interview took place: what the team knows of it, behind the code of a contact."""
    panel.meet(contact=contact, consented=True, may_quote=row.get("quote", False), by=by)
    return Facts(
        contact=contact.code, category=contact.category.key, sub_type=contact.sub_type.key if contact.sub_type else "",
        function=row["function"], mode=row["mode"], day=day.isoformat(), minutes=row["minutes"],
        consent=contact.consent, may_quote=contact.may_quote,
    )  # fmt: skip


def listen(diagnostic: Diagnostic, space: Space, passages: list[Passage], facts: Facts, *, by: Person) -> str:
    """Notes written and passages taken, each at its place in the text; gives the interview's code."""
    interview = interviews.begin(diagnostic=diagnostic, space=space, by=by, facts=facts)
    item, text, taken = space.item(interview.code), "", []
    for kind, theme, intensity, words in passages:
        text += (BETWEEN if text else "") + words
        place = {"text": words, "start": len(text) - len(words), "end": len(text)}
        taken += [Coded(kind=kind, theme=theme, intensity=intensity, **place)] if kind else []
    interviews.save_notes(interview=interview, item=item, text=text, by=by, seen=1)
    for coded in taken:
        interviews.code(interview=interview, item=item, coded=coded, by=by)
    return interview.code
