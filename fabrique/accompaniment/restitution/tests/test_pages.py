"""Every page of a restitution: it opens for whom it must, tells nobody else, and keeps nothing on the way."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fabrique.accompaniment.restitution import actions, papers
from fabrique.accompaniment.restitution.inbox import readings, talks, unanswered, versions
from fabrique.accompaniment.restitution.models import (
    Change,
    Edition,
    FollowUp,
    PublishedRecommendation,
    Remark,
    Restitution,
)
from fabrique.accompaniment.restitution.tests.listened import frozen, in_review, make_peer, make_room, sign, written
from fabrique.accompaniment.restitution.tests.test_life import presented, restituted
from fabrique.core.documents.formats import FORMATS, render
from fabrique.core.inbox import acts_of
from fabrique.core.models import AuditEntry
from fabrique.core.tests.test_sealed import whole_database
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import RoleGrant
from tests.world import make_lead, make_person, make_referent, make_scope, open_vault, platform

pytestmark = pytest.mark.django_db(databases="__all__")
WORD = "canari"


def of(room, name, *more):
    return reverse(f"restitution:{name}", args=[room.diagnostic.code, *more])


def entered(sign_in, person):
    client = sign_in(person)
    open_vault(client, person)
    return client


def pages(room):
    """Every address of the vault that a draft has."""
    finding = room.diagnostic.findings.first()
    verbatim, advice = room.diagnostic.verbatims.first(), room.diagnostic.recommendations.first()
    plain = ["draft", "new-finding", "new-recommendation", "limits", "guard", "roster", "versions"]
    return [of(room, name) for name in plain] + [
        of(room, "finding", finding.code), of(room, "comment", finding.code), of(room, "verbatim", verbatim.code),
        of(room, "recommendation", advice.code), of(room, "quote", finding.code, room.extracts[0]),
    ]  # fmt: skip


def test_vault_pages_open_with_ones_own_vault_and_are_kept_nowhere(sign_in):
    room = written(make_room())
    client = entered(sign_in, room.author)
    for address in pages(room):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "versions" not in address:
            assert "no-store" in answer["Cache-Control"]
        assert 'hx-history="false"' in answer.text
        assert "canari" not in answer.text.partition("</title>")[0]
    assert "canari des décisions" in client.get(of(room, "draft")).text
    assert "canari" not in str([session.get_decoded() for session in Session.objects.all()])


def test_vault_pages_ask_for_the_vault_when_it_is_closed(sign_in):
    room = written(make_room())
    for address in pages(room):
        answer = sign_in(room.author).get(address)
        assert answer.status_code == (200 if "versions" in address else 302)
        assert WORD not in answer.text


@pytest.mark.one_engine
def test_no_role_opens_a_draft(sign_in):
    """Every role in its widest place of this world, all of them at once, and the number one, before it comes out."""
    room = written(make_room())
    place = room.diagnostic.participation
    places = {ScopeKind.PLATFORM: platform(), ScopeKind.COHORT: place.cohort.scope, ScopeKind.DELEGATION: place.scope,
              ScopeKind.DIAGNOSTIC: room.diagnostic.scope, ScopeKind.GROUP: make_scope(ScopeKind.GROUP, parent=place.cohort.scope)}  # fmt: skip
    people = [make_person(role, places[rule.scopes[0]]) for role, rule in ROLES.items()]
    everything = make_person(Role.PLATFORM_ADMINISTRATOR)
    for role, rule in ROLES.items():
        RoleGrant.objects.get_or_create(person=everything, role=role, scope=places[rule.scopes[0]], ended_at=None)
    edition = frozen(room)
    addresses = [*pages(room), reverse("restitution:version", args=[edition.code]), edition.get_absolute_url()]
    for person in [*people, everything]:
        client = sign_in(person)
        for address in addresses:
            for answer in (client.get(address), client.post(address, {"text": "x"})):
                assert answer.status_code in (403, 404, 405), f"{person} {address}"
                assert "temps" not in answer.text.partition("<main")[2]


def test_words_lie_sealed_and_go_in_no_letter_and_no_journal():
    """Something in every corner that could leak; the control: the same words are in the vault."""
    room = written(make_room())
    by = {"diagnostic": room.diagnostic, "vault": room.vault, "by": room.author}
    finding = actions.write_finding(**by, group="assets", theme="canaritheme", text="canaritexte", extracts=())
    actions.comment(**by, about=finding.code, text="canariremarque")
    actions.write_recommendation(**by, text="canarireco", theme="", addressee="canariqui", horizon="", findings=())
    actions.write_roster(**by, text="Canari Nom", seen=0)
    actions.write_limits(**by, text="canarilimites", seen=0)

    assert WORD not in whole_database().lower()
    assert all(WORD not in f"{notice.subject} {notice.text}" for notice in Notice.objects.all())
    assert all(WORD not in str(entry.facts) for entry in AuditEntry.objects.all())


def test_writing_through_the_pages(sign_in):
    room = make_room()
    client = entered(sign_in, room.author)
    words = {
        "group": "assets",
        "theme": "Le temps",
        "text": "Du temps manque.",
        "category": "",
        "order": "1",
        "version": "0",
    }
    answer = client.post(of(room, "new-finding"), words | {"extracts": room.extracts[:4]})
    assert answer["Location"] == of(room, "draft")
    finding = room.diagnostic.findings.get()
    client.post(of(room, "quote", finding.code, room.extracts[0]), {"text": "canari cité", "agreed": "False"})
    verbatim = room.diagnostic.verbatims.get()
    client.post(of(room, "verbatim", verbatim.code), {"text": "canari repris", "agreed": "True", "version": "1"})
    client.post(of(room, "finding", finding.code), words | {"version": "1", "text": "Du temps manque toujours.", "extracts": room.extracts[:4]})  # fmt: skip
    client.post(of(room, "comment", finding.code), {"text": "D’accord."})
    client.post(of(room, "new-recommendation"), {"text": "Se parler.", "order": "1", "version": "0"})
    advice = room.diagnostic.recommendations.get()
    client.post(of(room, "recommendation", advice.code), {"text": "Se parler tôt.", "order": "1", "version": "1"})
    client.post(of(room, "limits"), {"text": "Peu de monde.", "version": str(room.diagnostic.draft.version)})
    room.diagnostic.draft.refresh_from_db()
    client.post(
        of(room, "roster"), {"text": "Jeanne Exemple : une personne", "version": str(room.diagnostic.draft.version)}
    )
    page = client.get(of(room, "draft")).text
    for said in (
        "Du temps manque toujours.",
        "canari repris",
        "ses mots, convenus",
        "D’accord.",
        "Se parler tôt.",
        "Peu de monde.",
    ):
        assert said in page
    assert "Jeanne Exemple" in client.get(of(room, "roster")).text
    client.post(of(room, "remove-verbatim", verbatim.code))
    client.post(of(room, "remove-recommendation", advice.code))
    client.post(of(room, "remove-finding", finding.code))
    assert (room.diagnostic.findings.count(), room.diagnostic.recommendations.count()) == (0, 0)


def test_conflict_shows_the_words_that_stand(sign_in):
    room = written(make_room(), quoted=False)
    finding = room.diagnostic.findings.first()
    client = entered(sign_in, room.author)
    words = {"group": "assets", "theme": "Thème", "text": "Premier.", "order": "1", "version": "1"}
    client.post(of(room, "finding", finding.code), words)
    answer = client.post(of(room, "finding", finding.code), words | {"text": "Second."})
    assert ("Premier." in answer.text, "Second." in answer.text) == (True, True)


def test_supervisor_reads_and_comments_and_writes_nothing(sign_in):
    room = written(make_room())
    client = entered(sign_in, room.supervisor)
    assert "canari des décisions" in client.get(of(room, "draft")).text
    assert client.get(of(room, "new-finding")).status_code == 403
    finding = room.diagnostic.findings.first()
    assert client.post(of(room, "comment", finding.code), {"text": "Et les voisins ?"}).status_code == 302
    assert room.diagnostic.comments.count() == 1


def test_guard_explains_and_mends_in_one_click(sign_in):
    room = make_room()
    actions.write_finding(diagnostic=room.diagnostic, vault=room.vault, by=room.author, group="assets", theme="Le temps",
                          text="Quatre élus disent que le temps manque.", extracts=tuple(room.extracts[:4]))  # fmt: skip
    client = entered(sign_in, room.author)
    page = client.get(of(room, "guard"))
    assert "Un compte exact" in page.text
    mark = page.text.partition('name="mark" value="')[2][:16]
    client.post(of(room, "mend"), {"mark": mark})
    assert "Quatre élus" not in client.get(of(room, "guard")).text
    assert client.post(of(room, "mend"), {"mark": "0" * 16}).status_code == 302


def test_whole_way_through_the_pages(sign_in):
    room = written(make_room())
    author, place = room.author, room.diagnostic.participation
    client = entered(sign_in, author)
    assert client.post(of(room, "freeze"))["Location"] == of(room, "versions")
    edition = Edition.objects.get()
    reviews = in_review(room, edition)
    assert "Relectures signées\u00a0: 0 sur 2" in client.get(of(room, "versions")).text
    for review, _vault in reviews:
        reader = entered(sign_in, review.reviewer)
        assert [act.url for act in acts_of(review.reviewer, [readings])] == [
            reverse("restitution:review", args=[review.code])
        ]
        page = reader.get(reverse("restitution:review", args=[review.code]))
        assert ("no-store" in page["Cache-Control"], 'hx-history="false"' in page.text) == (True, True)
        assert "risque" not in page.text.partition("Votre fiche de risque")[0].partition("<main")[2]
        answer = reader.post(reverse("restitution:review", args=[review.code]), {"grade": "1", "version": "1"})
        assert answer.status_code == 302
    client = entered(sign_in, author)
    assert "sur 4" in client.get(reverse("restitution:version", args=[edition.code])).text
    today = edition.made_at.date().isoformat()
    client.post(reverse("restitution:present", args=[edition.code]), {"held_on": today, "present": "Le n° 1"})
    number_one = make_person(Role.NUMBER_ONE, place.scope)
    first = sign_in(number_one)
    assert "Le temps" in first.get(edition.get_absolute_url()).text
    first.post(reverse("restitution:ask-change", args=[edition.code]), {"kind": "finding", "text": "C’est dur."})
    remark = Remark.objects.get()
    client = entered(sign_in, author)
    client.post(
        reverse("restitution:answer-change", args=[edition.code, remark.code]), {"outcome": "kept", "answer": "Oui."}
    )
    given = {"held_on": today, "format": "room", "invited": "10", "present": "8"}
    client.post(reverse("restitution:restitute", args=[edition.code]), given)
    edition.refresh_from_db()
    assert edition.state == "restituted"

    referent = make_referent(place)
    assert len(acts_of(referent, [unanswered])) == 1
    near = sign_in(referent)
    restitution, advice = Restitution.objects.get(), PublishedRecommendation.objects.get()
    near.post(reverse("restitution:answer-recommendation", args=[edition.code, advice.code]), {"taken_up": "no", "why": "Pas maintenant.", "version": "1"})  # fmt: skip
    near.post(reverse("restitution:say-change", args=[restitution.code]), {"text": "On se parle."})
    entered(sign_in, author).post(
        reverse("restitution:talk", args=[restitution.code]), {"held_on": today, "summary": "Dit."}
    )
    assert (Change.objects.count(), FollowUp.objects.count()) == (1, 1)
    page = sign_in(referent).get(edition.get_absolute_url()).text
    for said in ("Pas maintenant.", "On se parle.", "Dit."):
        assert said in page
    assert "C’est dur." not in page
    assert sign_in(referent).get(of(room, "outcome"))["Location"] == edition.get_absolute_url()


READERS = {
    "presented": {"number-one", "lead", "author", "supervisor"},
    "restituted": {"number-one", "lead", "author", "supervisor", "referent", "member", "staff", "evaluator", "ally", "facilitator"},
    "public": {"number-one", "lead", "author", "supervisor", "referent", "member", "staff", "evaluator", "ally", "facilitator",
               "funder", "region", "media", "stranger", "administrator", "visitor"},
}  # fmt: skip


@pytest.mark.parametrize("stage", list(READERS))
def test_who_reads_it_at_each_stage(stage, sign_in, client):
    """A50, row by row: nobody else, and no word in what refuses."""
    room = written(make_room(), quoted=False)
    edition = presented(room) if stage == "presented" else restituted(room)
    place = room.diagnostic.participation
    cohort = place.cohort.scope
    referent = make_referent(place)
    if stage == "public":
        actions.open_to_public(restitution=edition.restitution, by=referent)
    people = {
        "number-one": make_person(Role.NUMBER_ONE, place.scope), "lead": make_lead(place.cohort), "author": room.author,
        "supervisor": room.supervisor, "referent": referent, "member": make_person(Role.DELEGATION_MEMBER, place.scope),
        "staff": make_person(Role.ASSOCIATION_EMPLOYEE), "evaluator": make_person(Role.EMBEDDED_EVALUATOR, cohort),
        "ally": make_person(Role.ACCOMPANYING_ALLY, place.scope), "facilitator": make_person(Role.PEER_GROUP_FACILITATOR, cohort),
        "funder": make_person(Role.FUNDER_CONTACT, cohort), "region": make_person(Role.REGIONAL_INSTITUTION_AGENT, cohort),
        "media": make_person(Role.EMBEDDED_MEDIA, cohort), "stranger": make_person(),
        "administrator": make_person(Role.PLATFORM_ADMINISTRATOR), "other-number-one": make_person(Role.NUMBER_ONE, make_scope(ScopeKind.DELEGATION)),
        "member-of-the-alliance": make_person(Role.ALLY_PERSON),
    }  # fmt: skip
    paper = reverse("restitution:paper", args=[edition.code, "presentation", "html"])
    found = set()
    client.logout()
    if client.get(edition.get_absolute_url()).status_code == 200:
        found.add("visitor")
    for name, person in people.items():
        browser = sign_in(person)
        answers = [browser.get(edition.get_absolute_url()), browser.get(paper)]
        assert len({answer.status_code for answer in answers}) == 1
        if answers[0].status_code == 200:
            found.add(name)
        else:
            assert "Le temps" not in answers[0].text
    assert found - {"other-number-one", "member-of-the-alliance"} == READERS[stage]
    if stage == "public":
        actions.close_to_public(restitution=edition.restitution, by=referent)
        client.logout()
        assert client.get(edition.get_absolute_url()).status_code in (302, 404)


def test_every_paper_says_what_was_signed_with_its_limits(sign_in):
    room = written(make_room())
    edition = restituted(room)
    browser = sign_in(room.author)
    for paper in papers.PAPERS:
        for name in FORMATS:
            answer = browser.get(reverse("restitution:paper", args=[edition.code, paper, name]))
            assert (answer.status_code, len(answer.content) > 1000) == (200, True)
        page = render(papers.build(edition, paper), "html").data.decode()
        assert "10 personnes ont été entendues." in page
        assert f"empreinte {edition.sha256[:12]}" in page
    whole = render(papers.build(edition, "presentation"), "html").data.decode()
    for one in json.loads(edition.text)["findings"]:
        assert one["text"] in whole
        assert all(said["text"] in whole for said in one["verbatims"])
    assert browser.get(reverse("restitution:paper", args=[edition.code, "notes", "html"])).status_code == 404


def test_list_shows_what_is_open_and_its_queries_do_not_grow(sign_in):
    first = restituted(written(make_room(), quoted=False))
    browser, address = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE)), reverse("restitution:list")
    assert str(first.diagnostic.participation.territory) in browser.get(address).text
    counts = []
    for _each in range(2):
        restituted(written(make_room(), quoted=False))
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_reader_who_was_released_or_whose_version_is_replaced_reads_nothing(sign_in):
    room = written(make_room())
    edition = frozen(room)
    (review, vault), _other = in_review(room, edition)
    sign(review, vault)
    address = reverse("restitution:review", args=[review.code])
    reader = entered(sign_in, review.reviewer)
    assert reader.get(address).status_code == 200
    frozen(room)
    answer = reader.get(address)
    assert (answer.status_code, "Le temps" in answer.text) == (403, False)


def test_team_is_told_what_waits():
    room = written(make_room())
    frozen(room)
    assert [act.verb for act in acts_of(room.author, [versions, talks])] == ["Confier une relecture"]
    assert acts_of(make_peer()[0], [versions, talks, readings]) == []
