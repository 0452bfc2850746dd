from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fabrique.accompaniment.programme.models import Document, Session
from tests.world import make_cohort, make_lead, make_session

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"
PAST = date(2024, 5, 7)


def at(name, session, *more):
    return reverse(f"programme:{name}", args=[session.cohort.code, session.code, *more])


def test_session_is_set_announced_held_and_documented(sign_in, client):
    cohort = make_cohort()
    lead = sign_in(make_lead(cohort))
    lead.post(
        reverse("programme:add", args=[cohort.code]),
        {
            "kind": "day",
            "title": "Lancement",
            "mode": "in-person",
            "openness": "circle",
            "place": "Fronton",
            "date": "2024-05-07",
        },
    )
    session = Session.objects.get()
    for move in ("schedule", "hold"):
        lead.post(at("move", session), {"move": move})
    refused = lead.get(session.get_absolute_url()).text
    lead.post(
        at("add-document", session),
        {"kind": "synthesis", "title": "Synthèse", "file": SimpleUploadedFile("x.exe", PDF)},
    )
    lead.post(at("move", session), {"move": "document"})
    lead.logout()

    page = client.get(session.get_absolute_url()).text

    assert "Ajoutez au moins un document" in refused
    assert Session.objects.get().state == "documented"
    assert at("download", session, Document.objects.get().code) in page
    assert "Verser un document" not in page


def test_file_is_given_back_as_an_attachment_that_runs_nothing(sign_in, client):
    session = make_session(state="documented", date=PAST)
    lead = sign_in(make_lead(session.cohort))
    lead.post(
        at("add-document", session), {"kind": "support", "title": "Été", "file": SimpleUploadedFile("../a.html", PDF)}
    )
    lead.logout()

    answer = client.get(at("download", session, Document.objects.get().code))

    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ete.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("state", ["draft", "scheduled", "held", "cancelled"])
def test_documents_wait_for_their_session_to_be_documented(client, sign_in, state):
    session = make_session(state=state, date=PAST)
    document = Document.objects.create(
        session=session, kind="story", title="Récit", url="https://example.invalid/recit"
    )

    visitor = client.get(session.get_absolute_url())
    lead = sign_in(make_lead(session.cohort)).get(session.get_absolute_url())

    assert "example.invalid/recit" not in visitor.text
    assert document.url in lead.text
    assert visitor.status_code == (404 if state == "draft" else 200)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"title": "Page", "file": SimpleUploadedFile("page.pdf", b"<script>alert(1)</script>")},
            "pas d’un type accepté",
        ),
        ({"title": "Rien"}, "l’un des deux"),
        ({"title": "Vide", "file": SimpleUploadedFile("vide.pdf", b"")}, "vide"),
        ({"title": "Piège", "url": "javascript:alert(1)"}, "URL"),
        ({"title": "Captation", "kind": "recording", "url": "https://example.invalid/f.mp4"}, "choix"),
    ],
)
def test_refused_document_says_why_and_keeps_the_words(sign_in, fields, sentence):
    session = make_session(date=PAST)

    page = sign_in(make_lead(session.cohort)).post(at("add-document", session), {"kind": "support"} | fields)

    assert page.status_code == 200
    assert sentence in page.text
    assert f'value="{fields["title"]}"' in page.text
    assert not Document.objects.exists()


def form_of(session, **changes):
    return {
        "version": session.version,
        "kind": session.kind,
        "title": session.title,
        "mode": session.mode,
        "openness": session.openness,
    } | changes


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"attendance_min": "-1"}, "supérieure ou égale à 0"),
        ({"attendance_min": "9", "attendance_max": "3"}, "plus grand nombre"),
        ({"minutes": "0"}, "supérieure ou égale à 1"),
        ({"period_start": "2026-02-01", "period_end": "2026-01-01"}, "finit avant de commencer"),
        ({"date": "31/02/2026"}, "date"),
    ],
)
def test_absurd_values_are_told(sign_in, values, sentence):
    session = make_session()

    page = sign_in(make_lead(session.cohort)).post(at("edit", session), form_of(session, **values))

    assert sentence in page.text
    assert Session.objects.get().version == 1


def test_two_people_editing_a_session_are_told(sign_in):
    session = make_session()
    client = sign_in(make_lead(session.cohort))
    client.post(at("edit", session), form_of(session, place="À Fronton"))

    page = client.post(at("edit", session), form_of(session, place="À Toulouse"))

    assert "À Fronton" in page.text
    assert "À Toulouse" in page.text
    assert Session.objects.get().place == "À Fronton"


def test_moves_at_once_are_told_not_broken(sign_in, monkeypatch):
    session = make_session(state="held", date=PAST)
    client = sign_in(make_lead(session.cohort))
    client.post(at("move", session), {"move": "cancel"})

    assert Session.objects.get().state == "held"


def test_attendance_is_shown_as_stated(client):
    session = make_session(state="held", date=PAST, attendance_min=35, attendance_max=45)

    page = client.get(session.get_absolute_url()).text

    assert "35 à 45 personnes" in page


def test_list_costs_the_same_whatever_its_length(sign_in, django_assert_max_num_queries):
    cohort = make_cohort()
    client = sign_in(make_lead(cohort))
    address = reverse("programme:sessions", args=[cohort.code])
    for _ in range(2):
        Document.objects.create(session=make_session(cohort), kind="story", title="Récit")
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for _ in range(10):
        Document.objects.create(session=make_session(cohort), kind="story", title="Récit")

    with django_assert_max_num_queries(len(few)):
        client.get(address)
