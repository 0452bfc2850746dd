"""One's own vault: made, opened, closed; what is typed wrong is slowed and never locks the owner out (R357, R579)."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from fabrique.core.cli import main
from fabrique.core.models import AuditEntry
from fabrique.core.vault import keys
from fabrique.core.vault.models import KeyPair, Opening
from fabrique.core.vault.spaces import NoKey, Vault
from fabrique.ground.keyring import tries
from fabrique.ground.keyring.middleware import COOKIE
from fabrique.ground.people.enums import Role
from tests.guards import HouseClient
from tests.world import PASSPHRASE, journal, make_person, make_vault, open_vault

pytestmark = pytest.mark.django_db(databases="__all__")
HOME = "/moi/coffre/"
OTHER = "une autre phrase, longue aussi"


@pytest.fixture
def ada():
    return make_person(Role.DIAGNOSTICIAN)


@pytest.fixture
def signed(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def holder(signed, ada):
    make_vault(ada)
    return signed


def send(client, name, **fields):
    return client.post(reverse(f"keyring:{name}"), fields)


def groups_of(page: str) -> list[str]:
    return re.findall(r"<code>(\w{4})</code>", page)


def made(client):
    return send(client, "make", passphrase=PASSPHRASE, again=PASSPHRASE, known="on")


def test_home_says_that_there_is_no_vault_then_closed_then_open(signed, ada):
    assert "pas encore de coffre" in signed.get(HOME).text

    make_vault(ada)
    assert "fermé ici" in signed.get(HOME).text

    send(signed, "open", passphrase=PASSPHRASE)
    assert "ouvert ici, jusqu’à" in signed.get(HOME).text


def test_sheet_is_shown_once_and_kept_nowhere(signed, ada):
    page = made(signed)

    sheet = "-".join(groups_of(page.text))
    assert (page.status_code, len(sheet)) == (200, 44)
    assert "no-store" in page["Cache-Control"]
    assert made(signed)["Location"] == HOME
    assert sheet not in str(list(signed.session.items())) + str(AuditEntry.objects.values_list())
    assert keys.recover(ada.code, sheet=sheet, passphrase=OTHER)


def test_group_typed_from_paper_says_that_the_sheet_is_kept(signed, ada):
    page = made(signed)
    number = int(
        re.search(r"groupe n° (\d)", page.text.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")).group(1)
    )
    proof = re.search(r'name="proof" value="([^"]+)"', page.text).group(1)
    group = groups_of(page.text)[number - 1]

    wrong = send(signed, "keep-sheet", proof=proof, group="2222" if group != "2222" else "3333")
    assert (wrong.status_code, KeyPair.objects.get().sheet_kept_at, groups_of(wrong.text)) == (200, None, [])
    assert send(signed, "keep-sheet", proof="x" + proof, group=group)["Location"] == HOME

    right = send(signed, "keep-sheet", proof=proof, group=f" {group.upper()} ")
    assert right["Location"] == reverse("keyring:open")
    assert KeyPair.objects.get().sheet_kept_at is not None
    assert journal(ada) == ["vault-made", "vault-sheet-kept"]


def test_proof_of_one_person_says_nothing_for_another(signed):
    page = made(signed)
    proof = re.search(r'name="proof" value="([^"]+)"', page.text).group(1)
    bela = make_person(Role.DIAGNOSTICIAN)
    make_vault(bela)
    other = HouseClient()
    other.force_login(bela)

    for group in groups_of(page.text):
        send(other, "keep-sheet", proof=proof, group=group)

    assert KeyPair.objects.get(holder=bela.code).sheet_kept_at is None


@pytest.mark.parametrize(
    "fields",
    [
        {"passphrase": "quinze signes !", "again": "quinze signes !", "known": "on"},
        {"passphrase": PASSPHRASE, "again": OTHER, "known": "on"},
        {"passphrase": PASSPHRASE, "again": PASSPHRASE},
        {"passphrase": "a               b", "again": "a               b", "known": "on"},
    ],
)
def test_vault_is_not_made_of_a_short_or_doubtful_phrase(signed, fields):
    page = send(signed, "make", **fields)

    assert (page.status_code, KeyPair.objects.count()) == (200, 0)
    assert fields["passphrase"] not in page.text


def test_cookie_is_for_this_browser_alone(holder):
    answer = send(holder, "open", passphrase=PASSPHRASE, next="/agenda/")

    cookie = answer.cookies[COOKIE]
    assert answer["Location"] == "/agenda/"
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Strict", 1800, "/")
    assert Opening.objects.get().token == keys.named(cookie.value)


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "agenda"]
)
def test_opening_never_leads_out_of_the_house(holder, away):
    assert send(holder, "open", passphrase=PASSPHRASE, next=away)["Location"] == HOME


def test_opening_again_closes_what_this_browser_had_open(holder):
    first = send(holder, "open", passphrase=PASSPHRASE).cookies[COOKIE].value
    second = send(holder, "open", passphrase=PASSPHRASE).cookies[COOKIE].value

    assert first != second
    assert [opening.token for opening in Opening.objects.all()] == [keys.named(second)]


def test_nobody_without_two_factors_makes_nor_opens_a_vault(client):
    person = make_person()
    make_vault(person)
    client.force_login(person)

    assert "Un second facteur" in client.get(HOME).text or "fermé ici" in client.get(HOME).text
    for name in ("make", "open", "change", "sheet", "recover"):
        assert client.get(reverse(f"keyring:{name}")).status_code == 403
        assert send(client, name, passphrase=PASSPHRASE).status_code == 403
    assert Opening.objects.count() == 0


def test_changed_phrase_closes_everywhere(holder, ada):
    send(holder, "open", passphrase=PASSPHRASE)

    assert send(holder, "change", old=OTHER, passphrase=OTHER, again=OTHER).status_code == 200
    answer = send(holder, "change", old=PASSPHRASE, passphrase=OTHER, again=OTHER)

    assert answer["Location"] == reverse("keyring:open")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert Opening.objects.count() == 0
    assert send(holder, "open", passphrase=PASSPHRASE).status_code == 200
    assert send(holder, "open", passphrase=OTHER).status_code == 302
    assert journal(ada) == ["vault-opened", "vault-wrong", "vault-passphrase-changed", "vault-wrong", "vault-opened"]


def test_sheet_gives_a_new_phrase_and_another_sheet(signed, ada):
    sheet = " ".join(groups_of(made(signed).text))

    page = send(signed, "recover", sheet=sheet, passphrase=OTHER, again=OTHER)
    again = send(signed, "recover", sheet=sheet, passphrase=PASSPHRASE, again=PASSPHRASE)

    assert len(groups_of(page.text)) == 9
    assert "".join(groups_of(page.text)) != sheet.replace(" ", "")
    assert groups_of(again.text) == []
    assert send(signed, "open", passphrase=OTHER).status_code == 302
    assert journal(ada) == ["vault-made", "vault-recovered", "vault-wrong", "vault-opened"]


def test_another_sheet_makes_the_first_worthless(signed, ada):
    first = "-".join(groups_of(made(signed).text))

    second = "-".join(groups_of(send(signed, "sheet", passphrase=PASSPHRASE).text))

    with pytest.raises(keys.Wrong):
        keys.recover(ada.code, sheet=first, passphrase=OTHER)
    assert keys.recover(ada.code, sheet=second, passphrase=OTHER)


def test_wrong_phrases_are_slowed_from_nothing(holder, ada):
    said = [send(holder, "open", passphrase=OTHER) for _ in range(4)]

    assert [page.status_code for page in said] == [200, 200, 200, 200]
    assert [("Réessayez dans" in page.text) for page in said] == [False, False, False, True]
    assert "Réessayez dans" in send(holder, "open", passphrase=PASSPHRASE).text
    assert journal(ada) == ["vault-wrong"] * 3


def test_victim_opens_from_another_session_while_somebody_tries(holder, ada):
    for _ in range(30):
        send(holder, "open", passphrase=OTHER)
    own = HouseClient()
    own.force_login(ada)

    assert send(own, "open", passphrase=PASSPHRASE).status_code == 302


def test_pause_grows_to_twenty_five_seconds_and_no_further(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(tries.time, "time", lambda: now[0])
    pauses = []
    for _ in range(12):
        assert tries.turn("ada", "one") == 0
        wait = tries.turn("ada", "one")
        pauses.append(wait or 0)
        if not wait:
            continue
        cache.delete(tries._key("gate", "ada", "one"))

    assert pauses[-3:] == [25, 25, 25]
    assert max(pauses) == 25


def test_fresh_sessions_wait_once_a_vault_was_tried_too_often():
    for number in range(tries.MANY):
        tries.turn("ada", f"session {number}")

    assert tries.turn("ada", "one more") == 25
    assert tries.turn("bela", "one more") == 0


def test_right_phrase_forgives(holder):
    answers = []
    for _ in range(3):
        answers += [send(holder, "open", passphrase=phrase).status_code for phrase in (OTHER, OTHER, PASSPHRASE)]

    assert answers == [200, 200, 302] * 3


def test_key_changed_in_the_store_is_told(holder, ada):
    """Whoever writes in the store would be given, in her name, the keys of the next spaces."""
    KeyPair.objects.update(public=bytes(32))

    page = send(holder, "open", passphrase=PASSPHRASE)

    assert "a été changée dans la base" in page.text
    assert (Opening.objects.count(), journal(ada)) == (0, ["vault-altered"])


def test_closing_forgets_the_cookie_and_the_pages(holder, ada):
    open_vault(holder, ada)
    token = holder.cookies[COOKIE].value

    answer = send(holder, "lock")

    assert answer.cookies[COOKIE].value == ""
    assert answer["Clear-Site-Data"] == '"cache"'
    assert keys.opened(ada.code, token) is None


def test_closing_everywhere(holder, ada):
    elsewhere = keys.open_vault(ada.code, PASSPHRASE)
    open_vault(holder, ada)

    assert "un autre navigateur" in holder.get(HOME).text
    send(holder, "lock", everywhere="yes")

    assert keys.opened(ada.code, elsewhere) is None


def test_script_opens_without_leaving_its_page(holder):
    accept = {"Accept": "application/json"}
    wrong = holder.post(reverse("keyring:open"), {"passphrase": OTHER}, headers=accept)
    right = holder.post(reverse("keyring:open"), {"passphrase": PASSPHRASE}, headers=accept)

    assert (wrong.status_code, wrong.json()["vault"]) == (423, "closed")
    assert (right.status_code, right.content, COOKIE in right.cookies) == (204, b"", True)


def test_neither_phrase_nor_sheet_is_written_anywhere(signed, ada):
    """Journal, session, cache: what could hold them holds other things. The journal's own verbs are there."""
    sheet = groups_of(made(signed).text)
    send(signed, "open", passphrase=OTHER)
    send(signed, "open", passphrase=PASSPHRASE)

    written = repr([*AuditEntry.objects.values_list(), dict(signed.session), *KeyPair.objects.values_list()])
    for secret in (PASSPHRASE, OTHER, "-".join(sheet), "".join(sheet)):
        assert secret not in written
    assert "vault-opened" in written


@pytest.mark.parametrize("demonstration", [True, False])
def test_phrase_of_the_demonstration_is_shown_there_only(holder, settings, demonstration):
    settings.DEMONSTRATION = demonstration

    page = holder.get(reverse("keyring:open"))

    assert (settings.DEMONSTRATION_PASSPHRASE in page.text) == demonstration


def test_masthead_and_menu_close_in_one_press(holder, ada):
    open_vault(holder, ada)

    page = holder.get(HOME).text

    assert page.count(f'action="{reverse("keyring:lock")}"') == 3


def test_who_lost_everything_begins_again_and_is_given_the_key(signed, ada, capsys):
    """By a command: a stolen session must not destroy what its owner alone can open."""
    bela = make_person(Role.DIAGNOSTICIAN)
    make_vault(bela)
    space = make_vault(ada).new_space()

    assert (main(["vault", "forget", "nobody@example.invalid"]), main(["vault", "forget", ada.email])) == (1, 1)
    space.admit(bela.code)
    assert main(["vault", "forget", ada.email.upper()]) == 0
    assert main(["vault", "forget", ada.email]) == 1

    with pytest.raises(NoKey):
        make_vault(ada).space(space.code)
    space.admit(ada.code)
    mine = Vault.from_token(ada.code, keys.open_vault(ada.code, PASSPHRASE))
    assert mine.space(space.code) == space
    assert journal(ada)[0] == "vault-forgotten"
