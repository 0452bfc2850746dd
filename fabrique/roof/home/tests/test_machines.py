"""Addresses that programs ask for, and pages that say what is missing."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from fabrique.core import glossary, instance
from tests.guards import flat

pytestmark = pytest.mark.django_db


def fields(client):
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.text.splitlines())


def test_security_names_the_contact_of_the_instance(client):
    instance.write(contact_email="security@example.invalid")

    found = fields(client)

    assert found["Contact"] == "mailto:security@example.invalid"
    assert found["Preferred-Languages"] == "fr, en"
    assert found["Canonical"] == "http://testserver/.well-known/security.txt"
    assert found["Policy"] == "http://testserver/mentions-legales/#securite"
    expires = datetime.fromisoformat(found["Expires"])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)


def test_security_without_contact_leads_to_a_page(client):
    assert fields(client)["Contact"] == "http://testserver/mentions-legales/#contact"


def test_passwords_are_changed_where_the_browser_expects(client):
    answer = client.get("/.well-known/change-password")

    assert (answer.status_code, answer["Location"]) == (302, "/compte/password/change/")


def test_robots_leave_people_alone(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert lines == ["User-agent: *", "Disallow: /compte/", "Disallow: /moi/", "Disallow: /administration/",
                     "Disallow: /etabli/", "Disallow: /invitation/"]  # fmt: skip


@pytest.mark.parametrize("path", ["/.well-known/security.txt", "/robots.txt", "/", "/carte/", "/kit", "/etabli/"])
def test_nothing_is_posted_here(client, path):
    assert client.post(path).status_code == 405


def test_legal_notice_says_what_is_missing(client):
    empty = client.get("/mentions-legales/").text
    instance.write(publisher="Une association", publisher_address="1 rue du Pont", host="Un hébergeur",
                   contact_email="ici@example.invalid", source_url="https://code.example.invalid/")  # fmt: skip
    cache.clear()
    whole = client.get("/mentions-legales/").text

    assert empty.count("non renseigné") == 4
    assert whole.count("non renseigné") == 0
    assert [word in whole for word in ("Une association", "1 rue du Pont", "Un hébergeur", "mailto:ici@example.invalid",
                                       "https://code.example.invalid/")] == [True] * 5  # fmt: skip


def test_kit_is_for_those_who_build(client, settings):
    settings.PRODUCTION = True

    assert client.get("/kit").status_code == 404
    assert 'href="/kit"' not in client.get("/aide/").text


def test_kit_shows_an_error_once_sent(client):
    assert "Une réponse à reprendre" not in client.get("/kit").text
    assert "Une réponse à reprendre" in client.get("/kit?title=x&day=2026-03-03&kind=a").text


@pytest.mark.parametrize(("words", "language", "found"), [
    ("delegation", "fr", True), ("DÉLÉGATION", "en", True), ("xyzzy", "fr", False),
])  # fmt: skip
def test_glossary_is_searched_in_both_languages(client, words, language, found):
    client.cookies["langue"] = language

    page = client.get("/glossaire/", {"q": words}).text

    assert ('id="delegation"' in page) == found


def test_glossary_holds_every_word_with_both_terms(client):
    page = flat(client.get("/glossaire/").text)

    assert page.count("<dt>") == page.count('<small lang="en">') == len(glossary.entries())
