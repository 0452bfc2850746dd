"""The matrix of A50, cell by cell: one person a column, one probe a letter."""

from datetime import date
from itertools import count

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from fabrique.accompaniment.cohorts import permissions as cohorts
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.contracts import permissions as contracts
from fabrique.accompaniment.contracts.models import Contract, ContractLine
from fabrique.accompaniment.convergences import permissions as convergences
from fabrique.accompaniment.convergences.models import Topic
from fabrique.accompaniment.delegations import permissions as delegations
from fabrique.accompaniment.engineering import permissions as engineering
from fabrique.accompaniment.engineering.models import EngineeringSupport, HandOver
from fabrique.accompaniment.evaluation import permissions as evaluation
from fabrique.accompaniment.evaluation.models import (
    DatedVersion,
    Effect,
    Evidence,
    FollowUp,
    Lesson,
    Limit,
    Paper,
    ValueSheet,
    Viewpoint,
)
from fabrique.accompaniment.institutions import permissions as institutions
from fabrique.accompaniment.institutions.models import ActionSheet, Contact
from fabrique.accompaniment.missions import permissions as missions
from fabrique.accompaniment.missions.models import Convention, Day, Engagement, Mission
from fabrique.accompaniment.narratives import permissions as narratives
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.accompaniment.pairs import permissions as pairs
from fabrique.accompaniment.pairs.models import Pair
from fabrique.accompaniment.peers import permissions as peers
from fabrique.accompaniment.peers.models import Contribution, Membership, PeerGroup, sealed_name
from fabrique.accompaniment.pilots import permissions as pilots
from fabrique.accompaniment.pilots.models import Milestone, Note, PilotProject
from fabrique.accompaniment.programme import permissions as programme
from fabrique.accompaniment.programme.models import Minutes, Output, PriorQuestion, Session
from fabrique.accompaniment.recruitment import permissions as recruitment
from fabrique.accompaniment.recruitment.models import Candidacy
from fabrique.accompaniment.supervision import permissions as supervision
from fabrique.accompaniment.supervision.models import Case, Circle
from fabrique.accompaniment.support import permissions as support
from fabrique.accompaniment.support.models import Question
from fabrique.accompaniment.workspace import permissions as workspace
from fabrique.accompaniment.workspace.models import Misstep
from fabrique.ground.agenda import permissions as agenda
from fabrique.ground.agenda.models import Registration
from fabrique.ground.messages import permissions as letters
from fabrique.ground.messages.models import Issue, Letter, Series, Suggestion
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.matrix import COLUMNS, LATER, ROWS
from tests.world import (
    make_candidacy,
    make_effect,
    make_event,
    make_item,
    make_limit,
    make_organisation,
    make_participation,
    make_person,
    make_project,
    make_registration,
    make_scope,
    make_session,
    make_viewpoint,
    platform,
)  # fmt: skip

pytestmark = pytest.mark.django_db
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


OBJECTS = {
    "cohort": (lambda p: p.cohort, {"R": reads(Cohort), "W": cohorts.edit_cohort.allows}),
    "draft session": (lambda p: make_session(p.cohort), {"R": reads(Session), "W": programme.edit_session.allows}),
    "candidacy, waivers": (
        make_candidacy,
        {"R": reads(Candidacy), "W": recruitment.write_candidacy.allows, "V": recruitment.decide.allows},
    ),
    "closed session": (
        lambda p: make_session(p.cohort, state="documented", openness="closed"),
        {"R": reads(Session)},
    ),
    "attendance list": (
        lambda p: make_registration(make_event(p.cohort.scope), make_person(Role.DELEGATION_MEMBER, p.scope)),
        {"R": reads(Registration), "W": agenda.keep_registration.allows},
    ),
    "attendance counts": (lambda p: make_session(p.cohort), {"R": programme.see_attendance.allows}),
    "workshop output": (
        lambda p: Output.objects.create(session=make_session(p.cohort), participation=p, kind="stakes", text="?"),
        {
            "R": reads(Output),
            "W": lambda person, output: programme.keep_output.allows(person, output.session, output.participation),
        },
    ),
    "question left before": (
        lambda p: PriorQuestion.objects.create(
            session=make_session(p.cohort), participation=p, text="?", asked_by=make_person()
        ),
        {
            "R": reads(PriorQuestion),
            "W": programme.answer_prior_question.allows,
            "P": lambda person, question: programme.ask_before.allows(person, question.session, question.participation),
        },
    ),
    "minutes proposed": (
        minutes_of("proposed"),
        {"R": reads(Minutes), "W": lambda person, minutes: programme.edit_session.allows(person, minutes.session)},
    ),
    "minutes published": (
        minutes_of("published"),
        {"R": reads(Minutes), "W": lambda person, minutes: programme.edit_session.allows(person, minutes.session)},
    ),
    "delegation list": (
        lambda p: p,
        {
            "R": cohorts.read_delegation.allows,
            "W": delegations.edit_delegation.allows,
        },
    ),
    "delegation counts": (lambda p: p.cohort, {"R": delegations.see_counts.allows}),
    "pilot project": (make_project, {"R": reads(PilotProject), "W": pilots.edit_project.allows}),
    "draft of a note": (note_of("draft"), {"R": reads(Note), "W": pilots.write_note.allows}),
    "submitted note": (
        note_of("submitted"),
        {"R": reads(Note), "W": pilots.rewrite_note.allows, "C": pilots.comment_note.allows},
    ),
    "note opened to all": (
        note_of("submitted", opened=True),
        {"R": reads(Note), "W": pilots.rewrite_note.allows, "C": pilots.comment_note.allows},
    ),
    "synthesis of notes": (lambda p: p.cohort, {"R": pilots.read_synthesis.allows}),
    "life of a project": (
        lambda p: Milestone.objects.create(project=make_project(p), kind="permit", track="administrative", title="?"),
        {"R": reads(Milestone), "W": pilots.keep_part.allows},
    ),
    "choice of an ally": (make_project, {"W": pilots.choose_ally.allows}),
    "proposed effect": (
        make_effect,
        {
            "R": reads(Effect),
            "P": lambda person, effect: evaluation.propose.allows(person, effect.participation),
            "V": evaluation.read_again.allows,
            "W": evaluation.edit_finding.allows,
        },
    ),
    "proposed limit": (
        make_limit,
        {
            "R": reads(Limit),
            "P": lambda person, limit: evaluation.propose.allows(person, limit.participation),
            "V": evaluation.read_again.allows,
            "C": evaluation.answer_limit.allows,
        },
    ),
    "accepted effect": (
        lambda p: make_effect(p, "accepted"),
        {"R": reads(Effect), "W": evaluation.edit_finding.allows},
    ),
    "published effect": (
        lambda p: make_effect(p, "published"),
        {"R": reads(Effect), "W": evaluation.edit_finding.allows},
    ),
    "evaluator's effect": (
        lambda p: make_effect(p, proposed_as=Role.EMBEDDED_EVALUATOR),
        {"R": reads(Effect), "W": evaluation.edit_finding.allows},
    ),
    "ally's viewpoint": (
        lambda p: make_viewpoint(p, "ally"),
        {"R": reads(Viewpoint), "W": evaluation.express_viewpoint.allows},
    ),
    "territory's view": (
        lambda p: make_viewpoint(p, "territory"),
        {"R": reads(Viewpoint), "W": evaluation.express_viewpoint.allows},
    ),
    "evaluator's view": (
        lambda p: make_viewpoint(p, "evaluator"),
        {"R": reads(Viewpoint), "W": evaluation.express_viewpoint.allows},
    ),
    "evaluator's report": (
        evaluators_paper("issued"),
        {"R": reads(DatedVersion), "W": evaluation.write_version.allows, "C": evaluation.answer_paper.allows},
    ),
    "report, in writing": (
        evaluators_paper("draft"),
        {"R": reads(DatedVersion), "W": evaluation.write_version.allows, "C": evaluation.answer_paper.allows},
    ),
    "proof of an effect": (
        lambda p: Evidence.objects.create(
            effect=make_effect(p, "published"), kind="quote", text="?", added_by=make_person()
        ),
        {"R": reads(Evidence), "W": evaluation.edit_evidence.allows},
    ),
    "value told": (
        lambda p: ValueSheet.objects.create(
            participation=p,
            category=make_item(ReferentialKey.CATEGORIES),
            frame=make_item(ReferentialKey.FRAMES),
            changed="?",
            written_by=make_person(),
        ),
        {"R": reads(ValueSheet), "W": evaluation.edit_sheet.allows, "P": evaluation.turn_sheet.allows},
    ),
    "effects, recorded": (
        lambda p: FollowUp.objects.create(
            participation=p,
            months=6,
            due_on=timezone.localdate(),
            state="recorded",
            recorded_at=timezone.now(),
            recorded_by=make_person(),
        ),
        {"R": reads(FollowUp), "W": evaluation.record_follow_up.allows, "V": evaluation.publish_follow_up.allows},
    ),
    "asking a viewpoint": (lambda p: p, {"W": evaluation.ask_viewpoint.allows}),
    "hotline question": (
        question_of("association"),
        {"R": reads(Question), "C": support.follow_question.allows},
    ),
    "own question": (
        lambda p: p,
        {
            "R": lambda person, p: bool(own := own_question(person, p)) and reads(Question)(person, own),
            "C": lambda person, p: bool(own := own_question(person, p)) and support.follow_question.allows(person, own),
        },
    ),
    "question to an ally": (
        question_of("ally"),
        {"R": reads(Question), "C": support.follow_question.allows},
    ),
    "others' pair": (lambda p: pair_of(p, make_person()), {"R": reads(Pair), "W": pairs.keep.allows}),
    "own pair": (
        lambda p: p,
        {
            "R": lambda person, p: bool(own := own_pair(person, p)) and reads(Pair)(person, own),
            "W": lambda person, p: bool(own := own_pair(person, p)) and pairs.keep.allows(person, own),
        },
    ),
    "misstep": (
        lambda p: Misstep.objects.create(participation=p, tried=str(next(numbers)), happened="?", learned="?"),
        {"R": reads(Misstep), "W": workspace.keep_misstep.allows},
    ),
    "sheet on hold": (
        lambda p: ActionSheet.objects.create(cohort=p.cohort, kind="sheet", title="?", state="on-hold", reason="?"),
        {"R": reads(ActionSheet), "W": institutions.edit_sheet.allows},
    ),
    "institution contact": (
        lambda p: Contact.objects.create(cohort=p.cohort, organisation=make_organisation(), hat="?"),
        {"R": reads(Contact), "W": cohorts.edit_part.allows},
    ),
    "contract to sign": (
        contract_of("prepared"),
        {"R": reads(Contract), "W": contracts.keep_contract.allows},
    ),
    "signed contract": (
        contract_of("signed"),
        {"R": reads(Contract), "W": contracts.keep_contract.allows},
    ),
    "amount, exchange": (
        lambda p: ContractLine.objects.create(contract=contract_of("signed")(p), title="?", amount_cents=1),
        {"R": reads(ContractLine), "W": contracts.keep_line.allows},
    ),
    "ally's convention": (convention_of, {"R": reads(Convention), "W": missions.keep_convention.allows}),
    "day ledger": (day_of, {"R": reads(Day), "W": missions.withdraw_day.allows, "V": missions.confirm_day.allows}),
    "territory's relay": (
        relay_of,
        {"R": reads(HandOver), "V": engineering.agree.allows, "C": engineering.follow.allows},
    ),
    "infolettre draft": (issue_of(), {"R": reads(Issue), "W": letters.change_issue.allows}),
    "infolettre sent": (issue_of("archived"), {"R": reads(Issue), "W": letters.change_issue.allows}),
    "public infolettre": (issue_of("archived", 3), {"R": reads(Issue), "W": letters.change_issue.allows}),
    "media's letter": (issue_of(media=True), {"R": reads(Issue), "W": letters.change_issue.allows}),
    "media's, in review": (issue_of("review", media=True), {"R": reads(Issue), "W": letters.change_issue.allows}),
    # who sees what was sent to whom, and decides on what did not arrive
    "what was sent": (
        lambda p: Letter.objects.create(
            key=f"k-{make_person().code}",
            person=make_person(),
            kind="task",
            scope=p.scope,
            subject="S",
            state="failed",
            failure="smtp-550",
        ),
        {"R": reads(Letter), "W": letters.decide.allows},
    ),
    "text to share": (text_to_share, {"R": reads(Suggestion), "V": takes_text}),
    "own text to share": (
        lambda p: p,
        {
            "P": lambda person, p: own_text(person, p) is not None,
            "R": lambda person, p: bool(own := own_text(person, p)) and reads(Suggestion)(person, own),
        },
    ),
    "cohort matrix": (lambda p: p.cohort, {"R": convergences.see_territories.allows}),
    "matrix, counts": (lambda p: p.cohort, {"R": convergences.see_counts.allows}),
    "matrix, themes": (lambda p: p.cohort, {"R": convergences.see_themes.allows}),
    "shared topic": (
        topic_of,
        {
            "R": reads(Topic),
            "W": convergences.lead_topic.allows,
            "V": lambda person, topic: convergences.vote.allows(person, topic.place, topic),
        },
    ),
    "supervision case": (case_of, {"R": reads(Case), "W": supervision.speak_of.allows}),
    "peer contribution": (word_of_peers, {"R": reads(Contribution), "W": speaks_among_peers}),
    "own peer group": (
        lambda p: p,
        {
            "R": lambda person, p: bool(own := own_group(person, p)) and reads(Contribution)(person, own),
            "W": lambda person, p: bool(own := own_group(person, p)) and speaks_among_peers(person, own),
        },
    ),
    "words peers released": (lambda p: p.cohort, {"R": peers.read_released.allows}),
    "media's draft": (
        told("draft"),
        {"R": reads(Narrative), "W": narratives.write.allows, "C": narratives.reply.allows},
    ),
    "media contents": (
        told("published"),
        {"R": reads(Narrative), "W": narratives.write.allows, "C": narratives.reply.allows},
    ),
    "lessons": (
        lambda p: Lesson.objects.create(cohort=p.cohort, kind="lesson", title="Lesson"),
        {"R": reads(Lesson), "W": evaluation.edit_lesson.allows},
    ),
}


def cells_of(person, participation):
    """Every cell of one column: the letters that this person's probes find, in the table's own writing."""
    found = {}
    for row, (make, probes) in OBJECTS.items():
        thing = make(participation)
        found[row] = {letter for letter, probe in probes.items() if probe(person, thing)}
    return found


@pytest.mark.parametrize("column", COLUMNS)
def test_cells_of_a_column(column):
    participation = make_participation()
    person = person_of(column, participation)

    assert cells_of(person, participation) == {row: set(cells[column]) - {"."} for row, cells in ROWS.items()}


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("visitor", "ally", "staff", "suspended")])
def test_role_gives_nothing_in_another_cohort(column):
    """R043: what the same person has elsewhere is what a visitor has."""
    person = person_of(column, make_participation())

    assert cells_of(person, make_participation()) == {row: set(cells["visitor"]) - {"."} for row, cells in ROWS.items()}


def test_every_row_has_its_probes_and_what_comes_later_is_not_there_yet():
    assert list(OBJECTS) == list(ROWS)
    assert [cell for cell in LATER if cell[2] in ROWS[cell[0]][cell[1]]] == []
