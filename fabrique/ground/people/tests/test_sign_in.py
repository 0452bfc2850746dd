"""The doors: a code, a password, a second factor, the demonstration; and what an attacker meets there."""

import re
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from fabrique.ground.people import actions, codes
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from tests.world import make_person, platform

pytestmark = pytest.mark.django_db
LOGIN, CONFIRM = "/compte/login/", "/compte/login/code/confirm/"
HOME = settings.LOGIN_REDIRECT_URL
PASSWORD = "un chemin de crête au petit matin"


@pytest.fixture
def person():
    return actions.create_person(by=None, email="anna@example.invalid", name="Anna")


def last_code() -> str:
    return re.search(r"^    (\S+)$|^(\S+), ", mail.outbox[-1].subject + "\n" + mail.outbox[-1].body, re.MULTILINE)[2]


def ask_code(client, email="anna@example.invalid"):
    return client.post(LOGIN, {"login": email})


def is_in(client) -> bool:
    return client.get("/moi/").status_code == 200


def set_password(person):
    person.set_password(PASSWORD)
    person.save()


def test_entering_by_code(client, person):
    assert ask_code(client).url == CONFIRM
    assert mail.outbox[0].to == ["anna@example.invalid"]
    before = client.session.session_key

    answer = client.post(CONFIRM, {"code": last_code().lower().replace("-", " ")})

    assert answer.url == HOME
    assert is_in(client)
    assert client.session.session_key != before
    assert codes.alive("anna@example.invalid") is None


def test_a_code_serves_once(client, person):
    ask_code(client)
    other = Client()
    ask_code(other)
    code = last_code()
    client.post(CONFIRM, {"code": code})

    other.post(CONFIRM, {"code": code})

    assert is_in(client)
    assert not is_in(other)


def test_next_is_kept_and_never_leads_elsewhere(client, person):
    assert client.post(LOGIN, {"login": person.email, "next": "/moi/roles"}).url == CONFIRM + "?next=%2Fmoi%2Froles"
    assert client.post(CONFIRM + "?next=/moi/roles", {"code": last_code(), "next": "/moi/roles"}).url == "/moi/roles"
    elsewhere = Client()
    ask_code(elsewhere)
    assert elsewhere.post(CONFIRM, {"code": last_code(), "next": "https://evil.example/"}).url == HOME


def test_letters_are_plain_and_in_the_persons_language(client):
    actions.create_person(by=None, email="ada@example.invalid", name="Ada", language="en")

    ask_code(client, "ada@example.invalid")

    message = mail.outbox[0]
    html = message.alternatives[0].content
    assert message.subject.endswith("your code to enter")
    assert "quarter of an hour" in message.body
    assert '<html lang="en">' in html
    assert "<img" not in html
    assert "http" not in html


def neutral(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": |Référence : )"?\w+', "", page)


def test_known_and_unknown_addresses_look_alike(person):
    pages = []
    for email in ("anna@example.invalid", "none@example.invalid"):
        client = Client()
        first = ask_code(client, email)
        second = client.get(CONFIRM)
        third = client.post(CONFIRM, {"code": "WRNG-WRNG"})
        pages.append([first.status_code, first.url, *(neutral(p.text).replace(email, "…") for p in (second, third))])

    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [["anna@example.invalid"]]


def test_known_and_unknown_addresses_take_the_same_time(person):
    def delay(email):
        client = Client()
        start = time.thread_time()  # the work done: a busy machine would drown the difference looked for
        ask_code(client, email)
        return time.thread_time() - start

    delay("anna@example.invalid")
    apart = [delay("anna@example.invalid") - delay(f"none-{n}@example.invalid") for n in range(31)]

    assert abs(sorted(apart)[15]) <= 0.005


def test_a_suspended_person_looks_unknown(client, person):
    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert ask_code(client).url == CONFIRM
    assert mail.outbox == []


def test_codes_cannot_be_guessed_and_the_owner_still_enters(person):
    """Wrong guesses from many browsers: short codes end after `GUESSES`; the owner's letter opens."""
    short_guessed = 0
    for _browser in range(12):
        attacker = Client()
        ask_code(attacker)
        for _guess in range(5):
            alive = codes.alive(person.email)
            short_guessed += bool(alive) and len(alive.value.replace("-", "")) == codes.SHORT
            attacker.post(CONFIRM, {"code": "BBBB-BBBB"})
        assert not is_in(attacker)
    assert short_guessed <= codes.GUESSES

    owner = Client()
    ask_code(owner)
    owner.post(CONFIRM, {"code": codes.alive(person.email).value})

    assert is_in(owner)
    assert len(mail.outbox) <= 2 * codes.LETTERS


def test_asking_again_does_not_flood_the_mailbox(person):
    for _again in range(20):
        ask_code(Client())

    assert len(mail.outbox) == 1


def test_passwords_cannot_be_guessed_and_the_owner_enters_by_code(person, settings):
    set_password(person)
    tried = 0
    for number in range(50):
        answer = Client(REMOTE_ADDR=f"198.51.100.{number}").post(
            LOGIN, {"login": person.email, "password": f"wrong {number}"}
        )
        tried += "ne convient pas" in answer.text
    assert tried <= 40

    right = Client()
    answer = right.post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert "Trop d’essais" in answer.text  # even the right one: the door is shut for everybody
    ask_code(right)
    right.post(CONFIRM, {"code": last_code()})
    assert is_in(right)


def test_a_forged_forwarded_address_changes_nothing(person):
    set_password(person)
    client = Client()
    answers = [
        client.post(
            LOGIN, {"login": f"nobody-{n}@example.invalid", "password": "wrong"}, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}"
        ).text
        for n in range(65)
    ]

    assert sum("Trop d’essais" in answer for answer in answers) >= 4


def test_entering_by_password(client, person):
    set_password(person)

    client.post(LOGIN, {"login": person.email, "password": PASSWORD})

    assert is_in(client)
    assert mail.outbox == []


def now_code(secret: str) -> str:
    """Good for half a minute at least; the one before it, taken too, may end at once."""
    _before, counter, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def test_second_factor_is_asked_and_its_secret_is_unreadable(client, person):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    assert secret not in str(Authenticator.objects.get(user=person).data)

    ask_code(client)
    assert client.post(CONFIRM, {"code": last_code()}).url == "/compte/2fa/authenticate/"
    assert not is_in(client)
    assert "Encore un pas" in client.get("/compte/2fa/authenticate/").text
    assert client.post("/compte/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not is_in(client)
    client.post("/compte/2fa/authenticate/", {"code": now_code(secret)})
    assert is_in(client)


def test_a_recovery_code_opens_once(person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    spare = RecoveryCodes.activate(person).get_unused_codes()[0]
    entered = []
    for _time in range(2):
        client = Client()
        ask_code(client)
        client.post(CONFIRM, {"code": codes.alive(person.email).value})
        client.post("/compte/2fa/authenticate/", {"code": spare})
        entered.append(is_in(client))

    assert entered == [True, False]


def test_administrators_reach_only_the_set_up_until_it_is_done(client):
    admin = make_person(Role.PLATFORM_ADMINISTRATOR)
    Authenticator.objects.all().delete()
    client.force_login(admin)

    assert client.get("/administration/personnes/").url == "/compte/2fa/"
    assert client.get("/").url == "/compte/2fa/"
    assert client.get("/moi/donnees", HTTP_HX_REQUEST="true").headers["HX-Redirect"] == "/compte/2fa/"
    assert "Un second facteur d’abord" in client.get("/compte/2fa/").text
    assert client.get("/compte/2fa/totp/activate/").status_code == 200

    Authenticator.objects.create(user=admin, type="totp", data={})
    assert client.get("/administration/personnes/").status_code == 200


@pytest.mark.django_db(databases="__all__")
def test_setting_it_up_keeps_this_session_and_ends_the_others(person, client, monkeypatch):
    # the library acts once committed, which a test never is
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act: act())
    elsewhere = Client()
    for browser in (client, elsewhere):
        ask_code(browser)
        browser.post(CONFIRM, {"code": codes.alive(person.email).value})
    secret = re.search(r'class="secret">(\w+)<', client.get("/compte/2fa/totp/activate/").text)[1]

    answer = client.post("/compte/2fa/totp/activate/", {"code": now_code(secret)})

    assert answer.url == "/compte/2fa/recovery-codes/"
    assert "Gardez ces codes sur papier" in client.get(answer.url).text
    assert is_in(client)
    assert not is_in(elsewhere)
    assert mail.outbox[-1].subject == "Une application de codes protège désormais votre compte."


def test_the_last_required_factor_stays(client):
    admin = make_person(Role.PLATFORM_ADMINISTRATOR)

    assert not get_adapter().can_delete_authenticator(Authenticator.objects.get(user=admin))
    assert get_adapter().can_delete_authenticator(Authenticator(user=make_person()))


@pytest.mark.parametrize("change", ["password", "role given", "role ended", "suspended"])
def test_old_sessions_are_refused_at_the_next_request(client, person, change):
    client.force_login(person)
    grant = actions.give_role(by=None, person=person, role=Role.ALLY_PERSON, scope=platform())
    client.force_login(person)
    assert is_in(client)

    if change == "password":
        set_password(Person.objects.get(pk=person.pk))
    elif change == "role given":
        actions.give_role(by=None, person=person, role=Role.TRAINER, scope=platform())
    elif change == "role ended":
        actions.end_role(by=None, grant=grant)
    else:
        actions.suspend_person(by=make_person(Role.PLATFORM_ADMINISTRATOR), person=person)

    assert not is_in(client)


def test_leaving_ends_the_session_in_the_database(client, person):
    client.force_login(person)
    key = client.session.session_key

    client.post("/compte/logout/")

    assert not Session.objects.filter(session_key=key).exists()
    assert not is_in(client)


def age(client, **seconds):
    session = client.session
    for name, by in seconds.items():
        session[name] = session.get(name, int(time.time())) - by
    session.save()


def test_a_session_lasts_fourteen_days_at_most(client, person):
    client.force_login(person)
    is_in(client)
    age(client, signed_in_at=14 * 24 * 3600 - 60)
    assert is_in(client)
    age(client, signed_in_at=120)
    assert not is_in(client)


def test_an_administrators_silence_ends_the_session(client, person):
    client.force_login(make_person(Role.PLATFORM_ADMINISTRATOR))
    assert is_in(client)
    age(client, seen_at=29 * 60)
    assert is_in(client)
    age(client, seen_at=31 * 60)
    assert not is_in(client)
    client.force_login(person)
    is_in(client)
    age(client, seen_at=31 * 60)
    assert is_in(client)


def test_page_that_asks_by_itself_is_no_presence_of_an_administrator(client):
    """Seen to keep the session for ever without the exception."""
    client.force_login(make_person(Role.PLATFORM_ADMINISTRATOR))
    is_in(client)
    age(client, seen_at=20 * 60)
    client.get("/", headers={"X-Live": "1"})
    client.get("/", headers={"Accept": "text/event-stream"})
    age(client, seen_at=20 * 60)
    assert not is_in(client)


def test_cookies_of_a_production():
    """Read from the settings' own words: the suite does not run in production."""
    words = (settings.BASE / "config/settings.py").read_text()
    assert 'SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION' in words
    assert 'CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION' in words
    assert "SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION" in words


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True
    return actions.create_person(by=None, email="observer@demo.invalid", name="Olga Observe")


def test_demonstration_people_enter_in_one_click(client, demonstration):
    Authenticator.objects.create(user=demonstration, type="totp", data={})
    actions.give_role(by=None, person=demonstration, role=Role.ALLY_PERSON, scope=platform())
    page = client.get(LOGIN).text
    assert "Olga Observe" in page
    assert "Allié·e" in page

    answer = client.post("/compte/demonstration/", {"person": demonstration.code, "next": "/moi/roles"})

    assert answer.url == "/moi/roles"
    assert is_in(client)


def test_demonstration_opens_no_other_account(client, demonstration, person):
    assert client.post("/compte/demonstration/", {"person": person.code}).status_code == 404
    assert client.get("/compte/demonstration/").status_code == 405


def test_no_demonstration_elsewhere(client, person):
    someone = actions.create_person(by=None, email="observer@demo.invalid", name="Olga Observe")

    assert "Olga Observe" not in client.get(LOGIN).text
    assert client.post("/compte/demonstration/", {"person": someone.code}).status_code == 404


def test_second_factor_is_not_asked_of_the_demonstrations_administrators(client, demonstration):
    actions.give_role(by=None, person=demonstration, role=Role.PLATFORM_ADMINISTRATOR, scope=platform())
    client.post("/compte/demonstration/", {"person": demonstration.code})

    assert client.get("/administration/personnes/").status_code == 200


def test_registration_says_how_to_be_invited(client):
    page = client.get("/compte/signup/")

    assert "On entre ici par invitation" in page.text
    assert client.post("/compte/signup/", {"email": "new@example.invalid"}).status_code == 200
    assert Person.objects.count() == 0


def test_password_reset_by_code(client, person):
    set_password(person)
    assert client.post("/compte/password/reset/", {"email": person.email}).url == "/compte/password/reset/confirm/"
    client.post("/compte/password/reset/confirm/", {"code": last_code()})
    answer = client.post("/compte/password/reset/complete/", {"password1": PASSWORD * 2, "password2": PASSWORD * 2})

    assert answer.url == "/compte/password/reset/done/"
    client.post(LOGIN, {"login": person.email, "password": PASSWORD * 2})
    assert is_in(client)


def test_resets_are_few(person):
    set_password(person)
    for _again in range(10):
        Client().post("/compte/password/reset/", {"email": person.email})

    assert len(mail.outbox) == 3


def test_changing_address_by_code(client, person):
    client.force_login(person)
    assert client.get("/compte/email/").status_code == 200
    client.post("/compte/email/", {"email": "new@example.invalid", "action_add": ""})
    assert mail.outbox[-1].to == ["new@example.invalid"]
    client.post("/compte/confirm-email/", {"code": last_code()})

    assert Person.objects.get(pk=person.pk).email == "new@example.invalid"
    assert mail.outbox[-1].to == ["anna@example.invalid"]


def test_signing_out_everywhere_else(person):
    here, there = Client(), Client()
    for browser in (here, there):
        ask_code(browser)
        browser.post(CONFIRM, {"code": codes.alive(person.email).value})
    assert "sur 2 appareils" in here.get("/compte/sessions/").text

    here.post("/compte/sessions/")

    assert is_in(here)
    assert not is_in(there)


def test_unsafe_requests_without_a_token_are_refused(person):
    strict = Client(enforce_csrf_checks=True)
    for path in (LOGIN, "/compte/demonstration/", "/compte/logout/", "/moi/casquette", "/moi/effacement"):
        assert strict.post(path).status_code == 403
