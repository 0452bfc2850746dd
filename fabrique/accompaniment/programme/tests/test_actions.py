from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from fabrique.accompaniment.programme import actions
from fabrique.accompaniment.programme.enums import SESSION, DocumentKind, SessionState
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from tests.world import journal, make_cohort, make_lead, make_person, make_phase, make_session

pytestmark = pytest.mark.django_db
PAST, COMING = date(2024, 5, 7), timezone.localdate() + timedelta(days=30)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def test_session_sent_twice_is_one_session():
    cohort = make_cohort()
    lead = make_lead(cohort)
    form = {"kind": "day", "title": "Lancement", "date": PAST, "place": "Fronton"}

    first = actions.add_session(cohort=cohort, by=lead, **form)
    again = actions.add_session(cohort=cohort, by=lead, **form)

    assert (first, first.state) == (again, SessionState.DRAFT)
    assert journal(first) == ["session-added"]


def test_session_is_edited_once_for_each_version():
    session = make_session()
    lead = make_lead(session.cohort)

    actions.edit_session(session=session, seen=1, by=lead, title="Évaluer", place="Montpellier", state="held")
    with pytest.raises(Conflict), transaction.atomic():
        actions.edit_session(session=session, seen=1, by=lead, title="Autre")

    session.refresh_from_db()
    assert (session.title, session.place, session.state) == ("Évaluer", "Montpellier", SessionState.DRAFT)


def test_phase_of_another_cohort_is_refused():
    session, foreign = make_session(), make_phase(make_cohort())

    with pytest.raises(Denied, match="autre cohorte"):
        actions.edit_session(session=session, seen=1, by=make_lead(session.cohort), phase=foreign)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"period_start": date(2026, 2, 1), "period_end": date(2026, 1, 1)}, "finit avant de commencer"),
        ({"period_end": date(2026, 1, 1)}, "début de la période"),
        ({"attendance_min": 45, "attendance_max": 35}, "plus grand nombre"),
    ],
)
def test_absurd_values_are_refused_in_words(values, sentence):
    cohort = make_cohort()

    with pytest.raises(Denied, match=sentence):
        actions.add_session(cohort=cohort, kind="day", title="Absurde", by=make_lead(cohort), **values)


@pytest.mark.parametrize(
    "values",
    [
        {"attendance_min": -1},
        {"attendance_min": 45, "attendance_max": 35},
        {"minutes": 0},
        {"minutes": 1441},
        {"period_start": date(2026, 2, 1), "period_end": date(2026, 1, 1)},
        {"state": "scheduled"},
    ],
)
def test_absurd_values_are_refused_by_the_table(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(**values)


@pytest.mark.parametrize("name", SESSION.moves)
def test_move_session_makes_its_moves_and_refuses_the_others(name):
    move = SESSION.moves[name]
    cohort = make_cohort()
    lead = make_lead(cohort)
    for state in SessionState:
        session = make_session(cohort, state=state, date=PAST)
        Document.objects.create(session=session, kind="story", title="Récit")
        if state in move.sources:
            actions.move_session(session=session, name=name, by=lead)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_session(session=session, name=name, by=lead)

        assert Session.objects.get(pk=session.pk).state == (move.target if state in move.sources else state)
        assert journal(session) == (["session-moved"] if state in move.sources else [])


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        ({}, "schedule", "Donnez d’abord une date"),
        ({"state": "scheduled", "date": COMING}, "hold", "pas encore eu lieu"),
        ({"state": "held", "date": PAST}, "document", "au moins un document"),
    ],
)
def test_move_that_lacks_something_says_what(fields, name, sentence):
    session = make_session(**fields)

    with pytest.raises(Denied, match=sentence):
        actions.move_session(session=session, name=name, by=make_lead(session.cohort))


def test_announced_session_keeps_a_date():
    session = make_session(state=SessionState.SCHEDULED, date=COMING)

    with pytest.raises(Denied, match="garde une date"):
        actions.edit_session(session=session, seen=1, by=make_lead(session.cohort), date=None)


def test_document_is_a_link_or_a_file_with_a_title_of_its_own():
    session = make_session(date=PAST)
    lead = make_lead(session.cohort)
    common = {"session": session, "kind": DocumentKind.SYNTHESIS, "by": lead}

    link = actions.add_document(title="Le récit", url="https://example.invalid/recit", **common)
    image = actions.add_document(title="La fresque", file=ContentFile(PNG, "../../etc/passwd.html"), **common)

    assert (link.media_type, image.media_type, image.size) == ("", "image/png", len(PNG))
    assert image.file.name.startswith("sessions/")
    assert "passwd" not in image.file.name
    for extra in ({}, {"url": "https://example.invalid/", "file": ContentFile(PNG)}):
        with pytest.raises(Denied, match="l’un des deux"):
            actions.add_document(title="Autre", **common, **extra)
    with pytest.raises(Denied, match="déjà ce titre"):
        actions.add_document(title="Le récit", url="https://example.invalid/", **common)
    assert journal(session) == ["document-added", "document-added"]


def test_recording_is_refused_where_confidentiality_was_promised():
    silent, recorded = make_session(), make_session(recorded=True)
    address = {"kind": DocumentKind.RECORDING, "title": "Captation", "url": "https://example.invalid/film.mp4"}

    with pytest.raises(Denied, match="n’est pas enregistrée"):
        actions.add_document(session=silent, by=make_lead(silent.cohort), **address)
    actions.add_document(session=recorded, by=make_lead(recorded.cohort), **address)

    assert (silent.documents.count(), recorded.documents.count()) == (0, 1)


def test_removed_document_takes_its_file_away(django_capture_on_commit_callbacks):
    session = make_session()
    lead = make_lead(session.cohort)
    document = actions.add_document(session=session, kind="support", title="Image", by=lead, file=ContentFile(PNG))
    name = document.file.name

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_document(document=document, by=lead)

    assert not default_storage.exists(name)
    assert journal(session) == ["document-added", "document-removed"]


def test_documented_session_keeps_its_last_document():
    session = make_session(state=SessionState.DOCUMENTED, date=PAST)
    document = Document.objects.create(session=session, kind="story", title="Récit")

    with pytest.raises(Denied, match="dernier document"):
        actions.remove_document(document=document, by=make_lead(session.cohort))


def test_stranger_prepares_nothing():
    session = make_session()
    document = Document.objects.create(session=session, kind="story", title="Récit")
    stranger = make_person()

    for attempt in (
        lambda: actions.add_session(cohort=session.cohort, kind="day", title="Intrus", by=stranger),
        lambda: actions.edit_session(session=session, seen=1, by=stranger, title="Intrus"),
        lambda: actions.move_session(session=session, name="cancel", by=stranger),
        lambda: actions.add_document(
            session=session, kind="story", title="Intrus", url="https://x.invalid", by=stranger
        ),
        lambda: actions.remove_document(document=document, by=stranger),
    ):
        with pytest.raises(Denied, match="tenue par qui la conduit"):
            attempt()
