"""Doors, in a real browser: the code, the passkey, the demonstration."""

import pytest

from tests.journeys.people import INSIDE, enter_by_code

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def anna(served):
    served.shell(
        "from fabrique.ground.people import actions\n"
        "actions.create_person(by=None, email='anna@example.invalid', name='Anna Doe')\n"
    )
    return "anna@example.invalid"


def with_a_key_holder(page):
    """Chromium's own virtual device: holds keys and knows its user, as a phone does."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    return device, device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def test_code_then_passkey(page, served, anna):
    device, holder = with_a_key_holder(page)
    enter_by_code(page, served, anna)

    page.goto("/compte/2fa/")
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Nom de cette clé").fill("Ordinateur")
    page.get_by_role("button", name="Créer la clé").click()
    page.get_by_role("heading", name="Gardez ces codes sur papier").wait_for()
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": holder})["credentials"]) == 1

    page.context.clear_cookies(name="session")
    page.goto("/compte/login/")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    page.wait_for_url(INSIDE)
    page.goto("/moi/")
    assert page.get_by_label("Prénom et nom").input_value() == "Anna Doe"


def test_device_without_key_says_so_and_the_code_still_works(phone, served, anna):
    phone.expected("NotAllowedError|timed out|not allowed")
    device, holder = with_a_key_holder(phone)
    device.send("WebAuthn.setUserVerified", {"authenticatorId": holder, "isUserVerified": False})
    phone.goto("/compte/login/")

    phone.get_by_role("button", name="Entrer avec une clé d’accès").click()

    phone.get_by_text("L’appareil n’a pas donné de clé").wait_for()


def test_demonstration_in_one_click(phone, served):
    phone.goto("/compte/login/?next=/moi/")

    phone.locator("button[value='demo-observer']").click()

    phone.wait_for_url(f"{served.url}/moi/")


def test_without_javascript_the_code_is_enough(chromium, served, anna):
    context = chromium.new_context(base_url=served.url, java_script_enabled=False, locale="fr")
    address = "zoe@example.invalid"
    served.shell(
        f"from fabrique.ground.people import actions\nactions.create_person(by=None, email='{address}', name='Zoé')"
    )

    enter_by_code(context.new_page(), served, address)

    context.close()
