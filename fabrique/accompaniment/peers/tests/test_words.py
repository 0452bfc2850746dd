"""What is written among peers: who reads it, who takes it back, and where it never lies (R400, R402, R407)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from fabrique.accompaniment.peers import actions
from fabrique.accompaniment.peers import permissions as may
from fabrique.accompaniment.peers.enums import STEPS, Kind, Step
from fabrique.accompaniment.peers.models import (
    Contribution,
    Membership,
    Message,
    Statement,
    Voice,
    left_behind,
    sealed_name,
)
from fabrique.accompaniment.peers.tests.among import WORDS, agreed, category, make_group, member, running, write
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.public_data import public_models
from fabrique.core.tests.test_sealed import whole_database
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.privacy import erase, export
from tests.world import make_participation, make_person, make_scope, platform

pytestmark = pytest.mark.django_db


def full(group, people):
    """A word of every kind: contribution, signed one, statement with its voices, message."""
    contribution = write(group, people[0], kind="request", to=category())
    write(group, people[1], signed=True)
    statement = agreed(group, people[:1])
    actions.answer_statement(statement=statement, says="change", words=WORDS, by=people[1])
    message = actions.say(group=group, text=WORDS, by=people[0])
    return contribution, statement, message


def addresses(group, contribution, statement, message):
    codes = [group.cohort.code, group.code]
    yield from (reverse(f"peers:{name}", args=codes) for name in ("group", "synthesis", "thread", "leave", "move", "entry", "another-way"))  # fmt: skip
    yield from (reverse("peers:step", args=[*codes, step]) for step in Step)
    yield from (reverse(f"peers:{name}", args=[*codes, contribution.code]) for name in ("edit-contribution", "remove-contribution"))  # fmt: skip
    yield from (reverse(f"peers:{name}", args=[*codes, statement.code]) for name in ("edit-statement", "remove-statement", "answer", "release", "take-back"))  # fmt: skip
    yield reverse("peers:remove-message", args=[*codes, message.code])


def told_only_to_the_lead(group):
    yield from (reverse(f"peers:{name}", args=[group.cohort.code, group.code]) for name in ("members", "edit"))
    yield from (reverse(f"peers:{name}", args=[group.cohort.code]) for name in ("groups", "said"))


@pytest.mark.one_engine
def test_nobody_outside_reads_a_word_whatever_role_they_hold(sign_in):
    """Every role of the house, in this very cohort: who leads, who administers, another group's facilitator included."""
    group, people = running()
    things = full(group, people)
    place = Membership.objects.filter(group=group).first().participation
    places = {ScopeKind.PLATFORM: platform(), ScopeKind.COHORT: group.cohort.scope, ScopeKind.DELEGATION: place.scope,
              ScopeKind.DIAGNOSTIC: make_scope(ScopeKind.DIAGNOSTIC, parent=group.cohort.scope),
              ScopeKind.GROUP: make_scope(ScopeKind.GROUP, parent=group.cohort.scope)}  # fmt: skip
    for role, rule in ROLES.items():
        client = sign_in(make_person(role, places[rule.scopes[0]]))
        for address in addresses(group, *things):
            for answer in (
                client.get(address),
                client.post(address, {"text": "x", "move": "archive", "keeps": "remove"}),
            ):
                assert answer.status_code in (403, 404, 405), f"{role} {address}"
                assert "canari" not in answer.text
        for address in told_only_to_the_lead(group):
            assert "canari" not in client.get(address).text
    assert AuditEntry.objects.filter(verb="refused").exists()
    assert Contribution.objects.count() == 2
    # positive control: a member finds them there
    client = sign_in(people[2])
    assert "canari" in client.get(reverse("peers:step", args=[group.cohort.code, group.code, "practices"])).text


def test_models_show_to_the_group_alone():
    group, people = running()
    full(group, people)
    for model in (Contribution, Statement, Message):
        for person in (people[2], group.facilitator):
            assert model.objects.visible_to(person).exists()
        for person in (AnonymousUser(), make_person(Role.PLATFORM_ADMINISTRATOR), make_person(Role.COHORT_LEAD, group.cohort.scope), member(make_group(group.cohort))):  # fmt: skip
            assert not model.objects.visible_to(person).exists()
    assert not {Contribution, Statement, Message, Voice, Membership} & set(public_models())


def columns(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  a name of ours
        return [[str(value) for value in row] for row in cursor.fetchall()]


def test_words_and_authors_lie_sealed_and_go_in_no_letter_and_no_journal():
    group, people = running()
    full(group, people)
    actions.move(group=group, name="reopen", by=group.facilitator)
    actions.move(group=group, name="draft", by=group.facilitator)

    assert "canari :" not in whole_database()
    for table in ("peers_contribution", "peers_voice", "peers_message"):
        rows = columns(table)
        assert rows
        for person in people:
            # neither the code nor a row number of theirs, whatever the column
            assert all(person.code not in value for row in rows for value in row)
    assert {relation.name for relation in Contribution._meta.fields if relation.is_relation} == {"group", "to"}
    assert Notice.objects.filter(person=people[0]).exists()
    assert all("canari" not in f"{notice.subject} {notice.text}" for notice in Notice.objects.all())
    assert all("canari" not in str(entry.facts) for entry in AuditEntry.objects.all())
    assert not AuditEntry.objects.filter(actor__in=people).exists()


def test_sealed_authors_are_all_of_one_length():
    group, people = running()
    long = make_person(Role.DELEGATION_MEMBER, make_participation(group.cohort).scope, code="a" * 60)
    for person in (people[0], long, group.facilitator):
        Contribution.objects.create(group=group, kind="stake", text="x", author=sealed_name(person))
    Contribution.objects.create(group=group, kind="stake", text="x", author=sealed_name())

    position = [field.column for field in Contribution._meta.concrete_fields].index("author")
    assert len({len(row[position]) for row in columns("peers_contribution")}) == 1


def test_author_shows_only_where_it_signs(sign_in):
    group, people = running()
    write(group, people[0], "Sans nom")
    write(group, people[1], "Avec nom", signed=True)
    page = sign_in(people[2]).get(reverse("peers:step", args=[group.cohort.code, group.code, "practices"])).text

    assert people[1].name in page
    assert people[0].name not in page.split("Ce que nous en disons")[1]
    assert "C’est de vous" not in page


def test_author_rewrites_and_takes_back_and_nobody_else():
    group, people = running()
    contribution = write(group, people[0])
    for person in (people[1], group.facilitator):
        with pytest.raises(Denied, match="appartient"):
            actions.edit_contribution(contribution=contribution, kind="stake", text="x", by=person, seen=1)
        with pytest.raises(Denied, match="appartient"):
            actions.remove_contribution(contribution=contribution, by=person)
    actions.edit_contribution(
        contribution=contribution, kind="success", text="Autre", by=people[0], seen=1, signed=True
    )
    contribution.refresh_from_db()
    assert (contribution.text, contribution.kind, contribution.signed) == ("Autre", "success", True)

    actions.remove_contribution(contribution=contribution, by=people[0])
    assert Contribution.objects.count() == 0


def test_facilitator_notes_what_was_said_aloud_under_no_name():
    group, _people = running()
    noted = write(group, group.facilitator, signed=True)

    assert (noted.said_aloud, noted.signed) == (True, False)
    assert may.keep_contribution.allows(group.facilitator, noted)


def test_request_alone_is_addressed():
    group, people = running()

    assert write(group, people[0], kind="request", to=category()).to == category()
    assert write(group, people[0], kind="stake", to=category()).to is None
    with pytest.raises(Denied, match="Écrivez"):
        write(group, people[0], " ")


def test_every_kind_has_one_step():
    assert sorted(kind for kinds in STEPS.values() for kind in kinds) == sorted(Kind.values)


def test_archived_group_is_read_and_each_still_takes_back():
    group, people = running()
    contribution, _statement, message = full(group, people)
    actions.move(group=group, name="archive", by=group.facilitator)
    group = type(group).objects.get(pk=group.pk)
    for act in (lambda: write(group, people[0]), lambda: actions.say(group=group, text="x", by=people[0]),
                lambda: actions.draft_statement(group=group, kind="claim", text="x", by=group.facilitator)):  # fmt: skip
        with pytest.raises(Denied, match="archivé"):
            act()

    actions.remove_contribution(contribution=contribution, by=people[0])
    actions.remove_message(message=message, by=people[0])
    assert (Contribution.objects.count(), Message.objects.count()) == (1, 0)


def test_who_leaves_takes_their_words_or_leaves_them_unsigned():
    group, people = running(4)
    for person in people[:2]:
        write(group, person, signed=True)
        actions.say(group=group, text=WORDS, by=person)
    statement = agreed(group, people[:2])
    actions.leave(group=group, by=people[0], keeps=True)
    actions.leave(group=group, by=people[1], keeps=False)

    assert [(one.said_aloud, one.signed) for one in Contribution.objects.all()] == [(False, False)]
    assert [(one.author, one.signed) for one in Message.objects.all()] == [(left_behind(), False)]
    assert statement.voices.count() == 0
    assert not may.enter.allows(people[0], type(group).objects.get())
    with pytest.raises(Denied, match="pas membre"):
        actions.leave(group=type(group).objects.get(), by=people[0], keeps=True)
    with pytest.raises(Denied, match="pas membre"):
        actions.leave(group=type(group).objects.get(), by=group.facilitator, keeps=True)


def test_account_erased_takes_author_and_words_and_the_rest_stays():
    group, people = running()
    full(group, people)
    assert [row["text"] for row in export(people[0])["peers.Contribution"]] == [WORDS]
    assert export(people[2])["peers.Contribution"] == []
    erase(people[0])

    assert [one.is_by(people[1]) for one in Contribution.objects.all()] == [True]
    assert (Message.objects.count(), Voice.objects.count()) == (0, 1)
    assert not Membership.objects.filter(person=people[0]).exists()


def test_message_is_signed_unless_its_author_chose_otherwise(sign_in):
    group, people = running()
    address = reverse("peers:thread", args=[group.cohort.code, group.code])
    client = sign_in(people[0])
    client.post(address, {"text": "Avec nom"})
    sign_in(people[1]).post(address, {"text": "Sans nom", "unsigned": "on"})
    page = sign_in(people[2]).get(address).text

    assert (people[0].name in page, people[1].name in page) == (True, False)
    sign_in(group.facilitator).post(address, {"text": "canari-anime"})
    assert f"{group.facilitator.name}</span>" in sign_in(people[2]).get(address).text
    actions.remove_message(message=Message.objects.last(), by=group.facilitator)
    with pytest.raises(Denied, match="appartient"):
        actions.remove_message(message=Message.objects.first(), by=people[2])
    sign_in(people[0]).post(reverse("peers:remove-message", args=[group.cohort.code, group.code, Message.objects.first().code]))  # fmt: skip
    assert [one.text for one in Message.objects.all()] == ["Sans nom"]


def test_no_word_stands_in_the_title_of_a_page_nor_in_a_cache(sign_in):
    group, people = running()
    things = full(group, people)
    client = sign_in(people[0])
    for address in addresses(group, *things):
        answer = client.get(address)
        if answer.status_code == 200:
            assert "canari" not in answer.text.split("</title>")[0]
            assert "no-store" in answer["Cache-Control"]


def test_pages_write_what_is_sent_and_lose_nothing_refused(sign_in):
    group, people = running()
    codes = [group.cohort.code, group.code]
    category("agents")
    client = sign_in(people[0])
    address = reverse("peers:step", args=[*codes, "requests"])
    refused = client.post(address, {"text": WORDS, "kind": "stake"})
    assert refused.status_code == 200
    assert WORDS in refused.text
    client.post(address, {"text": WORDS, "kind": "request", "to": "agents", "signed": "on"})
    made = Contribution.objects.get()
    assert (made.kind, made.to.key, made.signed, made.is_by(people[0])) == ("request", "agents", True, True)

    client.post(reverse("peers:edit-contribution", args=[*codes, made.code]), {"text": "Autre", "kind": "commitment", "version": 1})  # fmt: skip
    made.refresh_from_db()
    assert (made.text, made.to) == ("Autre", None)
    client.post(reverse("peers:remove-contribution", args=[*codes, made.code]))
    assert Contribution.objects.count() == 0
    assert client.get(reverse("peers:step", args=[*codes, "ailleurs"])).status_code == 404


@pytest.mark.parametrize("count", [1, 6])
def test_pages_cost_the_same_whatever_they_hold(sign_in, django_assert_max_num_queries, count):
    group, people = running()
    for _ in range(count):
        full(group, people)
    codes = [group.cohort.code, group.code]
    for person in (people[0], group.facilitator):
        client = sign_in(person)
        for name, more in (("group", []), ("step", ["practices"]), ("thread", []), ("synthesis", [])):
            address = reverse(f"peers:{name}", args=[*codes, *more])
            client.get(address)
            with django_assert_max_num_queries(17):
                client.get(address)
