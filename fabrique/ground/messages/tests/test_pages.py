"""Pages of letters and infolettres: who opens them, what they do, what they never tell."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from fabrique.ground.messages import links
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.models import Issue, Refusal
from fabrique.ground.messages.tests.makers import make_issue, make_item, make_letter, make_series
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_lead, make_participation, make_person, make_session, platform

pytestmark = pytest.mark.django_db


def at(name, *codes):
    return reverse(f"letters:{name}", args=[code if isinstance(code, str) else code.code for code in codes])


@pytest.fixture
def place():
    cohort = make_cohort()
    return cohort, make_lead(cohort)


def test_preferences_stop_a_kind_and_a_series_and_take_them_back(sign_in, place):
    person, series = make_person(Role.OBSERVER, place[0].scope), make_series(place[0].scope)
    client = sign_in(person)
    address = at("preferences")

    client.post(address, {"kind": "task"})
    client.post(address, {"kind": "newsletter", "series": series.code})
    page = client.get(address)

    assert page.text.count("arrêté") == 2
    client.post(address, {"kind": "task", "want": "yes"})
    assert list(Refusal.objects.values_list("kind", "series")) == [("newsletter", series.pk)]
    for wrong in (
        {"kind": "codes"},
        {"kind": "newsletter", "series": "unknown"},
        {"kind": "task", "series": series.code},
    ):
        assert client.post(address, wrong).status_code == 403


def test_link_of_a_letter_stops_it_without_an_account_and_only_when_pressed(client):
    person = make_person()
    address = at("stop", links.token(person, Kind.TASK))

    asked = client.get(address)
    assert (asked.status_code, Refusal.objects.count()) == (200, 0)
    assert person.email not in asked.text
    done = client.post(address)

    assert "C’est arrêté" in done.text
    assert Refusal.objects.get().person == person


def test_mail_program_stops_it_by_one_post(client):
    person, series = make_person(), make_series()
    address = at("stop-at-once", links.token(person, Kind.NEWSLETTER, series))

    answers = [client.get(address).status_code, client.post(address, {"List-Unsubscribe": "One-Click"}).status_code]

    assert (answers, Refusal.objects.get().series) == ([405, 204], series)


@pytest.mark.parametrize("name", ["stop", "stop-at-once"])
def test_forged_link_is_not_there(client, name):
    assert client.post(at(name, links.token(make_person(), Kind.TASK)[:-2] + "xx")).status_code == 404


def test_uncertain_letter_is_shown_and_decided_in_one_press(sign_in, place, django_capture_on_commit_callbacks):
    cohort, lead = place
    letter = make_letter(state="uncertain", failure="worker-died", scope=cohort.scope, subject="Journée du 3 mars")
    make_letter(state="failed", failure="smtp-550", subject="Canari")
    client = sign_in(lead)

    page = client.get(at("outbox"))
    assert "Une lettre attend votre décision" in page.text
    assert "peut-être partie" in page.text
    assert "Canari" not in page.text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("decide", letter), {"move": "send-again"})

    letter.refresh_from_db()
    assert (letter.state, len(mail.outbox)) == ("sent", 1)
    refused = client.post(at("decide", letter), {"move": "leave"}, follow=True)
    assert "Pas depuis l’état" in refused.text


def test_stranger_and_member_know_nothing_of_letters(sign_in, place):
    letter = make_letter(state="failed", failure="smtp-550", scope=place[0].scope)
    client = sign_in(make_person(Role.DELEGATION_MEMBER, make_participation(place[0]).scope))

    assert client.get(at("outbox")).status_code == 403
    assert client.post(at("decide", letter), {"move": "leave"}).status_code == 404


def test_waiting_letters_say_since_when(sign_in):
    make_letter(not_before=timezone.now())

    assert "Une lettre attend de partir" in sign_in(make_person(Role.ASSOCIATION_EMPLOYEE)).get(at("outbox")).text


def test_infolettre_from_the_board_to_the_archive(sign_in, place, client, django_capture_on_commit_callbacks):
    cohort, lead = place
    session = make_session(cohort, state="held", title="La journée des communs")
    draft = make_session(cohort, title="Journée secrète")
    sign_in(lead)

    begun = client.post(reverse("cohorts:newsletters", args=[cohort.code]), {"title": "Ce que la journée a changé"})
    issue = Issue.objects.get()
    assert begun["Location"] == at("compose", issue)
    workshop = client.get(at("compose", issue)).text
    assert "Lu seulement par : l’équipe qui conduit" in workshop.replace("\u202f", " ").replace("\xa0", " ")
    client.post(at("add-offer", issue), {"source": f"session:{session.code}"})
    narrow = client.post(at("add-offer", issue), {"source": f"session:{draft.code}"}, follow=True)
    assert "ne peuvent pas lire" in narrow.text
    client.post(at("add-item", issue), {"title": "Un mot", "text": "Merci à toutes et tous."})
    client.post(at("edit-issue", issue), {"title": "Ce que la journée a changé", "editorial": "La cohorte avance.",
                                           "audience": 3, "version": issue.version})  # fmt: skip
    assert "Un mot de métier" in client.get(at("compose", issue)).text
    client.post(at("move", issue), {"move": "submit"})
    client.post(at("schedule", issue), {"when": ""})
    issue.refresh_from_db()
    from fabrique.ground.messages.tasks import send_issues  # noqa: PLC0415  the worker's own hour

    with django_capture_on_commit_callbacks(execute=True):
        send_issues()
    send_issues()

    client.logout()
    page = client.get(issue.get_absolute_url())
    assert [message.subject for message in mail.outbox] == ["Ce que la journée a changé"]
    assert "La journée des communs" in page.text
    assert "Merci à toutes et tous." in page.text
    assert "Ce que la journée a changé" in client.get(at("archive")).text


def test_issue_out_is_closed_and_a_change_sent_anyway_is_refused(sign_in, place):
    issue = make_issue(make_series(place[0].scope), "archived")
    item = make_item(issue)
    client = sign_in(place[1])

    for name, codes in (("edit-issue", [issue]), ("edit-item", [issue, item])):
        assert client.get(at(name, *codes))["Location"] == at("compose", issue)
        assert (
            "ne change plus"
            in client.post(at(name, *codes), {"title": "T", "text": "t", "audience": 1, "version": 1}).text
        )
    assert "ne change plus" in client.get(at("compose", issue)).text
    client.post(at("remove-item", issue, item))
    client.post(at("shift-item", issue, item))
    assert list(issue.items.values_list("title", flat=True)) == [item.title]


def test_item_is_moved_up_and_removed(sign_in, place):
    issue = make_issue(make_series(place[0].scope))
    one, two = make_item(issue, order=0), make_item(issue, order=1)
    client = sign_in(place[1])

    client.post(at("shift-item", issue, two))
    client.post(at("edit-item", issue, one), {"title": "Nouveau titre", "text": "t", "url": "https://example.org/"})
    assert [item.title for item in issue.items.all()] == [two.title, "Nouveau titre"]
    client.post(at("remove-item", issue, two))

    assert list(issue.items.values_list("url", flat=True)) == ["https://example.org/"]


def test_schedule_asks_again_for_an_hour_that_is_none(sign_in, place):
    issue = make_issue(make_series(place[0].scope), "review")
    client = sign_in(place[1])

    assert client.post(at("schedule", issue), {"when": "demain"}).status_code == 200
    past = client.post(at("schedule", issue), {"when": "2020-01-01T08:00"}, follow=True)
    assert "Cette heure est passée" in past.text
    client.post(at("schedule", issue), {"when": "2099-01-01T08:00"})

    issue.refresh_from_db()
    assert (issue.state, timezone.localtime(issue.scheduled_for).hour) == ("scheduled", 8)


def test_press_on_an_old_page_changes_nothing_and_says_so(sign_in, place):
    issue = make_issue(make_series(place[0].scope))
    client = sign_in(place[1])
    client.post(at("move", issue), {"move": "submit"})

    again = client.post(at("move", issue), {"move": "submit"}, follow=True)

    assert "Pas depuis l’état" in again.text


def test_draft_is_seen_by_its_writers_and_by_nobody_else(client, sign_in, place):
    issue = make_issue(make_series(place[0].scope), title="Canari", audience=3)

    assert client.get(issue.get_absolute_url()).status_code == 404
    assert "Canari" not in client.get(at("archive")).text
    sign_in(place[1])
    assert "Canari" in client.get(at("archive")).text
    assert "aperçu, rien n’est parti" in client.get(issue.get_absolute_url()).text


def test_team_begins_the_infolettre_of_the_alliance(sign_in):
    platform()
    client = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE))

    assert client.get(at("begin")).status_code == 200
    client.post(at("begin"), {"title": "Bonne rentrée", "audience": 3})

    assert Issue.objects.get().series.scope == platform()
    client.logout()
    assert sign_in(make_person()).get(at("begin")).status_code == 403


def sizes(django_assert_max_num_queries, client, address, limit):
    with django_assert_max_num_queries(limit) as seen:
        client.get(address)
    return len(seen)


def test_lists_ask_no_more_when_they_grow(sign_in, place, django_assert_max_num_queries):
    cohort, lead = place
    series = make_series(cohort.scope)
    client = sign_in(lead)
    addresses = [at("archive"), at("outbox"), reverse("cohorts:newsletters", args=[cohort.code]), at("preferences")]
    client.get("/")  # what a process reads once
    counts = []
    for round_ in range(2):
        for n in range(1 + 5 * round_):
            make_issue(series, "archived", number=10 * round_ + n + 1)
            make_issue(series)
            make_letter(scope=cohort.scope, state="failed", failure="smtp-550")
        counts.append([sizes(django_assert_max_num_queries, client, address, 40) for address in addresses])

    assert counts[0] == counts[1]
