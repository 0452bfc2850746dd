"""One person a column, and what each probe of the matrix is about: made in a delegation, or asked of somebody."""

from datetime import date
from itertools import count

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from fabrique.accompaniment.agora import permissions as agora
from fabrique.accompaniment.agora.models import Agora, AgoraItem, Resolution
from fabrique.accompaniment.contracts.models import Contract
from fabrique.accompaniment.convergences.models import Topic
from fabrique.accompaniment.engineering.models import EngineeringSupport, HandOver
from fabrique.accompaniment.evaluation.models import (
    DatedVersion,
    Paper,
)
from fabrique.accompaniment.missions.models import Convention, Day, Engagement, Mission
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.accompaniment.pairs import permissions as pairs
from fabrique.accompaniment.pairs.models import Pair
from fabrique.accompaniment.peers import permissions as peers
from fabrique.accompaniment.peers.models import Contribution, Membership, PeerGroup, sealed_name
from fabrique.accompaniment.pilots.models import Note
from fabrique.accompaniment.programme.models import Minutes
from fabrique.accompaniment.supervision.models import Case, Circle
from fabrique.accompaniment.support import permissions as support
from fabrique.accompaniment.support.models import Question
from fabrique.ground.messages import permissions as letters
from fabrique.ground.messages.models import Issue, Series, Suggestion
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    make_item,
    make_organisation,
    make_person,
    make_project,
    make_scope,
    make_seat,
    make_session,
    platform,
)  # fmt: skip

numbers = count(1)

PLACES = {
    "ally": (Role.ALLY_PERSON, "platform"),
    "staff": (Role.ASSOCIATION_EMPLOYEE, "platform"),
    "lead": (Role.COHORT_LEAD, "cohort"),
    "pivot": (Role.PIVOT_ALLY, "cohort"),
    "diagnostician": (Role.DIAGNOSTICIAN, "delegation"),
    "supervisor": (Role.DIAGNOSIS_SUPERVISOR, "cohort"),
    "member": (Role.DELEGATION_MEMBER, "delegation"),
    "referent": (Role.DELEGATION_REFERENT, "delegation"),
    "number-one": (Role.NUMBER_ONE, "delegation"),
    "interviewee": (Role.INTERVIEWEE, "diagnostic"),
    "facilitator": (Role.PEER_GROUP_FACILITATOR, "cohort"),
    "accompanying-ally": (Role.ACCOMPANYING_ALLY, "delegation"),
    "evaluator": (Role.EMBEDDED_EVALUATOR, "cohort"),
    "media": (Role.EMBEDDED_MEDIA, "cohort"),
    "region": (Role.REGIONAL_INSTITUTION_AGENT, "cohort"),
    "funder": (Role.FUNDER_CONTACT, "cohort"),
}
ALL_ROLES = [(role, place) for role, place in PLACES.values() if place != "diagnostic"]


def person_of(column, participation):
    places = {
        "platform": platform(),
        "cohort": participation.cohort.scope,
        "delegation": participation.scope,
        "diagnostic": make_scope(ScopeKind.DIAGNOSTIC, parent=participation.scope),
    }
    if column == "visitor":
        return AnonymousUser()
    if column == "suspended":
        person = make_person(is_active=False)
        for role, place in ALL_ROLES:
            person.role_grants.create(role=role, scope=places[place])
        return person
    role, place = PLACES[column]
    return make_person(role, places[place])


def question_of(to):
    return lambda p: Question.objects.create(
        participation=p, addressed_to=to, title="?", text="?", asked_by=make_person(), answer_by=date(2026, 3, 5)
    )


def own_question(person, p):
    """To the ally, asked by the person of this column: « own » in A50. Whoever may not ask has none."""
    if not support.ask.allows(person, p):
        return None
    return Question.objects.create(
        participation=p, addressed_to="ally", title="?", text="?", asked_by=person, answer_by=date(2026, 3, 5)
    )


def pair_of(p, elected):
    """Under way, between this person and another one of the delegation."""
    agent = make_person(Role.DELEGATION_MEMBER, p.scope)
    return Pair.objects.create(
        participation=p, elected=elected, agent=agent, proposed_by=agent, state="active", begun_on=date(2026, 3, 5)
    )


def topic_of(p):
    """Proposed; `place` is the delegation that may give its voice."""
    topic = Topic.objects.create(
        cohort=p.cohort, theme=f"T{next(numbers)}", question="?", state="proposed", proposed_at=timezone.now()
    )
    topic.place = p
    return topic


def case_of(p):
    """In a circle of this cohort, of which nobody here is a member."""
    scope = make_scope(ScopeKind.GROUP)
    circle = Circle.objects.create(name="?", cohort=p.cohort, scope=scope, animator=make_person())
    return Case.objects.create(circle=circle, author=make_person(), title="?", text="?")


def word_of_peers(p, **fields):
    """In a group of this cohort, of which nobody here is a member."""
    category = make_item(ReferentialKey.CATEGORIES)
    facts = {"cohort": p.cohort, "category": category, "facilitator": make_person()} | fields
    return Contribution.objects.create(
        group=PeerGroup.objects.create(**facts), kind="stake", text="?", author=sealed_name(make_person())
    )


def own_group(person, p):
    """Of whoever speaks for a delegation, as a member; of whoever facilitates, as its facilitator."""
    if not person.is_authenticated:
        return None
    if person.holds(Role.PEER_GROUP_FACILITATOR, within=p.cohort.scope):
        return word_of_peers(p, facilitator=person)
    word = word_of_peers(p)
    Membership.objects.create(
        group=word.group, person=person, participation=p, state="in", accepted_on=timezone.localdate()
    )
    return word


def agora_of(p, *, local=False, **fields):
    facts = {"cohort": p.cohort, "participation": p if local else None, "name": "Agora", "state": "open"}
    return Agora.objects.create(**facts | fields)


def said_in_agora(local):
    def make(p):
        category = make_item(ReferentialKey.CATEGORIES)
        return AgoraItem.objects.create(
            agora=agora_of(p, local=local), kind="claim", category=category, by_hand=True, text="?"
        )

    return make


def resolved(state, *, published=False):
    def make(p):
        public = (
            {"state": "published", "published_at": timezone.now(), "published_by": make_person()} if published else {}
        )
        facts = {"adopted_on": timezone.localdate()} if state == "adopted" else {}
        return Resolution.objects.create(agora=agora_of(p, **public), title="?", scale="region", state=state, **facts)

    return make


def discusses(person, thing):
    """From the seat that whoever is of a delegation holds in it (A50: « Delegation R, C »)."""
    if person.is_authenticated:
        roles = (Role.DELEGATION_MEMBER, Role.DELEGATION_REFERENT)
        for place in thing.agora.places().filter(scope__in=person.scopes_as(*roles)):
            make_seat(place, person=person, name="")
    return agora.discuss.allows(person, thing)


def conducts(person, thing):
    return agora.conduct.allows(person, thing.agora)


def speaks_among_peers(person, word):
    return peers.speak.allows(person, word.group)


def own_pair(person, p):
    """Whoever may not propose one has none."""
    return pair_of(p, person) if pairs.propose.allows(person, p) else None


def contract_of(state):
    """Signed by the territory of this place, with a line that has an amount."""

    def make(p):
        signed = {"signed_on": date(2026, 3, 2)} if state == "signed" else {}
        contract = Contract.objects.create(
            cohort=p.cohort, kind="crte", title=f"CRTE {Contract.objects.count()}", state=state, **signed
        )
        contract.participations.add(p)
        return contract

    return make


def engagement_of(p):
    """Of the ally of this delegation, in a mission of its own."""
    ally = RoleGrant.objects.filter(role=Role.ACCOMPANYING_ALLY, scope=p.scope).first()
    mission = Mission.objects.create(participation=p, title=f"M {Mission.objects.count()}", need="?", state="running",
                                     described_by=make_person())  # fmt: skip
    return Engagement.objects.create(
        mission=mission, organisation=make_organisation(), person=ally.person if ally else None
    )


def convention_of(p):
    return Convention.objects.create(
        engagement=engagement_of(p), purpose="?", planned_quarters=4, deliverables="?", reuse="?"
    )


def day_of(p):
    by = make_person()
    return Day.objects.create(
        engagement=engagement_of(p), date=date(2026, 3, 2), quarters=1, kind="remote", what="?", declared_by=by
    )


def issue_of(state="draft", audience=1, **fields):
    """The infolettre of the cohort: A50's « Media contents », R247 and R253 for the others."""
    out = {"number": 1, "recipients": 0, "sent_at": timezone.now()} if state == "archived" else {}

    def make(p):
        series = Series.objects.get_or_create(scope=p.cohort.scope, defaults={"name": "Infolettre"})[0]
        Issue.objects.filter(series=series).update(number=None, state="draft", sent_at=None, recipients=None)
        return Issue.objects.create(series=series, title="T", state=state, audience=audience, **out, **fields)

    return make


def relay_of(p):
    """From the ally, who waits for the territory's word."""
    support = EngineeringSupport.objects.create(
        organisation=make_organisation(), name="Appui", level="state", does="?", does_not="?"
    )
    return HandOver.objects.create(support=support, participation=p, asked="?", done="?", proposed_by=make_person())


def text_to_share(p):
    series = issue_of()(p).series
    return Suggestion.objects.create(series=series, person=make_person(), title="T", text="T")


def takes_text(person, suggestion):
    return letters.answer_suggestion.allows(
        person, suggestion.series.issues.filter(state="draft", media=False).order_by("pk").last(), suggestion
    )


def own_text(person, p):
    """Sent by the person of this column: whoever does not receive the letters has none."""
    series = issue_of()(p).series
    if not letters.suggest.allows(person, series):
        return None
    return Suggestion.objects.create(series=series, person=person, title="T", text="T")


def reads(model):
    return lambda person, thing: model.objects.visible_to(person).filter(pk=thing.pk).exists()


def minutes_of(state):
    """Of a closed session, where nobody of the columns was."""
    day = date(2026, 3, 5)
    return lambda p: Minutes.objects.create(
        session=make_session(p.cohort, state="held", openness="closed"),
        text="?",
        state=state,
        until=day,
        published_on=day,
    )


def note_of(state, *, opened=False):
    """Of an intention; opened by its delegation when asked."""

    def make(p):
        by, now = make_person(), timezone.now()
        given = {} if state == "draft" else {"submitted_at": now, "submitted_by": by}
        shown = {"public_at": now, "public_by": by} if opened else {}
        return Note.objects.create(
            project=make_project(p), kind="intention", number=1, state=state, begun_by=by, **given, **shown
        )

    return make


def told(state):
    """By the embedded media, of this territory."""
    out = {"published_at": timezone.now()} if state == "published" else {}

    def make(p):
        by = make_person()
        dated = out | ({"published_by": by} if out else {})
        return Narrative.objects.create(
            cohort=p.cohort, participation=p, origin="media", kind="article", title=f"T{next(numbers)}", text="?",
            organisation=make_organisation(), state=state, begun_by=by, **dated,
        )  # fmt: skip

    return make


# for each row: what it is about, then the probe of each letter
def evaluators_paper(state):
    def make(participation):
        paper = Paper.objects.create(cohort=participation.cohort, kind="report", title=f"Report, {state}")
        given = {"issued_at": timezone.now(), "issued_by": make_person()} if state != "draft" else {}
        return DatedVersion.objects.create(paper=paper, number=1, state=state, begun_by=make_person(), **given)

    return make
