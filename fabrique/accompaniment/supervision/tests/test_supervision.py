"""A circle speaks in confidence; what leaves it leaves in two steps."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.supervision import actions
from fabrique.accompaniment.supervision import permissions as may
from fabrique.accompaniment.supervision.enums import CASE, LESSON, MEMBER, CaseState, LessonState, MemberState, Reach
from fabrique.accompaniment.supervision.inbox import (  # fmt: skip
    answers_of_territories,
    lessons_to_read_again,
    meetings_to_come,
    volunteers,
)
from fabrique.accompaniment.supervision.models import Case, Circle, Lesson, Member, Reply
from fabrique.accompaniment.supervision.reminder import names_left
from fabrique.core.inbox import acts_of
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.public_data import public_models
from fabrique.core.tests.test_sealed import whole_database
from fabrique.ground.agenda.models import Event
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.people.privacy import erase
from tests.world import journal, make_participation, make_person, make_referent, make_scope, make_territory, platform

pytestmark = pytest.mark.django_db
WORDS = "canari : un maire ne rappelle jamais"


def make_circle(**fields):
    animator = fields.pop("animator", None) or make_person(Role.ASSOCIATION_EMPLOYEE)
    return actions.open_circle(name="Cercle", by=animator, **fields)


def make_ally(circle=None):
    ally = make_person(Role.ALLY_PERSON)
    if circle:
        Member.objects.create(circle=circle, person=ally, state=MemberState.IN)
    return ally


def make_case(circle, author=None, **fields):
    return actions.write_case(**{"circle": circle, "title": "canari-titre", "text": WORDS, "question": WORDS, "by": author or make_ally(circle)} | fields)  # fmt: skip


def make_lesson(circle, author=None, **fields):
    return actions.write_lesson(**{"circle": circle, "title": "canari-leçon", "text": WORDS, "by": author or make_ally(circle)} | fields)  # fmt: skip


def full(circle):
    author, other = make_ally(circle), make_ally(circle)
    case = make_case(circle, author)
    actions.reply(case=case, text=WORDS, by=other)
    lesson = make_lesson(circle, author, case=case)
    actions.offer(lesson=lesson, reach=Reach.PUBLIC, by=author)
    actions.judge(lesson=lesson, identifies=False, why=WORDS, by=other)
    return case, lesson


def addresses(circle, case, lesson):
    yield from (reverse(f"supervision:{name}", args=[circle.code]) for name in ("circle", "edit-circle", "set-meeting", "write-case", "write-lesson"))  # fmt: skip
    yield from (reverse(f"supervision:{name}", args=[circle.code, case.code]) for name in ("case", "edit-case", "move-case", "learn-from-case"))  # fmt: skip
    yield from (reverse(f"supervision:{name}", args=[circle.code, lesson.code]) for name in ("lesson", "edit-lesson", "offer", "judge", "release", "take-back"))  # fmt: skip
    yield reverse("supervision:asked", args=[lesson.code])


@pytest.mark.one_engine
def test_nobody_outside_reads_a_word_whatever_role_they_hold(sign_in):
    """Every role of the house but a supervisor of that cohort, the animator's colleague and the administration included."""
    place = make_participation()
    circle = make_circle(cohort=place.cohort)
    case, lesson = full(circle)
    places = {ScopeKind.PLATFORM: platform(), ScopeKind.COHORT: place.cohort.scope, ScopeKind.DELEGATION: place.scope,
              ScopeKind.DIAGNOSTIC: make_scope(ScopeKind.DIAGNOSTIC, parent=place.cohort.scope),
              ScopeKind.GROUP: make_scope(ScopeKind.GROUP, parent=place.cohort.scope)}  # fmt: skip
    people = [
        make_person(role, places[rule.scopes[0]]) for role, rule in ROLES.items() if role != Role.DIAGNOSIS_SUPERVISOR
    ]
    for person in people:
        client = sign_in(person)
        for address in addresses(circle, case, lesson):
            for answer in (client.get(address), client.post(address, {"text": "x", "move": "withdraw"})):
                assert answer.status_code in (403, 404, 405), f"{person.grants[0].role} {address}"
                assert "canari" not in answer.text
        assert "canari" not in client.get(reverse("supervision:lessons")).text
    supervisor = make_person(Role.DIAGNOSIS_SUPERVISOR, place.cohort.scope)
    assert "canari" in sign_in(supervisor).get(case.get_absolute_url()).text
    assert not may.enter.allows(make_person(Role.DIAGNOSIS_SUPERVISOR, make_participation().cohort.scope), circle)


def test_models_show_to_the_circle_alone():
    circle = make_circle()
    case, _lesson = full(circle)
    for model in (Case, Reply, Member, Lesson):
        assert model.objects.visible_to(case.author).exists()
        assert model.objects.visible_to(circle.animator).exists()
        for person in (AnonymousUser(), make_ally(), make_person(Role.PLATFORM_ADMINISTRATOR), make_person(Role.ASSOCIATION_EMPLOYEE)):  # fmt: skip
            assert not model.objects.visible_to(person).exists()
        assert model not in public_models()


def test_words_lie_sealed_and_go_in_no_letter_no_journal_and_no_date():
    place = make_participation(territory=make_territory(name="Rive"))
    circle = make_circle()
    full(circle)
    make_case(circle, place=place)
    case = make_case(circle)
    actions.set_meeting(circle=circle, starts_at=timezone.now() + timedelta(days=3), minutes=90, mode="video", cases=[case], by=circle.animator)  # fmt: skip

    stored = whole_database()
    assert "canari :" not in stored
    assert "canari-titre" not in stored
    assert "canari-leçon" not in stored
    assert all("canari" not in f"{notice.subject} {notice.text}" for notice in Notice.objects.all())
    assert all("canari" not in str(entry.facts) for entry in AuditEntry.objects.all())
    assert "canari" not in Event.objects.get().title
    # which territory a case comes from is sealed too
    with connection.cursor() as cursor:
        cursor.execute("SELECT place FROM supervision_case WHERE place <> ''")
        assert [row[0].split(":")[0] for row in cursor.fetchall()] == ["sealed-1"]
    assert "canari" in circle.cases.first().text


def test_territory_is_hidden_until_its_author_shows_it(sign_in):
    place = make_participation(territory=make_territory(name="Théière-sur-Rive"))
    circle = make_circle()
    author, reader = make_ally(circle), make_ally(circle)
    RoleGrant.objects.create(person=author, role=Role.ACCOMPANYING_ALLY, scope=place.scope)
    case = make_case(circle, author, place=place)
    assert "Théière" not in sign_in(reader).get(case.get_absolute_url()).text
    assert "Théière" in sign_in(author).get(case.get_absolute_url()).text

    actions.edit_case(
        case=case, title="T", text="U", question="", place=place, shows_place=True, by=author, seen=case.version
    )
    assert "Théière" in sign_in(reader).get(case.get_absolute_url()).text


def test_titles_of_cases_are_not_in_the_titles_of_pages(sign_in):
    circle = make_circle()
    case, lesson = full(circle)
    client = sign_in(case.author)
    for address in (case.get_absolute_url(), lesson.get_absolute_url(), circle.get_absolute_url()):
        answer = client.get(address)
        assert "canari" in answer.text
        assert "canari" not in answer.text.split("</title>")[0]
        assert "no-store" in answer["Cache-Control"]
        assert 'hx-history="false"' in answer.text


@pytest.mark.parametrize(("text", "names"), [
    ("Le maire ne rappelle jamais. On attend.", []),
    ("Depuis mars, Jeanne attend une réponse.", ["Jeanne"]),
    ("Je vois Mme Durand chaque lundi.", ["Durand"]),
    ("On se retrouve à Clairlune avec l’Association.", ["Clairlune", "Association"]),
    ("Écrivez à moi@exemple.fr ou au 06 12 34 56 78.", ["moi@exemple.fr", "06 12 34 56 78"]),
    ("Le PLU et l’État n’avancent pas.", []),
])  # fmt: skip
def test_reminder_finds_what_names_somebody(text, names):
    assert names_left(text) == names


def test_reminder_knows_the_territory_in_small_letters():
    place = make_participation(territory=make_territory(name="Port-Amarelle"))

    assert names_left("au port, à amarelle", place) == ["port", "amarelle"]


def test_case_with_a_name_waits_until_its_author_read_it_again():
    circle = make_circle()
    with pytest.raises(Denied, match="« Jeanne »"):
        make_case(circle, text="Depuis mars, Jeanne attend.")
    assert make_case(circle, text="Depuis mars, Jeanne attend.", read_again=True).state == CaseState.OPEN


def test_volunteer_is_welcomed_reads_and_leaves():
    circle = make_circle()
    ally = make_ally()
    member = actions.volunteer(circle=circle, by=ally)
    assert len(acts_of(circle.animator, [volunteers])) == 1
    assert not may.enter.allows(ally, Circle.objects.get())
    with pytest.raises(Denied):
        actions.settle_member(member=member, name="welcome", by=make_person(Role.ASSOCIATION_EMPLOYEE))

    actions.settle_member(member=member, name="welcome", by=circle.animator)
    assert may.enter.allows(ally, Circle.objects.get())
    actions.leave(circle=circle, by=ally)
    assert not may.enter.allows(ally, Circle.objects.get())
    actions.volunteer(circle=circle, by=ally)
    member.refresh_from_db()
    assert member.state == MemberState.ASKED


def test_member_who_accompanies_nobody_any_more_reads_nothing():
    circle = make_circle()
    ally = make_ally(circle)
    assert may.enter.allows(ally, Circle.objects.get())
    RoleGrant.objects.filter(person=ally).update(ended_at=timezone.now())
    ally.forget_grants()
    RoleGrant.objects.filter(person=circle.animator).update(ended_at=timezone.now())
    circle.animator.forget_grants()

    assert not may.enter.allows(ally, Circle.objects.get())
    assert not may.enter.allows(circle.animator, Circle.objects.get())


@pytest.mark.parametrize("table", [MEMBER, CASE, LESSON], ids=lambda table: table.name)
def test_moves_start_where_the_table_says(table):
    for name, move in table.moves.items():
        for state in table.states:
            thing = type("Thing", (), {"state": state})()
            if state in move.sources:
                table.make(thing, name)
                assert thing.state == move.target
            else:
                with pytest.raises(Denied):
                    table.make(thing, name)


def test_case_taken_back_leaves_no_word():
    circle = make_circle()
    case, _lesson = full(circle)
    other = make_ally(circle)
    actions.move_case(case=case, name="discuss", by=other)
    with pytest.raises(Denied, match="appartient"):
        actions.move_case(case=case, name="withdraw", by=other)
    actions.move_case(case=case, name="withdraw", by=case.author)
    case.refresh_from_db()

    assert (case.state, case.title, case.text, case.place, case.replies.count()) == (CaseState.WITHDRAWN, "", "", "", 0)
    with pytest.raises(Denied):
        actions.reply(case=case, text="x", by=other)


def test_account_erased_takes_its_cases_words():
    circle = make_circle()
    case, _lesson = full(circle)
    erase(case.author)
    case.refresh_from_db()

    assert (case.state, case.text) == (CaseState.WITHDRAWN, "")


def test_lesson_leaves_when_two_members_find_nobody_in_it(client, sign_in):
    circle = make_circle()
    author, one, two = (make_ally(circle) for _ in range(3))
    lesson = make_lesson(circle, author)
    with pytest.raises(Denied, match="jusqu’où"):
        actions.offer(lesson=lesson, reach=Reach.NO, by=author)
    actions.offer(lesson=lesson, reach=Reach.PUBLIC, by=author)
    assert len(acts_of(one, [lessons_to_read_again])) == 1
    with pytest.raises(Denied, match="deux autres membres"):
        actions.judge(lesson=lesson, identifies=False, by=author)
    actions.judge(lesson=lesson, identifies=False, by=one)
    actions.judge(lesson=lesson, identifies=False, by=one)
    with pytest.raises(Denied, match="Deux autres membres"):
        actions.release(lesson=lesson, by=circle.animator)
    actions.judge(lesson=lesson, identifies=False, by=two)
    with pytest.raises(Denied):
        actions.release(lesson=lesson, by=one)
    assert "canari" not in client.get(reverse("supervision:lessons")).text

    actions.release(lesson=lesson, by=circle.animator)
    assert "canari" in client.get(reverse("supervision:lessons")).text
    assert str(author) not in client.get(reverse("supervision:lessons")).text
    lesson.refresh_from_db()
    actions.take_back(lesson=lesson, by=author)
    assert "canari" not in client.get(reverse("supervision:lessons")).text
    assert journal(lesson)[-1] == "supervision-lesson-moved"


def test_one_who_recognises_somebody_stops_it_whatever_the_others_say():
    circle = make_circle()
    author, one, two, three = (make_ally(circle) for _ in range(4))
    lesson = make_lesson(circle, author)
    actions.offer(lesson=lesson, reach=Reach.ALLIANCE, by=author)
    for person in (one, two):
        actions.judge(lesson=lesson, identifies=False, by=person)
    actions.judge(lesson=lesson, identifies=True, by=three)

    with pytest.raises(Denied, match="reconnaître quelqu’un"):
        actions.release(lesson=lesson, by=circle.animator)


def test_rewritten_lesson_asks_again():
    circle = make_circle()
    author, one, two = (make_ally(circle) for _ in range(3))
    lesson = make_lesson(circle, author)
    actions.offer(lesson=lesson, reach=Reach.PUBLIC, by=author)
    for person in (one, two):
        actions.judge(lesson=lesson, identifies=False, by=person)
    with pytest.raises(Denied, match="un autre texte"):
        actions.edit_lesson(lesson=lesson, title="T", text="Autre", by=author, seen=lesson.version)
    actions.take_back(lesson=lesson, by=author)
    actions.edit_lesson(lesson=lesson, title="T", text="Autre", by=author, seen=lesson.version)
    actions.offer(lesson=lesson, reach=Reach.PUBLIC, by=author)

    with pytest.raises(Denied, match="Deux autres membres"):
        actions.release(lesson=lesson, by=circle.animator)


def test_judge_who_left_does_not_count():
    circle = make_circle()
    author, one, two = (make_ally(circle) for _ in range(3))
    lesson = make_lesson(circle, author)
    actions.offer(lesson=lesson, reach=Reach.PUBLIC, by=author)
    for person in (one, two):
        actions.judge(lesson=lesson, identifies=False, by=person)
    actions.leave(circle=circle, by=two)

    with pytest.raises(Denied, match="Deux autres membres"):
        actions.release(lesson=lesson, by=circle.animator)


def test_territory_answers_and_may_change(client, sign_in):
    place = make_participation()
    circle, referent = make_circle(), make_referent(place)
    author = make_ally(circle)
    lesson = make_lesson(circle, author)
    address = reverse("supervision:asked", args=[lesson.code])
    assert sign_in(referent).get(address).status_code == 404
    actions.offer(lesson=lesson, reach=Reach.PUBLIC, place=place, by=author)
    assert len(acts_of(referent, [answers_of_territories])) == 1
    page = sign_in(referent).get(address).text
    assert WORDS.split(" : ")[1] in page
    assert str(author) not in page
    with pytest.raises(Denied, match="pas encore répondu"):
        actions.release(lesson=lesson, by=circle.animator)
    for person in (make_referent(make_participation()), make_person(Role.DELEGATION_MEMBER, place.scope), author):
        with pytest.raises(Denied):
            actions.answer_for_place(lesson=lesson, agrees=True, by=person)

    sign_in(referent).post(address, {"agrees": "yes"})
    actions.release(lesson=lesson, by=circle.animator)
    client.logout()
    assert "canari" in client.get(reverse("supervision:lessons")).text
    sign_in(referent).post(address, {"agrees": "no"})
    client.logout()
    assert "canari" not in client.get(reverse("supervision:lessons")).text


def test_lesson_for_the_alliance_is_not_for_everybody(client, sign_in):
    circle = make_circle()
    author, one, two = (make_ally(circle) for _ in range(3))
    lesson = make_lesson(circle, author)
    actions.offer(lesson=lesson, reach=Reach.ALLIANCE, by=author)
    for person in (one, two):
        actions.judge(lesson=lesson, identifies=False, by=person)
    actions.release(lesson=lesson, by=circle.animator)

    assert "canari" not in client.get(reverse("supervision:lessons")).text
    assert "canari" not in sign_in(make_referent(make_participation())).get(reverse("supervision:lessons")).text
    assert "canari" in sign_in(make_ally()).get(reverse("supervision:lessons")).text


def test_meeting_is_a_closed_date_and_waits_for_members():
    circle = make_circle()
    ally = make_ally(circle)
    facts = {"circle": circle, "minutes": 90, "mode": "video"}
    with pytest.raises(Denied, match="passé"):
        actions.set_meeting(starts_at=timezone.now() - timedelta(days=1), by=circle.animator, **facts)
    with pytest.raises(Denied, match="pas de ce cercle"):
        actions.set_meeting(starts_at=timezone.now() + timedelta(days=1), cases=[make_case(make_circle())], by=circle.animator, **facts)  # fmt: skip
    meeting = actions.set_meeting(starts_at=timezone.now() + timedelta(days=1), by=circle.animator, **facts)

    assert (meeting.event.openness, meeting.event.registers) == ("closed", False)
    assert len(acts_of(ally, [meetings_to_come])) == 1
    assert acts_of(make_ally(), [meetings_to_come]) == []
    assert not Event.objects.visible_to(make_person(Role.COHORT_LEAD, make_participation().cohort.scope)).exists()


def test_pages_do_what_they_say(sign_in):
    client = sign_in(animator := make_person(Role.ASSOCIATION_EMPLOYEE))
    client.post(reverse("supervision:open"), {"name": "Cercle", "purpose": ""})
    circle = Circle.objects.get()
    ally = make_ally()
    sign_in(ally).post(reverse("supervision:volunteer", args=[circle.code]))
    member = Member.objects.get()
    sign_in(animator).post(reverse("supervision:settle-member", args=[circle.code, member.code]), {"move": "welcome"})
    client = sign_in(ally)
    client.post(
        reverse("supervision:write-case", args=[circle.code]), {"title": "T", "text": "Un doute.", "question": ""}
    )
    case = Case.objects.get()
    client.post(case.get_absolute_url(), {"text": "R"})
    client.post(reverse("supervision:learn-from-case", args=[circle.code, case.code]), {"title": "L", "text": "M"})
    lesson = Lesson.objects.get()
    client.post(reverse("supervision:offer", args=[circle.code, lesson.code]), {"reach": "public"})
    for person in (make_ally(circle), make_ally(circle)):
        sign_in(person).post(reverse("supervision:judge", args=[circle.code, lesson.code]), {"identifies": "no"})
    sign_in(animator).post(reverse("supervision:release", args=[circle.code, lesson.code]))
    when = (timezone.now() + timedelta(days=4)).strftime("%Y-%m-%dT10:00")
    client.post(
        reverse("supervision:set-meeting", args=[circle.code]),
        {"starts_at": when, "minutes": 60, "mode": "video", "cases": [case.code]},
    )

    lesson.refresh_from_db()
    assert (lesson.state, case.replies.count(), circle.meetings.count()) == (LessonState.RELEASED, 1, 1)


@pytest.mark.parametrize("count", [1, 6])
def test_pages_cost_the_same_whatever_they_hold(sign_in, django_assert_max_num_queries, count):
    circle = make_circle()
    for _ in range(count):
        full(circle)
    client = sign_in(circle.animator)
    client.get(circle.get_absolute_url())

    with django_assert_max_num_queries(20):
        client.get(circle.get_absolute_url())
    with django_assert_max_num_queries(16):
        client.get(reverse("supervision:lessons"))
