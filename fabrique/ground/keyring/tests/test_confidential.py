"""A confidential page: closed without a vault, nothing posted is lost, and it leaves a trace that says nothing."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone

from config import urls as house
from fabrique.core import access
from fabrique.core.http import guarded
from fabrique.core.models import AuditEntry, Reading
from fabrique.core.permissions import signed_in
from fabrique.core.vault import keys
from fabrique.core.vault.models import Opening
from fabrique.ground.keyring.http import confidential
from fabrique.ground.keyring.middleware import COOKIE
from fabrique.ground.people import actions
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.people.models import Person
from tests.guards import HouseClient
from tests.world import PASSPHRASE, make_person, make_scope, make_vault, open_vault

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls(__name__)]
CANARY = "canari dit en confiance"


@guarded(signed_in)
@confidential
def secret(request, vault):
    posted = sorted((name, value) for name, values in request.POST.lists() for value in values)
    return HttpResponse(f"{CANARY} {vault.holder} {posted}")


@guarded(signed_in, person=Person)
@confidential
def of_somebody(request, vault, person):
    return HttpResponse(CANARY)


urlpatterns = [
    path("secret", secret, name="secret"),
    path("secret/<code:person>", of_somebody, name="of"),
    *house.urlpatterns,
]
handler403 = house.handler403


@pytest.fixture
def ada():
    person = make_person(Role.DIAGNOSTICIAN, make_scope(ScopeKind.DIAGNOSTIC))
    make_vault(person)
    return person


@pytest.fixture
def signed(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def opened(signed, ada):
    open_vault(signed, ada)
    return signed


def test_closed_vault_leads_to_the_page_that_opens_it(signed):
    answer = signed.get("/secret?page=2")

    assert answer["Location"] == "/moi/coffre/ouvrir?next=%2Fsecret%3Fpage%3D2"
    assert answer["Cache-Control"] == "no-store, private"
    assert Reading.objects.count() == 0


def test_fragment_leads_there_as_a_whole_page(signed):
    answer = signed.get("/secret", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/agenda/"})

    assert answer["HX-Redirect"] == "/moi/coffre/ouvrir?next=%2Fagenda%2F"


def test_open_vault_opens_and_is_noted(opened, ada):
    answer = opened.get("/secret")

    assert CANARY in answer.text
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store, private", "noindex")
    assert answer.cookies[COOKIE]["max-age"] == 1800
    entry = Reading.objects.get()
    assert (entry.reader, entry.act, entry.page, entry.number) == (ada, "read", "secret", 1)


def test_entry_names_the_object_and_never_a_word(opened, ada):
    opened.get(f"/secret/{ada.code}")

    entry = Reading.objects.get()
    assert (entry.kind, entry.code) == ("people.person", ada.code)
    assert CANARY not in repr(list(Reading.objects.values_list()))


def test_what_was_posted_waits_in_the_page_and_goes_on(signed):
    words = {"note": 'dit "tout bas"\r\n<b>et long</b>', "theme-s": ["eau", "sols"]}

    page = signed.post("/secret?x=1", words)

    assert (page.status_code, page["Cache-Control"]) == (423, "no-store, private")
    assert "<b>et long</b>" not in page.text
    assert page.text.count('name="theme-s"') == 2
    again = words | {"coffre-passphrase": PASSPHRASE}
    answer = signed.post("/secret?x=1", again)
    assert answer.text.startswith(CANARY)
    assert "coffre-passphrase" not in answer.text
    assert "('theme-s', 'eau'), ('theme-s', 'sols')" in answer.text
    assert COOKIE in answer.cookies
    assert signed.get("/secret").status_code == 200


def test_held_words_come_back_whole(signed):
    """What the page holds, a browser sends back as it was."""
    from lxml import html  # noqa: PLC0415  only here

    words = 'dit "tout bas"\n& <b>long</b>'
    page = html.document_fromstring(signed.post("/secret", {"note": words}).text)

    form = next(form for form in page.forms if "note" in form.fields)
    assert (form.fields["note"], form.action, form.method) == (words, "/secret", "POST")


def test_wrong_phrase_keeps_what_was_posted(signed):
    page = signed.post("/secret", {"note": CANARY, "coffre-passphrase": "ce n’est pas la bonne"})

    assert page.status_code == 423
    assert CANARY in page.text
    assert "ce n’est pas la bonne" not in page.text
    assert COOKIE not in page.cookies


def test_script_is_told_and_keeps_its_words(signed):
    for headers in ({"Accept": "application/json"}, {"Sec-Fetch-Dest": "empty"}):
        answer = signed.post("/secret", {"note": CANARY}, headers=headers)
        assert (answer.status_code, answer.json()) == (423, {"vault": "closed", "open": "/moi/coffre/ouvrir"})
        assert CANARY not in answer.text


def test_fragment_posted_draws_the_page_that_holds_it(signed):
    answer = signed.post("/secret", {"note": CANARY}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (200, "#contenu", "outerHTML")
    assert CANARY in answer.text


def test_what_waits_is_written_nowhere(signed):
    signed.post("/secret", {"note": CANARY})
    signed.post("/secret", {"note": CANARY, "coffre-passphrase": PASSPHRASE})

    session = Session.objects.get(pk=signed.session.session_key).get_decoded()
    written = repr([*AuditEntry.objects.values_list(), *Reading.objects.values_list(), session])
    assert CANARY not in written
    assert PASSPHRASE not in written
    assert "vault-opened" in written


def test_autosaves_of_a_while_are_one_entry(opened):
    for _ in range(3):
        opened.post("/secret", {"note": "a"})
    opened.get("/secret")
    opened.get("/secret")

    assert [entry.act for entry in Reading.objects.all()] == ["write", "read", "read"]


def test_cannot_be_noted_is_not_read(opened, monkeypatch):
    def full(*_args, **_facts):
        raise OSError

    monkeypatch.setattr(access, "note", full)

    with pytest.raises(OSError):
        opened.get("/secret")


# --- attacks -------------------------------------------------------------------------------------------------------


def test_cookie_of_somebody_else_opens_nothing(opened, ada):
    """Fixation: a cookie planted in another browser, or taken from one, is worth nothing there."""
    bela = make_person(Role.DIAGNOSTICIAN)
    make_vault(bela)
    other = HouseClient()
    other.force_login(bela)
    other.cookies[COOKIE] = opened.cookies[COOKIE].value

    answer = other.get("/secret")

    assert answer.status_code == 302
    assert answer.cookies[COOKIE].value == ""
    assert opened.get("/secret").status_code == 200


def test_cookie_alone_opens_nothing(opened, ada):
    thief = HouseClient()
    thief.cookies[COOKIE] = opened.cookies[COOKIE].value

    assert thief.get("/secret")["Location"].startswith("/compte/login/")


def test_replay_after_closing_opens_nothing(opened):
    token = opened.cookies[COOKIE].value
    opened.post(reverse("keyring:lock"))
    opened.cookies[COOKIE] = token

    assert opened.get("/secret").status_code == 302


def test_half_an_hour_closes(opened):
    Opening.objects.update(until=timezone.now())

    answer = opened.get("/secret")

    assert (answer.status_code, answer.cookies[COOKIE].value) == (302, "")
    assert answer["Clear-Site-Data"] == '"cache"'


def test_signing_out_closes_the_vault(opened, ada):
    token = opened.cookies[COOKIE].value

    answer = opened.post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache"'
    assert answer.cookies[COOKIE].value == ""
    assert keys.opened(ada.code, token) is None


@pytest.mark.parametrize("how", ["suspended", "sessions ended", "role ended"])
def test_vault_closes_when_the_sessions_end(opened, ada, how, django_capture_on_commit_callbacks):
    administrator = make_person(Role.PLATFORM_ADMINISTRATOR)
    token = opened.cookies[COOKIE].value
    with django_capture_on_commit_callbacks(execute=True):
        if how == "suspended":
            actions.suspend_person(by=administrator, person=ada)
        elif how == "role ended":
            actions.end_role(by=administrator, grant=ada.role_grants.get())
        else:
            actions.end_sessions(ada)

    assert keys.opened(ada.code, token) is None
    assert CANARY not in opened.get("/secret").text


def test_masthead_offers_to_close_without_asking_the_store(opened, signed, django_assert_num_queries):
    with django_assert_num_queries(0, using="keys"):
        page = opened.get("/agenda/")
    assert reverse("keyring:lock") in page.text

    del opened.cookies[COOKIE]
    assert reverse("keyring:lock") not in opened.get("/agenda/").text


def test_answer_kept_by_no_cache_even_when_it_fails(opened):
    assert opened.get("/secret/bbbbbbbb").status_code == 404
    assert "no-store" in opened.get("/secret/bbbbbbbb")["Cache-Control"]


def test_open_vault_is_written_once_a_minute(opened, ada, django_assert_num_queries):
    opened.get("/secret")
    before = Opening.objects.get().until

    opened.get("/secret")

    assert Opening.objects.get().until == before
    Opening.objects.update(until=before - timedelta(minutes=2))
    opened.get("/secret")
    assert Opening.objects.get().until > before - timedelta(minutes=1)
