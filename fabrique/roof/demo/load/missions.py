"""The allies’ missions of the invented cohort, lived through the acts themselves: the day ledger is only added to.

Once there they are the demonstration's own: loading again changes nothing in them.
"""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.missions import actions, candidates
from fabrique.accompaniment.missions.models import Convention, Engagement, Mission, Rate, Tool
from fabrique.ground.organisations.models import Membership, Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import RoleGrant
from fabrique.roof.demo.load.life import day, kept, person
from fabrique.roof.demo.load.rows import organisation


def load_missions(data: dict[str, Any]) -> None:
    ally = person(Role.ACCOMPANYING_ALLY)
    grant = RoleGrant.objects.active().get(person=ally, role=Role.ACCOMPANYING_ALLY)
    place = Participation.objects.get(scope=grant.scope)
    write_rate(data["rate"])
    for row in data["tools"]:
        Tool.objects.get_or_create(participation=place, name=row["name"], defaults=kept(row, "what_for", "kept_by"))
    for row in data["missions"]:
        if not place.missions.filter(title=row["title"]).exists():
            live(place, row)


def write_rate(row: dict[str, Any]) -> None:
    facts = {"function": "one-off", "unit": "day", "adopted_by": row["adopted_by"]}
    if not Rate.objects.filter(**facts).exists():
        Rate.objects.create(**facts, amount_cents=row["amount_cents"], valid_from=day(row),
                            written_by=person(Role.ASSOCIATION_EMPLOYEE))  # fmt: skip


def live(place: Participation, row: dict[str, Any]) -> None:
    lead, referent = person(Role.COHORT_LEAD), person(Role.DELEGATION_REFERENT)
    mission = actions.describe_need(participation=place, by=referent,
                                    **kept(row, "title", "need", "skills", "planned_quarters"))  # fmt: skip
    for one in row["candidates"]:
        known = kept(one, "competence", "available_quarters", "distance_km", "regional", "context")
        actions.propose_candidate(mission=mission, organisation=organisation(one["organisation"], fictional=True), by=lead, **known)  # fmt: skip
    for ally in candidates.not_answered(mission):
        actions.pass_candidate(mission=mission, organisation=ally, reason="Déjà pris par un autre territoire.", by=lead)
    mission = actions.move_mission(mission=mission, name="list", by=lead)
    wanted = organisation(row["candidates"][0]["organisation"])
    chosen = actions.choose_ally(
        candidate=mission.candidates.get(organisation=wanted), reason=row["reason"], by=referent
    )
    Engagement.objects.filter(pk=chosen.pk).update(
        joined_on=timezone.localdate() - timedelta(days=row["begun_days_ago"])
    )
    engagement = Engagement.objects.get(pk=chosen.pk)
    if "convention" in row:
        work(engagement, row)
    if "change" in row:
        part(engagement, row["change"])


def work(engagement: Engagement, row: dict[str, Any]) -> None:
    ally, lead, referent = person(Role.ACCOMPANYING_ALLY), person(Role.COHORT_LEAD), person(Role.DELEGATION_REFERENT)
    parties = ((referent, "Référente de la délégation"), (ally, "Allié accompagnant"),
               (person(Role.ASSOCIATION_EMPLOYEE), "Pour l’association"))  # fmt: skip
    engagement = actions.name_person(engagement=engagement, person=ally, seen=engagement.version, by=lead)
    team = person(Role.ASSOCIATION_EMPLOYEE)
    paying = [(Role.REGIONAL_INSTITUTION_AGENT, "institution"), (Role.FUNDER_CONTACT, "funder")]
    funders = [payer(engagement.mission.cohort, role, as_what) for role, as_what in paying]
    convention = actions.draft_convention(
        engagement=engagement, function="one-off", by=team, funders=funders, **row["convention"]
    )
    convention = actions.move_convention(convention=convention, name="agree", by=team)
    for by, quality in parties:
        actions.sign_convention(convention=convention, quality=quality, number=convention.text_number, by=by)
    convention = actions.move_convention(convention=Convention.objects.get(pk=convention.pk), name="run", by=team)
    actions.move_mission(mission=Mission.objects.get(pk=engagement.mission_id), name="run", by=lead)
    amendment = actions.propose_amendment(convention=convention, by=team, **row["amendment"])
    for by, quality in parties:
        actions.sign_amendment(amendment=amendment, quality=quality, by=by)
    for one in row["days"]:
        declared = actions.declare_day(engagement=engagement, date=day(one), by=ally, paid=not one.get("unpaid"),
                                       **kept(one, "quarters", "kind", "what"))  # fmt: skip
        if not one.get("waits"):
            actions.answer_day(day=declared, name="confirm", by=referent)


def payer(cohort: Cohort, role: Role, as_what: str) -> Organisation:
    """The partner of the cohort that pays, and its person among those of the demonstration."""
    organisation = cohort.partners.get(role=as_what).organisation
    Membership.objects.get_or_create(
        person=person(role), organisation=organisation, ends_on=None, defaults={"starts_on": date(2024, 1, 1)}
    )
    return organisation


def part(engagement: Engagement, row: dict[str, Any]) -> None:
    """An ally who leaves after a mediation, and the one who takes over."""
    lead = person(Role.COHORT_LEAD)
    change = actions.ask_change(engagement=engagement, reason=row["reason"], by=person(Role.DELEGATION_REFERENT))
    actions.settle_change(change=change, name="leave", met_on=timezone.localdate(), agreed=row["agreed"], by=lead)
    taker = organisation(row["then"])
    actions.add_complement(
        mission=engagement.mission, organisation=taker, by=lead, person=person(Role.ACCOMPANYING_ALLY)
    )
