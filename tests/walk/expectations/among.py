"""What is said among some people: diagnostics, groups, rooms, questions; and what leaves them."""

from fabrique.ground.people.enums import Role
from tests.walk.expectations.cast import (
    ACCOMPANIES,
    ALLIES,
    CIRCLE,
    COMPARES,
    EVALUATOR,
    HEARS_PEERS,
    KEEPERS,
    LEADS,
    ON_TERRITORY,
    ON_THE_PATH,
    REFERENT,
    SIGNED_IN,
    SUPERVISOR,
    SUPPORTERS,
    TEAM,
    each,
    of,
)

MAY = {
    **of(
        "fabrique.accompaniment.questions.permissions",
        # among those who hold a seat, or are the number one: the near one is asked of the elected, and is nobody's of the cast
        take_part={Role.NUMBER_ONE},
        read={Role.NUMBER_ONE},
        answer={Role.NUMBER_ONE},
        **each(("keep_question", "make_sheet", "say_helped", "keep_answer", "agree", "keep_sheet", "publish"), set()),
        read_sheets=set(Role.values),
        read_sheet=set(Role.values),
    ),
    **of(
        "fabrique.accompaniment.pairs.permissions",
        propose=ON_TERRITORY,
        # nobody of the cast is one of the two: no role opens it (R565)
        **each(
            ("enter", "answer", "keep", "read_part", "keep_part", "end_mandate", "decide", "withdraw", "end"), set()
        ),
    ),
    **of(
        "fabrique.accompaniment.diagnostics.permissions",
        follow=TEAM | LEADS | ON_TERRITORY | {Role.DIAGNOSTICIAN, Role.DIAGNOSIS_SUPERVISOR},
        **each(("frame", "frame_part", "leave", "open_diagnostic", "lead_or_team", "write_grids"), TEAM | LEADS),
        # the near one is in writing
        **each(("read_grid", "write_grid", "agree_grid", "write_question"), TEAM | LEADS),
        withdraw_credential=TEAM,
        help_to_invite=REFERENT,
        # nobody of the cast is of the team, signs for the near member, or proposed the near person: no role opens it (A50)
        **each(
            (
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
            ),
            set(),
        ),
    ),
    **of(
        "fabrique.accompaniment.circles.permissions",
        read_circle=ON_THE_PATH,
        # names: the referent, and neither the cohort nor the administration
        widen=REFERENT,
        widen_circle=REFERENT,
        widen_part=REFERENT,
        organise=REFERENT,
        organise_candidate=REFERENT,
    ),
    **of(
        "fabrique.accompaniment.narratives.permissions",
        tell_cohort=LEADS | TEAM | {Role.EMBEDDED_MEDIA, Role.NARRATIVE_FACILITATOR},
        tell_place=LEADS | TEAM | KEEPERS | {Role.EMBEDDED_MEDIA, Role.NARRATIVE_FACILITATOR},
        # the near one is a media's: nobody else writes in it (R465)
        write={Role.EMBEDDED_MEDIA},
        write_part={Role.EMBEDDED_MEDIA},
        reply=LEADS | TEAM | REFERENT | {Role.NUMBER_ONE},
        # the near reply is the association's
        edit_reply=TEAM,
        mark_link=SIGNED_IN,
        log_reuse=LEADS | TEAM | REFERENT | {Role.NUMBER_ONE, Role.EMBEDDED_MEDIA},
        keep_strategy=KEEPERS,
        keep_strategy_part=KEEPERS,
    ),
    **of(
        "fabrique.accompaniment.support.permissions",
        speak_in_forum=CIRCLE,
        join_thread=CIRCLE,
        settle_thread=LEADS,
        # the near session is no forum
        note_forum=set(),
        follow_note=set(),
        live_in_cohort=CIRCLE | {Role.ASSOCIATION_EMPLOYEE},
        ask=ON_TERRITORY,
        # the near one is addressed to the association (A50: nobody else, the administration neither)
        follow_question=LEADS | {Role.ASSOCIATION_EMPLOYEE},
        offer_slot=LEADS | {Role.ASSOCIATION_EMPLOYEE, Role.ACCOMPANYING_ALLY},
        book_slot=ON_TERRITORY,
        # nobody of the cast offered the near slot
        change_slot=set(),
        write_rules=LEADS | TEAM,
        raise_alert=CIRCLE,
        # the near one is for the ear of whoever leads
        read_alert=LEADS,
        hear_alert=LEADS,
    ),
    **of(
        "fabrique.accompaniment.improvements.permissions",
        follow_improvement=LEADS | TEAM,
        check_improvement=EVALUATOR,
    ),
    **of(
        "fabrique.accompaniment.convergences.permissions",
        # A50, « Anonymous cohort matrix »: the administration compares nothing
        see_themes=COMPARES,
        read_topic=COMPARES,
        lead_topics=LEADS | {Role.ASSOCIATION_EMPLOYEE},
        lead_topic=LEADS | {Role.ASSOCIATION_EMPLOYEE},
        keep_wording=LEADS | {Role.ASSOCIATION_EMPLOYEE},
        vote=KEEPERS,
        name_territory=REFERENT | {Role.NUMBER_ONE},
    ),
    **of(
        "fabrique.accompaniment.supervision.permissions",
        find_circles=ACCOMPANIES
        | {Role.ASSOCIATION_EMPLOYEE, Role.ALLY_PERSON, Role.ALLY_REPRESENTATIVE, Role.QUALIFIED_ALLY},
        open_circle={Role.ASSOCIATION_EMPLOYEE},
        volunteer=ACCOMPANIES,
        # A50, « Supervision cases »: no member in the cast, and the near animator is somebody else
        **each(("enter", "speak", "read_part", "speak_of", "read_lesson", "judge"), SUPERVISOR),
        **each(("animate_circle", "leave", "settle_member", "keep_case", "keep_lesson", "release"), set()),
        answer_for_place=REFERENT | {Role.NUMBER_ONE},
    ),
    **of(
        "fabrique.accompaniment.workshops.permissions",
        prepare=LEADS | {Role.PEER_GROUP_FACILITATOR},
        see_workshops=LEADS | {Role.PEER_GROUP_FACILITATOR},
        # nobody else of the cast took part in the near one
        read_wall=LEADS,
        **each(
            (
                "facilitate",
                "run",
                "change",
                "change_step",
                "group_cards",
                "arrange",
                "keep_card",
            ),
            LEADS,
        ),
        # the near step asks no opinion
        read_opinion=set(),
        # the near card has an author: its words are theirs
        keep_statement=set(),
        # the near one is of no delegation
        keep=set(),
        keep_formats=LEADS | {Role.PEER_GROUP_FACILITATOR, Role.ASSOCIATION_EMPLOYEE},
        # the near format is somebody else's
        **each(("edit_format", "change_format", "change_format_step"), set()),
    ),
    **of(
        "fabrique.accompaniment.peers.permissions",
        form_groups=LEADS,
        form_group=LEADS,
        propose=LEADS,
        withdraw_invitation=LEADS,
        # A50, « Peer contributions »: nobody of the cast is invited to the near group, nor facilitates it
        **each(
            (
                "answer_invitation",
                "see_another_way",
                "enter",
                "facilitate",
                "take_part",
                "leave",
                "answer_hand_over",
                "take_over",
                "keep_contribution",
                "keep_message",
                "draft_statement",
                "answer_statement",
                "release",
                "take_back",
            ),
            set(),
        ),
        read_released=HEARS_PEERS,
    ),
    **of(
        "fabrique.accompaniment.agora.permissions",
        **each(("read", "read_item", "read_convergence", "carry"), HEARS_PEERS),
        **each(("open_one", "conduct", "arrange", "arrange_convergence", "debate", "remove_remark", "move"), LEADS),
        open_local=REFERENT,
        # nobody of the cast holds a seat: who conducts notes what is said
        **each(("say", "propose", "draw_from", "keep_item", "withdraw_item"), LEADS),
        **each(("answer", "agree"), set()),
        # the near resolution is adopted, and nobody of the cast carries it
        **each(("edit_resolution", "dissent", "put_down", "tell"), set()),
        # A50, « Agora resolutions »
        **each(("read_resolutions", "read_resolution"), HEARS_PEERS | ALLIES | SUPPORTERS | {Role.EMBEDDED_MEDIA}),
    ),
    **of(
        "fabrique.accompaniment.restitution.permissions",
        # nobody of the cast is of the near team: what is said in confidence is opened by no role (R357, R579)
        **each(
            (
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
            ),
            set(),
        ),
        # the near one is restituted: A50, without the territory's decision
        find_restitution=LEADS | {Role.ASSOCIATION_EMPLOYEE} | ON_TERRITORY,
        read_restitution=LEADS
        | {Role.ASSOCIATION_EMPLOYEE, Role.ACCOMPANYING_ALLY, Role.PEER_GROUP_FACILITATOR}
        | EVALUATOR
        | ON_TERRITORY,
        decide_public=REFERENT | {Role.NUMBER_ONE},
        answer_recommendation=REFERENT | {Role.NUMBER_ONE},
        say_change=ON_TERRITORY,
        record_follow_up=LEADS | {Role.ASSOCIATION_EMPLOYEE},
    ),
    **of(
        "fabrique.accompaniment.interviews.permissions",
        # nobody of the cast is of the team: no role opens what is said (R357)
        **each(("listen", "read_notes", "write_notes", "code_notes", "code_extract", "erase"), set()),
    ),
    **of(
        "fabrique.accompaniment.missions.permissions",
        read_totals=TEAM | LEADS | EVALUATOR | ON_TERRITORY | SUPPORTERS | {Role.ACCOMPANYING_ALLY},
        see_missions=TEAM | LEADS | EVALUATOR | ON_TERRITORY | {Role.ACCOMPANYING_ALLY},
        describe_need=TEAM | LEADS | REFERENT,
        edit_mission=TEAM | LEADS | REFERENT,
        **each(("list_candidates", "keep_candidate", "lead_mission", "keep_engagement"), TEAM | LEADS),
        draft_convention=TEAM,
        keep_convention=TEAM,
        choose_ally=REFERENT,
        sign_convention=REFERENT | {Role.NUMBER_ONE, Role.ASSOCIATION_EMPLOYEE},
        sign_amendment=REFERENT | {Role.NUMBER_ONE, Role.ASSOCIATION_EMPLOYEE},
        # nobody of the cast works in the near mission
        declare_day=set(),
        withdraw_day=set(),
        confirm_day=REFERENT,
        read_days=TEAM | LEADS | EVALUATOR | REFERENT | {Role.NUMBER_ONE},
        ask_change=REFERENT,
        mediate=LEADS,
        appraise=REFERENT,
        keep_tools=ON_TERRITORY,
        remove_tool=ON_TERRITORY,
        read_mission=TEAM | LEADS | EVALUATOR | ON_TERRITORY,
        read_letter=TEAM | LEADS | EVALUATOR | ON_TERRITORY,
        read_convention=TEAM | LEADS | ON_TERRITORY,
        set_rates=TEAM,
    ),
}
