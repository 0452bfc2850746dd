import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role, ScopeKind
from fabrique.ground.referentials import actions, fantastics, permissions, sources
from fabrique.ground.referentials.models import Item, Proposal, Version
from tests.world import make_person, make_scope

pytestmark = pytest.mark.django_db
CANARY = "canari : mots du groupe"
SAID = [
    {"key": "s1", "name_fr": "Tenir ensemble", "part": "stake", "said_by": "elected"},
    {"key": "e1", "name_fr": "Nous rappeler", "part": "expectation", "said_by": "elected", "said_to": "state agent"},
    {"key": "e2", "name_fr": "Du temps", "part": "expectation", "said_by": "agent"},
    {"key": "c1", "name_fr": "Des mots communs", "part": "common"},
]


@pytest.fixture
def employee():
    return make_person(Role.ASSOCIATION_EMPLOYEE)


@pytest.fixture
def ally():
    return make_person(Role.ALLY_PERSON)


@pytest.fixture
def version(employee):
    return actions.publish_version(referential="fantastics", items=SAID, by=employee)


@pytest.fixture
def told(monkeypatch):
    """What another area says: « open » to all who ask, « closed » without its words, anything else taken back."""
    found = {"open": sources.Told("Élu·es", CANARY, "/"), "closed": sources.Told("Agents")}
    monkeypatch.setattr(sources, "tellers", {})
    sources.provides("group", "un groupe")(lambda person, refs: {ref: found[ref] for ref in refs & found.keys()})
    return found


def facilitator():
    return make_person(Role.PEER_GROUP_FACILITATOR, make_scope(ScopeKind.COHORT))


def add(by, **facts):
    words = {"change": "add", "why": "Entendu partout", "part": "power", "said_by": "state", "name_fr": "Je réunis"}
    return actions.propose(by=by, **words | facts)


def test_categories_say_what_they_expect_and_of_whom(client, version):
    rows = fantastics.matrix_of(version)
    page, matrix = client.get("/referentiels/fantastics/").text, client.get("/referentiels/attentes-croisees").text

    assert [(row.category, [item.key for item in row.stakes], [len(found) for _to, found in row.cells], len(row.to_all)) for row in rows] == [
        ("elected", ["s1"], [0, 1, 0, 1], 0), ("agent", [], [0, 0, 0, 0], 1), ("socio-economic", [], [0, 0, 0, 0], 0), ("state", [], [0, 0, 0, 0], 0),
    ]  # fmt: skip
    assert "Nous rappeler" in page
    assert "Attentes communes" in page
    assert matrix.count("<p>Nous rappeler</p>") == 2


def test_who_took_part_is_told_with_the_portrait_and_proposed_as_the_rest(client, employee, ally):
    """R049: the profile of the participants of each category, before what they say."""
    who = {"key": "p1", "name_fr": "Des maires", "part": "profile", "said_by": "elected"}
    version = actions.publish_version(referential="fantastics", items=[*SAID, who], by=employee)
    page = client.get("/referentiels/fantastics/").text
    assert page.index("Profil des participant·es") < page.index("Des maires") < page.index("Tenir ensemble")
    assert page.count("Profil des participant·es") == 1
    assert [one.category for one in fantastics.parts_of(version).speeches if one.profile] == ["elected"]
    assert add(ally, part="profile", name_fr="Des adjointes", said_by="elected").part == "profile"
    with pytest.raises(Denied, match="catégorie"):
        add(ally, part="profile", name_fr="Tout le monde", said_by="")


def test_queries_do_not_grow_with_the_sentences(employee, ally, sign_in):
    counts = []
    client = sign_in(ally)
    for size in (2, 6):
        items = [{"key": f"e{n}", "name_fr": "x", "part": "expectation", "said_by": "agent"} for n in range(size)]
        actions.publish_version(referential="fantastics", items=items, by=employee)
        for _ in range(size):
            add(ally)
        client.get("/referentiels/")
        with CaptureQueriesContext(connection) as queries:
            for page in ("fantastics/", "attentes-croisees", "propositions/"):
                assert client.get(f"/referentiels/{page}").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_sentence_goes_from_field_to_text(client, version, employee, ally, told):
    proposal = add(ally, source="group", ref="open")
    actions.remark(proposal=proposal, text="Oui", by=facilitator())
    actions.accept(proposal=proposal, by=facilitator(), seen=1)
    draft = actions.open_draft(referential="fantastics", by=employee)

    assert actions.carry(version=draft, by=employee) == 1
    actions.publish_draft(version=draft, seen=version.code, note="Un pouvoir", by=employee)

    proposal.refresh_from_db()
    made = Item.objects.of("fantastics").get(name_fr="Je réunis")
    assert (proposal.state, proposal.carried_in, proposal.key) == ("carried", draft, made.key)
    page = client.get(f"/referentiels/phrases/{made.key}/").text
    assert CANARY in page
    assert "porté dans la version 2" in page
    assert ally.name not in page
    assert "Je réunis" not in client.get(version.get_absolute_url()).text
    assert Notice.objects.get(person=ally).subject == "Votre proposition au référentiel a sa réponse"


def test_words_taken_back_leave_the_trace(sign_in, version, ally, told):
    """A trace points at words and keeps none."""
    proposal = add(ally, source="group", ref="open")
    client = sign_in(ally)

    assert CANARY in client.get(proposal.get_absolute_url()).text
    told["open"] = sources.Told("Élu·es")
    assert CANARY not in client.get(proposal.get_absolute_url()).text
    del told["open"]
    page = client.get(proposal.get_absolute_url()).text
    assert CANARY not in page
    assert "Ces mots ont été retirés depuis." in page


@pytest.mark.parametrize("ref", ["closed", "gone"])
def test_only_what_one_reads_is_cited(sign_in, version, ally, told, ref):
    with pytest.raises(Denied, match="pas à citer"):
        add(ally, source="group", ref=ref)
    client = sign_in(ally)
    assert client.get(f"/referentiels/propositions/nouvelle?source=group&ref={ref}").status_code == 404
    assert CANARY in client.get("/referentiels/propositions/nouvelle?source=group&ref=open").text


def test_sentence_is_reworded_and_another_retired(version, employee, ally):
    reword = actions.propose(change="reword", key="e1", name_fr="Nous rappeler vite", why="plus juste", by=ally)
    retire = actions.propose(change="retire", key="c1", why="dit deux fois", by=ally)
    for one in (reword, retire):
        actions.accept(proposal=one, by=employee, seen=1)
    draft = actions.open_draft(referential="fantastics", by=employee)
    actions.carry(version=draft, by=employee)

    assert [(item.key, item.name_fr, item.said_to) for item in draft.items.all()] == [
        ("s1", "Tenir ensemble", ""), ("e1", "Nous rappeler vite", "state agent"), ("e2", "Du temps", ""),
    ]  # fmt: skip


def test_draft_abandoned_gives_back_what_was_accepted(version, employee, ally):
    proposal = add(ally)
    actions.accept(proposal=proposal, by=employee, seen=1)
    draft = actions.open_draft(referential="fantastics", by=employee)
    actions.carry(version=draft, by=employee)

    actions.discard_draft(version=draft, by=employee)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.carried_in, proposal.key) == ("accepted", None, "")


def test_sentence_gone_meanwhile_keeps_its_proposal_in_the_list(version, employee, ally):
    proposal = actions.propose(change="retire", key="c1", why="dit deux fois", by=ally)
    actions.accept(proposal=proposal, by=employee, seen=1)
    draft = actions.open_draft(referential="fantastics", by=employee)
    actions.remove_item(item=draft.items.get(key="c1"), by=employee)

    assert actions.carry(version=draft, by=employee) == 0
    assert Proposal.objects.get().state == "accepted"


@pytest.mark.parametrize(("facts", "sentence"), [
    ({"why": " "}, "Dites pourquoi"), ({"name_fr": ""}, "Écrivez la phrase"), ({"part": "x"}, "se range"), ({"said_by": ""}, "quelle catégorie"),
    ({"part": "common"}, "quelle catégorie"), ({"change": "reword", "key": "absent"}, "version en vigueur"),
])  # fmt: skip
def test_proposal_that_says_nothing_is_refused(version, ally, facts, sentence):
    with pytest.raises(Denied, match=sentence):
        add(ally, **facts)


def test_what_is_settled_does_not_move(version, employee, ally):
    proposal = add(ally)
    with pytest.raises(Denied, match="Dites pourquoi"):
        actions.decline(proposal=proposal, by=employee, seen=1)
    with pytest.raises(Conflict):
        actions.decline(proposal=Proposal.objects.get(), by=employee, seen=9, answer="non")
    proposal = actions.decline(proposal=Proposal.objects.get(), by=employee, seen=1, answer="déjà dit")

    for act in (
        lambda: actions.accept(proposal=proposal, by=employee, seen=2),
        lambda: actions.remark(proposal=proposal, text="x", by=ally),
        lambda: actions.withdraw(proposal=proposal, by=ally),
    ):
        with pytest.raises(Denied):
            act()
    other = actions.withdraw(proposal=add(ally), by=ally)
    assert other.state == "withdrawn"
    with pytest.raises(Denied, match="Écrivez"):
        actions.remark(proposal=add(ally), text=" ", by=ally)
    frames = actions.open_draft(referential="frames", by=employee)
    with pytest.raises(Denied, match="quatre catégories"):
        actions.carry(version=frames, by=employee)


def test_truth_of_the_rules(version, employee, ally):
    proposal, own = add(ally), add(employee)
    people = [AnonymousUser(), make_person(), ally, facilitator(), employee]

    assert [permissions.propose.allows(person) for person in people] == [False, False, True, True, True]
    assert [permissions.discuss.allows(person, proposal) for person in people] == [False, False, True, True, True]
    assert [permissions.decide.allows(person, proposal) for person in people] == [False, False, False, True, True]
    assert [permissions.decide.allows(person, own) for person in people] == [False, False, False, True, False]
    assert [permissions.withdraw.allows(person, proposal) for person in people] == [False, False, True, False, False]
    assert [Proposal.objects.visible_to(person).count() for person in people] == [0, 0, 2, 2, 2]


def test_screens_propose_discuss_and_answer(sign_in, version, ally, employee):
    client = sign_in(ally)
    words = {"part": "expectation", "said_by": "agent", "said_to": ["state"], "name_fr": "Venir nous voir", "why": "vu"}
    assert list(client.post("/referentiels/propositions/nouvelle", words | {"said_by": ""}).context["form"].errors) == ["said_by"]  # fmt: skip
    address = client.post("/referentiels/propositions/nouvelle", words)["Location"]
    client.post(f"{address}dire", {"text": "J’ajoute"})
    assert "Quelqu’un d’autre" in client.get(address).text or "valide" in client.get(address).text

    team = sign_in(employee)
    assert "J’ajoute" in team.get(address).text
    assert "Dites pourquoi" in team.post(f"{address}repondre", {"move": "decline", "version": 1}).text
    team.post(f"{address}repondre", {"move": "accept", "version": 1})
    team.post("/referentiels/fantastics/brouillon")
    draft = Version.objects.get(state="draft")
    assert "1 proposition acceptée attend" in team.get(f"/referentiels/fantastics/versions/{draft.code}/brouillon").text
    team.post(f"/referentiels/versions/{draft.code}/porter")
    assert draft.items.get(name_fr="Venir nous voir").said_to == "state"
    assert [row.verb for row in AuditEntry.objects.filter(kind="referentials.proposal").order_by("pk")] == [
        "referential-change-proposed", "referential-change-discussed", "referential-change-answered",
    ]  # fmt: skip


def test_words_and_retirement_are_proposed_from_the_sentence(sign_in, version, ally):
    client = sign_in(ally)

    assert "?changer=e1" in client.get("/referentiels/phrases/e1/").text
    client.post("/referentiels/propositions/nouvelle?changer=e1", {"name_fr": "Autrement", "why": "mieux"})
    client.post("/referentiels/propositions/nouvelle?retirer=c1", {"why": "de trop"})
    assert list(Proposal.objects.order_by("pk").values_list("change", "key", "name_fr")) == [
        ("reword", "e1", "Autrement"), ("retire", "c1", "Des mots communs"),
    ]  # fmt: skip
    assert client.get("/referentiels/propositions/nouvelle?changer=absent").status_code == 404
    assert client.get("/referentiels/phrases/absent/").status_code == 404
    client.post(f"{Proposal.objects.first().get_absolute_url()}reprendre")
    assert Proposal.objects.first().state == "withdrawn"
