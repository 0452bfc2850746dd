"""Editions: whole or not at all, read for ever, and left by what its bearer takes back (R508, R509)."""

import pytest
from django.db import IntegrityError, transaction

from fabrique.accompaniment.narratives.actions import move_consent, remove_passage
from fabrique.core.documents import formats
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.messages.enums import Circle
from fabrique.ground.people.enums import Role
from fabrique.roof.reports import actions
from fabrique.roof.reports.actions import editions
from fabrique.roof.reports.enums import Audience
from fabrique.roof.reports.models import Chapter, Edition, Frozen, Removal
from fabrique.roof.reports.newsletter import editions as editions_offered
from fabrique.roof.reports.tests.given import chapter_of, everywhere, make_quote, make_report, publish
from tests.world import journal, make_effect, make_lead, make_participation, make_person, make_referent, platform

pytestmark = pytest.mark.django_db
ADDRESS = "/parcours/cohortes/{}/rapport/"


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def ready(place):
    """A report whose only territory said yes."""
    make_report(place.cohort)
    chapter_of(place, "validated")
    return place.cohort


def test_an_edition_holds_every_audience_shape_and_language(ready):
    edition = publish(ready)

    found = set(edition.documents.values_list("audience", "shape", "language"))
    assert len(found) == 3 * 2 * 2
    assert (edition.state, edition.number, edition.faults) == ("published", 1, [])
    ready.report.refresh_from_db()
    assert ready.report.state == "published"
    assert "edition-published" in journal(edition)


def test_what_a_territory_did_not_agree_to_is_not_published(place, ready):
    Chapter.objects.filter(participation=place).update(state="proposed")

    with pytest.raises(Denied, match=str(place.territory)):
        publish(ready)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("state", ["draft", "proposed", "changes"])
def test_without_it_the_edition_says_that_the_chapter_waits(place, ready, state):
    make_effect(place, "published", label="Aval", text="canari-chapitre")
    Chapter.objects.filter(participation=place).update(state=state)

    edition = publish(ready, without_waiting=True)

    for row in edition.documents.all():
        assert "canari-chapitre" not in repr(row.data)
    assert "pas encore relu son chapitre" in repr(
        edition.documents.get(audience="public", shape="report", language="fr").data
    )


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_refused_chapter_is_in_no_format_for_nobody(place, ready, name):
    make_effect(place, "published", label="Aval", text="canari-chapitre")
    shown = everywhere(publish_as(ready, place, "validated"), name)
    assert "canari-chapitre" in shown

    hidden = everywhere(publish_as(ready, place, "refused"), name)

    assert "canari-chapitre" not in hidden
    assert "souhaité" in hidden


def publish_as(cohort, place, state: str) -> Edition:
    cohort.report.state = "validating"
    cohort.report.save()
    chapter_of(place, state)
    return publish(cohort)


def test_what_changed_since_the_agreement_is_not_published(place, ready):
    make_effect(place, "published", label="Depuis", text="Depuis")

    with pytest.raises(Denied, match="ont changé"):
        publish(ready)


def test_a_common_chapter_in_writing_holds_the_edition_back(ready):
    Chapter.objects.filter(kind="conclusion").update(state="draft")

    with pytest.raises(Denied, match="pas finis"):
        publish(ready, without_waiting=True)


def test_only_during_the_validation(ready):
    ready.report.state = "drafting"
    ready.report.save()

    with pytest.raises(Denied, match="validation"):
        publish(ready)


def test_killed_midway_nothing_is_published_and_the_retry_is_clean(ready, monkeypatch):
    class Killed(BaseException):
        """What nothing catches: the process is gone."""

    def kill(_rows):
        raise Killed

    edition = actions.ask_edition(cohort=ready, what_changed="Première", by=make_lead(ready))
    with monkeypatch.context() as broken:
        broken.setattr(editions.Frozen.objects, "bulk_create", kill)
        with pytest.raises(Killed), transaction.atomic():
            actions.make_edition(edition.code)
    edition.refresh_from_db()
    assert (edition.state, Frozen.objects.count(), Edition.objects.published().count()) == ("preparing", 0, 0)

    actions.make_edition(edition.code)
    actions.make_edition(edition.code)

    edition.refresh_from_db()
    assert (edition.state, Frozen.objects.count()) == ("published", 12)


def test_a_failure_is_told_to_those_who_write_and_tried_again(ready, monkeypatch):
    lead = make_lead(ready)
    edition = actions.ask_edition(cohort=ready, what_changed="Première", by=lead)
    with monkeypatch.context() as broken:
        broken.setattr(editions, "make", lambda *_a, **_k: 1 / 0)
        actions.make_edition(edition.code)
    edition.refresh_from_db()
    assert (edition.state, Frozen.objects.count()) == ("failed", 0)
    assert edition.faults == ["Le document n’a pas pu être écrit (ZeroDivisionError)."]

    actions.retry_edition(edition=edition, by=lead)
    actions.make_edition(edition.code)

    edition.refresh_from_db()
    assert (edition.state, edition.faults) == ("published", [])


def test_an_answer_taken_back_while_it_is_made_stops_it(place, ready, monkeypatch):
    edition = actions.ask_edition(cohort=ready, what_changed="Première", by=make_lead(ready))
    draw = editions.drawn

    def meanwhile(one):
        found = draw(one, tries=False)
        Chapter.objects.filter(participation=place).update(state="changes")
        return found

    monkeypatch.setattr(editions, "drawn", meanwhile)
    actions.make_edition(edition.code)

    edition.refresh_from_db()
    assert (edition.state, Frozen.objects.count()) == ("failed", 0)


def test_one_edition_is_prepared_at_a_time(ready):
    actions.ask_edition(cohort=ready, what_changed="Première", by=make_lead(ready))

    with pytest.raises(Denied, match="déjà"):
        actions.ask_edition(cohort=ready, what_changed="Encore", by=make_lead(ready))
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(cohort=ready, number=2, what_changed="Encore", asked_by=make_person())


def test_an_older_edition_is_read_as_it_was(client, place, ready):
    first = publish(ready)
    ready.report.refresh_from_db()
    actions.move_report(report=ready.report, name="update", by=make_lead(ready))
    make_effect(place, "published", label="Venu depuis", text="Depuis")
    actions.move_report(report=ready.report, name="validate", by=make_lead(ready))
    chapter_of(place, "validated")
    publish(ready)
    address = ADDRESS.format(ready.code)

    newest, older = client.get(address).text, client.get(f"{address}editions/{first.code}/").text

    assert ("Venu depuis" in newest, "Venu depuis" in older) == (True, False)
    assert "une édition plus récente existe" in older
    for name in formats.FORMATS:
        assert client.get(f"{address}editions/{first.code}/{name}").status_code == 200


def test_an_infolettre_tells_what_everybody_reads_and_the_alliance_s_what_exists(place, ready):
    assert editions_offered(ready.scope) == []
    edition = publish(ready)

    (offer,) = editions_offered(ready.scope)
    assert (offer.title, offer.url, offer.circle) == (
        "Le rapport, édition 1",
        edition.get_absolute_url(),
        Circle.PUBLIC,
    )
    assert len(editions_offered(platform())) == 1
    type(ready).objects.filter(pk=ready.pk).update(fictional=True)
    assert editions_offered(platform()) == []


# --- agreements taken back


def media_of(place):
    return make_person(Role.EMBEDDED_MEDIA, place.cohort.scope)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_withdrawn_passage_leaves_every_format_of_every_edition(place, ready, name):
    passage = make_quote(place, "canari-cité")
    first = publish_as(ready, place, "validated")
    second = publish_as(ready, place, "validated")
    assert ["canari-cité" in everywhere(one, name) for one in (first, second)] == [True, True]

    move_consent(passage=passage, name="withdraw", by=media_of(place))

    texts = [everywhere(one, name) for one in (first, second)]
    assert ["canari-cité" in text for text in texts] == [False, False]
    assert all("la demande de la personne" in text for text in texts)


def test_the_log_says_that_it_left_and_never_what_it_said(place, ready):
    passage = make_quote(place, "canari-cité")
    edition = publish_as(ready, place, "validated")

    move_consent(passage=passage, name="withdraw", by=media_of(place))

    (line,) = AuditEntry.objects.filter(verb="edition-passage-removed")
    assert (line.code, line.facts["passage"], line.facts["documents"]) == (edition.code, passage.code, 6)
    assert "canari" not in repr(AuditEntry.objects.values_list("facts", flat=True))
    assert Removal.objects.get().passage == passage.code


def test_words_changed_after_the_edition_and_then_refused_leave_it_too(place, ready):
    passage = make_quote(place, "canari-cité")
    edition = publish_as(ready, place, "validated")
    passage.text, passage.consent, passage.answered_on = "Autres mots", "asked", None
    passage.save()

    move_consent(passage=passage, name="refuse", by=media_of(place))

    assert "canari-cité" not in repr(list(edition.documents.values_list("data", flat=True)))


def test_a_passage_removed_by_its_author_leaves_with_its_line(place, ready):
    passage = make_quote(place, "canari-cité")
    edition = publish_as(ready, place, "validated")

    remove_passage(passage=passage, by=media_of(place))

    assert "canari-cité" not in repr(list(edition.documents.values_list("data", flat=True)))


def test_a_withdrawal_that_fails_leaves_everything_as_it_was(place, ready, monkeypatch):
    passage = make_quote(place, "canari-cité")
    edition = publish_as(ready, place, "validated")
    monkeypatch.setattr(editions, "erase", lambda *_a: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        move_consent(passage=passage, name="withdraw", by=media_of(place))

    passage.refresh_from_db()
    assert (passage.consent, passage.text) == ("given", "canari-cité")
    assert "canari-cité" in repr(list(edition.documents.values_list("data", flat=True)))


def test_a_withdrawal_while_the_edition_is_made_is_not_published(place, ready, monkeypatch):
    passage = make_quote(place, "canari-cité")
    chapter_of(place, "validated")
    edition = actions.ask_edition(cohort=ready, what_changed="Première", by=make_lead(ready))
    draw = editions.drawn

    def meanwhile(one):
        found = draw(one, tries=False)
        move_consent(passage=passage, name="withdraw", by=media_of(place))
        chapter_of(place, "validated")
        return found

    monkeypatch.setattr(editions, "drawn", meanwhile)
    actions.make_edition(edition.code)

    edition.refresh_from_db()
    assert edition.state == "published"
    assert "canari-cité" not in repr(list(edition.documents.values_list("data", flat=True)))


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"consent": "given"}, {"public", "funder", "participants"}),
        ({"consent": "given", "audience": "cohort"}, {"participants"}),
        ({"consent": "given", "audience": "delegation"}, set()),
        ({"consent": "given", "licence": "reserved"}, set()),
        ({"consent": "asked"}, set()),
        ({"consent": "to-ask"}, set()),
    ],
)
def test_a_quotation_is_taken_up_by_those_it_was_given_to(place, ready, fields, shown):
    make_quote(place, "canari-cité", **fields)

    edition = publish_as(ready, place, "validated")

    read = {row.audience for row in edition.documents.all() if "canari-cité" in repr(row.data)}
    assert read == shown


# --- audiences


def test_each_audience_of_each_document_holds_what_is_its_own(place, ready):
    for state, label in (("published", "publié"), ("accepted", "relu"), ("proposed", "proposé")):
        make_effect(place, state, label=f"canari-{label}", text=f"canari-{label}")

    edition = publish_as(ready, place, "validated")

    for row in edition.documents.all():
        seen = {label for label in ("publié", "relu", "proposé") if f"canari-{label}" in repr(row.data)}
        most = {"publié", "relu"} if row.audience == Audience.PARTICIPANTS else {"publié"}
        assert seen <= most, (row.audience, row.shape)
        if row.shape == "report":
            assert seen == most, row.audience


def test_pages_and_files_give_each_audience_to_those_it_names(client, place, ready):
    make_effect(place, "accepted", label="canari-relu", text="canari-relu")
    publish_as(ready, place, "validated")
    address = ADDRESS.format(ready.code)

    for page in ("", "html", "synthese/", "synthese/html"):
        assert client.get(address + page).status_code == 200
        assert "canari" not in client.get(address + page).text
        refused = client.get(f"{address}{page}?lecteurs=participants")
        assert refused.status_code == 302
        assert "canari" not in refused.text
    client.force_login(make_referent(place))
    assert "canari-relu" in client.get(f"{address}?lecteurs=participants").text
    assert client.get(f"{address}?lecteurs=funder").status_code == 403


def test_what_is_being_written_is_read_by_nobody_before_an_edition(client, place, ready):
    part = Chapter.objects.get(participation=place).parts.get(key="before")
    part.text = "canari-brouillon"
    part.save()
    address = ADDRESS.format(ready.code)

    page = client.get(address)

    assert page.status_code == 200
    assert "canari" not in page.text
    assert client.get(f"{address}html").status_code == 404
    for inner in ("atelier/", "atelier/epreuve/", "atelier/epreuve/html"):
        assert client.get(address + inner).status_code == 302
    client.force_login(make_lead(place.cohort))
    assert "canari-brouillon" in client.get(f"{address}atelier/epreuve/").text
