"""Who counts among those that hide one another, and what goes out beside the words that the guard reads."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.diagnostics import withdrawals
from fabrique.accompaniment.diagnostics.actions import answering
from fabrique.accompaniment.diagnostics.erasure import erase
from fabrique.accompaniment.diagnostics.models import Contact, KeptName
from fabrique.accompaniment.interviews.actions import settle_withdrawals
from fabrique.accompaniment.interviews.models import Interview, Notes
from fabrique.accompaniment.interviews.sealed import FACTS, NOTES, Facts, sealed
from fabrique.accompaniment.restitution import actions, checks, limits
from fabrique.accompaniment.restitution.canonical import compose
from fabrique.accompaniment.restitution.drafts import open_desk
from fabrique.accompaniment.restitution.tests.listened import (
    frozen,
    in_review,
    make_interview,
    make_room,
    sign,
    written,
)
from fabrique.core.permissions import Denied
from fabrique.core.tests.test_sealed import whole_database
from fabrique.core.text import fold
from fabrique.ground.territories.models import StatedFact
from tests.world import open_vault

pytestmark = pytest.mark.django_db(databases="__all__")


def begun(room, notes="", **facts):
    """An interview of which nothing was coded."""
    item = room.space.new_item()
    row = Interview.objects.create(
        code=item.code, diagnostic=room.diagnostic, author=room.author, facts=sealed(item, Facts(**facts), FACTS)
    )
    Notes.objects.create(interview=row, words=item.seal(notes, NOTES))
    return row.code


def whys(room):
    desk = open_desk(room.vault, room.diagnostic)
    return [one.refusal.why for one in checks.objections(desk, *compose(desk, 1))]


def find(room, codes, **more):
    return actions.write_finding(
        diagnostic=room.diagnostic, vault=room.vault, by=room.author, group="assets", theme="Le temps",
        text="Le temps manque pour se parler.", extracts=tuple(codes), **more,
    )  # fmt: skip


def test_interviews_left_empty_protect_nobody():
    """Three agricultural voices and two interviews begun for nothing are not five."""
    room = make_room()
    farmers = [
        make_interview(room.space, room.diagnostic, room.author, n, category="socio-economic") for n in (10, 11, 12)
    ]
    find(room, [*farmers, room.extracts[0]], category="socio-economic")
    for number in range(2):
        begun(room, "  \n", category="socio-economic", contact=f"empty{number}")
    assert any("Moins de cinq personnes" in why for why in whys(room))

    for number in range(2):
        begun(room, "On se parle.", category="socio-economic", contact=f"heard{number}")
    assert whys(room) == []


def test_interview_left_empty_does_not_say_for_somebody_met_again_what_they_are():
    """Whichever of the two has the first code."""
    room = make_room()
    for number in range(10):
        begun(room, category="state", contact=f"contact{number}")
    desk = open_desk(room.vault, room.diagnostic)
    assert {voice.category for voice in checks.voices_of(desk)} == {"elected", "agent"}
    assert len(checks.voices_of(desk)) == 10


def test_total_that_goes_out_hides_who_left():
    """Once the number one has read « at least ten », nine is at least five; the statement of limits counts as the guard does."""
    room = written(make_room(panel=True), quoted=False)
    begun(room, category="elected", contact="empty")
    edition = frozen(room)
    for review, vault in in_review(room, edition):
        sign(review, vault)
    actions.present(edition=edition, vault=room.vault, held_on=timezone.localdate(), present="x", by=room.author)
    edition.refresh_from_db()
    assert json.loads(edition.text)["met"] == 10
    assert "10 personnes" in limits.proposed(open_desk(room.vault, room.diagnostic))

    answering.withdraw(contact=Contact.objects.last())
    waiting = withdrawals.pending(room.diagnostic)
    settle_withdrawals(space=room.space, diagnostic=room.diagnostic, waiting=waiting, by=room.author)
    content, _sources = compose(open_desk(room.vault, room.diagnostic), 2)
    assert content["met"] == 5


def test_name_of_somebody_who_left_is_still_guarded_and_lies_nowhere_in_clear(sign_in):
    room = written(make_room(panel=True), quoted=False)
    gone = Contact.objects.first()
    Contact.objects.filter(pk=gone.pk).update(name="Odile Zorgabul", function="garde du barrage des Aulnes")
    answering.withdraw(contact=Contact.objects.get(pk=gone.pk))
    client = sign_in(room.author)
    open_vault(client, room.author)
    client.get(reverse("restitution:draft", args=[room.diagnostic.code]))
    assert (withdrawals.pending(room.diagnostic), Contact.objects.get(pk=gone.pk).name) == (set(), "")

    actions.write_limits(
        diagnostic=room.diagnostic, vault=room.vault, by=room.author, seen=0,
        text="On dit que zorgabul freine, et que la garde du barrage des Aulnes doute.",
    )  # fmt: skip
    desk = open_desk(room.vault, room.diagnostic)
    found = {
        one.refusal.quote for one in checks.objections(desk, *compose(desk, 1)) if one.refusal.rule == "identifier"
    }
    assert found == {"zorgabul", "la garde du barrage des Aulnes"}
    assert ["orgabul" in whole_database(), "barrage" in whole_database()] == [False, False]

    KeptName.objects.update(words=bytes(60))
    with pytest.raises(Denied, match="ne s’ouvre plus"):
        checks.roster_of(desk)
    erase(room.diagnostic)
    assert not KeptName.objects.exists()


def test_quotation_under_a_category_is_said_by_somebody_of_it():
    room = written(make_room())
    desk = open_desk(room.vault, room.diagnostic)
    quoted = {one.words.finding for one in desk.verbatims()}
    finding = next(one for one in desk.findings() if one.code in quoted)
    row = room.diagnostic.findings.get(code=finding.code)
    assert not any("pas de cette catégorie" in why for why in whys(room))

    words = vars(finding.words) | {"category": "elected"}
    actions.write_finding(
        diagnostic=room.diagnostic, vault=room.vault, by=room.author, finding=row, seen=row.version, **words
    )
    assert any("pas de cette catégorie" in why for why in whys(room))


@pytest.mark.parametrize(("stated", "refuses"), [((), True), ((5000,), False), ((5000, 999), True)])
def test_inhabitants_are_those_that_a_source_states(stated, refuses):
    room = written(make_room(inhabitants=None), quoted=False)
    territory = room.diagnostic.participation.territory
    for value in stated:
        StatedFact.objects.create(territory=territory, kind="population", value=value, source=f"Rapport {value}")

    said = [fold(why) for why in whys(room)]
    assert any("acteurs publics comptent pour une seule" in why for why in said) == refuses
