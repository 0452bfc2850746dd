"""How each object of the matrix is made, and the probe of each letter."""

from django.utils import timezone

from fabrique.accompaniment.agora import permissions as agora
from fabrique.accompaniment.agora.models import AgoraItem, Resolution
from fabrique.accompaniment.cohorts import permissions as cohorts
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.contracts import permissions as contracts
from fabrique.accompaniment.contracts.models import Contract, ContractLine
from fabrique.accompaniment.convergences import permissions as convergences
from fabrique.accompaniment.convergences.models import Topic
from fabrique.accompaniment.delegations import permissions as delegations
from fabrique.accompaniment.engineering import permissions as engineering
from fabrique.accompaniment.engineering.models import HandOver
from fabrique.accompaniment.evaluation import permissions as evaluation
from fabrique.accompaniment.evaluation.models import (
    DatedVersion,
    Effect,
    Evidence,
    FollowUp,
    Lesson,
    Limit,
    ValueSheet,
    Viewpoint,
)
from fabrique.accompaniment.institutions import permissions as institutions
from fabrique.accompaniment.institutions.models import ActionSheet, Contact
from fabrique.accompaniment.missions import permissions as missions
from fabrique.accompaniment.missions.models import Convention, Day
from fabrique.accompaniment.narratives import permissions as narratives
from fabrique.accompaniment.narratives.models import Narrative
from fabrique.accompaniment.pairs import permissions as pairs
from fabrique.accompaniment.pairs.models import Pair
from fabrique.accompaniment.peers import permissions as peers
from fabrique.accompaniment.peers.models import Contribution
from fabrique.accompaniment.pilots import permissions as pilots
from fabrique.accompaniment.pilots.models import Milestone, Note, PilotProject
from fabrique.accompaniment.programme import permissions as programme
from fabrique.accompaniment.programme.models import Minutes, Output, PriorQuestion, Session
from fabrique.accompaniment.recruitment import permissions as recruitment
from fabrique.accompaniment.recruitment.models import Candidacy
from fabrique.accompaniment.supervision import permissions as supervision
from fabrique.accompaniment.supervision.models import Case
from fabrique.accompaniment.support import permissions as support
from fabrique.accompaniment.support.models import Question
from fabrique.accompaniment.workspace import permissions as workspace
from fabrique.accompaniment.workspace.models import Misstep
from fabrique.ground.agenda import permissions as agenda
from fabrique.ground.agenda.models import Registration
from fabrique.ground.messages import permissions as letters
from fabrique.ground.messages.models import Issue, Letter, Suggestion
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.matrix.things import (
    case_of,
    conducts,
    contract_of,
    convention_of,
    day_of,
    discusses,
    evaluators_paper,
    issue_of,
    minutes_of,
    note_of,
    numbers,
    own_group,
    own_pair,
    own_question,
    own_text,
    pair_of,
    question_of,
    reads,
    relay_of,
    resolved,
    said_in_agora,
    speaks_among_peers,
    takes_text,
    text_to_share,
    told,
    topic_of,
    word_of_peers,
)
from tests.world import (
    make_candidacy,
    make_effect,
    make_event,
    make_item,
    make_limit,
    make_organisation,
    make_person,
    make_project,
    make_registration,
    make_session,
    make_viewpoint,
)  # fmt: skip

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
    "agora, what is said": (said_in_agora(local=False), {"R": reads(AgoraItem), "C": discusses}),
    "agora, local": (said_in_agora(local=True), {"R": reads(AgoraItem), "C": discusses}),
    **{
        f"resolution, {name}": (
            make,
            {"R": reads(Resolution), "W": agora.edit_resolution.allows, "C": discusses, "V": conducts},
        )
        for name, make in (
            ("debated", resolved("debated")),
            ("adopted", resolved("adopted")),
            ("public", resolved("adopted", published=True)),
        )
    },
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
