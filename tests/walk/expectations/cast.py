"""Who asks: one person a role, and those who hold none; and the circles that several rules open to."""

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
SUPPORTERS = {Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT}
ON_TERRITORY = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE, Role.NUMBER_ONE}
KEEPERS = REFERENT | {Role.DELEGATION_MEMBER, Role.SUBSTITUTE}
CIRCLE = ON_TERRITORY | LEADS | {Role.ACCOMPANYING_ALLY}
SUPERVISOR = {Role.DIAGNOSIS_SUPERVISOR}
COMPARES = (
    LEADS
    | IN_DELEGATION
    | SUPERVISOR
    | EVALUATOR
    | SUPPORTERS
    | {Role.ASSOCIATION_EMPLOYEE, Role.NUMBER_ONE, Role.PEER_GROUP_FACILITATOR}
)
# those who make the path of a cohort, and the association's team
ON_THE_PATH = LEADS | TEAM | EVALUATOR | IN_DELEGATION | SUPERVISOR | {Role.NUMBER_ONE, Role.PEER_GROUP_FACILITATOR}
READS_NOTES = LEADS | TEAM | EVALUATOR | IN_DELEGATION | SUPERVISOR | {Role.NUMBER_ONE}

# who accompanies or diagnoses in the near cohort
ACCOMPANIES = SUPERVISOR | {Role.DIAGNOSTICIAN, Role.ACCOMPANYING_ALLY, Role.PEER_GROUP_FACILITATOR}

# whoever reads what the peers of a cohort released
HEARS_PEERS = LEADS | EVALUATOR | IN_DELEGATION | {
    Role.ASSOCIATION_EMPLOYEE, Role.NUMBER_ONE, Role.DIAGNOSIS_SUPERVISOR, Role.PEER_GROUP_FACILITATOR,
}  # fmt: skip


def of(permissions: str, **rules: set) -> dict[str, set]:
    """The rules of one area, by their whole name."""
    return {f"{permissions}.{name}": who for name, who in rules.items()}


def each(names: tuple[str, ...], who: set) -> dict[str, set]:
    """Rules that open to the same people."""
    return {name: set(who) for name in names}
