import pytest

from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.referentials import actions
from fabrique.ground.referentials.models import Item, Version
from tests.world import make_person, make_scope

pytestmark = pytest.mark.django_db

FRAMES = [{"key": "thinking", "name_fr": "Penser", "gloss_fr": "Ce qu’on croit."}, {"key": "acting", "name_fr": "Agir"}]


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


def load(employee, items=FRAMES, referential="frames"):
    return actions.publish_version(referential=referential, items=items, note="d’abord", source="S1 L762", by=employee)


def draft_on(employee):
    return load(employee), actions.open_draft(referential="frames", by=employee)


def test_same_words_loaded_twice_write_nothing(employee):
    first = load(employee)
    again = load(employee)

    assert again == first
    assert (first.number, first.state, first.published_by) == (1, "published", employee)
    assert [item.key for item in Item.objects.of("frames")] == ["thinking", "acting"]
    assert AuditEntry.objects.count() == 1


def test_new_words_replace_the_version_in_force(employee):
    first = load(employee)
    second = load(employee, [*FRAMES, {"key": "organising", "name_fr": "S’organiser"}])

    first.refresh_from_db()
    assert (first.state, second.number, second.state) == ("replaced", 2, "published")
    assert first.items.count() == 2


def test_subtypes_may_come_after_all_the_words_they_belong_to(employee):
    rows = [
        {"key": "elu", "name_fr": "Élu·e"},
        {"key": "agent", "name_fr": "Agent"},
        {"key": "maire", "name_fr": "Maire", "parent": "elu"},
    ]

    first, again = load(employee, rows, "categories"), load(employee, rows, "categories")

    assert again == first
    assert Item.objects.get(key="maire").parent.key == "elu"
    with pytest.raises(ValueError, match="maire"):
        load(employee, [{"key": "maire", "name_fr": "Maire", "parent": "absent"}], "categories")


def test_draft_starts_from_the_words_in_force_and_replaces_them(employee):
    first, draft = draft_on(employee)

    actions.add_item(version=draft, key="organising", name_fr="S’organiser", by=employee)
    actions.publish_draft(version=draft, seen=first.code, note="un cadre de plus", by=employee)

    first.refresh_from_db()
    assert (first.state, draft.state, draft.number, draft.note) == ("replaced", "published", 2, "un cadre de plus")
    assert [item.key for item in Item.objects.of("frames")] == ["thinking", "acting", "organising"]
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "referential-published",
        "referential-draft-opened",
        "referential-item-added",
        "referential-published",
    ]


def test_one_draft_at_a_time(employee):
    draft_on(employee)

    with pytest.raises(Denied, match="déjà ouvert"):
        actions.open_draft(referential="frames", by=employee)


def test_publishing_over_words_unseen_is_told(employee):
    first, draft = draft_on(employee)
    actions.add_item(version=draft, key="organising", name_fr="S’organiser", by=employee)
    second = load(employee, FRAMES[:1])

    with pytest.raises(Conflict) as conflict:
        actions.publish_draft(version=draft, seen=first.code, note="", by=employee)
    assert conflict.value.stored == second
    actions.publish_draft(version=draft, seen=second.code, note="", by=employee)
    assert (second.number, draft.number) == (3, 4)


def test_nothing_to_publish(employee):
    first, draft = draft_on(employee)

    with pytest.raises(Denied, match="rien à publier"):
        actions.publish_draft(version=draft, seen=first.code, note="", by=employee)
    for item in draft.items.all():
        actions.remove_item(item=item, by=employee)
    with pytest.raises(Denied, match="vide"):
        actions.publish_draft(version=draft, seen=first.code, note="", by=employee)


def test_draft_is_discarded_without_a_trace_but_the_journal(employee):
    first, draft = draft_on(employee)
    top = draft.items.first()
    actions.add_item(version=draft, key="under", name_fr="Dessous", parent=top, by=employee)

    actions.discard_draft(version=draft, by=employee)

    assert Version.objects.get() == first
    assert AuditEntry.objects.order_by("-pk").first().verb == "referential-draft-discarded"


def test_published_words_never_change(employee):
    version = load(employee)
    item = version.items.first()

    for act in (
        lambda: actions.add_item(version=version, key="x", name_fr="X", by=employee),
        lambda: actions.edit_item(item=item, seen=1, name_fr="X", by=employee),
        lambda: actions.move_item(item=item, up=False, by=employee),
        lambda: actions.remove_item(item=item, by=employee),
        lambda: actions.discard_draft(version=version, by=employee),
        lambda: actions.publish_draft(version=version, seen=version.code, note="", by=employee),
    ):
        with pytest.raises(Denied, match="elle ne change plus"):
            act()


def test_item_is_edited_once_for_each_edition_seen(employee):
    _first, draft = draft_on(employee)
    item = draft.items.get(key="acting")

    actions.edit_item(item=item, seen=1, name_fr="Agir ensemble", by=employee)

    assert (item.name_fr, item.edition) == ("Agir ensemble", 2)
    with pytest.raises(Conflict) as conflict:
        actions.edit_item(item=item, seen=1, name_fr="Agir seul", by=employee)
    assert conflict.value.stored.name_fr == "Agir ensemble"
    with pytest.raises(TypeError, match="key"):
        actions.edit_item(item=item, seen=2, key="renamed", by=employee)


def test_items_move_among_their_siblings(employee):
    _first, draft = draft_on(employee)
    thinking, acting = draft.items.all()
    under = actions.add_item(version=draft, key="under", name_fr="Dessous", parent=thinking, by=employee)

    actions.move_item(item=acting, up=True, by=employee)
    actions.move_item(item=acting, up=True, by=employee)
    actions.move_item(item=under, up=False, by=employee)

    assert list(draft.items.filter(parent=None)) == [acting, thinking]
    with pytest.raises(Denied, match="retirez-les d’abord"):
        actions.remove_item(item=thinking, by=employee)
    with pytest.raises(Denied, match="un seul niveau"):
        actions.add_item(version=draft, key="deeper", name_fr="Plus bas", parent=under, by=employee)
    with pytest.raises(Denied, match="nomme déjà"):
        actions.add_item(version=draft, key="under", name_fr="Double", by=employee)


def test_cohort_adds_a_category_for_itself_and_keeps_it(employee):
    scope, other = make_scope(ScopeKind.COHORT), make_scope(ScopeKind.COHORT)
    delegation = make_scope(ScopeKind.DELEGATION, parent=scope)
    lead = make_person(Role.COHORT_LEAD, scope)
    load(employee)

    actions.add_for_scope(referential="frames", scope=scope, key="citizen", name_fr="Citoyen", by=lead)
    load(employee, FRAMES[:1])

    assert [item.key for item in Item.objects.of("frames")] == ["thinking"]
    assert [item.key for item in Item.objects.of("frames", within=delegation)] == ["thinking", "citizen"]
    assert [item.key for item in Item.objects.of("frames", within=other)] == ["thinking"]
    with pytest.raises(Denied, match="nomme déjà"):
        actions.add_for_scope(referential="frames", scope=scope, key="citizen", name_fr="Citoyen", by=lead)
    with pytest.raises(Denied, match="ne conduisez pas"):
        actions.add_for_scope(referential="frames", scope=other, key="citizen", name_fr="Citoyen", by=lead)
    with pytest.raises(Denied, match="Aucune version"):
        actions.add_for_scope(referential="limits", scope=scope, key="citizen", name_fr="Citoyen", by=lead)


def test_only_the_team_prepares_words(employee):
    _first, draft = draft_on(employee)
    stranger = make_person(Role.COHORT_LEAD)
    item = draft.items.first()

    for act in (
        lambda: load(stranger),
        lambda: actions.open_draft(referential="limits", by=stranger),
        lambda: actions.publish_draft(version=draft, seen="", note="", by=stranger),
        lambda: actions.discard_draft(version=draft, by=stranger),
        lambda: actions.add_item(version=draft, key="x", name_fr="x", by=stranger),
        lambda: actions.edit_item(item=item, seen=1, by=stranger),
        lambda: actions.move_item(item=item, up=True, by=stranger),
        lambda: actions.remove_item(item=item, by=stranger),
    ):
        with pytest.raises(Denied):
            act()
