"""The diagnostic of an invented village, by the very acts of the house: sealed, guarded, read again by two, restituted.

What was done in one minute is then dated as if it had taken its three months.
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.diagnostics.actions import team
from fabrique.accompaniment.diagnostics.actions.inviting import invite, note_invited
from fabrique.accompaniment.diagnostics.actions.vault import give_key
from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic
from fabrique.accompaniment.interviews import actions as interviews
from fabrique.accompaniment.interviews.sealed import Coded
from fabrique.accompaniment.restitution import actions
from fabrique.accompaniment.restitution.drafts import desk_to_write
from fabrique.accompaniment.restitution.enums import GROUP_OF
from fabrique.accompaniment.restitution.models import Change, Edition, Restitution, Review
from fabrique.core.vault.spaces import Vault
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from fabrique.roof.demo.load import diagnosed
from fabrique.roof.demo.load.diagnosed import BETWEEN, Team, days_ago
from fabrique.roof.demo.load.life import person
from fabrique.roof.demo.load.people import second_listener
from fabrique.roof.demo.load.vaults import vault_of

Readers = list[tuple[Person, Vault]]
BEFORE_PRESENTING, BEFORE_THE_ROOM = 12, 8  # days, from the two readings and from the number one to the room


def load_diagnostic(data: dict[str, Any], people: Team, readers: Readers) -> None:
    """Once: what was sealed is not sealed again."""
    place = Cohort.objects.get(code="fictive", fictional=True).participations.get(territory__code=data["place"])
    if place.diagnostics.exists():
        return
    begun = days_ago(data["begun_days_ago"])
    lasts = data["begun_days_ago"] - data["restituted_days_ago"]
    targets: dict[str, int] = {}
    for row in data["interviews"]:
        targets[row["category"]] = targets.get(row["category"], 0) + 1
    diagnostic = diagnosed.frame(place, people, targets=targets, begun=begun, lasts=lasts)
    hear(diagnostic, people, data)
    code_again(diagnostic, people, data)
    diagnosed.analyse(diagnostic, by=people.listens)
    write(diagnostic, people, data)
    edition = read_again(diagnostic, people, readers, days_ago(data["restituted_days_ago"] + BEFORE_PRESENTING))
    give_back(edition, people, data)


def hear(diagnostic: Diagnostic, people: Team, data: dict[str, Any]) -> None:
    by, begun = people.listens, days_ago(data["begun_days_ago"])
    contacts = [diagnosed.propose(diagnostic, row, by=by) for row in data["interviews"]]
    invite(diagnostic=diagnostic, by=by)
    space = diagnosed.begin(diagnostic, people, begun=begun)
    for number, (contact, row) in enumerate(zip(contacts, data["interviews"], strict=True)):
        contact.refresh_from_db()  # invited since
        facts = diagnosed.met(contact, row, begun + timedelta(days=number), by=by)
        passages = [
            (kind, data["themes"].get(theme, ""), level, words) for kind, theme, level, words in row["passages"]
        ]
        diagnosed.listen(diagnostic, space, passages, facts, by=by)


def code_again(diagnostic: Diagnostic, people: Team, data: dict[str, Any]) -> None:
    """By a second person of the team, who did not see the first coding: a kind for each passage, or none."""
    second = second_listener()
    diagnosed.train(second, TeamRole.DIAGNOSTICIAN, experienced=True)
    vault_of(second)
    member = team.join(diagnostic=diagnostic, person=second, role=TeamRole.DIAGNOSTICIAN, by=people.lead)
    team.declare(member=member, by=second)
    give_key(member=member, vault=people.vault, by=people.listens)
    space = people.vault.space(diagnostic.space)
    for number, kinds in data["second_coding"].items():
        row, interview = data["interviews"][int(number) - 1], diagnostic.interviews.order_by("pk")[int(number) - 1]
        item, start = space.item(interview.code), 0
        for (_kind, theme, intensity, text), kind in zip(row["passages"], kinds, strict=False):
            place = {"text": text, "start": start, "end": start + len(text)}
            start += len(text) + len(BETWEEN)
            if kind:
                coded = Coded(kind=kind, theme=data["themes"][theme], intensity=intensity, blind=True, **place)
                interviews.code(interview=interview, item=item, coded=coded, by=second)


def write(diagnostic: Diagnostic, people: Team, data: dict[str, Any]) -> None:
    """Findings grouped from what was coded, quotations that were agreed, recommendations; and whom not to betray."""
    facts: dict[str, Any] = {"diagnostic": diagnostic, "vault": people.vault, "by": people.listens}
    codes = diagnostic.interviews.order_by("pk").values_list("code", flat=True)
    order = {code: number for number, code in enumerate(codes, start=1)}
    passages = [(order[one.interview], one) for one in desk_to_write(people.vault, diagnostic).extracts()]
    written = {}
    for rank, row in enumerate(data["findings"], start=1):
        theme = data["themes"][row["theme"]]
        mine = [(n, one) for n, one in passages if one.theme == theme and GROUP_OF[one.kind] == row["group"]]
        extracts = tuple(one.code for _n, one in mine)
        finding = actions.write_finding(
            group=row["group"], theme=theme, text=row["text"], extracts=extracts, order=rank, **facts
        )
        written[row["theme"]] = finding.code
        for said_by, text in row.get("verbatims", []):
            extract = next(one.code for n, one in mine if n == said_by)
            actions.add_verbatim(finding=finding, extract=extract, text=text, agreed=True, **facts)
    for rank, row in enumerate(data["recommendations"], start=1):
        actions.write_recommendation(
            text=row["text"], theme=data["themes"][row["theme"]], addressee=row["addressee"], horizon=row["horizon"],
            findings=(written[row["theme"]],), order=rank, **facts,
        )  # fmt: skip
    actions.write_roster(text=data["roster"]["text"], seen=0, **facts)


def read_again(diagnostic: Diagnostic, people: Team, readers: Readers, day: date) -> Edition:
    """Frozen if the guard has nothing to say, then signed by two who wrote nothing here; dated of that day."""
    edition = freeze(diagnostic, people, readers)
    sign(edition, readers)
    return date_of(edition, day)


def freeze(diagnostic: Diagnostic, people: Team, readers: Readers) -> Edition:
    edition = actions.make_edition(diagnostic=diagnostic, vault=people.vault, by=people.listens)
    for reader, _vault in readers:
        actions.name_reviewer(edition=edition, vault=people.vault, reviewer=reader, by=people.listens)
    return edition


def sign(edition: Edition, readers: Readers) -> None:
    for reader, vault in readers:
        review = Review.objects.select_related("reviewer", "edition").get(edition=edition, reviewer=reader)
        actions.sign_review(review=review, vault=vault, grade=1, risks={}, note="", by=review.reviewer)


def date_of(edition: Edition, day: date) -> Edition:
    """As if what was just done had been done that day."""
    earlier = timezone.now() - timedelta(days=(timezone.localdate() - day).days)
    Edition.objects.filter(pk=edition.pk).update(made_at=earlier)
    Edition.objects.filter(pk=edition.pk).exclude(cleared_at=None).update(cleared_at=earlier)
    edition.reviews.update(named_at=earlier)
    edition.reviews.exclude(answered_at=None).update(answered_at=earlier)
    return Edition.objects.select_related("diagnostic__participation__scope").get(pk=edition.pk)


def give_back(edition: Edition, people: Team, data: dict[str, Any]) -> None:
    """To the number one, who asks; to everybody who was heard; then what the territory makes of it."""
    told, by, vault = data["presented"], people.listens, people.vault
    held_on = days_ago(data["restituted_days_ago"])
    actions.present(
        edition=edition, vault=vault, held_on=held_on - timedelta(days=BEFORE_THE_ROOM), present=told["present"], by=by
    )
    edition.refresh_from_db()
    for row in data["remarks"]:
        remark = actions.ask_change(edition=edition, kind=row["kind"], text=row["text"], by=person(Role.NUMBER_ONE))
        actions.answer_remark(remark=remark, outcome="kept", answer=row["answer"], by=by)
    told_at = timezone.now() - timedelta(days=data["restituted_days_ago"] + BEFORE_THE_ROOM)
    edition.remarks.update(asked_at=told_at, answered_at=told_at + timedelta(days=2))
    for contact in Contact.objects.filter(diagnostic=edition.diagnostic):
        note_invited(contact=contact, by=by)
    restitution = actions.restitute(
        edition=edition, vault=vault, held_on=held_on, format="room", invited=told["invited"], present=told["came"],
        by=by,
    )  # fmt: skip
    edition.refresh_from_db()
    live_with(restitution, edition, data, days_ago(data["follow_up"]["days_ago"]), people)


def live_with(restitution: Restitution, edition: Edition, data: dict[str, Any], talked_on, people: Team) -> None:
    referent = person(Role.DELEGATION_REFERENT)
    project = edition.diagnostic.participation.projects.first()
    asked = edition.published_recommendations.order_by("order")
    for recommendation, row in zip(asked, data["answers"], strict=False):
        taken = project if row["taken_up"] == "yes" else None
        actions.answer_recommendation(
            recommendation=recommendation, taken_up=row["taken_up"], why=row["why"], project=taken, by=referent,
            seen=recommendation.version,
        )  # fmt: skip
    actions.record_follow_up(
        restitution=restitution, held_on=talked_on, summary=data["follow_up"]["summary"], by=people.listens
    )
    for text in data["follow_up"]["changes"]:
        actions.say_change(restitution=restitution, text=text, by=person(Role.DELEGATION_MEMBER))
    Change.objects.filter(restitution=restitution).update(said_at=timezone.now() - timedelta(days=2))
    answered = timezone.now() - timedelta(days=(timezone.localdate() - talked_on).days)
    edition.published_recommendations.exclude(answered_at=None).update(answered_at=answered)
    actions.open_to_public(restitution=restitution, by=person(Role.NUMBER_ONE))
