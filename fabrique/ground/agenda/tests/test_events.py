from datetime import date, time, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.agenda import actions, tasks
from fabrique.ground.agenda.clashes import Busy, busy_periods, clashes_of, tells_busy
from fabrique.ground.agenda.enums import EVENT, Change, EventState
from fabrique.ground.agenda.models import Event, Notice, Registration, Series
from fabrique.ground.agenda.notices import announce
from fabrique.ground.messages import outbox
from fabrique.ground.messages.models import Letter
from fabrique.ground.messages.models import Notice as Message
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_event, make_lead, make_participation, make_person, make_registration

pytestmark = pytest.mark.django_db


def team():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


def test_ally_announces_an_open_date_once():
    ally, when = make_person(Role.ALLY_PERSON), timezone.now() + timedelta(days=3)

    first = actions.add_event(title="Visite", starts_at=when, by=ally)

    assert actions.add_event(title="Visite", starts_at=when, by=ally) == first
    assert (first.state, journal(first)) == ("planned", ["event-added"])


def test_circle_is_filled_by_who_leads_it():
    cohort = make_cohort()
    form = {"title": "Entre nous", "starts_at": timezone.now(), "scope": cohort.scope, "openness": "closed"}

    assert actions.add_event(by=make_lead(cohort), **form).openness == "closed"
    for stranger, sentence in (
        (make_person(), "rempli par les alliés"),
        (make_person(Role.ALLY_PERSON), "tenu par qui le conduit"),
        (make_lead(make_cohort()), "tenu par qui le conduit"),
    ):
        with pytest.raises(Denied, match=sentence):
            actions.add_event(by=stranger, **form)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_at": timezone.now()}, "finit avant de commencer"),
        ({"registration_until": timezone.now() + timedelta(days=9)}, "avant le début"),
        ({"openness": "circle"}, "à quel cercle"),
    ],
)
def test_absurd_values_are_refused_in_words(values, sentence):
    with pytest.raises(Denied, match=sentence):
        actions.add_event(title="X", starts_at=timezone.now() + timedelta(days=1), by=team(), **values)


@pytest.mark.parametrize(
    "values",
    [{"ends_at": timezone.now()}, {"capacity": 0}, {"openness": "closed"}],
)
def test_absurd_values_are_refused_by_the_table(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_event(**values)


@pytest.mark.parametrize("name", EVENT.moves)
def test_event_makes_its_moves_and_refuses_the_others(name):
    move, keeper = EVENT.moves[name], team()
    for state in EventState:
        event = make_event(state=state, ago=timedelta(days=2))
        if state in move.sources:
            actions.move_event(event=event, name=name, by=keeper)
        elif state != move.target:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_event(event=event, name=name, by=keeper)

        assert Event.objects.get(pk=event.pk).state == (move.target if state in move.sources else state)
        assert journal(event) == (["event-moved"] if state in move.sources else [])


def test_event_to_come_is_not_held_yet():
    with pytest.raises(Denied, match="pas encore eu lieu"):
        actions.move_event(event=make_event(), name="hold", by=team())


def test_stranger_keeps_nothing():
    event, stranger = make_event(), make_person(Role.ALLY_PERSON)

    for attempt in (
        lambda: actions.edit_event(event=event, seen=1, by=stranger, title="Intrus"),
        lambda: actions.move_event(event=event, name="cancel", by=stranger),
        lambda: actions.keep_in_step(event=event, by=stranger, title="Intrus"),
    ):
        with pytest.raises(Denied, match="tenue par qui l’a posée"):
            attempt()


def test_date_that_follows_a_session_is_not_edited_here():
    with pytest.raises(Denied, match="suit sa séance"):
        actions.edit_event(event=make_event(follows=True), seen=1, by=team(), title="Autre")


def test_two_people_editing_a_date_are_told():
    event, keeper = make_event(), team()
    actions.edit_event(event=event, seen=1, by=keeper, title="Une")

    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_event(event=event, seen=1, by=keeper, title="Deux")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda event, by: actions.edit_event(event=event, seen=1, by=by, place="Ailleurs"), "change"),
        (lambda event, by: actions.move_event(event=event, name="cancel", by=by), "Annulé"),
        (lambda event, by: actions.move_event(event=event, name="postpone", by=by), "Reporté"),
    ],
)
def test_everyone_registered_is_told_once(change, word, django_capture_on_commit_callbacks):
    event, keeper = make_event(), team()
    told = [make_registration(event), make_registration(event, state="waiting"),
            Registration.objects.create(event=event, guest_email="g@example.invalid", guest_name="G", state="seated")]  # fmt: skip
    make_registration(event, state="withdrawn")

    with django_capture_on_commit_callbacks(execute=True):
        change(event, keeper)

    news = list(Message.objects.order_by("pk"))
    assert [message.person for message in news] == [registration.person for registration in told]
    assert all(word in message.subject for message in news)
    (letter,) = [letter for letter in mail.outbox if letter.to == ["g@example.invalid"]]
    assert word in letter.subject
    assert "/agenda/inscription/" in letter.body


def test_new_title_disturbs_nobody():
    event = make_event()
    make_registration(event)

    actions.edit_event(event=event, seen=1, by=team(), title="Mieux dit")

    assert not Notice.objects.exists()


def test_guest_is_told_by_the_outbox_once_and_what_did_not_leave_waits_there(django_capture_on_commit_callbacks):
    cohort = make_cohort()
    event = make_event(cohort.scope, openness="open")
    guest = Registration.objects.create(event=event, guest_email="g@example.invalid", guest_name="G", state="seated")

    with django_capture_on_commit_callbacks():
        for _twice in range(2):
            announce(event, Change.MOVED, [guest])

    letter = Letter.objects.get()
    assert (letter.person, letter.to, letter.scope, letter.state) == (
        None,
        "une personne sans compte",
        cohort.scope,
        "queued",
    )
    outbox.send_ready(5)
    outbox.send_ready(5)
    assert [message.to for message in mail.outbox] == [["g@example.invalid"]]
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_change_waits_for_the_morning_unless_the_date_is_near():
    far, near = (
        make_event(starts_at=timezone.now() + timedelta(days=20)),
        make_event(starts_at=timezone.now() + timedelta(days=1)),
    )
    for event in (far, near):
        make_registration(event)
        actions.move_event(event=event, name="cancel", by=team())

    assert [letter.subject for letter in Letter.objects.all()] == [f"Annulé\xa0: {near.title}"]
    assert Message.objects.filter(kind="agenda").count() == 2


def test_letters_do_not_tell_the_title_of_a_closed_event():
    """What was sent to whom is read by the team and the administration: they do not know of this date."""
    scope = make_cohort().scope
    for openness in ("closed", "circle"):
        event = make_event(
            scope, openness=openness, title=f"mot-{openness}", starts_at=timezone.now() + timedelta(days=1)
        )
        make_registration(event)
        actions.move_event(event=event, name="cancel", by=team())

    said = [f"{message.subject} {message.text} {message.letter.subject}" for message in Message.objects.order_by("pk")]

    assert ["mot-closed" in words for words in said] == [False, False]
    assert ["mot-circle" in words for words in said] == [False, True]


def test_reminder_goes_once_to_those_who_hold_a_place():
    soon = make_event(starts_at=timezone.now() + timedelta(hours=20))
    make_registration(soon)
    make_registration(soon, state="waiting")
    make_registration(make_event())

    tasks.remind()
    tasks.remind()

    assert Notice.objects.values_list("change", flat=True).get() == "reminder"


def test_closed_event_is_known_of_its_circle_alone():
    cohort = make_cohort()
    participation = make_participation(cohort)
    event = make_event(cohort.scope, openness="closed")
    seers = (make_lead(cohort), make_person(Role.DELEGATION_MEMBER, participation.scope), team())
    others = (AnonymousUser(), make_person(), make_lead(make_cohort()), make_person(Role.FUNDER_CONTACT, cohort.scope),
              make_person(Role.PLATFORM_ADMINISTRATOR), make_person(Role.INTERVIEWEE, participation.scope))  # fmt: skip

    assert [list(Event.objects.visible_to(person)) for person in seers] == [[event]] * 3
    assert [list(Event.objects.visible_to(person)) for person in others] == [[]] * 6


def test_series_draws_its_dates_ahead_and_never_twice():
    keeper = team()
    series = actions.add_series(title="Permanence", kind="permanence", starts_at=time(11), ends_at=time(13),
                                registers=False, skipped_months=[7, 8], first_day=date(2030, 1, 1), by=keeper)  # fmt: skip

    first = actions.draw_dates(series=series, until=date(2030, 6, 30))
    again = actions.draw_dates(series=series, until=date(2030, 9, 30))

    assert [event.series_day.isoformat() for event in (*first, *again)] == [
        "2030-01-08", "2030-02-05", "2030-03-05", "2030-04-02", "2030-05-07", "2030-06-04", "2030-09-03"]  # fmt: skip
    assert actions.draw_dates(series=series, until=date(2030, 9, 30)) == []
    assert {event.starts_at.hour for event in first} == {11}
    with pytest.raises(Denied, match="équipe de l’association"):
        actions.add_series(title="X", starts_at=time(11), ends_at=time(13), by=make_person(Role.ALLY_PERSON))
    with pytest.raises(Denied, match="équipe de l’association"):
        actions.edit_series(series=series, seen=1, by=make_person(Role.ALLY_PERSON), title="X")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_at": time(10)}, "finit avant de commencer"),
        ({"last_day": date(2020, 1, 1)}, "avant le premier"),
        ({"openness": "circle"}, "à quel cercle"),
    ],
)
def test_absurd_series_is_refused_in_words(values, sentence):
    with pytest.raises(Denied, match=sentence):
        actions.add_series(**{"title": "X", "starts_at": time(11), "ends_at": time(13), "by": team()} | values)
    assert not Series.objects.exists()


def test_clash_is_told_with_the_circle_and_with_what_areas_above_know(monkeypatch):
    cohort = make_cohort()
    event = make_event(cohort.scope)
    other = make_event(cohort.scope, starts_at=event.starts_at + timedelta(hours=1))
    make_event(cohort.scope, starts_at=event.starts_at + timedelta(hours=5))
    make_event(make_cohort().scope, starts_at=event.starts_at)
    monkeypatch.setattr("fabrique.ground.agenda.clashes.providers", [])
    busy = Busy("Vote du budget", event.starts_at, event.until)

    assert [clash.label for clash in clashes_of(event, make_lead(cohort))] == [other.title]

    tells_busy(lambda scopes, start, end: [busy])
    assert busy_periods([cohort.scope], event.starts_at, event.until) == [busy]
    assert len(clashes_of(event, make_lead(cohort))) == 2


def test_guests_are_forgotten_two_months_later():
    old, recent = make_event(ago=timedelta(days=61)), make_event(ago=timedelta(days=30))
    for event in (old, recent):
        Registration.objects.create(event=event, guest_email="g@example.invalid", guest_name="G", state="present")

    tasks.forget_guests()

    assert [(row.guest_email, row.state) for row in Registration.objects.order_by("event")] == [
        ("", "present"), ("g@example.invalid", "present")]  # fmt: skip
