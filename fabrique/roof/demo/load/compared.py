"""Eight invented diagnostics to compare, and what came of it: topics, answers of delegations, a day, the public page.

Each goes through the guard and two readers like any other, then its notes are destroyed: only what was published stays.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.convergences import actions
from fabrique.accompaniment.convergences.models import Topic
from fabrique.accompaniment.diagnostics.erasure import erase
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.interviews.sealed import Facts
from fabrique.accompaniment.restitution import actions as restitution
from fabrique.accompaniment.restitution.drafts import desk_to_write
from fabrique.ground.people.actions.roles import give_role
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant
from fabrique.ground.territories.models import Territory
from fabrique.roof.demo.load import diagnosed, territory
from fabrique.roof.demo.load.cohort import write_head
from fabrique.roof.demo.load.diagnosed import Passage, Team, days_ago
from fabrique.roof.demo.load.diagnostic import BEFORE_PRESENTING, BEFORE_THE_ROOM, Readers, read_again
from fabrique.roof.demo.load.life import at, day, person

BEGUN, RESTITUTED = 222, 170  # days ago
HEARD = 8
# whose words each finding rests on: four people, of two categories
VOICES = 4
KINDS = {"assets": "strength", "fragilities": "weakness", "tensions": "controversy"}
PRESENT = "La personne à la tête de la collectivité"
TALKED = "La délégation a relu la restitution à froid, et choisi par quoi commencer."


def load_cohort(data: dict[str, Any]) -> Cohort:
    """Who leads it is confided by the administration, as for the other cohorts of the demonstration."""
    cohort = write_head(data["cohort"])
    for row in data["territories"]:
        values = {"name": row["name"], "kind": row["kind"], "fictional": True, "published": True}
        place = Territory.objects.update_or_create(code=row["code"], defaults=values)[0]
        territory.write_facts(place, row | {"source": data["cohort"]["source"]}, as_of=cohort.season)
        territory.join(cohort, place)
    RoleGrant.objects.get_or_create(
        person=person(Role.COHORT_LEAD), role=Role.COHORT_LEAD, scope=cohort.scope, ended_at=None
    )
    return cohort


def loaded(data: dict[str, Any]) -> bool:
    return Topic.objects.filter(cohort__code=data["cohort"]["code"]).exists()


def load_compared(data: dict[str, Any], teams: list[Team], readers: Readers) -> None:
    cohort = Cohort.objects.get(code=data["cohort"]["code"])
    places = {
        one.territory.code: one for one in cohort.participations.select_related("territory", "scope", "cohort__scope")
    }
    fresh = [row for row in data["territories"] if not places[row["code"]].diagnostics.exists()]
    for number, row in enumerate(fresh):
        restitute(places[row["code"]], row, data["themes"], teams[number % len(teams)], readers)
    if not cohort.topics.exists():
        compare(cohort, [places[row["code"]] for row in data["territories"]], data, by=teams[0].lead)


def restitute(
    place: Participation, row: dict[str, Any], themes: dict[str, str], people: Team, readers: Readers
) -> None:
    held_on = days_ago(RESTITUTED)
    diagnostic = write_down(place, row, themes, people, begun=days_ago(BEGUN), lasts=BEGUN - RESTITUTED)
    edition = read_again(diagnostic, people, readers, days_ago(RESTITUTED + BEFORE_PRESENTING))
    day = held_on - timedelta(days=BEFORE_THE_ROOM)
    restitution.present(edition=edition, vault=people.vault, held_on=day, present=PRESENT, by=people.listens)
    edition.refresh_from_db()
    given_back = restitution.restitute(
        edition=edition,
        vault=people.vault,
        held_on=held_on,
        format="room",
        invited=HEARD,
        present=HEARD - 1,
        by=people.listens,
    )
    talked_on = held_on + timedelta(weeks=5)
    restitution.record_follow_up(restitution=given_back, held_on=talked_on, summary=TALKED, by=people.listens)
    erase(Diagnostic.objects.get(pk=diagnostic.pk))


def write_down(
    place: Participation, row: dict[str, Any], themes: dict[str, str], people: Team, *, begun: date, lasts: int
) -> Diagnostic:
    """Framed, eight people listened to, what they said together written."""
    targets = {"elected": HEARD // 2, "agent": HEARD // 2}
    diagnostic = diagnosed.frame(place, people, targets=targets, begun=begun, lasts=lasts)
    space = diagnosed.begin(diagnostic, people, begun=begun)
    for number in range(HEARD):
        facts = Facts(category=("elected", "agent")[number % 2], day=begun.isoformat(), mode="face-to-face", minutes=60)
        diagnosed.listen(diagnostic, space, list(passages(row, themes, number)), facts, by=people.listens)
    diagnosed.analyse(diagnostic, by=people.listens)
    write(diagnostic, row, themes, people)
    return diagnostic


def passages(row: dict[str, Any], themes: dict[str, str], number: int) -> Iterator[Passage]:
    for rank, (group, theme, text) in enumerate(row["findings"]):
        if (number - 2 * rank) % HEARD < VOICES:
            yield KINDS[group], themes[theme], 2, text


def write(diagnostic: Diagnostic, row: dict[str, Any], themes: dict[str, str], people: Team) -> None:
    facts: dict[str, Any] = {"diagnostic": diagnostic, "vault": people.vault, "by": people.listens}
    said = desk_to_write(people.vault, diagnostic).extracts()
    for rank, (group, theme, text) in enumerate(row["findings"], start=1):
        mine = tuple(one.code for one in said if one.text == text)
        restitution.write_finding(group=group, theme=themes[theme], text=text, extracts=mine, order=rank, **facts)
    for rank, (theme, text) in enumerate(row["recommendations"], start=1):
        restitution.write_recommendation(text=text, theme=themes[theme], order=rank, **facts)


def compare(cohort: Cohort, places: list[Participation], data: dict[str, Any], *, by: Person) -> None:
    """Topics found by the comparison itself; each delegation answers by its own referent."""
    referents = [referent(place, by=by) for place in places]
    actions.detect(cohort=cohort, by=by)
    for row in data["topics"]:
        topic = cohort.topics.get(theme=row["theme"])
        actions.edit_topic(topic=topic, question=row["question"], text=row["text"], by=by, seen=topic.version)
        for name in row["steps"]:
            if name == "plan":
                plan(topic, row["day"], by=by)
                continue
            actions.move_topic(topic=topic, name=name, by=by)
            if name == "propose":
                vote(topic, places, referents, row["votes"])
    by_code = {place.territory.code: (place, who) for place, who in zip(places, referents, strict=True)}
    for row in data["voices"]:
        place, who = by_code[row["territory"]]
        actions.agree_to_be_named(participation=place, by=who)
    for row in data["wordings"]:
        wording = actions.add_wording(cohort=cohort, group=row["group"], title=row["title"], text=row["text"], by=by)
        if not row.get("draft"):
            actions.publish_wording(wording=wording, by=by)


def referent(place: Participation, *, by: Person) -> Person:
    """The invented person who speaks for a delegation."""
    name = f"Personne référente, {place.territory.name}"
    one = Person.objects.get_or_create(code=f"demo-{place.territory.code}", defaults={"name": name[:150]})[0]
    if not one.scopes_as(Role.DELEGATION_REFERENT):
        give_role(person=one, role=Role.DELEGATION_REFERENT, scope=place.scope, by=by)
    return Person.objects.get(pk=one.pk)


def vote(topic: Topic, places: list[Participation], referents: list[Person], wishes: list[str]) -> None:
    for place, who, wish in zip(places, referents, wishes, strict=True):
        if wish:
            actions.give_vote(participation=place, topic=topic, wish=wish, by=who)


def plan(topic: Topic, row: dict[str, Any], *, by: Person) -> None:
    starts = at(day(row), row["hour"])
    actions.plan(
        topic=topic, day_kind=row["kind"], title=row["title"], date=starts.date(), starts_at=starts.time(),
        minutes=row["minutes"], mode=row["mode"], by=by,
    )  # fmt: skip
