"""One's own pages and the administration: works, stranger, wrong role, wrong method, lists that do not grow."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fabrique.core import audit, instance
from fabrique.core.models import AuditEntry
from fabrique.ground.people import actions, hats
from fabrique.ground.people.enums import ConsentKind, Role, ScopeKind
from fabrique.ground.people.models import Invitation, Person
from fabrique.ground.people.navigation import account_entries
from tests.world import make_person, make_scope, platform

pytestmark = pytest.mark.django_db

OWN = ["/moi/", "/moi/roles", "/moi/consentements", "/moi/donnees", "/compte/2fa/", "/compte/sessions/",
       "/compte/password/set/", "/compte/2fa/webauthn/", "/compte/2fa/webauthn/add/", "/compte/2fa/totp/activate/",
       "/compte/logout/"]  # fmt: skip
LEADS = ["/administration/personnes/", "/administration/inviter/"]
ADMINISTRATION = ["/administration/journal/", "/administration/reglages/"]
OUT = ["/compte/login/", "/compte/login/code/", "/compte/signup/", "/compte/inactive/", "/compte/password/reset/"]
POST_ONLY = ["/moi/casquette", "/moi/donnees/fichier", "/moi/effacement", "/compte/demonstration/"]


@pytest.fixture
def cohort():
    return make_scope(ScopeKind.COHORT, "one")


@pytest.fixture
def admin():
    return make_person(Role.PLATFORM_ADMINISTRATOR, name="Ada Min")


@pytest.fixture
def lead(cohort):
    return make_person(Role.COHORT_LEAD, cohort, name="Léa Lead")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", OUT)
def test_doors_are_open_to_visitors(client, path, language):
    client.cookies["langue"] = language
    page = client.get(path)

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text


@pytest.mark.parametrize("path", OWN)
def test_own_pages(client, sign_in, path):
    assert client.get(path).status_code == 302
    person = actions.create_person(by=None, email="me@example.invalid", name="Me")
    for language in ("fr", "en"):
        client.cookies["langue"] = language
        assert sign_in(person).get(path).status_code == 200


@pytest.mark.parametrize("path", LEADS)
def test_pages_of_leads(client, sign_in, lead, admin, path):
    assert sign_in(make_person()).get(path).status_code == 403
    assert sign_in(lead).get(path).status_code == 200
    assert sign_in(admin).get(path).status_code == 200


@pytest.mark.parametrize("path", ADMINISTRATION)
def test_pages_of_the_administration(client, sign_in, lead, admin, path):
    assert client.get(path).status_code == 302
    for other in (make_person(), lead, make_person(Role.ASSOCIATION_EMPLOYEE)):
        assert sign_in(other).get(path).status_code == 403
    assert sign_in(admin).get(path).status_code == 200


@pytest.mark.parametrize("path", POST_ONLY)
def test_acts_are_posted(sign_in, path):
    assert sign_in(make_person()).get(path).status_code == 405


def test_profile(sign_in):
    person = make_person()
    client = sign_in(person)

    assert client.post("/moi/", {"name": "", "language": "fr"}).status_code == 200
    assert (
        client.post("/moi/", {"name": "Zoé", "phone": "01", "language": "en", "is_active": "", "email": "x@y.z"}).url
        == "/moi/"
    )

    stored = Person.objects.get(pk=person.pk)
    assert (stored.name, stored.phone, stored.language, stored.email, stored.is_active) == (
        "Zoé",
        "01",
        "en",
        person.email,
        True,
    )


def test_hat_worn_is_shown_and_signed(sign_in, cohort):
    person = make_person(Role.ALLY_PERSON)
    grant = actions.give_role(by=None, person=person, role=Role.OBSERVER, scope=cohort)
    client = sign_in(person)
    assert "<small>Allié·e</small>" in client.get("/moi/").text

    client.post("/moi/casquette", {"hat": f"role:{grant.code}"})
    page = client.get("/moi/roles").text
    client.post("/moi/consentements", {"kind": "news", "give": "yes"})

    assert "<small>Observateur·rice, one</small>" in page
    assert AuditEntry.objects.get(verb="consent-given").hat == "Observateur·rice, one"


def test_nobody_wears_the_hat_of_another(sign_in, lead):
    client = sign_in(make_person(Role.ALLY_PERSON))

    for key in (f"role:{lead.role_grants.get().code}", "role:", "nothing", ""):
        assert client.post("/moi/casquette", {"hat": key}).status_code == 403
    assert "hat" not in client.session


def test_upper_areas_give_hats(monkeypatch):
    monkeypatch.setattr(hats, "providers", dict(hats.providers))
    hats.provides("seat")(lambda person: [hats.Hat("seat:1", "Élue, Val")])
    person = make_person()

    assert [hat.key for hat in hats.hats_of(person)] == ["seat:1"]
    person.worn = "seat:1"
    assert person.hat_label == "Élue, Val"
    person.worn = "seat:gone"
    assert person.hat_label == "Élue, Val"


def test_consents(sign_in):
    person = make_person()
    client = sign_in(person)

    client.post("/moi/consentements", {"kind": "news", "give": "yes"})
    assert person.consents.standing().get().kind == ConsentKind.NEWS
    client.post("/moi/consentements", {"kind": "news"})
    assert not person.consents.standing().exists()
    assert client.post("/moi/consentements", {"kind": "soul", "give": "yes"}).status_code == 403


def test_data_file(sign_in):
    person = make_person(name="Canary")

    answer = sign_in(person).post("/moi/donnees/fichier")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert json.loads(answer.content)["people.Person"][0]["name"] == "Canary"


def test_erasing_oneself_is_typed(sign_in):
    person = make_person(name="Canary")
    client = sign_in(person)

    assert client.post("/moi/effacement", {"word": "oui"}).status_code == 200
    assert Person.objects.get(pk=person.pk).name == "Canary"
    client.post("/moi/effacement", {"word": " Effacer "})

    assert Person.objects.get(pk=person.pk).name == ""
    assert client.get("/moi/").status_code == 302


def test_erasing_the_last_administrator_says_why(sign_in, admin):
    answer = sign_in(admin).post("/moi/effacement", {"word": "effacer"})

    assert answer.status_code == 403
    assert "dernière personne de l’administration" in answer.text


def test_giving_and_ending_a_role_on_screen(sign_in, lead, cohort):
    person = make_person(Role.OBSERVER, cohort)
    path = f"/administration/personnes/{person.code}/"
    client = sign_in(lead)

    assert client.get(path).status_code == 200
    client.post(path + "donner-un-role", {"role": "embedded-media", "scope": cohort.pk})
    grant = person.role_grants.get(role=Role.EMBEDDED_MEDIA)
    assert grant.given_by == lead
    client.post(path + "terminer-un-role", {"role": grant.code})
    grant.refresh_from_db()
    assert grant.ended_by == lead
    client.post(path + "terminer-un-role", {"role": grant.code})
    assert "déjà terminé" in client.get(path).text


def test_escalations_on_screen(sign_in, lead, admin, cohort):
    person = make_person(Role.OBSERVER, cohort)
    elsewhere = make_scope(ScopeKind.COHORT, "two")
    client = sign_in(lead)
    path = f"/administration/personnes/{person.code}/donner-un-role"
    before = person.role_grants.count()

    for role, scope in [
        ("cohort-lead", cohort), ("pivot-ally", cohort), ("platform-administrator", platform()),
        ("platform-administrator", cohort), ("observer", elsewhere), ("interviewee", cohort), ("nothing", cohort),
    ]:  # fmt: skip
        assert client.post(path, {"role": role, "scope": scope.pk}).status_code == 200
    assert person.role_grants.count() == before
    assert (
        client.post(
            f"/administration/personnes/{lead.code}/donner-un-role", {"role": "observer", "scope": cohort.pk}
        ).status_code
        == 200
    )
    assert lead.role_grants.count() == 1
    for act in ("suspendre", "rouvrir", "effacer"):
        assert client.post(f"/administration/personnes/{person.code}/{act}", {"word": "effacer"}).status_code == 403
    assert client.get(f"/administration/personnes/{admin.code}/").status_code == 404
    assert (
        client.post(
            f"/administration/personnes/{admin.code}/terminer-un-role", {"role": admin.role_grants.get().code}
        ).status_code
        == 404
    )


def test_suspending_and_erasing_on_screen(sign_in, admin):
    person = make_person(name="Canary")
    path = f"/administration/personnes/{person.code}/"
    client = sign_in(admin)

    client.post(path + "suspendre")
    assert "compte suspendu" in client.get(path).text
    client.post(path + "rouvrir")
    assert client.post(path + "effacer", {"word": ""}).status_code == 200
    client.post(path + "effacer", {"word": "effacer"})
    assert Person.objects.get(pk=person.pk).erased_at is not None
    assert "compte effacé" in client.get(path).text


def test_inviting_on_screen(sign_in, lead, cohort):
    client = sign_in(lead)
    asked = {"email": "new@example.invalid", "name": "Noé", "language": "fr", "role": "observer", "scope": cohort.pk}

    assert client.post("/administration/inviter/", asked).url == "/administration/personnes/"
    assert client.post("/administration/inviter/", asked).status_code == 200
    assert Invitation.objects.count() == 1
    invitation = Invitation.objects.get()
    assert "Noé" in client.get("/administration/personnes/").text
    client.post(f"/administration/invitations/{invitation.code}/renvoyer")
    client.post(f"/administration/invitations/{invitation.code}/annuler")
    assert Invitation.objects.get().state == "cancelled"
    stranger = sign_in(make_person(Role.COHORT_LEAD, make_scope(ScopeKind.COHORT, "two")))
    assert stranger.post(f"/administration/invitations/{invitation.code}/annuler").status_code == 404


def test_filters_of_people_and_their_fragment(sign_in, admin, cohort):
    make_person(Role.OBSERVER, cohort, name="Zoé Vue")
    make_person(name="Paul Perdu", is_active=False)
    client = sign_in(admin)

    def names(query):
        page = client.get(f"/administration/personnes/?{query}", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="liste").text
        assert "<html" not in page
        return [name for name in ("Ada Min", "Zoé Vue", "Paul Perdu") if name in page]

    assert names("q=zo") == ["Zoé Vue"]
    assert names("role=observer") == ["Zoé Vue"]
    assert names("state=suspended") == ["Paul Perdu"]
    assert names("q=personne+inconnue") == []
    assert names("role=rien&page=999") == ["Ada Min", "Zoé Vue", "Paul Perdu"]


def test_filters_of_the_journal(sign_in, admin):
    other = make_person(name="Paul")
    audit.record(other, "profile-updated", other)
    audit.record(admin, "settings-changed", names="publisher")
    client = sign_in(admin)

    def lines(query):
        page = client.get(f"/administration/journal/?{query}", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="lignes").text
        return ("a changé son profil" in page, "a changé les réglages" in page)

    today = timezone.localdate().isoformat()
    assert lines("") == (True, True)
    assert lines("who=pau") == (True, False)
    assert lines("verb=settings-changed") == (False, True)
    assert lines("kind=people.person") == (True, False)
    assert lines(f"since={today}&until={today}") == (True, True)
    assert lines("until=2020-01-01") == (False, False)


def test_settings(sign_in, admin):
    client = sign_in(admin)
    known = instance.values()

    client.post("/administration/reglages/", known | {"alliance_name": "Alliance d’essai"})
    cache.clear()

    assert instance.alliance_name() == "Alliance d’essai"
    assert AuditEntry.objects.get(verb="settings-changed").facts == {"names": "alliance_name"}
    assert client.post("/administration/reglages/", {"alliance_name": ""}).status_code == 200


def queries(client, path) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def add_rows(number, admin, cohort):
    for _row in range(number):
        person = make_person(Role.OBSERVER, cohort)
        actions.give_role(by=admin, person=person, role=Role.TRAINER, scope=platform())
        actions.invite(by=admin, email=f"guest-{person.code}@example.invalid", role=Role.OBSERVER, scope=cohort)


@pytest.mark.parametrize("path", ["/administration/personnes/", "/administration/journal/"])
def test_queries_do_not_grow_with_rows(sign_in, admin, cohort, path):
    client = sign_in(admin)
    add_rows(1, admin, cohort)
    queries(client, path)
    few = queries(client, path)
    add_rows(2, admin, cohort)

    assert queries(client, path) == few


def test_queries_do_not_grow_with_roles(sign_in, admin):
    person = make_person()
    client = sign_in(admin)
    counts = []
    for code in ("a", "b", "c"):
        actions.give_role(by=admin, person=person, role=Role.OBSERVER, scope=make_scope(ScopeKind.COHORT, code))
        counts.append(queries(client, f"/administration/personnes/{person.code}/"))

    assert counts[1] == counts[2]


def test_menu_by_role(admin, lead):
    def names(person):
        return [name for _label, name, _icon in account_entries(person)]

    assert names(make_person()) == ["people:profile", "people:roles", "mfa_index"]
    assert names(lead) == ["people:profile", "people:roles", "mfa_index", "people:list"]
    assert names(admin) == ["people:profile", "people:roles", "mfa_index", "people:list", "people:journal"]
