"""The vault of a diagnostic seen from its pages: the team reads and writes, nobody else, and nothing leaves."""

import json
from dataclasses import asdict

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.erasure import erase as erase_diagnostic
from fabrique.accompaniment.diagnostics.models import Contact
from fabrique.accompaniment.diagnostics.withdrawals import pending
from fabrique.accompaniment.interviews import actions
from fabrique.accompaniment.interviews import permissions as may
from fabrique.accompaniment.interviews.models import Extract, Interview, Notes
from fabrique.accompaniment.interviews.sealed import FACTS, Facts, extracts, facts_of, heard, survey
from fabrique.accompaniment.interviews.tests.team import at
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.tests.test_sealed import whole_database
from fabrique.core.vault.sealing import DoesNotOpen
from fabrique.core.vault.spaces import Erased, destroy_item
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import ROLES, Role, ScopeKind
from fabrique.ground.people.models import RoleGrant
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import (
    journal,
    make_item,
    make_lead,
    make_member,
    make_person,
    make_referent,
    make_scope,
    make_vault,
    platform,
)

pytestmark = pytest.mark.django_db(databases="__all__")
WORDS = "canari : la directrice décide seule"


def addresses(team, interview, extract):
    d = team.diagnostic
    return [at(name, d) for name in ("home", "begin", "search", "coverage", "agreement")] + [
        at(name, d, interview) for name in ("room", "save", "facts", "bring", "coding", "blind", "erase")
    ] + [at(name, d, extract) for name in ("extract", "remove-extract")]  # fmt: skip


def test_interview_is_begun_written_and_described(team):
    interview = team.begin(category="elected", function="une élue")
    item = team.item(interview)

    actions.save_notes(interview=interview, item=item, text="Bonjour.\r\nMerci.", by=team.one, seen=1)
    actions.describe(interview=interview, item=item, by=team.one, seen=1, minutes=50, category="elected")

    ((code, (_item, facts)),) = heard(team.space, team.diagnostic).items()
    assert (code, facts.category, facts.function, facts.minutes) == (interview.code, "elected", "une élue", 50)
    assert facts.interviewers == (team.one.code,)
    assert team.text(interview) == "Bonjour.\nMerci."
    assert journal(interview) == ["interview-begun", "interview-written", "interview-described"]


def test_journal_says_once_an_hour_that_somebody_writes(team):
    interview = team.begin()
    for seen in range(1, 6):
        actions.save_notes(interview=interview, item=team.item(interview), text="x" * seen, by=team.one, seen=seen)

    assert journal(interview).count("interview-written") == 1


def test_words_lie_sealed_and_go_nowhere_else(team, enter, mailoutbox):
    interview = team.begin(WORDS, category="elected", function="canari-fonction", consent="canari-accord")
    extract = team.code(interview, WORDS[:20], theme="canari-theme", memo="canari-memo")
    client = enter(team.one)
    for address in addresses(team, interview, extract)[:-2]:
        client.get(address)
    client.post(at("search", team.diagnostic), {"words": "canari"})
    client.post(at("facts", team.diagnostic, interview), {"version": 1, "function": "canari-autre"})

    assert "canari" not in whole_database()
    assert all("canari" not in str(session.get_decoded()) for session in Session.objects.all())
    assert all("canari" not in str(entry.facts) for entry in AuditEntry.objects.all())
    assert mailoutbox == []
    assert "canari" in client.get(at("coding", team.diagnostic, interview)).text


@pytest.mark.one_engine
def test_nobody_outside_the_team_opens_any_page(team, enter):
    """Every role of the house in its widest place, with a vault open, and all of them at once."""
    interview = team.begin(WORDS)
    extract = team.code(interview, WORDS[:20])
    place = team.diagnostic.participation
    places = {ScopeKind.PLATFORM: platform(), ScopeKind.COHORT: place.cohort.scope, ScopeKind.DELEGATION: place.scope,
              ScopeKind.DIAGNOSTIC: team.diagnostic.scope, ScopeKind.GROUP: make_scope(ScopeKind.GROUP, parent=place.cohort.scope)}  # fmt: skip
    people = [make_person(role, places[rule.scopes[0]]) for role, rule in ROLES.items()]
    everything = make_person(Role.PLATFORM_ADMINISTRATOR)
    for role, rule in ROLES.items():
        RoleGrant.objects.get_or_create(person=everything, role=role, scope=places[rule.scopes[0]], ended_at=None)

    for person in [*people, everything]:
        make_vault(person)
        client = enter(person)
        for address in addresses(team, interview, extract):
            for answer in (
                client.get(address),
                client.post(address, {"text": "x", "version": 1, "written": "effacer"}),
            ):
                assert answer.status_code in (403, 404, 405), f"{person} {address}"
                assert "canari" not in answer.text
    assert Interview.objects.get().erased_at is None
    assert team.text(interview) == WORDS


def test_models_show_to_the_team_alone(team):
    interview = team.begin(WORDS)
    team.code(interview, WORDS[:20])

    for model in (Interview, Extract):
        for person in (team.one, team.two, team.supervisor):
            assert model.objects.visible_to(person).exists()
        for person in (AnonymousUser(), make_lead(team.diagnostic.cohort), make_person(Role.PLATFORM_ADMINISTRATOR),
                       make_person(Role.ASSOCIATION_EMPLOYEE), make_referent(team.diagnostic.participation)):  # fmt: skip
            assert not model.objects.visible_to(person).exists()


def test_team_without_the_key_is_told_calmly(team, enter):
    interview = team.begin(WORDS)
    late = make_member(team.diagnostic)
    make_vault(late)

    answer = enter(late).get(at("coding", team.diagnostic, interview))

    assert (answer.status_code, "Cette clé ne vous a pas encore été donnée" in answer.text) == (403, True)


def test_who_supervises_reads_and_does_not_write(team, enter):
    interview = team.begin(WORDS)
    client = enter(team.supervisor)

    assert "canari" in client.get(at("coding", team.diagnostic, interview)).text
    assert "Coder ce passage" not in client.get(at("coding", team.diagnostic, interview)).text
    assert (
        client.post(at("coding", team.diagnostic, interview), {"quote": "canari", "kind": "strength"}).status_code
        == 403
    )
    assert client.get(at("room", team.diagnostic, interview)).status_code == 403
    assert client.get(at("home", team.diagnostic)).status_code == 200


def test_notes_are_written_by_who_listened(team):
    interview = team.begin()

    assert may.write_notes.allows(team.one, interview)
    assert not may.write_notes.allows(team.two, interview)
    assert may.read_notes.allows(team.two, interview)
    with pytest.raises(Denied, match="la personne qui a mené l’entretien"):
        actions.save_notes(interview=interview, item=team.item(interview), text="x", by=team.two, seen=1)


@pytest.mark.parametrize("state", [state for state in DiagnosticState if state != DiagnosticState.RUNNING])
def test_no_interview_begins_outside_its_time(team, state):
    team.diagnostic.state = state

    with pytest.raises(Denied):
        actions.begin(diagnostic=team.diagnostic, space=team.space, by=team.one)


# --- The room ---------------------------------------------------------------------------------------------------------


def test_page_saves_by_itself_and_says_when(team, enter):
    interview = team.begin()
    client = enter(team.one)

    answer = client.post(at("save", team.diagnostic, interview), {"version": 1, "text": "Bonjour."})

    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    assert "no-store" in answer["Cache-Control"]
    assert team.text(interview) == "Bonjour."


def test_two_windows_lose_nothing(team, enter):
    interview = team.begin("D’abord.")
    client = enter(team.one)
    save = at("save", team.diagnostic, interview)
    client.post(save, {"version": 2, "text": "D’abord. Ici."})

    answer = client.post(save, {"version": 2, "text": "D’abord. Là."})
    page = client.post(at("room", team.diagnostic, interview), {"version": 2, "text": "D’abord. Là."})

    assert (answer.status_code, answer.json()) == (409, {"version": 3, "text": "D’abord. Ici."})
    assert team.text(interview) == "D’abord. Ici."
    assert "D’abord. Ici." in page.text
    assert "D’abord. Là." in page.text
    assert client.post(save, {"version": 3, "text": "Les deux."}).json()["version"] == 4


def test_same_words_sent_twice_are_no_conflict(team, enter):
    """The answer was lost in a cut, the words were not."""
    interview = team.begin()
    client = enter(team.one)
    sent = {"version": 1, "text": "Bonjour."}
    client.post(at("save", team.diagnostic, interview), sent)

    again = client.post(at("save", team.diagnostic, interview), sent)

    assert (again.status_code, again.json()["version"]) == (200, 2)


def test_form_works_without_script(team, enter):
    interview = team.begin()
    client = enter(team.one)

    answer = client.post(at("room", team.diagnostic, interview), {"version": 1, "text": "Bonjour.\r\nMerci."})

    assert answer.status_code == 302
    assert team.text(interview) == "Bonjour.\nMerci."
    assert "Bonjour." in client.get(answer["Location"]).text


def test_notes_too_long_are_refused_with_a_sentence(team, enter):
    interview = team.begin()
    answer = enter(team.one).post(at("save", team.diagnostic, interview), {"version": 1, "text": "x" * 200_001})

    assert answer.status_code == 400
    assert answer.json()["refused"]
    assert team.text(interview) == ""


def test_facts_show_both_texts_when_somebody_was_quicker(team, enter):
    interview = team.begin(function="une élue")
    actions.describe(interview=interview, item=team.item(interview), by=team.one, seen=1, function="une maire adjointe")
    page = enter(team.one).post(at("facts", team.diagnostic, interview), {"version": 1, "function": "une conseillère"})

    assert page.status_code == 200
    assert "une maire adjointe" in page.text
    assert "une conseillère" in page.text


def test_pages_are_kept_by_nothing(team, enter):
    interview = team.begin(WORDS)
    client = enter(team.one)
    for name in ("room", "coding", "facts"):
        answer = client.get(at(name, team.diagnostic, interview))
        assert "no-store" in answer["Cache-Control"]
        assert WORDS not in answer.text.partition("</title>")[0]


# --- Import ------------------------------------------------------------------------------------------------------------


def test_notes_written_elsewhere_come_in(team, enter):
    interview = team.begin("Avant.")
    file = SimpleUploadedFile("canari-nom-de-fichier.txt", "Après.\r\nFin.".encode())

    answer = enter(team.one).post(at("bring", team.diagnostic, interview), {"version": 2, "file": file})

    assert answer.status_code == 302
    assert team.text(interview) == "Avant.\n\nAprès.\nFin."
    assert "canari" not in whole_database()
    assert "interview-brought" in journal(interview)


def test_import_writes_no_temporary_file(team, enter, monkeypatch):
    """However large: the handler that writes to disk is never reached."""

    def told(*_args, **_options):
        raise AssertionError("a temporary file")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", told)
    interview = team.begin()
    client = enter(team.one)
    large = SimpleUploadedFile("n.txt", b"canari " * 500_000)

    answer = client.post(at("bring", team.diagnostic, interview), {"version": 1, "file": large})

    assert answer.status_code == 200
    assert "2 Mo au plus" in answer.text
    assert team.text(interview) == ""
    with pytest.raises(AssertionError, match="a temporary file"):  # elsewhere it is: the control
        client.post("/preferences", {"file": SimpleUploadedFile("n.txt", b"x" * 3_000_000)})


# --- What goes wrong ---------------------------------------------------------------------------------------------------


def swapped(one, other, name):
    a, b = getattr(one, name), getattr(other, name)
    setattr(one, name, b)
    setattr(other, name, a)
    one.save()
    other.save()


def test_moved_words_do_not_open_and_are_told(team, enter):
    first, second = team.begin(WORDS), team.begin("autre chose")
    swapped(first.notes, second.notes, "words")

    answer = enter(team.one).get(at("room", team.diagnostic, first))

    assert answer.status_code == 409
    assert "Ces mots ne s’ouvrent plus" in answer.text
    assert "autre chose" not in answer.text


def test_moved_extract_of_the_same_interview_does_not_open(team, enter):
    """Both are under one key: the row is part of the seal."""
    interview = team.begin("Un. Deux.")
    one, two = team.code(interview, "Un.", theme="a"), team.code(interview, "Deux.", theme="b")
    swapped(one, two, "words")

    page = enter(team.one).get(at("coding", team.diagnostic, interview))

    with pytest.raises(DoesNotOpen):
        extracts(team.space, team.diagnostic)
    assert "2 passages codés" in page.text
    assert "Un. Deux." in page.text


def test_one_damaged_interview_leaves_the_others_open(team, enter):
    whole, broken = team.begin(WORDS, category="elected"), team.begin("x")
    Interview.objects.filter(pk=broken.pk).update(facts=bytes(broken.facts)[:-1] + b"\x00")

    known, damaged = survey(team.space, team.diagnostic)
    page = enter(team.one).get(at("home", team.diagnostic))

    assert (set(known), damaged) == ({whole.code}, {broken.code})
    assert "Ne s’ouvre plus" in page.text
    assert "Une personne entendue" in page.text


def test_bits_flipped_anywhere_are_seen(team):
    interview = team.begin(WORDS)
    item, stored = team.item(interview), bytes(Interview.objects.get().facts)
    for index in range(0, len(stored), 7):
        interview.facts = stored[:index] + bytes([stored[index] ^ 1]) + stored[index + 1 :]
        with pytest.raises(DoesNotOpen):
            facts_of(item, interview)


def test_facts_that_are_no_facts_do_not_open(team):
    interview = team.begin()
    interview.facts = team.item(interview).seal("[1]", FACTS)

    with pytest.raises(DoesNotOpen):
        facts_of(team.item(interview), interview)


# --- Erasing -----------------------------------------------------------------------------------------------------------


def test_interview_is_erased_with_a_written_confirmation(team, enter):
    interview = team.begin(WORDS)
    team.code(interview, WORDS[:20])
    client = enter(team.two)
    erase = at("erase", team.diagnostic, interview)

    refused = client.post(erase, {"written": "oui"})
    done = client.post(erase, {"written": "Effacer"})

    interview.refresh_from_db()
    assert (refused.status_code, done.status_code) == (200, 302)
    assert interview.erased_at
    assert (bytes(interview.facts), Notes.objects.count(), Extract.objects.count()) == (b"", 0, 0)
    with pytest.raises(Erased):
        team.item(interview)
    assert journal(interview)[-1] == "interview-erased"
    page = client.get(at("room", team.diagnostic, interview))
    assert page.status_code in (403, 410)
    assert client.get(at("coding", team.diagnostic, interview)).status_code == 410
    assert "Effacé" in client.get(at("home", team.diagnostic)).text


def make_contact(team, **fields):
    category = make_item(ReferentialKey.CATEGORIES, f"category-{Contact.objects.count()}")
    return Contact.objects.create(
        **{"diagnostic": team.diagnostic, "category": category, "proposed_by": team.one, "state": "invited"} | fields
    )


def test_words_of_who_withdrew_are_erased_as_soon_as_a_vault_opens(team, enter):
    one, other = make_contact(team, name="Nom canari"), make_contact(team)
    gone, kept = team.begin(WORDS, contact=one.code), team.begin("reste", contact=other.code)
    team.code(gone, WORDS[:20])
    Contact.objects.filter(pk=one.pk).update(withdrawn_at=timezone.now())

    page = enter(team.supervisor).get(at("coverage", team.diagnostic))

    gone.refresh_from_db()
    one.refresh_from_db()
    assert "la personne a retiré ce qu’elle avait dit" in page.text
    assert (pending(team.diagnostic), bool(gone.erased_at), Extract.objects.count()) == (set(), True, 0)
    assert (one.name, one.settled_by) == ("", team.supervisor)
    assert list(heard(team.space, team.diagnostic)) == [kept.code]
    assert journal(gone)[-1] == "interview-withdrawn"


def test_interview_begins_from_the_panel_and_keeps_the_link_in_the_vault(team, enter):
    contact = make_contact(team, name="Odile Ferrand", consent="2026-11", consented_at=timezone.now(), may_quote=True)
    client, address = enter(team.one), at("begin", team.diagnostic)

    named = client.post(address, {"contact": contact.code, "function": "la maire, madame FERRAND"})
    begun = client.post(address, {"contact": contact.code, "function": "une élue"})

    ((_item, facts),) = heard(team.space, team.diagnostic).values()
    assert (named.status_code, begun.status_code) == (200, 302)
    assert (facts.contact, facts.category, facts.may_quote) == (contact.code, contact.category.key, True)
    assert contact.code not in str(Interview.objects.values().get())
    assert "Odile" not in client.get(at("home", team.diagnostic)).text


def test_withdrawal_stays_pending_while_an_interview_does_not_open(team):
    """It might be the one: nobody guesses."""
    broken = team.begin("x", contact="gone")
    Interview.objects.filter(pk=broken.pk).update(facts=b"\x00" * 40)

    count, settled = actions.settle_withdrawals(
        space=team.space, diagnostic=team.diagnostic, waiting={"gone"}, by=team.one
    )

    assert (count, settled) == (0, set())


def test_withdrawal_waits_until_every_interview_says_whom_it_is_of(team, enter):
    """An interview begun « sans le dire ici » might be theirs: its sheet is completed, then it goes."""
    contact, other = make_contact(team, name="Odile Ferrand"), make_contact(team)
    unsaid, kept = team.begin(WORDS), team.begin("reste", contact=other.code)
    Contact.objects.filter(pk=contact.pk).update(withdrawn_at=timezone.now(), state="withdrawn")
    client = enter(team.one)

    home = client.get(at("home", team.diagnostic)).text
    before = pending(team.diagnostic)
    sheet = client.get(at("facts", team.diagnostic, unsaid)).text
    client.post(at("facts", team.diagnostic, unsaid), {"contact": contact.code, "version": 1})
    client.get(at("home", team.diagnostic))

    unsaid.refresh_from_db()
    assert ("ne disent pas qui a été rencontré" in home, before) == (True, {contact.code})
    assert "Odile Ferrand" in sheet
    assert (pending(team.diagnostic), bool(unsaid.erased_at)) == (set(), True)
    assert list(heard(team.space, team.diagnostic)) == [kept.code]


def test_number_that_the_territory_reads_does_not_tell_that_words_were_taken_back(team, client):
    """Whoever pressed somebody to take theirs back could check."""
    team.begin(WORDS)
    actions.erase(interview=team.begin(WORDS), by=team.one)
    client.force_login(make_referent(team.diagnostic.participation))

    assert "2 entretiens notés sur 20 prévus" in client.get(team.diagnostic.get_absolute_url()).text


def test_on_the_day_announced_sealed_rows_go_with_their_keys_and_the_count_stays(team):
    fill(team, 2)

    erase_diagnostic(team.diagnostic)

    assert not Notes.objects.exists()
    assert not Extract.objects.exists()
    assert [(bytes(one.facts), bool(one.erased_at)) for one in Interview.objects.all()] == [(b"", True)] * 2


def test_erasure_cut_in_two_ends_when_done_again(team, enter):
    """The key went, the server died before the rows: nothing breaks, and the interview is no longer there."""
    interview = team.begin(WORDS)
    destroy_item(interview.code)  # the half that was done

    assert heard(team.space, team.diagnostic) == {}
    assert enter(team.one).get(at("home", team.diagnostic)).status_code == 200
    actions.erase(interview=interview, by=team.one)
    assert Interview.objects.get().erased_at


def test_autosave_after_an_erasure_writes_nothing(team, enter):
    interview = team.begin(WORDS)
    client = enter(team.one)
    actions.erase(interview=interview, by=team.two)

    answer = client.post(at("save", team.diagnostic, interview), {"version": 2, "text": WORDS})

    assert answer.status_code == 410
    assert Notes.objects.count() == 0


@pytest.mark.parametrize("name", ["home", "coverage", "agreement", "search"])
def test_queries_do_not_grow(team, enter, name, django_assert_max_num_queries):
    client = enter(team.one)
    fill(team, 1)
    with django_assert_max_num_queries(60) as first:
        assert client.get(at(name, team.diagnostic)).status_code == 200
    fill(team, 3)

    with django_assert_max_num_queries(len(first)):
        client.get(at(name, team.diagnostic))


def fill(team, count):
    for _ in range(count):
        interview = team.begin("Un. Deux. Trois.", category="elected")
        team.code(interview, "Deux.", theme="a")
        team.code(interview, "Deux.", by=team.two, blind=True)


def test_keys_rows_and_refusals_are_read_at_once(team, django_assert_num_queries):
    fill(team, 3)

    with django_assert_num_queries(1, using="keys"), django_assert_num_queries(2):
        assert len(heard(team.space, team.diagnostic)) == 3


def test_facts_keep_their_shape():
    assert json.loads(json.dumps(asdict(Facts(interviewers=("a",)))))["interviewers"] == ["a"]


def test_conflict_carries_the_stored_words(team):
    interview = team.begin("un")

    with pytest.raises(Conflict) as conflict:
        actions.save_notes(interview=interview, item=team.item(interview), text="deux", by=team.one, seen=1)

    assert conflict.value.stored.text == "un"
