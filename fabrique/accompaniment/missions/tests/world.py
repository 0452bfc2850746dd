"""Missions as the tests need them: described, chosen, signed by the three, at work."""

from datetime import timedelta

from django.utils import timezone

from fabrique.accompaniment.missions import actions
from fabrique.accompaniment.missions.models import Convention, Engagement, Mission
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_lead, make_organisation, make_participation, make_person, make_referent

WORDS = {"purpose": "Accompagner", "function": "one-off", "deliverables": "Une note", "reuse": "Chacun la reprend"}


def today(ago=0):
    return timezone.localdate() - timedelta(days=ago)


class Cast:
    """One territory, who leads its cohort, who speaks for it, its ally, and the association."""

    def __init__(self, quarters=32):
        self.place = make_participation(make_cohort(support_quarter_days=quarters))
        self.lead, self.referent = make_lead(self.place.cohort), make_referent(self.place)
        self.ally = make_person(Role.ACCOMPANYING_ALLY, self.place.scope)
        self.team = make_person(Role.ASSOCIATION_EMPLOYEE)
        self.organisation = make_organisation()

    def described(self, **fields) -> Mission:
        words = {"title": "Mission", "need": "Un regard"} | fields
        return actions.describe_need(participation=self.place, by=self.referent, **words)

    def listed(self) -> Mission:
        mission = self.described()
        for organisation in (self.organisation, make_organisation()):
            actions.propose_candidate(mission=mission, organisation=organisation, by=self.lead, competence="Sait faire")
        return actions.move_mission(mission=mission, name="list", by=self.lead)

    def chosen(self) -> Engagement:
        candidate = self.listed().candidates.get(organisation=self.organisation)
        engagement = actions.choose_ally(candidate=candidate, reason="Connaît le lieu", by=self.referent)
        engagement = actions.name_person(engagement=engagement, person=self.ally, seen=1, by=self.lead)
        Engagement.objects.filter(pk=engagement.pk).update(joined_on=today(60))
        return Engagement.objects.get(pk=engagement.pk)

    def drafted(self, quarters=16) -> Convention:
        return actions.draft_convention(engagement=self.chosen(), planned_quarters=quarters, by=self.team, **WORDS)

    def signed(self, quarters=16) -> Convention:
        convention = actions.move_convention(convention=self.drafted(quarters), name="agree", by=self.team)
        for by in (self.referent, self.ally, self.team):
            actions.sign_convention(convention=convention, quality="Qualité", number=1, by=by)
        return Convention.objects.get(pk=convention.pk)

    def declare(self, engagement, quarters=4, ago=1, **fields):
        words = {"kind": "on-site", "what": "Un atelier"} | fields
        return actions.declare_day(engagement=engagement, date=today(ago), quarters=quarters, by=self.ally, **words)
