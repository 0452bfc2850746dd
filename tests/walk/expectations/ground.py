"""Common ground: people, words, letters, dates, organisations; and the reports that stand on all of it."""

from fabrique.ground.people.enums import Role
from tests.walk.expectations.cast import (
    ADMINISTRATION,
    ALLIES,
    EVALUATOR,
    IN_DELEGATION,
    LEADS,
    ON_TERRITORY,
    PRINCIPALS,
    REFERENT,
    SIGNED_IN,
    SUPPORTERS,
    TEAM,
    of,
)

MAY = {
    **of(
        "fabrique.core.permissions",
        anyone=set(PRINCIPALS),
        signed_in=SIGNED_IN,
    ),
    **of(
        "fabrique.ground.keyring.permissions",
        # those of the cast who sign in with two factors
        hold_keys=ADMINISTRATION | {Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR},
    ),
    **of(
        "fabrique.ground.people.permissions",
        administer=ADMINISTRATION,
        animate=TEAM,
        welcome=ADMINISTRATION | LEADS,
        see_people=TEAM | LEADS,
        answer_for_invitation=ADMINISTRATION | LEADS,
        suspend=ADMINISTRATION,
        erase=ADMINISTRATION,
    ),
    **of(
        "fabrique.ground.referentials.permissions",
        propose=set(Role.values),
        discuss=set(Role.values),
        decide=TEAM | {Role.PEER_GROUP_FACILITATOR},
        # the near one is nobody's of the cast
        withdraw=set(),
    ),
    **of(
        "fabrique.ground.agenda.permissions",
        publish=TEAM | LEADS | ALLIES,
        plan_series=TEAM,
        edit_series=TEAM,
        keep_event=TEAM | LEADS,
        edit_event=TEAM | LEADS,
        keep_registration=TEAM | LEADS,
        # the near one is open to all
        register=SIGNED_IN,
        invite_oneself=set(PRINCIPALS),
        # nobody of the cast came to the near one
        answer_hot=set(),
    ),
    **of(
        "fabrique.ground.permanences.permissions",
        hold_permanence={Role.ASSOCIATION_EMPLOYEE},
        read_matter={Role.ASSOCIATION_EMPLOYEE},
        # nobody of the cast wrote the near one
        own_matter=set(),
        # the near one has no answer, and nothing of it may be published
        publish_matter=set(),
        # nobody of the cast belongs to an organisation
        host=set(),
        keep_meeting={Role.ASSOCIATION_EMPLOYEE},
    ),
    **of(
        "fabrique.ground.messages.permissions",
        compose=LEADS | TEAM,
        compose_item=LEADS | TEAM,
        run_newsletters={Role.EMBEDDED_MEDIA},
        # the near series is a cohort's: those who hold a role in it
        suggest=LEADS
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
        answer_suggestion=set(),
        follow_letters=LEADS | TEAM,
        decide=LEADS | TEAM,
    ),
    **of(
        "fabrique.roof.reports.permissions",
        lead_report=LEADS | TEAM,
        lead_chapter=LEADS | TEAM,
        retry_edition=LEADS | TEAM,
        # the near chapter is entrusted to nobody, and its report is being validated
        draft_chapter=LEADS | TEAM,
        draft_part=LEADS | TEAM,
        take_up=LEADS | TEAM,
        describe_photograph=LEADS | TEAM,
        take_back_photograph=LEADS | TEAM | REFERENT | {Role.NUMBER_ONE},
        follow_report=LEADS | TEAM | EVALUATOR | ON_TERRITORY,
        read_chapter=LEADS | TEAM | EVALUATOR | ON_TERRITORY,
        answer_chapter=REFERENT | {Role.NUMBER_ONE},
    ),
    **of(
        "fabrique.ground.organisations.permissions",
        # whoever represents an organisation opens its card, and keeps it once a member of it
        open_card={*TEAM, Role.ALLY_REPRESENTATIVE},
        keep_card=TEAM,
    ),
}
