import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.referentials import actions, permissions
from fabrique.ground.referentials.comparing import Piece, compare, pieces
from fabrique.ground.referentials.models import Item, Version
from tests.guards import flat
from tests.world import make_person, make_scope

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"
FRAMES = [
    {"key": "thinking", "name_fr": "Penser", "name_en": "Thinking", "gloss_fr": "Ce que l’on croit possible."},
    {"key": "acting", "name_fr": "Agir"},
]


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


@pytest.fixture
def team(sign_in, employee):
    return sign_in(employee)


def load(employee, items=FRAMES, referential="frames", **words):
    return actions.publish_version(referential=referential, items=items, by=employee, **words)


@pytest.fixture
def draft(employee):
    load(employee)
    return actions.open_draft(referential="frames", by=employee)


def address_of(draft, rest=""):
    return f"/referentiels/frames/versions/{draft.code}/{rest}"


def test_index_names_every_referential(client, employee):
    load(employee)

    page = flat(client.get("/referentiels/").text)

    assert "Les 4 Fondamentaux" in page
    assert "2 mots · version 1, en vigueur depuis le" in page
    assert "Aucune version n’est encore publiée." in page


def test_version_in_force_is_read_with_its_meanings(client, employee):
    load(employee, note="Première version.", source="S1 L762")
    load(employee, [{"key": "elected", "name_fr": "Élu·e"}, {"key": "mayor", "name_fr": "Maire", "parent": "elected"}], "categories")  # fmt: skip

    frames, categories = client.get("/referentiels/frames/").text, client.get("/referentiels/categories/").text

    assert "Ce que l’on croit possible." in frames
    assert "Première version." in frames
    assert "S1 L762" in frames
    assert 'class="cat k-elu cat--big"' in categories
    assert "<strong>Maire</strong>" in categories
    assert "Aucune version n’est encore publiée" in client.get("/referentiels/limits/").text


def test_words_are_read_in_english(client, employee):
    load(employee)
    client.cookies["langue"] = "en"

    assert "Thinking" in client.get("/referentiels/frames/").text


def test_words_of_one_cohort_are_not_shown_to_all(client, employee):
    load(employee)
    actions.add_for_scope(referential="frames", scope=make_scope(ScopeKind.COHORT), key="citizen", name_fr="Citoyenneté", by=employee)  # fmt: skip

    assert "Citoyenneté" not in client.get("/referentiels/frames/").text


def test_former_version_says_that_it_is_replaced(client, employee):
    first = load(employee)
    load(employee, FRAMES[:1])

    page = client.get(address_of(first)).text

    assert "Une version plus récente est en vigueur." in page
    assert "Agir" in page
    assert client.get(f"/referentiels/limits/versions/{first.code}/").status_code == 404
    assert client.get("/referentiels/unknown/").status_code == 404


def test_queries_do_not_grow_with_the_words(client, employee):
    counts = []
    for size in (1, 3):
        load(employee, [{"key": f"k{n}", "name_fr": f"Mot {n}"} for n in range(size)] + [{"key": f"u{n}", "name_fr": "x", "parent": f"k{n}"} for n in range(size)])  # fmt: skip
        client.get("/referentiels/frames/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/referentiels/frames/")
            client.get("/referentiels/")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_comparison_says_what_was_added_removed_and_reworded(client, employee):
    old = load(employee)
    new = load(employee, [FRAMES[0] | {"gloss_fr": "Ce que l’on croit vraiment possible."}, {"key": "organising", "name_fr": "S’organiser"}])  # fmt: skip

    changes = compare(old, new)
    page = client.get("/referentiels/frames/comparer/?de=1&a=2").text

    assert [item.key for item in changes.added] == ["organising"]
    assert [item.key for item in changes.removed] == ["acting"]
    assert changes.same == 0
    assert "Ce que l’on croit <ins>vraiment</ins> possible." in flat(page)
    assert client.get("/referentiels/frames/comparer/?de=9&a=x").status_code == 200
    assert "Une seule version" in client.get("/referentiels/limits/comparer/").text


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("", "", []),
    ("a b", "a b", [Piece("same", "a b")]),
    ("a b", "a c", [Piece("same", "a"), Piece("gone", "b"), Piece("new", "c")]),
    ("", "a", [Piece("new", "a")]),
    ("a", "", [Piece("gone", "a")]),
])  # fmt: skip
def test_pieces_are_read_in_order(old, new, expected):
    assert pieces(old, new) == expected


def test_draft_is_opened_once_and_seen_by_the_team_alone(client, team, employee):
    load(employee)

    answer = team.post("/referentiels/frames/brouillon")
    draft = Version.objects.get(state="draft")

    assert answer["Location"] == address_of(draft, "brouillon")
    assert team.post("/referentiels/frames/brouillon")["Location"] == answer["Location"]
    assert "Reprendre le brouillon" in team.get("/referentiels/frames/").text
    client.logout()
    assert client.get(address_of(draft)).status_code == 404
    assert "Reprendre" not in client.get("/referentiels/frames/").text


def test_words_are_added_edited_moved_and_removed(team, draft):
    team.post(address_of(draft, "mots"), {"key": "organising", "name_fr": "S’organiser"})
    item = draft.items.get(key="organising")
    team.post(address_of(draft, f"mots/{item.code}"), {"name_fr": "S’organiser à plusieurs", "version": 1})
    team.post(address_of(draft, f"mots/{item.code}/place"), {"way": "up"})
    team.post(address_of(draft, f"mots/{draft.items.get(key='acting').code}/retirer"))

    assert [each.name_fr for each in draft.items.all()] == ["Penser", "S’organiser à plusieurs"]
    assert "S’organiser à plusieurs" in team.get(address_of(draft, "brouillon")).text


def test_two_editors_of_a_word_are_told(team, draft):
    item = draft.items.get(key="acting")
    team.post(address_of(draft, f"mots/{item.code}"), {"name_fr": "Agir un", "version": 1})

    page = team.post(address_of(draft, f"mots/{item.code}"), {"name_fr": "Agir deux", "version": 1})

    assert ("Nom", "Agir un", "Agir deux") in page.context["form"].conflict
    assert 'name="version" value="2"' in page.text
    team.post(address_of(draft, f"mots/{item.code}"), {"name_fr": "Agir deux", "version": 2})
    item.refresh_from_db()
    assert item.name_fr == "Agir deux"


@pytest.mark.parametrize(("given", "fault"), [
    ({"key": "Été"}, "key"), ({"key": ""}, "key"), ({"name_fr": ""}, "name_fr"), ({"parent": "999"}, "parent"), ({"key": "a\x00"}, "key"),
])  # fmt: skip
def test_wrong_word_is_said(team, draft, given, fault):
    page = team.post(address_of(draft, "mots"), {"key": "new", "name_fr": "Nouveau"} | given)

    assert fault in page.context["form"].errors
    assert draft.items.count() == 2


def test_draft_is_published_with_a_note(team, draft):
    current = Version.objects.get(state="published")
    team.post(address_of(draft, "mots"), {"key": "organising", "name_fr": "S’organiser"})

    assert list(team.post(address_of(draft, "publier"), {"note": ""}).context["publish_form"].errors) == ["note"]
    answer = team.post(address_of(draft, "publier"), {"note": "Un cadre de plus.", "seen": current.code})

    assert answer["Location"] == "/referentiels/frames/"
    assert [item.key for item in Item.objects.of("frames")] == ["thinking", "acting", "organising"]
    assert team.get(address_of(draft, "brouillon"))["Location"] == address_of(draft)


def test_version_put_in_force_meanwhile_is_told(team, draft, employee):
    seen = Version.objects.get(state="published").code
    other = load(employee, FRAMES[:1])

    page = team.post(address_of(draft, "publier"), {"note": "La nôtre", "seen": seen})

    assert "entrée en vigueur pendant que vous écriviez" in page.text
    assert page.context["publish_form"]["seen"].value() == other.code
    assert page.context["publish_form"]["note"].value() == "La nôtre"
    assert "depuis l’ouverture de ce brouillon" in page.text
    team.post(address_of(draft, "publier"), {"note": "La nôtre", "seen": other.code})
    assert Version.objects.get(state="published").pk == draft.pk


def test_draft_is_discarded(team, draft):
    assert team.post(address_of(draft, "abandonner"))["Location"] == "/referentiels/frames/"
    assert not Version.objects.filter(state="draft").exists()


def test_published_version_refuses_every_edit(team, employee):
    version = load(employee)
    item = version.items.first()

    for rest, data in (("mots", {"key": "x", "name_fr": "X"}), (f"mots/{item.code}/place", {}), (f"mots/{item.code}/retirer", {}), ("publier", {"note": "x", "seen": version.code}), ("abandonner", {})):  # fmt: skip
        page = team.post(address_of(version, rest), data, follow=True)
        assert "elle ne change plus" in page.text or page.status_code == 403
    assert team.post(address_of(version, f"mots/{item.code}"), {"name_fr": "X", "version": 1}).status_code == 403
    assert version.items.count() == 2


def test_hostile_words_are_only_words(team, employee):
    load(employee, [{"key": "a", "name_fr": HOSTILE, "gloss_fr": HOSTILE}], note=HOSTILE, source=HOSTILE)
    load(employee, [{"key": "a", "name_fr": f"Mot {HOSTILE}", "gloss_fr": HOSTILE}, {"key": "b", "name_fr": HOSTILE, "parent": "a"}], note=HOSTILE)  # fmt: skip
    draft = actions.open_draft(referential="frames", by=employee)
    item = draft.items.first()

    for address in ("/referentiels/frames/", "/referentiels/frames/comparer/?de=1&a=2", address_of(draft, "brouillon"), address_of(draft, f"mots/{item.code}")):  # fmt: skip
        page = team.get(address).text
        assert HOSTILE not in page
        assert "&lt;script&gt;" in page


POSTED = ("mots", "mots/{item}/place", "mots/{item}/retirer", "publier", "abandonner")


@pytest.mark.parametrize(("rest", "method"), [("brouillon", "get"), ("mots/{item}", "get"), ("mots/{item}", "post"), *((rest, "post") for rest in POSTED)])  # fmt: skip
def test_strangers_and_other_roles_are_refused(client, sign_in, draft, rest, method):
    address = address_of(draft, rest.format(item=draft.items.first().code))

    assert getattr(client, method)(address).status_code == 404
    for role in (None, Role.COHORT_LEAD, Role.ALLY_REPRESENTATIVE):
        assert getattr(sign_in(make_person(role)), method)(address).status_code == 404
    assert client.post("/referentiels/limits/brouillon").status_code == 403
    assert draft.items.count() == 2


@pytest.mark.parametrize("rest", POSTED)
def test_acts_are_posted(team, draft, rest):
    assert team.get(address_of(draft, rest.format(item=draft.items.first().code))).status_code == 405


@pytest.mark.parametrize("address", ["", "frames/", "frames/comparer/"])
def test_pages_to_read_take_nothing(team, address):
    assert team.post(f"/referentiels/{address}").status_code == 405


def test_truth_of_the_rules(draft, employee):
    cohort, other = make_scope(ScopeKind.COHORT), make_scope(ScopeKind.COHORT)
    lead, pivot = make_person(Role.COHORT_LEAD, cohort), make_person(Role.PIVOT_ALLY, cohort)
    people = [AnonymousUser(), make_person(), lead, pivot, employee, make_person(Role.PLATFORM_ADMINISTRATOR)]
    published = Version.objects.get(state="published")

    assert [permissions.edit_draft.allows(person, draft) for person in people] == [False, False, False, False, True, True]  # fmt: skip
    assert [permissions.edit_draft.allows(person, published) for person in people] == [False] * 6
    assert [permissions.edit_item.allows(person, draft.items.first()) for person in people] == [False, False, False, False, True, True]  # fmt: skip
    assert [permissions.add_in_scope.allows(person, cohort) for person in people] == [False, False, True, True, True, True]  # fmt: skip
    assert [permissions.add_in_scope.allows(person, other) for person in people] == [False, False, False, False, True, True]  # fmt: skip
