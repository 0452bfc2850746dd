"""What enters an Agora, what leaves it, what is put side by side and debated."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from fabrique.accompaniment.agora import actions
from fabrique.accompaniment.agora import permissions as may
from fabrique.accompaniment.agora.models import Agora, AgoraItem, Remark, Resolution
from fabrique.accompaniment.agora.tests.room import (
    WORDS,
    categories,
    category,
    claim,
    given,
    lead_of,
    make_agora,
    proposed,
    reader_of,
    released,
    speaker,
)
from fabrique.accompaniment.cohorts.enums import CohortState
from fabrique.accompaniment.delegations.models import Seat
from fabrique.accompaniment.peers import actions as peers
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.public_data import public_models
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials import sources
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_referent, make_seat

pytestmark = pytest.mark.django_db


def address(view, agora, *more):
    return reverse(f"agora:{view}", args=[agora.cohort.code, agora.code, *more])


def test_agora_is_prepared_with_what_peers_released_and_nothing_else():
    statement = released()
    cohort = statement.group.cohort
    other = released(text="canari-autre-cohorte")
    draft = peers.draft_statement(group=statement.group, kind="claim", text="brouillon", by=statement.group.facilitator)
    agora = actions.open_agora(cohort=cohort, name=" Agora ", by=make_lead(cohort))

    item = agora.items.get()
    assert (item.statement, item.kind, item.category.key, item.to.key) == (statement, "claim", "elected", "state")
    assert (item.text, item.words) == ("", WORDS)
    assert {draft.pk, other.pk} & set(agora.items.values_list("statement", flat=True)) == set()
    assert journal(agora) == ["agora-prepared"]
    with pytest.raises(Denied, match="déjà dans l’Agora"):
        actions.gather(agora=agora, by=make_lead(cohort))


def test_what_is_released_later_is_gathered_once():
    statement = released()
    cohort = statement.group.cohort
    agora = make_agora(cohort, state="prepared")
    lead = lead_of(agora)
    assert actions.gather(agora=agora, by=lead) == 1
    with pytest.raises(Denied, match="conduite"):
        actions.gather(agora=agora, by=reader_of(agora))
    assert agora.items.count() == 1


def whole_of(sign_in, person, agora, item):
    """Every page and file where the words of an item stand."""
    client = sign_in(person)
    pages = [
        address("agora", agora), address("category", agora, "elected"), address("category", agora, "state"),
        address("cell", agora, "elected", "state"), address("item", agora, item.code), address("booklet", agora, "html"),
        address("convergence", agora, agora.convergences.get().code), address("resolution", agora, agora.resolutions.get().code),
    ]  # fmt: skip
    return [client.get(page) for page in pages]


def test_words_taken_back_by_peers_are_gone_everywhere_at_once(sign_in):
    """Seen red with `is_live` and `live` true whatever the state of the statement."""
    statement = released()
    agora = actions.open_agora(cohort=statement.group.cohort, name="Agora", by=make_lead(statement.group.cohort))
    lead = lead_of(agora)
    agora = actions.move(agora=agora, name="open", by=lead)
    item = agora.items.get()
    given(agora, item, says="no", words="canari-reponse")
    made = actions.group(agora=agora, title="Ensemble", items=[item], by=lead)
    proposed(agora, by=lead, items=[item], convergences=[made])
    pages = whole_of(sign_in, lead, agora, item)
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert all("canari" in page.text for page in pages)

    statement.refresh_from_db()
    peers.take_back(statement=statement, reason="Trop tôt", by=statement.group.facilitator)
    pages = whole_of(sign_in, lead, agora, item)
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert [index for index, page in enumerate(pages) if "canari" in page.text or "Trop tôt" in page.text] == []
    assert "l’a retiré" in pages[1].text
    assert "l’a retiré" in pages[6].text


def test_rewritten_and_released_again_it_enters_anew_without_its_old_answers():
    statement = released()
    agora = make_agora(statement.group.cohort)
    lead = lead_of(agora)
    actions.gather(agora=agora, by=lead)
    first = agora.items.get()
    given(agora, first)
    statement.refresh_from_db()
    by = statement.group.facilitator
    statement = peers.take_back(statement=statement, reason="x", by=by)
    statement = peers.edit_statement(
        statement=statement, kind="revelation", text="Autre", by=by, seen=statement.version
    )
    for member in statement.group.members.inside():
        peers.answer_statement(statement=statement, says="recognise", by=member.person)
    peers.release(statement=statement, by=by)
    assert not AgoraItem.objects.get(pk=first.pk).is_live
    actions.gather(agora=agora, by=lead)

    again = agora.items.live().get()
    assert (again.kind, again.words, again.answers.count()) == ("revelation", "Autre", 0)


def test_statement_removed_among_peers_leaves_an_empty_place():
    statement = released()
    agora = make_agora(statement.group.cohort)
    actions.gather(agora=agora, by=lead_of(agora))
    statement.refresh_from_db()
    statement = peers.take_back(statement=statement, reason="x", by=statement.group.facilitator)
    peers.remove_statement(statement=statement, by=statement.group.facilitator)

    item = agora.items.get()
    assert (item.statement, item.is_live, item.words, agora.items.live().count()) == (None, False, "", 0)


def test_word_is_said_by_hand_in_the_name_of_a_category_and_of_nobody():
    """The journal and the row do not know who wrote; seen red with a line of the journal."""
    agora = make_agora()
    elected = speaker(agora)
    before = AuditEntry.objects.count()
    item = actions.add_item(agora=agora, kind="claim", category=category(), text=" Venez ", to=category("state"), due_on=date(2027, 1, 1), by=elected)  # fmt: skip
    actions.discuss(on=item, category=category(), text="Oui", by=elected)
    assert AuditEntry.objects.count() == before
    assert (item.words, item.due_on, item.to.key) == ("Venez", None, "state")
    assert [field.name for field in AgoraItem._meta.fields if field.related_model is type(elected)] == []

    with pytest.raises(Denied, match="au nom de cette catégorie"):
        actions.add_item(agora=agora, kind="revelation", category=category("state"), text="x", by=elected)
    with pytest.raises(Denied, match="Écrivez"):
        actions.add_item(agora=agora, kind="revelation", category=category(), text=" ", by=elected)
    with pytest.raises(Denied, match="dont on tient un siège"):
        actions.add_item(agora=agora, kind="revelation", category=category(), text="x", by=reader_of(agora))
    noted = actions.add_item(agora=agora, kind="commitment", category=category("state"), text="x", due_on=date(2027, 1, 1), by=lead_of(agora))  # fmt: skip
    assert (noted.due, noted.to) == (date(2027, 1, 1), None)


def test_a_seat_left_speaks_no_more_and_a_number_one_without_a_seat_reads():
    """A50: the number one reads; who holds the elected seat of a delegation speaks for the elected."""
    agora = make_agora()
    place = make_participation(agora.cohort)
    first, gone = make_person(Role.NUMBER_ONE, place.scope), speaker(agora, "agent")
    Seat.objects.filter(person=gone).update(left_on=date(2026, 1, 1), leaving_reason="départ")
    for person, key in ((first, "elected"), (gone, "agent")):
        with pytest.raises(Denied):
            actions.add_item(agora=agora, kind="revelation", category=category(key), text="x", by=person)
    make_seat(place, person=first, name="")
    seen = Agora.objects.get()
    assert actions.add_item(agora=seen, kind="revelation", category=category(), text="x", by=first).words == "x"


def test_words_of_the_room_are_rewritten_until_answered_and_withdrawn_at_any_time():
    agora = make_agora()
    item = claim(agora)
    elected, other = speaker(agora), speaker(agora, "agent")
    with pytest.raises(Denied, match="appartient à la catégorie"):
        actions.edit_item(item=item, kind="claim", category=category("agent"), text="x", by=other, seen=item.version)
    item = actions.edit_item(item=item, kind="claim", category=category(), to=category("state"), text="Autre", by=elected, seen=item.version)  # fmt: skip
    given(agora, item)
    with pytest.raises(Denied, match="déjà répondu"):
        actions.edit_item(item=item, kind="claim", category=category(), text="Encore", by=elected, seen=item.version)
    actions.withdraw_item(item=item, by=elected)
    item.refresh_from_db()
    assert (item.words, item.text, item.is_live) == ("", "", False)
    with pytest.raises(Denied, match="déjà retiré"):
        actions.withdraw_item(item=item, by=elected)


@pytest.mark.parametrize("state", ["closed", "published"])
def test_words_of_the_room_are_withdrawn_once_it_is_closed(sign_in, state):
    """Seen red: « at any time » ended with the Agora."""
    agora = make_agora()
    item, elected, other = claim(agora), speaker(agora), speaker(agora, "agent")
    agora = actions.move(agora=agora, name="close", by=lead_of(agora))
    if state == "published":
        actions.move(agora=agora, name="publish", by=lead_of(agora))
    assert "Retirer ces mots" not in sign_in(other).get(item.get_absolute_url()).text
    client = sign_in(elected)
    assert "Retirer ces mots" in client.get(item.get_absolute_url()).text
    assert client.get(address("edit-item", agora, item.code)).status_code == 403
    client.post(address("withdraw-item", agora, item.code))
    item.refresh_from_db()
    assert (item.text, item.is_live) == ("", False)


def test_archived_cohort_says_nothing_more_and_takes_words_back():
    """Seen red: nothing asked whether the cohort was archived."""
    agora = make_agora()
    item, elected, state = claim(agora), speaker(agora), speaker(agora, "state")
    resolution = proposed(agora)
    lead = lead_of(agora)
    agora.cohort.state = CohortState.ARCHIVED
    agora.cohort.save(update_fields=["state"])
    agora, item, resolution = Agora.objects.get(), AgoraItem.objects.get(), Resolution.objects.get()
    for rule, person, thing in (
        (may.open_one, lead, agora.cohort), (may.arrange, lead, agora), (may.say, elected, agora), (may.answer, state, item),
        (may.discuss, state, resolution), (may.dissent, state, resolution), (may.edit_resolution, lead, resolution), (may.keep_item, elected, item),
    ):  # fmt: skip
        assert "archivée" in rule.reason(person, thing)
    actions.withdraw_item(item=item, by=elected)


def test_what_peers_wrote_is_rewritten_by_peers_alone():
    statement = released()
    agora = make_agora(statement.group.cohort)
    lead = lead_of(agora)
    actions.gather(agora=agora, by=lead)
    with pytest.raises(Denied, match="groupe de pairs"):
        actions.withdraw_item(item=agora.items.get(), by=lead)


def test_convergence_is_made_changed_and_undone():
    agora = make_agora()
    lead, items = lead_of(agora), [claim(agora), claim(agora, "agent")]
    made = actions.group(agora=agora, title=" Avant ", words="Mots", items=items, by=lead)
    assert (made.title, made.items.count()) == ("Avant", 2)
    with pytest.raises(Denied, match="déjà ce titre"):
        actions.group(agora=agora, title="Avant", items=[], by=lead)
    made = actions.edit_convergence(convergence=made, title="Avant", items=items[:1], by=lead, seen=made.version)
    assert (made.items.count(), made.words) == (1, "")
    resolution = proposed(agora, by=lead, convergences=[made])
    with pytest.raises(Denied, match="s’appuie"):
        actions.ungroup(convergence=made, by=lead)
    resolution.convergences.clear()
    for refused in (speaker(agora), reader_of(agora)):
        with pytest.raises(Denied, match="conduite"):
            actions.ungroup(convergence=made, by=refused)
    actions.ungroup(convergence=made, by=lead)
    assert (agora.convergences.count(), agora.items.count()) == (0, 2)


def test_debate_is_signed_by_a_category_and_taken_back_by_its_author():
    agora = make_agora()
    elected, other = speaker(agora), speaker(agora)
    made = actions.group(agora=agora, title="Avant", items=[], by=lead_of(agora))
    remark = actions.discuss(on=made, category=category(), text="Nous venons", by=elected)
    assert (remark.category.key, remark.is_by(elected), remark.is_by(other)) == ("elected", True, False)
    with pytest.raises(Denied, match="appartient à la personne"):
        actions.remove_remark(remark=remark, by=other)
    actions.remove_remark(remark=remark, by=elected)
    second = actions.discuss(on=made, category=category(), text="Encore", by=elected)
    actions.remove_remark(remark=second, by=lead_of(agora))
    assert Remark.objects.count() == 0


def test_debate_shows_no_name(sign_in):
    """Seen red with the author drawn beside the category."""
    agora = make_agora()
    elected = speaker(agora)
    elected.name = "Canari Nommé"
    elected.save()
    item = claim(agora)
    actions.discuss(on=item, category=category(), text="Nous venons", by=elected)
    page = sign_in(speaker(agora, "state")).get(item.get_absolute_url()).text
    assert "Nous venons" in page
    assert [word for word in ("Canari", elected.code) if word in page] == []


@pytest.mark.parametrize(
    ("state", "refused"), [("prepared", "pas encore ouverte"), ("closed", "close"), ("published", "close")]
)
def test_nothing_is_debated_outside_the_open_agora(state, refused):
    agora = make_agora()
    elected, item = speaker(agora), claim(agora)
    facts = {"published_at": "2026-03-02T10:00Z", "published_by": elected} if state == "published" else {}
    Agora.objects.filter(pk=agora.pk).update(state=state, **facts)
    item = AgoraItem.objects.get(pk=item.pk)
    with pytest.raises(Denied, match=refused):
        actions.discuss(on=item, category=category(), text="x", by=elected)


def test_local_agora_is_opened_in_one_act_and_once_at_a_time():
    categories()
    place = make_participation()
    referent = make_referent(place)
    agora = actions.open_local(participation=place, by=referent)
    assert (agora.state, agora.participation, agora.items.count(), list(agora.places())) == ("open", place, 0, [place])
    with pytest.raises(Denied, match="déjà ouverte"):
        actions.open_local(participation=place, by=referent)
    for refused in (make_lead(place.cohort), make_person(Role.NUMBER_ONE, place.scope)):
        with pytest.raises(Denied, match="référente"):
            actions.open_local(participation=place, by=refused)
    actions.move(agora=agora, name="close", by=referent)
    again = actions.open_local(participation=place, by=referent)
    assert again.pk != agora.pk
    with pytest.raises(Denied, match="conduite par la personne référente"):
        actions.move(agora=again, name="close", by=make_lead(place.cohort))


def test_local_agora_is_read_by_its_delegation_and_not_by_its_neighbours(sign_in):
    categories()
    place = make_participation()
    agora = actions.open_local(participation=place, by=make_referent(place))
    claim(agora)
    neighbour = make_referent(make_participation(place.cohort))
    assert WORDS in sign_in(make_person(Role.DELEGATION_MEMBER, place.scope)).get(agora.get_absolute_url()).text
    assert sign_in(neighbour).get(agora.get_absolute_url()).status_code == 404
    assert agora.name not in sign_in(neighbour).get(reverse("agora:home", args=[place.cohort.code])).text


def test_nothing_of_it_is_public_data():
    """A50, R580: what is said in an Agora leaves by no export."""
    assert [model for model in public_models() if model._meta.app_label == "agora"] == []


def test_what_fed_the_referential_names_its_agora_to_who_may_find_it():
    """ADR 0091. Seen red: the public read, under a sentence, the name of an Agora that is not public."""
    agora = make_agora(name="canari : avant la fermeture")
    item = claim(agora)
    told = sources.tellers["agora"][1]
    assert told(AnonymousUser(), {item.code}) == {item.code: sources.Told(item.category.label)}
    assert "canari" in told(make_person(Role.ALLY_PERSON), {item.code})[item.code].label
    assert told(make_person(Role.ALLY_PERSON), {item.code})[item.code].words == ""
    assert told(reader_of(agora), {item.code})[item.code].words == WORDS


def test_agora_of_another_cohort_is_not_found(sign_in):
    agora = make_agora(make_cohort())
    claim(agora)
    stranger = reader_of(make_agora(make_cohort()))
    assert sign_in(stranger).get(agora.get_absolute_url()).status_code == 404
