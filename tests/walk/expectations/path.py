"""The path of a cohort: its territories, what they do, what it becomes."""

from fabrique.ground.people.enums import Role
from tests.walk.expectations.cast import (
    ADMINISTRATION,
    CIRCLE,
    EVALUATOR,
    IN_DELEGATION,
    KEEPERS,
    LEADS,
    ON_TERRITORY,
    ON_THE_PATH,
    READS_NOTES,
    REFERENT,
    SUPPORTERS,
    TEAM,
    of,
)

MAY = {
    **of(
        "fabrique.accompaniment.devices.permissions",
        edit_device=TEAM,
        follow_accompaniments=TEAM,
        # nobody else of the cast belongs to an organisation
        declare=TEAM,
        edit_accompaniment=TEAM,
        # the near one was declared by nobody
        confirm=set(),
    ),
    **of(
        "fabrique.accompaniment.cohorts.permissions",
        edit_cohort=LEADS | TEAM,
        edit_part=LEADS | TEAM,
        read_delegation=ON_THE_PATH,
    ),
    **of(
        "fabrique.accompaniment.recruitment.permissions",
        see_recruitment=LEADS | TEAM | EVALUATOR | SUPPORTERS,
        decide=LEADS | TEAM,
        set_condition=LEADS | TEAM,
        edit_recruitment_part=LEADS | TEAM,
        read_candidacy=LEADS | TEAM | EVALUATOR | SUPPORTERS | ON_TERRITORY,
        write_candidacy=LEADS | TEAM | ON_TERRITORY,
        sign_commitment={Role.NUMBER_ONE},
        end_commitment=LEADS | TEAM | REFERENT,
        agree_on_sheet=LEADS | TEAM | REFERENT | {Role.NUMBER_ONE},
        # the near cohort is under way: it looks for no territory
        propose_lead=set(),
    ),
    **of(
        "fabrique.accompaniment.delegations.permissions",
        see_counts=LEADS | TEAM | EVALUATOR | SUPPORTERS | {Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
        ask_for_help=REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE},
        edit_delegation=LEADS | REFERENT,
        edit_delegation_part=LEADS | REFERENT,
        name_referent=LEADS | ADMINISTRATION,
        lend_right=REFERENT,
        end_assistance=LEADS | REFERENT,
        set_needs=LEADS | TEAM,
    ),
    **of(
        "fabrique.accompaniment.programme.permissions",
        edit_session=LEADS | TEAM,
        edit_document=LEADS | TEAM,
        edit_sequence=LEADS | TEAM,
        answer_prior_question=LEADS | TEAM,
        take_part=ON_THE_PATH,
        ask_before=ON_TERRITORY,
        keep_output=KEEPERS | LEADS | TEAM,
        take_attendance=REFERENT | LEADS | TEAM,
        settle_remark=LEADS | TEAM,
        # the near ones are published: the circle of the cohort, without its witnesses
        read_minutes=LEADS
        | TEAM
        | EVALUATOR
        | IN_DELEGATION
        | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR, Role.NARRATIVE_FACILITATOR},
        # nobody of the cast came to the near one
        ask_change=set(),
    ),
    **of(
        "fabrique.accompaniment.institutions.permissions",
        edit_sheet=LEADS | TEAM,
        edit_note=LEADS | TEAM,
        follow_note=LEADS | TEAM,
        see_contacts=CIRCLE | TEAM | {Role.REGIONAL_INSTITUTION_AGENT},
    ),
    **of(
        "fabrique.accompaniment.contracts.permissions",
        open_contract=LEADS | TEAM | REFERENT,
        # no territory signs the near one
        keep_contract=LEADS | TEAM,
        keep_line=LEADS | TEAM,
        keep_exchange=LEADS | TEAM,
        take_annex=CIRCLE | TEAM | EVALUATOR | SUPPORTERS,
    ),
    **of(
        "fabrique.accompaniment.engineering.permissions",
        keep_directory=LEADS | TEAM,
        propose_somewhere=REFERENT | {Role.ACCOMPANYING_ALLY},
        # nobody of the cast belongs to the near support, and the near hand-over did not leave yet
        read_hand_over=CIRCLE | TEAM,
        answer=LEADS | REFERENT | {Role.ACCOMPANYING_ALLY},
    ),
    **of(
        "fabrique.accompaniment.pilots.permissions",
        write_project=REFERENT,
        edit_project=REFERENT,
        edit_project_part=REFERENT,
        choose_ally=REFERENT | LEADS | TEAM,
        remove_ally=REFERENT | LEADS | TEAM,
        # A50, « Pilot notes »: the facilitator of a peer group is not among the readers
        read_project=READS_NOTES,
        read_told=READS_NOTES | SUPPORTERS,
        read_part=READS_NOTES,
        read_synthesis=READS_NOTES | SUPPORTERS,
        keep_project=KEEPERS,
        keep_part=KEEPERS,
        # the near one is a micro-project
        waive_note=LEADS | TEAM,
        # the near one was submitted
        write_note=set(),
        submit_note=REFERENT,
        rewrite_note=KEEPERS,
        comment_note=KEEPERS | LEADS | {Role.ACCOMPANYING_ALLY},
        accept_note=LEADS,
        open_note=REFERENT,
        list_deliverable=KEEPERS | {Role.ACCOMPANYING_ALLY},
        keep_deliverable=KEEPERS | {Role.ACCOMPANYING_ALLY},
    ),
    **of(
        "fabrique.accompaniment.evaluation.permissions",
        propose=LEADS | EVALUATOR | IN_DELEGATION | {Role.PEER_GROUP_FACILITATOR},
        read_again=REFERENT | EVALUATOR,
        # the near one was read again: those who read it again edit it
        edit_finding=REFERENT | EVALUATOR,
        read_effect=ON_THE_PATH,
        # the near one is recorded, not published: a supervisor and a facilitator do not see it yet
        read_follow_up=LEADS | TEAM | EVALUATOR | IN_DELEGATION | {Role.NUMBER_ONE},
        write_paper=EVALUATOR,
        write_version=EVALUATOR,
        write_chapter=EVALUATOR,
        answer_paper=LEADS | {Role.ASSOCIATION_EMPLOYEE} | ON_TERRITORY | {Role.ACCOMPANYING_ALLY},
        # the near words are somebody else's: who wrote them edits them
        edit_sheet=set(),
        edit_story=set(),
        # a supervisor and a facilitator read the delegation, not its stories
        hear_story=LEADS | TEAM | EVALUATOR | IN_DELEGATION | {Role.NUMBER_ONE},
        turn_sheet=LEADS | EVALUATOR | IN_DELEGATION,
        record_follow_up=REFERENT | EVALUATOR,
        publish_follow_up=REFERENT,
        edit_evidence=REFERENT | EVALUATOR,
        tie_effects=REFERENT | EVALUATOR,
        untie_effects=REFERENT | EVALUATOR,
        answer_limit=LEADS | TEAM,
        ask_viewpoint=LEADS | EVALUATOR,
        close_viewpoint=LEADS | EVALUATOR,
        # the near one is an ally's
        express_viewpoint={Role.ACCOMPANYING_ALLY},
        teach=LEADS | TEAM | EVALUATOR,
        edit_lesson=LEADS | TEAM | EVALUATOR,
        see_readings=REFERENT | EVALUATOR,
    ),
    **of(
        "fabrique.accompaniment.workspace.permissions",
        follow_consultation=ON_THE_PATH,
        keep_part=KEEPERS,
        keep_space=KEEPERS,
        keep_procedure=KEEPERS,
        keep_misstep=KEEPERS,
        decide_on_method=REFERENT,
    ),
    **of(
        "fabrique.accompaniment.companionship.permissions",
        lead_companions=LEADS | TEAM,
        follow_all=TEAM,
        # the near cohort is under way: nobody is invited yet
        invite=set(),
        steer=LEADS | TEAM,
        read_companion=ON_THE_PATH,
        answer_for=REFERENT,
        write_point=KEEPERS,
        agree_on_point=REFERENT,
        answer_witness=REFERENT,
        propose_pair=LEADS | TEAM,
        read_pair=LEADS | TEAM | ON_TERRITORY,
        answer_pair=REFERENT,
        open_shelf=LEADS | TEAM,
        read_shelves=LEADS | TEAM | ON_TERRITORY,
        propose_trip=LEADS | TEAM | KEEPERS,
        lead_trip=LEADS | TEAM,
        host_trip=LEADS | TEAM | KEEPERS,
        end_share=LEADS | TEAM | KEEPERS,
        # the near delegation hosts the near trip: it cannot join it
        join_trip=set(),
        end_visit=LEADS | TEAM | KEEPERS,
        tell_trip=LEADS | TEAM | KEEPERS,
        show_trip=REFERENT,
    ),
}
