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
_LETTERS = "fabrique.ground.messages.permissions"
_COHORTS = "fabrique.accompaniment.cohorts.permissions"
DELEGATES = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE}
SUPPORTERS = {Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT}
_RECRUITMENT = "fabrique.accompaniment.recruitment.permissions"
_DELEGATIONS = "fabrique.accompaniment.delegations.permissions"
_PILOTS = "fabrique.accompaniment.pilots.permissions"
_EVALUATION = "fabrique.accompaniment.evaluation.permissions"
_SUPPORT = "fabrique.accompaniment.support.permissions"
ON_TERRITORY = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE}
KEEPERS = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE}
CIRCLE = ON_TERRITORY | LEADS | {Role.ACCOMPANYING_ALLY}

# on the near side, where each role is held in the widest place it may be given
MAY = {
    "fabrique.core.permissions.anyone": set(PRINCIPALS),
    "fabrique.core.permissions.signed_in": SIGNED_IN,
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
    "fabrique.accompaniment.devices.permissions.edit_device": TEAM,
    f"{_LETTERS}.compose": LEADS | TEAM,
    f"{_LETTERS}.compose_item": LEADS | TEAM,
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
    f"{_DELEGATIONS}.edit_delegation": LEADS | REFERENT,
    f"{_DELEGATIONS}.edit_delegation_part": LEADS | REFERENT,
    f"{_DELEGATIONS}.name_referent": LEADS | ADMINISTRATION,
    f"{_DELEGATIONS}.set_needs": LEADS | TEAM,
    "fabrique.accompaniment.programme.permissions.edit_session": LEADS | TEAM,
    "fabrique.accompaniment.programme.permissions.edit_document": LEADS | TEAM,
    "fabrique.accompaniment.institutions.permissions.edit_sheet": LEADS | TEAM,
    f"{_PILOTS}.write_project": REFERENT,
    f"{_PILOTS}.edit_project": REFERENT,
    f"{_PILOTS}.edit_project_part": REFERENT,
    f"{_PILOTS}.choose_ally": REFERENT | LEADS | TEAM,
    f"{_PILOTS}.remove_ally": REFERENT | LEADS | TEAM,
    f"{_EVALUATION}.propose": LEADS | EVALUATOR | IN_DELEGATION | {Role.PEER_GROUP_FACILITATOR},
    f"{_EVALUATION}.read_again": REFERENT | EVALUATOR,
    # the near one was read again: those who read it again edit it
    f"{_EVALUATION}.edit_finding": REFERENT | EVALUATOR,
    f"{_EVALUATION}.answer_limit": LEADS | TEAM,
    f"{_EVALUATION}.ask_viewpoint": LEADS | EVALUATOR,
    f"{_EVALUATION}.close_viewpoint": LEADS | EVALUATOR,
    # the near one is an ally's
    f"{_EVALUATION}.express_viewpoint": {Role.ACCOMPANYING_ALLY},
    f"{_EVALUATION}.teach": LEADS | TEAM | EVALUATOR,
    f"{_EVALUATION}.edit_lesson": LEADS | TEAM | EVALUATOR,
    f"{_EVALUATION}.see_readings": REFERENT | EVALUATOR,
    "fabrique.accompaniment.workspace.permissions.keep_part": KEEPERS,
    "fabrique.accompaniment.workspace.permissions.keep_space": KEEPERS,
    f"{_SUPPORT}.speak_in_forum": CIRCLE,
    f"{_SUPPORT}.join_thread": CIRCLE,
    f"{_SUPPORT}.settle_thread": LEADS,
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
    # whoever represents an organisation opens its card, and keeps it once a member of it
    "fabrique.ground.organisations.permissions.open_card": {*TEAM, Role.ALLY_REPRESENTATIVE},
    "fabrique.ground.organisations.permissions.keep_card": TEAM,
}
# who sees the far side, still in preparation: nobody else gets more than « this page is not there »
SEES_ALL = TEAM
# a post without our token is what RFC 8058 asks for there: the signed link is the proof
PROVED_BY_ITS_ADDRESS = {"stop-at-once"}
