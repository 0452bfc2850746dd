"""Row 8: two people release, and what they read is what goes out."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.diagnostics.models import Contact
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.interviews.sealed import FACTS, sealed
from fabrique.accompaniment.restitution import actions, releases
from fabrique.accompaniment.restitution.canonical import fingerprint
from fabrique.accompaniment.restitution.drafts import open_desk
from fabrique.accompaniment.restitution.enums import EDITION, LIVE, EditionState
from fabrique.accompaniment.restitution.models import Edition, Finding, PublishedFinding, Restitution, Review
from fabrique.accompaniment.restitution.tests.listened import (
    cleared,
    frozen,
    in_review,
    make_peer,
    make_room,
    sign,
    written,
)
from fabrique.accompaniment.restitution.tests.test_life import presented, restituted
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import make_item, make_lead, make_person, make_referent, make_vault

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate
S = EditionState


def attempts(room, edition, by):
    """Every act on a version, as one would do it."""
    day = timezone.localdate()
    peer, _vault = make_peer()
    return {
        "supersede": lambda: actions.make_edition(diagnostic=room.diagnostic, vault=room.vault, by=by),
        "name": lambda: actions.name_reviewer(edition=edition, vault=room.vault, reviewer=peer, by=by),
        "withdraw": lambda: actions.withdraw_edition(edition=edition, by=by),
        "present": lambda: actions.present(edition=edition, vault=room.vault, held_on=day, present="Le n° 1", by=by),
        "restitute": lambda: actions.restitute(edition=edition, vault=room.vault, held_on=day, format="room", invited=10, present=8, by=by),
        "ask": lambda: actions.ask_change(edition=edition, kind="fact", text="x", by=by),
    }  # fmt: skip


# state → what its author may do; everything else is refused to everybody
OPEN_TO_AUTHOR = {
    S.CHECKED: {"supersede", "name", "withdraw"},
    S.IN_REVIEW: {"supersede", "withdraw"},
    S.BLOCKED: {"supersede", "withdraw"},
    S.CLEARED: {"supersede", "withdraw", "present"},
    S.PRESENTED: {"supersede", "withdraw", "restitute", "ask"},
    S.RESTITUTED: set(),
    S.SUPERSEDED: {"supersede"},
    S.WITHDRAWN: {"supersede"},
}


def edition_in(room, state):
    """Brought there by the very acts; `superseded` and `withdrawn` leave the diagnostic free for another."""
    if state == S.RESTITUTED:
        return restituted(room)
    if state == S.PRESENTED:
        return presented(room)
    if state == S.CLEARED:
        return cleared(room)
    edition = frozen(room)
    if state in (S.IN_REVIEW, S.BLOCKED):
        grades = (3, 3) if state == S.BLOCKED else ()
        for (review, vault), grade in zip(in_review(room, edition), grades, strict=False):
            sign(review, vault, grade)
    if state == S.SUPERSEDED:
        frozen(room)
    if state == S.WITHDRAWN:
        actions.withdraw_edition(edition=edition, by=room.author)
    edition.refresh_from_db()
    return edition


def others(room):
    """Everybody who is not an author: the supervisor, a reader, the territory, the cohort, the house, nobody at all."""
    place = room.diagnostic.participation
    return {
        "supervisor": room.supervisor, "peer": make_peer()[0], "lead": make_lead(place.cohort),
        "referent": make_referent(place), "number-one": make_person(Role.NUMBER_ONE, place.scope),
        "staff": make_person(Role.ASSOCIATION_EMPLOYEE), "administrator": make_person(Role.PLATFORM_ADMINISTRATOR),
        "stranger": make_person(),
    }  # fmt: skip


def outcome(act):
    """Whether it was done; whatever it did is taken back."""
    try:
        with transaction.atomic(), transaction.atomic(using="keys"):
            act()
            undo()
    except Undone:
        return True
    except Denied:
        return False


def undo():
    raise Undone


class Undone(Exception):
    pass


@pytest.mark.parametrize("state", list(S))
def test_every_act_in_every_state_by_everybody(state):
    """State × act × actor, all cells: 8 × 6 × 9."""
    room = written(make_room(), quoted=False)
    edition = edition_in(room, state)
    assert edition.state == state
    wrong = []
    for name, person in {"author": room.author, **others(room)}.items():
        for act, attempt in attempts(room, edition, person).items():
            room.diagnostic.refresh_from_db()
            expected = act in OPEN_TO_AUTHOR[state] if name == "author" else (
                act == "ask" and state == S.PRESENTED and name == "number-one")  # fmt: skip
            if outcome(attempt) != expected:
                wrong.append(f"{name} {act}: expected {expected}")

    assert wrong == []


@pytest.mark.parametrize(("state", "move"), list(product(S, EDITION.moves)))
def test_table_of_moves_is_the_whole_table(state, move):
    thing = Edition(state=state)
    allowed = state in EDITION.moves[move].sources
    if not allowed:
        with pytest.raises(Denied):
            EDITION.make(thing, move)
        return
    EDITION.make(thing, move)
    assert thing.state == EDITION.moves[move].target


def test_nothing_goes_out_with_fewer_than_two_readers_even_when_its_state_says_so():
    """The state alone opens nothing: seen red with `check_release` taken out of `present`."""
    room = written(make_room(), quoted=False)
    edition = frozen(room)
    Edition.objects.filter(pk=edition.pk).update(state=S.CLEARED, cleared_at=timezone.now())
    with pytest.raises(Denied, match="deux relectures"):
        actions.present(edition=edition, vault=room.vault, held_on=TODAY(), present="x", by=room.author)
    assert not PublishedFinding.objects.exists()


def test_reader_who_joins_the_team_does_not_count_any_more():
    room = written(make_room(), quoted=False)
    edition = cleared(room)
    reader = edition.reviews.first().reviewer
    room.diagnostic.members.create(person=reader, role=TeamRole.DIAGNOSTICIAN, left_on=TODAY())
    with pytest.raises(Denied, match="deux relectures"):
        actions.present(edition=edition, vault=room.vault, held_on=TODAY(), present="x", by=room.author)


@pytest.mark.parametrize(
    ("grades", "state"),
    [((1, 1), S.CLEARED), ((2, 1), S.CLEARED), ((2, 2), S.CLEARED), ((3, 3), S.BLOCKED), ((2, 3), S.BLOCKED),
     ((4, 3), S.BLOCKED), ((1, 3), S.IN_REVIEW), ((4, 1), S.IN_REVIEW), ((2, 4), S.IN_REVIEW)],
)  # fmt: skip
def test_one_high_grade_blocks_and_a_wide_gap_asks_a_third(grades, state):
    room = written(make_room(), quoted=False)
    edition = frozen(room)
    for (review, vault), grade in zip(in_review(room, edition), grades, strict=True):
        sign(review, vault, grade)
    edition.refresh_from_db()
    assert edition.state == state
    if state == S.IN_REVIEW:
        third, vault = make_peer()
        review = actions.name_reviewer(edition=edition, vault=room.vault, reviewer=third, by=room.author)
        sign(review, vault, 1)
        edition.refresh_from_db()
        assert (review.third, edition.state) == (True, S.BLOCKED)


def test_two_readers_who_tick_otherwise_call_a_third_who_may_let_it_out():
    room = written(make_room())
    edition = frozen(room)
    (one, first), (two, second) = in_review(room, edition)
    sign(one, first, 2, risks={"v1": ["isolate"]}, note="Vu une fois.")
    sign(two, second, 1)
    edition.refresh_from_db()
    assert edition.state == S.IN_REVIEW
    third, vault = make_peer()
    sign(actions.name_reviewer(edition=edition, vault=room.vault, reviewer=third, by=room.author), vault, 1)
    edition.refresh_from_db()
    assert edition.state == S.CLEARED


def test_correction_is_another_version_that_is_guarded_and_read_again():
    room = written(make_room(), quoted=False)
    edition = presented(room)
    remark = actions.ask_change(edition=edition, kind="fact", text="Ce chiffre est faux.", by=room.author)
    actions.answer_remark(remark=remark, outcome="corrected", answer="Oui.", by=room.author)
    with pytest.raises(Denied, match="fait est à corriger"):
        actions.restitute(
            edition=edition, vault=room.vault, held_on=TODAY(), format="room", invited=1, present=1, by=room.author
        )
    again = frozen(room)
    edition.refresh_from_db()

    assert (edition.state, again.number, again.state) == (S.SUPERSEDED, 2, S.CHECKED)
    assert list(again.reviews.all()) == []
    with pytest.raises(Denied):
        actions.present(edition=again, vault=room.vault, held_on=TODAY(), present="x", by=room.author)


def test_draft_written_after_the_reading_changes_nothing_of_what_goes_out():
    room = written(make_room(), quoted=False)
    edition = cleared(room)
    before = edition.sha256
    actions.write_finding(diagnostic=room.diagnostic, vault=room.vault, by=room.author, group="assets", theme="Autre",
                          text="Ajouté après.", extracts=tuple(room.extracts))  # fmt: skip
    actions.present(edition=edition, vault=room.vault, held_on=TODAY(), present="x", by=room.author)
    edition.refresh_from_db()

    assert fingerprint(edition.text) == before == {review.sha256 for review in edition.reviews.all()}.pop()
    assert "Ajouté après." not in edition.text


def test_text_that_is_not_the_one_signed_goes_nowhere():
    room = written(make_room(), quoted=False)
    edition = restituted(room)
    edition.text = edition.text.replace("Se parler", "Se taire")
    edition.save()
    with pytest.raises(Denied, match="n’est pas celui"):
        releases.told(edition)


def test_finding_is_answered_and_never_vetoed():
    room = written(make_room(), quoted=False)
    edition = presented(room)
    number_one = make_person(Role.NUMBER_ONE, room.diagnostic.participation.scope)
    remark = actions.ask_change(edition=edition, kind="finding", text="Retirez cela.", by=number_one)
    with pytest.raises(Denied, match="attend sa réponse"):
        actions.restitute(
            edition=edition, vault=room.vault, held_on=TODAY(), format="room", invited=1, present=1, by=room.author
        )
    with pytest.raises(Denied, match="ne se retire pas"):
        actions.answer_remark(remark=remark, outcome="corrected", answer="Non.", by=room.author)
    actions.answer_remark(remark=remark, outcome="kept", answer="Plusieurs le disent.", by=room.author)
    with pytest.raises(Denied, match="a sa réponse"):
        actions.answer_remark(remark=remark, outcome="kept", answer="Encore.", by=room.author)
    actions.restitute(
        edition=edition, vault=room.vault, held_on=TODAY(), format="room", invited=1, present=1, by=room.author
    )


def test_interview_taken_back_stops_the_version_that_holds_it():
    room = written(make_room())
    edition = cleared(room)
    Interview.objects.filter(diagnostic=room.diagnostic).first()
    interview = Interview.objects.filter(diagnostic=room.diagnostic).first()
    Interview.objects.filter(pk=interview.pk).update(erased_at=timezone.now() + timedelta(seconds=1), facts=b"")
    with pytest.raises(Denied, match="retirez-la"):
        actions.present(edition=edition, vault=room.vault, held_on=TODAY(), present="x", by=room.author)


def answered(room, number: int, *, may_quote: bool):
    """What the person of this interview answers by their link."""
    item = make_item(ReferentialKey.CATEGORIES)
    contact = Contact.objects.create(
        diagnostic=room.diagnostic, category=item, name="Quelqu’un", proposed_by=room.author, state="met",
        consent="2026-11", consented_at=timezone.now(), may_quote=may_quote, invited_to_restitution_at=timezone.now(),
    )  # fmt: skip
    code = Interview.objects.order_by("pk")[number].code
    interview, found = Interview.objects.get(code=code), open_desk(room.vault, room.diagnostic).heard[code]
    interview.facts = sealed(found[0], replace(found[1], contact=contact.code), FACTS)
    interview.save()
    return contact


def test_person_who_no_longer_agrees_to_be_quoted_is_not_quoted():
    room = written(make_room())
    contact = answered(room, 0, may_quote=True)
    edition = presented(room)
    Contact.objects.filter(pk=contact.pk).update(may_quote=False)

    with pytest.raises(Denied, match="n’accepte plus"):
        actions.restitute(edition=edition, vault=room.vault, held_on=TODAY(), format="room", invited=10, present=8, by=room.author)  # fmt: skip
    with pytest.raises(Denied, match="garde refuse encore une phrase"):
        frozen(room)
    finding = next(
        one for one in open_desk(room.vault, room.diagnostic).findings() if room.extracts[0] in one.words.extracts
    )
    words = {
        "finding": Finding.objects.get(code=finding.code),
        "extract": room.extracts[0],
        "text": "x",
        "agreed": True,
    }
    with pytest.raises(Denied, match="pas accepté d’être citée"):
        actions.add_verbatim(diagnostic=room.diagnostic, vault=room.vault, by=room.author, **words)
    Contact.objects.filter(pk=contact.pk).update(may_quote=True)
    actions.restitute(edition=edition, vault=room.vault, held_on=TODAY(), format="room", invited=10, present=8, by=room.author)  # fmt: skip


def test_guard_refuses_a_version_and_says_how_many():
    room = written(make_room(), quoted=False)
    actions.write_finding(diagnostic=room.diagnostic, vault=room.vault, by=room.author, group="assets", theme="Peu",
                          text="Une voix seule.", extracts=(room.extracts[0],))  # fmt: skip
    with pytest.raises(Denied, match="La garde refuse encore"):
        frozen(room)
    assert not Edition.objects.exists()


def test_presentation_comes_after_the_readings_and_the_restitution_after_it():
    room = written(make_room(), quoted=False)
    edition = cleared(room)
    for day in (TODAY() - timedelta(days=1), TODAY() + timedelta(days=1)):
        with pytest.raises(Denied, match="Donnez le jour"):
            actions.present(edition=edition, vault=room.vault, held_on=day, present="x", by=room.author)
    actions.present(edition=edition, vault=room.vault, held_on=TODAY(), present="x", by=room.author)
    for day in (TODAY() - timedelta(days=1), TODAY() + timedelta(days=1)):
        with pytest.raises(Denied, match="Donnez le jour"):
            actions.restitute(
                edition=edition, vault=room.vault, held_on=day, format="room", invited=1, present=1, by=room.author
            )


def test_database_holds_what_it_can():
    room = written(make_room(), quoted=False)
    edition = restituted(room)
    wrong = [
        lambda: Edition.objects.filter(pk=edition.pk).update(text=""),
        lambda: Edition.objects.filter(pk=edition.pk).update(cleared_at=None),
        lambda: Restitution.objects.update(held_on=TODAY() - timedelta(days=9)),
        lambda: Review.objects.update(grade=5),
        lambda: Review.objects.update(sha256=""),
        lambda: Edition.objects.create(diagnostic=room.diagnostic, number=9, sha256="x", made_by=room.author),
    ]
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert set(LIVE) >= {S.RESTITUTED}


def test_verdict_is_of_the_very_text_and_keeps_no_word():
    room = written(make_room())
    edition = frozen(room)
    assert edition.verdict["sha256"] == edition.sha256
    assert "temps" not in json.dumps(edition.verdict)
    assert make_vault(make_person()) is not None


def test_correction_of_a_version_ready_to_go_out_is_guarded_and_read_again():
    """Two signatures are of one text: a word changed after them makes another version, refused as long as it betrays."""
    room = written(make_room(), quoted=False)
    edition = cleared(room)
    finding = room.diagnostic.findings.first()
    by = {"diagnostic": room.diagnostic, "vault": room.vault, "by": room.author, "finding": finding}
    known = {"group": "assets", "theme": "Le temps", "extracts": tuple(room.extracts)}
    actions.write_finding(**by, **known, text="Quatre élus disent que le temps manque.", seen=1)
    with pytest.raises(Denied, match="La garde refuse"):
        frozen(room)
    actions.write_finding(**by, **known, text="Le temps manque encore.", seen=2)
    again = frozen(room)
    edition.refresh_from_db()

    assert (edition.state, again.state, again.reviews.count()) == (S.SUPERSEDED, S.CHECKED, 0)
    assert again.sha256 != edition.sha256
    with pytest.raises(Denied):
        actions.present(edition=again, vault=room.vault, held_on=TODAY(), present="x", by=room.author)
