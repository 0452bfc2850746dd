"""Who may open what, by hand: rule → principals. A recorded answer would bless the bugs; this table is the intention."""

from fabrique.ground.people.enums import Role

VISITOR, STRANGER, SUSPENDED = "visitor", "stranger", "suspended"
PRINCIPALS = (VISITOR, SUSPENDED, STRANGER, *Role.values)
SIGNED_IN = {STRANGER, *Role.values}
ADMINISTRATION = {Role.PLATFORM_ADMINISTRATOR}
TEAM = {Role.ASSOCIATION_EMPLOYEE, Role.PLATFORM_ADMINISTRATOR}
LEADS = {Role.COHORT_LEAD, Role.PIVOT_ALLY}
REFERENT, EVALUATOR = {Role.DELEGATION_REFERENT}, {Role.EMBEDDED_EVALUATOR}
IN_DELEGATION = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY}
ALLIES = {Role.ALLY_PERSON, Role.ALLY_REPRESENTATIVE, Role.QUALIFIED_ALLY, Role.BUREAU_MEMBER, Role.BOARD_MEMBER,
          Role.ASSOCIATION_MEMBER}  # fmt: skip
_AGENDA = "fabrique.ground.agenda.permissions"
_PERMANENCES = "fabrique.ground.permanences.permissions"
_DEVICES = "fabrique.accompaniment.devices.permissions"
_LETTERS = "fabrique.ground.messages.permissions"
_COHORTS = "fabrique.accompaniment.cohorts.permissions"
DELEGATES = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE}
SUPPORTERS = {Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT}
_RECRUITMENT = "fabrique.accompaniment.recruitment.permissions"
_DELEGATIONS = "fabrique.accompaniment.delegations.permissions"
_PAIRS = "fabrique.accompaniment.pairs.permissions"
_PILOTS = "fabrique.accompaniment.pilots.permissions"
_EVALUATION = "fabrique.accompaniment.evaluation.permissions"
_PROGRAMME = "fabrique.accompaniment.programme.permissions"
_INSTITUTIONS = "fabrique.accompaniment.institutions.permissions"
_CONTRACTS = "fabrique.accompaniment.contracts.permissions"
_ENGINEERING = "fabrique.accompaniment.engineering.permissions"
_NARRATIVES = "fabrique.accompaniment.narratives.permissions"
_CIRCLES = "fabrique.accompaniment.circles.permissions"
_SUPPORT = "fabrique.accompaniment.support.permissions"
ON_TERRITORY = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE}
KEEPERS = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE}
_RESTITUTION = "fabrique.accompaniment.restitution.permissions"
_INTERVIEWS = "fabrique.accompaniment.interviews.permissions"
_COMPANIONS = "fabrique.accompaniment.companionship.permissions"
CIRCLE = ON_TERRITORY | LEADS | {Role.ACCOMPANYING_ALLY}

_CONVERGENCES = "fabrique.accompaniment.convergences.permissions"
_MISSIONS = "fabrique.accompaniment.missions.permissions"
_REPORTS = "fabrique.roof.reports.permissions"
_PEERS = "fabrique.accompaniment.peers.permissions"
_SUPERVISION = "fabrique.accompaniment.supervision.permissions"
SUPERVISOR = {Role.DIAGNOSIS_SUPERVISOR}
COMPARES = (
    LEADS
    | IN_DELEGATION
    | SUPERVISOR
    | EVALUATOR
    | SUPPORTERS
    | {Role.ASSOCIATION_EMPLOYEE, Role.NUMBER_ONE, Role.PEER_GROUP_FACILITATOR}
)
READS_NOTES = LEADS | TEAM | EVALUATOR | IN_DELEGATION | SUPERVISOR | {Role.NUMBER_ONE}
# who accompanies or diagnoses in the near cohort
ACCOMPANIES = SUPERVISOR | {Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY, Role.PEER_GROUP_FACILITATOR}
_DIAGNOSTICS = "fabrique.accompaniment.diagnostics.permissions"

# on the near side, where each role is held in the widest place it may be given
MAY = {
    "fabrique.core.permissions.anyone": set(PRINCIPALS),
    "fabrique.core.permissions.signed_in": SIGNED_IN,
    # those of the cast who sign in with two factors
    "fabrique.ground.keyring.permissions.hold_keys": ADMINISTRATION | {Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR},
    "fabrique.ground.people.permissions.administer": ADMINISTRATION,
    "fabrique.ground.people.permissions.animate": TEAM,
    "fabrique.ground.people.permissions.welcome": ADMINISTRATION | LEADS,
    "fabrique.ground.people.permissions.see_people": TEAM | LEADS,
    "fabrique.ground.people.permissions.answer_for_invitation": ADMINISTRATION | LEADS,
    "fabrique.ground.people.permissions.suspend": ADMINISTRATION,
    "fabrique.ground.people.permissions.erase": ADMINISTRATION,
    f"{_AGENDA}.publish": TEAM | LEADS | ALLIES,
    f"{_AGENDA}.plan_series": TEAM,
    f"{_AGENDA}.edit_series": TEAM,
    f"{_AGENDA}.keep_event": TEAM | LEADS,
    f"{_AGENDA}.edit_event": TEAM | LEADS,
    f"{_AGENDA}.keep_registration": TEAM | LEADS,
    # the near one is open to all
    f"{_AGENDA}.register": SIGNED_IN,
    f"{_AGENDA}.invite_oneself": set(PRINCIPALS),
    # nobody of the cast came to the near one
    f"{_AGENDA}.answer_hot": set(),
    f"{_PERMANENCES}.hold_permanence": {Role.ASSOCIATION_EMPLOYEE},
    f"{_PERMANENCES}.read_matter": {Role.ASSOCIATION_EMPLOYEE},
    # nobody of the cast wrote the near one
    f"{_PERMANENCES}.own_matter": set(),
    # the near one has no answer, and nothing of it may be published
    f"{_PERMANENCES}.publish_matter": set(),
    # nobody of the cast belongs to an organisation
    f"{_PERMANENCES}.host": set(),
    f"{_PERMANENCES}.keep_meeting": {Role.ASSOCIATION_EMPLOYEE},
    f"{_DEVICES}.edit_device": TEAM,
    f"{_DEVICES}.follow_accompaniments": TEAM,
    # nobody else of the cast belongs to an organisation
    f"{_DEVICES}.declare": TEAM,
    f"{_DEVICES}.edit_accompaniment": TEAM,
    # the near one was declared by nobody
    f"{_DEVICES}.confirm": set(),
    f"{_LETTERS}.compose": LEADS | TEAM,
    f"{_LETTERS}.compose_item": LEADS | TEAM,
    f"{_LETTERS}.run_newsletters": {Role.EMBEDDED_MEDIA},
    # the near series is a cohort's: those who hold a role in it
    f"{_LETTERS}.suggest": LEADS
    | IN_DELEGATION
    | EVALUATOR
    | SUPPORTERS
    | {
        Role.NUMBER_ONE,
        Role.DIAGNOSIS_SUPERVISOR,
        Role.PEER_GROUP_FACILITATOR,
        Role.EMBEDDED_MEDIA,
        Role.NARRATIVE_FACILITATOR,
        Role.DOCTORAL_RESEARCHER,
        Role.OBSERVER,
    },
    # the near issue has left: nothing enters it any more
    f"{_LETTERS}.answer_suggestion": set(),
    f"{_LETTERS}.follow_letters": LEADS | TEAM,
    f"{_LETTERS}.decide": LEADS | TEAM,
    f"{_COHORTS}.edit_cohort": LEADS | TEAM,
    f"{_COHORTS}.edit_part": LEADS | TEAM,
    f"{_COHORTS}.read_delegation": LEADS
    | TEAM
    | EVALUATOR
    | IN_DELEGATION
    | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    f"{_RECRUITMENT}.see_recruitment": LEADS | TEAM | EVALUATOR | SUPPORTERS,
    f"{_RECRUITMENT}.decide": LEADS | TEAM,
    f"{_RECRUITMENT}.set_condition": LEADS | TEAM,
    f"{_RECRUITMENT}.edit_recruitment_part": LEADS | TEAM,
    f"{_RECRUITMENT}.read_candidacy": LEADS | TEAM | EVALUATOR | SUPPORTERS | DELEGATES,
    f"{_RECRUITMENT}.write_candidacy": LEADS | TEAM | DELEGATES,
    f"{_RECRUITMENT}.sign_commitment": {Role.NUMBER_ONE},
    f"{_RECRUITMENT}.end_commitment": LEADS | TEAM | REFERENT,
    f"{_RECRUITMENT}.agree_on_sheet": LEADS | TEAM | REFERENT | {Role.NUMBER_ONE},
    # the near cohort is under way: it looks for no territory
    f"{_RECRUITMENT}.propose_lead": set(),
    f"{_DELEGATIONS}.see_counts": LEADS
    | TEAM
    | EVALUATOR
    | SUPPORTERS
    | {Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    f"{_DELEGATIONS}.ask_for_help": REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE},
    f"{_DELEGATIONS}.edit_delegation": LEADS | REFERENT,
    f"{_DELEGATIONS}.edit_delegation_part": LEADS | REFERENT,
    f"{_DELEGATIONS}.name_referent": LEADS | ADMINISTRATION,
    f"{_DELEGATIONS}.lend_right": REFERENT,
    f"{_DELEGATIONS}.end_assistance": LEADS | REFERENT,
    f"{_DELEGATIONS}.set_needs": LEADS | TEAM,
    f"{_PAIRS}.propose": DELEGATES,
    # nobody of the cast is one of the two: no role opens it (R565)
    **{
        f"{_PAIRS}.{name}": set()
        for name in ("enter", "answer", "keep", "read_part", "keep_part", "end_mandate", "decide", "withdraw", "end")
    },
    f"{_DIAGNOSTICS}.follow": TEAM | LEADS | ON_TERRITORY | {Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR},
    **{
        f"{_DIAGNOSTICS}.{name}": TEAM | LEADS
        for name in (
            "frame",
            "frame_part",
            "leave",
            "open_diagnostic",
            "lead_or_team",
            "write_grids",
            # the near one is in writing
            "read_grid",
            "write_grid",
            "agree_grid",
            "write_question",
        )
    },
    f"{_DIAGNOSTICS}.withdraw_credential": TEAM,
    f"{_DIAGNOSTICS}.help_to_invite": REFERENT,
    # nobody of the cast is of the team, signs for the near member, or proposed the near person: no role opens it (A50)
    **{
        f"{_DIAGNOSTICS}.{name}": set()
        for name in (
            "read_words",
            "close_questionnaire",
            "write_words",
            "read_contacts",
            "write_contacts",
            "write_contact",
            "invite",
            "invite_to_restitution",
            "write_slot",
            "declare",
            "give_key",
            "own_proposal",
        )
    },
    "fabrique.accompaniment.programme.permissions.edit_session": LEADS | TEAM,
    "fabrique.accompaniment.programme.permissions.edit_document": LEADS | TEAM,
    f"{_PROGRAMME}.edit_sequence": LEADS | TEAM,
    f"{_PROGRAMME}.answer_prior_question": LEADS | TEAM,
    f"{_PROGRAMME}.take_part": LEADS
    | TEAM
    | EVALUATOR
    | IN_DELEGATION
    | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    f"{_PROGRAMME}.ask_before": ON_TERRITORY,
    f"{_PROGRAMME}.keep_output": KEEPERS | LEADS | TEAM,
    f"{_PROGRAMME}.take_attendance": REFERENT | LEADS | TEAM,
    f"{_PROGRAMME}.settle_remark": LEADS | TEAM,
    # the near ones are published: the circle of the cohort, without its witnesses
    f"{_PROGRAMME}.read_minutes": LEADS
    | TEAM
    | EVALUATOR
    | IN_DELEGATION
    | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR, Role.NARRATIVE_FACILITATOR},
    # nobody of the cast came to the near one
    f"{_PROGRAMME}.ask_change": set(),
    f"{_INSTITUTIONS}.edit_sheet": LEADS | TEAM,
    f"{_INSTITUTIONS}.edit_note": LEADS | TEAM,
    f"{_INSTITUTIONS}.follow_note": LEADS | TEAM,
    f"{_INSTITUTIONS}.see_contacts": CIRCLE | TEAM | {Role.REGIONAL_INSTITUTION_AGENT},
    f"{_CONTRACTS}.open_contract": LEADS | TEAM | REFERENT,
    # no territory signs the near one
    f"{_CONTRACTS}.keep_contract": LEADS | TEAM,
    f"{_CONTRACTS}.keep_line": LEADS | TEAM,
    f"{_CONTRACTS}.keep_exchange": LEADS | TEAM,
    f"{_CONTRACTS}.take_annex": CIRCLE | TEAM | EVALUATOR | SUPPORTERS,
    f"{_ENGINEERING}.keep_directory": LEADS | TEAM,
    f"{_ENGINEERING}.propose_somewhere": REFERENT | {Role.ACCOMPANYING_ALLY},
    # nobody of the cast belongs to the near support, and the near hand-over did not leave yet
    f"{_ENGINEERING}.read_hand_over": CIRCLE | TEAM,
    f"{_ENGINEERING}.answer": LEADS | REFERENT | {Role.ACCOMPANYING_ALLY},
    f"{_PILOTS}.write_project": REFERENT,
    f"{_PILOTS}.edit_project": REFERENT,
    f"{_PILOTS}.edit_project_part": REFERENT,
    f"{_PILOTS}.choose_ally": REFERENT | LEADS | TEAM,
    f"{_PILOTS}.remove_ally": REFERENT | LEADS | TEAM,
    # A50, « Pilot notes »: the facilitator of a peer group is not among the readers
    f"{_PILOTS}.read_project": READS_NOTES,
    f"{_PILOTS}.read_told": READS_NOTES | SUPPORTERS,
    f"{_PILOTS}.read_part": READS_NOTES,
    f"{_PILOTS}.read_synthesis": READS_NOTES | SUPPORTERS,
    f"{_PILOTS}.keep_project": KEEPERS,
    f"{_PILOTS}.keep_part": KEEPERS,
    # the near one is a micro-project
    f"{_PILOTS}.waive_note": LEADS | TEAM,
    # the near one was submitted
    f"{_PILOTS}.write_note": set(),
    f"{_PILOTS}.submit_note": REFERENT,
    f"{_PILOTS}.rewrite_note": KEEPERS,
    f"{_PILOTS}.comment_note": KEEPERS | LEADS | {Role.ACCOMPANYING_ALLY},
    f"{_PILOTS}.accept_note": LEADS,
    f"{_PILOTS}.open_note": REFERENT,
    f"{_PILOTS}.list_deliverable": KEEPERS | {Role.ACCOMPANYING_ALLY},
    f"{_PILOTS}.keep_deliverable": KEEPERS | {Role.ACCOMPANYING_ALLY},
    f"{_EVALUATION}.propose": LEADS | EVALUATOR | IN_DELEGATION | {Role.PEER_GROUP_FACILITATOR},
    f"{_EVALUATION}.read_again": REFERENT | EVALUATOR,
    # the near one was read again: those who read it again edit it
    f"{_EVALUATION}.edit_finding": REFERENT | EVALUATOR,
    f"{_EVALUATION}.read_effect": LEADS
    | TEAM
    | EVALUATOR
    | IN_DELEGATION
    | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    # the near one is recorded, not published: a supervisor and a facilitator do not see it yet
    f"{_EVALUATION}.read_follow_up": LEADS | TEAM | EVALUATOR | IN_DELEGATION | {Role.NUMBER_ONE},
    f"{_EVALUATION}.write_paper": EVALUATOR,
    f"{_EVALUATION}.write_version": EVALUATOR,
    f"{_EVALUATION}.write_chapter": EVALUATOR,
    f"{_EVALUATION}.answer_paper": LEADS | {Role.ASSOCIATION_EMPLOYEE} | ON_TERRITORY | {Role.ACCOMPANYING_ALLY},
    # the near words are somebody else's: who wrote them edits them
    f"{_EVALUATION}.edit_sheet": set(),
    f"{_EVALUATION}.edit_story": set(),
    # a supervisor and a facilitator read the delegation, not its stories
    f"{_EVALUATION}.hear_story": LEADS | TEAM | EVALUATOR | IN_DELEGATION | {Role.NUMBER_ONE},
    f"{_EVALUATION}.turn_sheet": LEADS | EVALUATOR | IN_DELEGATION,
    f"{_EVALUATION}.record_follow_up": REFERENT | EVALUATOR,
    f"{_EVALUATION}.publish_follow_up": REFERENT,
    f"{_EVALUATION}.edit_evidence": REFERENT | EVALUATOR,
    f"{_EVALUATION}.tie_effects": REFERENT | EVALUATOR,
    f"{_EVALUATION}.untie_effects": REFERENT | EVALUATOR,
    f"{_EVALUATION}.answer_limit": LEADS | TEAM,
    f"{_EVALUATION}.ask_viewpoint": LEADS | EVALUATOR,
    f"{_EVALUATION}.close_viewpoint": LEADS | EVALUATOR,
    # the near one is an ally's
    f"{_EVALUATION}.express_viewpoint": {Role.ACCOMPANYING_ALLY},
    f"{_EVALUATION}.teach": LEADS | TEAM | EVALUATOR,
    f"{_EVALUATION}.edit_lesson": LEADS | TEAM | EVALUATOR,
    f"{_EVALUATION}.see_readings": REFERENT | EVALUATOR,
    "fabrique.accompaniment.workspace.permissions.follow_consultation": LEADS
    | TEAM
    | EVALUATOR
    | IN_DELEGATION
    | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    "fabrique.accompaniment.workspace.permissions.keep_part": KEEPERS,
    "fabrique.accompaniment.workspace.permissions.keep_space": KEEPERS,
    "fabrique.accompaniment.workspace.permissions.keep_procedure": KEEPERS,
    "fabrique.accompaniment.workspace.permissions.keep_misstep": KEEPERS,
    "fabrique.accompaniment.workspace.permissions.decide_on_method": REFERENT,
    f"{_CIRCLES}.read_circle": LEADS
    | TEAM
    | EVALUATOR
    | IN_DELEGATION
    | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    # names: the referent, and neither the cohort nor the administration
    f"{_CIRCLES}.widen": REFERENT,
    f"{_CIRCLES}.widen_circle": REFERENT,
    f"{_CIRCLES}.widen_part": REFERENT,
    f"{_CIRCLES}.organise": REFERENT,
    f"{_CIRCLES}.organise_candidate": REFERENT,
    f"{_NARRATIVES}.tell_cohort": LEADS | TEAM | {Role.EMBEDDED_MEDIA, Role.NARRATIVE_FACILITATOR},
    f"{_NARRATIVES}.tell_place": LEADS | TEAM | KEEPERS | {Role.EMBEDDED_MEDIA, Role.NARRATIVE_FACILITATOR},
    # the near one is a media's: nobody else writes in it (R465)
    f"{_NARRATIVES}.write": {Role.EMBEDDED_MEDIA},
    f"{_NARRATIVES}.write_part": {Role.EMBEDDED_MEDIA},
    f"{_NARRATIVES}.reply": LEADS | TEAM | REFERENT | {Role.NUMBER_ONE},
    # the near reply is the association's
    f"{_NARRATIVES}.edit_reply": TEAM,
    f"{_NARRATIVES}.mark_link": SIGNED_IN,
    f"{_NARRATIVES}.log_reuse": LEADS | TEAM | REFERENT | {Role.NUMBER_ONE, Role.EMBEDDED_MEDIA},
    f"{_NARRATIVES}.keep_strategy": KEEPERS,
    f"{_NARRATIVES}.keep_strategy_part": KEEPERS,
    f"{_REPORTS}.lead_report": LEADS | TEAM,
    f"{_REPORTS}.lead_chapter": LEADS | TEAM,
    f"{_REPORTS}.retry_edition": LEADS | TEAM,
    # the near chapter is entrusted to nobody, and its report is being validated
    f"{_REPORTS}.draft_chapter": LEADS | TEAM,
    f"{_REPORTS}.draft_part": LEADS | TEAM,
    f"{_REPORTS}.take_up": LEADS | TEAM,
    f"{_REPORTS}.describe_photograph": LEADS | TEAM,
    f"{_REPORTS}.take_back_photograph": LEADS | TEAM | REFERENT | {Role.NUMBER_ONE},
    f"{_REPORTS}.follow_report": LEADS | TEAM | EVALUATOR | ON_TERRITORY,
    f"{_REPORTS}.read_chapter": LEADS | TEAM | EVALUATOR | ON_TERRITORY,
    f"{_REPORTS}.answer_chapter": REFERENT | {Role.NUMBER_ONE},
    f"{_SUPPORT}.speak_in_forum": CIRCLE,
    f"{_SUPPORT}.join_thread": CIRCLE,
    f"{_SUPPORT}.settle_thread": LEADS,
    # the near session is no forum
    f"{_SUPPORT}.note_forum": set(),
    f"{_SUPPORT}.follow_note": set(),
    "fabrique.accompaniment.improvements.permissions.follow_improvement": LEADS | TEAM,
    "fabrique.accompaniment.improvements.permissions.check_improvement": EVALUATOR,
    f"{_SUPPORT}.live_in_cohort": CIRCLE | {Role.ASSOCIATION_EMPLOYEE},
    f"{_SUPPORT}.ask": ON_TERRITORY,
    # the near one is addressed to the association (A50: nobody else, the administration neither)
    f"{_SUPPORT}.follow_question": LEADS | {Role.ASSOCIATION_EMPLOYEE},
    f"{_SUPPORT}.offer_slot": LEADS | {Role.ASSOCIATION_EMPLOYEE, Role.ACCOMPANYING_ALLY},
    f"{_SUPPORT}.book_slot": ON_TERRITORY,
    # nobody of the cast offered the near slot
    f"{_SUPPORT}.change_slot": set(),
    f"{_SUPPORT}.write_rules": LEADS | TEAM,
    f"{_SUPPORT}.raise_alert": CIRCLE,
    # the near one is for the ear of whoever leads
    f"{_SUPPORT}.read_alert": LEADS,
    f"{_SUPPORT}.hear_alert": LEADS,
    f"{_COMPANIONS}.lead_companions": LEADS | TEAM,
    f"{_COMPANIONS}.follow_all": TEAM,
    # the near cohort is under way: nobody is invited yet
    f"{_COMPANIONS}.invite": set(),
    f"{_COMPANIONS}.steer": LEADS | TEAM,
    f"{_COMPANIONS}.read_companion": LEADS
    | TEAM
    | EVALUATOR
    | IN_DELEGATION
    | {Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    f"{_COMPANIONS}.answer_for": REFERENT,
    f"{_COMPANIONS}.write_point": KEEPERS,
    f"{_COMPANIONS}.agree_on_point": REFERENT,
    f"{_COMPANIONS}.answer_witness": REFERENT,
    f"{_COMPANIONS}.propose_pair": LEADS | TEAM,
    f"{_COMPANIONS}.read_pair": LEADS | TEAM | ON_TERRITORY,
    f"{_COMPANIONS}.answer_pair": REFERENT,
    f"{_COMPANIONS}.open_shelf": LEADS | TEAM,
    f"{_COMPANIONS}.read_shelves": LEADS | TEAM | ON_TERRITORY,
    f"{_COMPANIONS}.propose_trip": LEADS | TEAM | KEEPERS,
    f"{_COMPANIONS}.lead_trip": LEADS | TEAM,
    f"{_COMPANIONS}.host_trip": LEADS | TEAM | KEEPERS,
    f"{_COMPANIONS}.end_share": LEADS | TEAM | KEEPERS,
    # the near delegation hosts the near trip: it cannot join it
    f"{_COMPANIONS}.join_trip": set(),
    f"{_COMPANIONS}.end_visit": LEADS | TEAM | KEEPERS,
    f"{_COMPANIONS}.tell_trip": LEADS | TEAM | KEEPERS,
    f"{_COMPANIONS}.show_trip": REFERENT,
    # A50, « Anonymous cohort matrix »: the administration compares nothing
    f"{_CONVERGENCES}.see_themes": COMPARES,
    f"{_CONVERGENCES}.read_topic": COMPARES,
    f"{_CONVERGENCES}.lead_topics": LEADS | {Role.ASSOCIATION_EMPLOYEE},
    f"{_CONVERGENCES}.lead_topic": LEADS | {Role.ASSOCIATION_EMPLOYEE},
    f"{_CONVERGENCES}.keep_wording": LEADS | {Role.ASSOCIATION_EMPLOYEE},
    f"{_CONVERGENCES}.vote": KEEPERS,
    f"{_CONVERGENCES}.name_territory": REFERENT | {Role.NUMBER_ONE},
    f"{_SUPERVISION}.find_circles": ACCOMPANIES
    | {Role.ASSOCIATION_EMPLOYEE, Role.ALLY_PERSON, Role.ALLY_REPRESENTATIVE, Role.QUALIFIED_ALLY},
    f"{_SUPERVISION}.open_circle": {Role.ASSOCIATION_EMPLOYEE},
    f"{_SUPERVISION}.volunteer": ACCOMPANIES,
    # A50, « Supervision cases »: no member in the cast, and the near animator is somebody else
    **{
        f"{_SUPERVISION}.{name}": SUPERVISOR
        for name in ("enter", "speak", "read_part", "speak_of", "read_lesson", "judge")
    },
    **{
        f"{_SUPERVISION}.{name}": set()
        for name in ("animate_circle", "leave", "settle_member", "keep_case", "keep_lesson", "release")
    },
    f"{_SUPERVISION}.answer_for_place": REFERENT | {Role.NUMBER_ONE},
    f"{_PEERS}.form_groups": LEADS,
    f"{_PEERS}.form_group": LEADS,
    f"{_PEERS}.propose": LEADS,
    f"{_PEERS}.withdraw_invitation": LEADS,
    # A50, « Peer contributions »: nobody of the cast is invited to the near group, nor facilitates it
    **{
        f"{_PEERS}.{name}": set()
        for name in (
            "answer_invitation",
            "see_another_way",
            "enter",
            "facilitate",
            "take_part",
            "keep_contribution",
            "keep_message",
            "draft_statement",
            "answer_statement",
            "release",
            "take_back",
        )
    },
    f"{_PEERS}.read_released": LEADS
    | EVALUATOR
    | IN_DELEGATION
    | {Role.ASSOCIATION_EMPLOYEE, Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR},
    # nobody of the cast is of the near team: what is said in confidence is opened by no role (R357, R579)
    **{
        f"{_RESTITUTION}.{name}": set()
        for name in (
            "read_draft",
            "read_finding",
            "write_draft",
            "write_finding",
            "write_recommendation",
            "write_verbatim",
            "quote",
            "begin_analysis",
            "make_edition",
            "read_edition",
            "keep_edition",
            "read_again",
            "ask_change",
            "answer_remark",
        )
    },
    # the near one is restituted: A50, without the territory's decision
    f"{_RESTITUTION}.find_restitution": LEADS | {Role.ASSOCIATION_EMPLOYEE} | ON_TERRITORY,
    f"{_RESTITUTION}.read_restitution": LEADS
    | {Role.ASSOCIATION_EMPLOYEE, Role.ACCOMPANYING_ALLY, Role.PEER_GROUP_FACILITATOR}
    | EVALUATOR
    | ON_TERRITORY,
    f"{_RESTITUTION}.decide_public": REFERENT | {Role.NUMBER_ONE},
    f"{_RESTITUTION}.answer_recommendation": REFERENT | {Role.NUMBER_ONE},
    f"{_RESTITUTION}.say_change": ON_TERRITORY,
    # nobody of the cast is of the team: no role opens what is said (R357)
    **{
        f"{_INTERVIEWS}.{name}": set()
        for name in ("listen", "read_notes", "write_notes", "code_notes", "code_extract", "erase")
    },
    f"{_RESTITUTION}.record_follow_up": LEADS | {Role.ASSOCIATION_EMPLOYEE},
    f"{_MISSIONS}.read_totals": TEAM | LEADS | EVALUATOR | ON_TERRITORY | SUPPORTERS | {Role.ACCOMPANYING_ALLY},
    f"{_MISSIONS}.see_missions": TEAM | LEADS | EVALUATOR | ON_TERRITORY | {Role.ACCOMPANYING_ALLY},
    f"{_MISSIONS}.describe_need": TEAM | LEADS | REFERENT,
    f"{_MISSIONS}.edit_mission": TEAM | LEADS | REFERENT,
    **{
        f"{_MISSIONS}.{name}": TEAM | LEADS
        for name in ("list_candidates", "keep_candidate", "lead_mission", "keep_engagement")
    },
    f"{_MISSIONS}.draft_convention": TEAM,
    f"{_MISSIONS}.keep_convention": TEAM,
    f"{_MISSIONS}.choose_ally": REFERENT,
    f"{_MISSIONS}.sign_convention": REFERENT | {Role.NUMBER_ONE, Role.ASSOCIATION_EMPLOYEE},
    f"{_MISSIONS}.sign_amendment": REFERENT | {Role.NUMBER_ONE, Role.ASSOCIATION_EMPLOYEE},
    # nobody of the cast works in the near mission
    f"{_MISSIONS}.declare_day": set(),
    f"{_MISSIONS}.withdraw_day": set(),
    f"{_MISSIONS}.confirm_day": REFERENT,
    f"{_MISSIONS}.read_days": TEAM | LEADS | EVALUATOR | REFERENT | {Role.NUMBER_ONE},
    f"{_MISSIONS}.ask_change": REFERENT,
    f"{_MISSIONS}.mediate": LEADS,
    f"{_MISSIONS}.appraise": REFERENT,
    f"{_MISSIONS}.keep_tools": ON_TERRITORY,
    f"{_MISSIONS}.remove_tool": ON_TERRITORY,
    f"{_MISSIONS}.read_mission": TEAM | LEADS | EVALUATOR | ON_TERRITORY,
    f"{_MISSIONS}.read_letter": TEAM | LEADS | EVALUATOR | ON_TERRITORY,
    f"{_MISSIONS}.read_convention": TEAM | LEADS | ON_TERRITORY,
    f"{_MISSIONS}.set_rates": TEAM,
    # whoever represents an organisation opens its card, and keeps it once a member of it
    "fabrique.ground.organisations.permissions.open_card": {*TEAM, Role.ALLY_REPRESENTATIVE},
    "fabrique.ground.organisations.permissions.keep_card": TEAM,
}
# who sees the far side, still in preparation: nobody else gets more than « this page is not there »
SEES_ALL = TEAM
# a post without our token is what RFC 8058 asks for there: the signed link is the proof
PROVED_BY_ITS_ADDRESS = {"stop-at-once"}
