"""What whoever facilitates does: the script, the states, the wall, the toolbox; and each refusal."""

import pytest
from django.urls import reverse

from fabrique.accompaniment.peers.tests.among import running
from fabrique.accompaniment.programme.models import Output
from fabrique.accompaniment.workshops import actions, scripts, similar
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.models import Card, Cluster, Decision, Format
from fabrique.accompaniment.workshops.tests.room import at_step, guest, make_workshop, opened, step_of, write
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_lead, make_participation, make_person, make_session

pytestmark = pytest.mark.django_db


def test_states_and_their_refusals():
    workshop = make_workshop()
    by = workshop.facilitator
    for name in ("close", "reopen"):
        with pytest.raises(Denied, match="Pas depuis"):
            actions.move(workshop=workshop, name=name, by=by)
    for name in ("open", "close", "reopen", "close", "archive"):
        workshop = actions.move(workshop=workshop, name=name, by=by)
    with pytest.raises(Denied, match="Pas depuis"):
        actions.move(workshop=workshop, name="open", by=by)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.move(workshop=workshop, name="fly", by=by)
    with pytest.raises(Denied, match="archivé"):
        actions.add_step(workshop=workshop, kind="collect", question="?", by=by)
    empty = make_workshop(script=())
    with pytest.raises(Denied, match="aucun pas"):
        actions.move(workshop=empty, name="open", by=empty.facilitator)


def test_another_lead_takes_over_when_a_browser_closes():
    workshop = opened()
    other = make_lead(workshop.cohort)
    actions.go_to(workshop=workshop, step=step_of(workshop, 2), by=other)
    actions.take_over(workshop=workshop, by=other)
    workshop.refresh_from_db()
    assert (workshop.facilitator, workshop.current.order) == (other, 2)
    for person in (make_lead(make_cohort()), make_person(Role.PLATFORM_ADMINISTRATOR), make_person()):
        with pytest.raises(Denied):
            actions.take_over(workshop=workshop, by=person)


def test_script_changes_while_it_runs_and_keeps_what_was_said():
    workshop = opened()
    by = workshop.facilitator
    write(workshop, guest(workshop))
    first = step_of(workshop, 1)
    added = actions.add_step(workshop=workshop, kind="vote", question="Et ?", ballot="dots", dots=2, by=by)
    actions.shift_step(step=added, up=True, by=by)
    added.refresh_from_db()
    assert added.order == 6
    with pytest.raises(Denied, match="sa sorte ne change plus"):
        actions.edit_step(step=first, kind="read", question="?", seen=first.version, by=by)
    actions.edit_step(step=first, kind="collect", question="Autrement dit ?", seen=first.version, by=by)
    with pytest.raises(Denied, match="passez d’abord"):
        actions.remove_step(step=first, by=by)
    at_step(workshop, 2)
    with pytest.raises(Denied, match="il reste"):
        actions.remove_step(step=step_of(workshop, 1), by=by)
    actions.remove_step(step=added, by=by)
    with pytest.raises(Denied, match="au bout"):
        actions.shift_step(step=step_of(workshop, 1), up=True, by=by)


def test_timer_is_an_instant_of_the_server():
    workshop = opened()
    step = actions.start_timer(step=workshop.current, seconds=90, by=workshop.facilitator)
    assert step.left in ("1:29", "1:30")
    with pytest.raises(Denied, match="quatre heures"):
        actions.start_timer(step=step, seconds=0, by=workshop.facilitator)
    assert actions.stop_timer(step=step, by=workshop.facilitator).ends == 0


def test_cards_are_grouped_moved_and_named():
    workshop = opened()
    by, author = workshop.facilitator, guest(workshop)
    one, other = write(workshop, author), write(workshop, author)
    step = step_of(workshop, 1)
    with pytest.raises(Denied, match="titre"):
        actions.make_cluster(step=step, title=" ", cards=[one], by=by)
    cluster = actions.make_cluster(step=step, title="Ensemble", cards=[one], by=by)
    actions.put_in_cluster(card=other, cluster=cluster, by=by)
    assert cluster.cards.count() == 2
    actions.name_cluster(cluster=cluster, title="Autre", seen=cluster.version, by=by)
    actions.take_back(card=one, by=author)
    one.refresh_from_db()
    with pytest.raises(Denied, match="reprise"):
        actions.put_in_cluster(card=one, cluster=cluster, by=by)
    actions.remove_cluster(cluster=cluster, by=by)
    other.refresh_from_db()
    assert (Cluster.objects.count(), other.cluster) == (0, None)


def test_facilitator_notes_a_card_and_never_rewrites_one_of_the_room():
    workshop = opened()
    by = workshop.facilitator
    noted = actions.add_statement(step=workshop.current, text="Dit à voix haute", by=by)
    written = write(workshop, guest(workshop))
    with pytest.raises(Denied, match="mots d’une carte"):
        actions.remove_statement(card=written, by=by)
    actions.remove_statement(card=noted, by=by)
    assert not Card.objects.filter(pk=noted.pk).exists()
    with pytest.raises(Denied, match="cartes à lui"):
        actions.add_statement(step=step_of(workshop, 2), text="x", by=by)


def test_decisions_are_written_rewritten_and_removed():
    workshop = opened()
    by = workshop.facilitator
    with pytest.raises(Denied, match="Écrivez"):
        actions.add_decision(workshop=workshop, text=" ", by=by)
    one = actions.add_decision(workshop=workshop, text="Se revoir", carrier="La mairie", by=by)
    actions.edit_decision(decision=one, text="Se revoir en mars", seen=1, by=by)
    assert Decision.objects.get().text == "Se revoir en mars"
    actions.remove_decision(decision=one, by=by)
    assert Decision.objects.count() == 0
    early = make_workshop()
    with pytest.raises(Denied, match="pas commencé"):
        actions.add_decision(workshop=early, text="x", by=early.facilitator)


def test_what_a_delegation_makes_joins_what_the_programme_keeps():
    cohort = make_cohort()
    lead, place = make_lead(cohort), make_participation(cohort)
    workshop = make_workshop(cohort, by=lead, session=make_session(cohort), participation=place)
    output = actions.keep(workshop=workshop, kind="expectations", text="Se parler plus tôt", by=lead)
    assert (output.text, output.participation) == ("Se parler plus tôt", place)
    with pytest.raises(Denied, match="déjà écrit"):
        actions.keep(workshop=workshop, kind="expectations", text="Autre", by=lead)
    actions.keep(workshop=workshop, kind="front-page", text="Le chemin", headline="La vallée respire", by=lead)
    assert Output.objects.get(kind="front-page").headline == "La vallée respire"
    with pytest.raises(Denied, match="quelle séance"):
        actions.keep(workshop=make_workshop(cohort, by=lead), kind="stakes", text="x", by=lead)


def test_common_workshop_gives_each_delegation_what_it_said(sign_in):
    """R333. Nothing that one says is kept for another."""
    cohort = make_cohort()
    lead, here, there = make_lead(cohort), make_participation(cohort), make_participation(cohort)
    workshop = make_workshop(cohort, by=lead, session=make_session(cohort))
    workshop = actions.move(workshop=workshop, name="open", by=lead)
    codes = [cohort.code, workshop.code]
    client = sign_in(lead)
    client.post(reverse("workshops:add-decision", args=codes), {"text": "canari : se parler", "participation": here.code})  # fmt: skip
    client.post(reverse("workshops:add-decision", args=codes), {"text": "Pour la salle"})
    keep = reverse("workshops:keep", args=codes)
    texts = [client.get(f"{keep}?delegation={place.code}").text for place in (here, there)]
    assert ["canari" in text for text in texts] == [True, False]
    sent = {"kind": "expectations", "text": actions.said_together(workshop, here)}
    assert "participation" in client.post(keep, sent).context["form"].errors
    assert client.post(keep, sent | {"participation": here.code}).status_code == 302

    output = Output.objects.get()
    assert (output.participation, output.text) == (here, "canari : se parler")
    assert [(place, list(found)) for place, found in actions.kept_by_place(workshop)] == [(here, [output]), (there, [])]
    members = [make_person(Role.DELEGATION_MEMBER, place.scope) for place in (here, there)]
    assert [Output.objects.visible_to(one).count() for one in members] == [1, 0]
    page = client.get(workshop.get_absolute_url()).text
    assert (page.count("canari"), page.count("?delegation=")) == (2, 2)


def test_delegation_of_another_workshop_is_refused():
    cohort = make_cohort()
    lead, other = make_lead(cohort), make_participation()
    common = opened(cohort=cohort, by=lead, session=make_session(cohort))
    of_one = opened(cohort=cohort, by=lead, participation=make_participation(cohort))
    with pytest.raises(Denied, match="quelle délégation"):
        actions.keep(workshop=common, kind="stakes", text="x", by=lead)
    for workshop in (common, of_one):
        with pytest.raises(Denied, match="pas de cet atelier"):
            actions.add_decision(workshop=workshop, text="x", participation=other, by=lead)
    with pytest.raises(Denied, match="pas de cet atelier"):
        actions.keep(workshop=common, kind="stakes", text="x", participation=other, by=lead)


def test_words_of_peers_are_kept_with_no_session():
    group, _people = running()
    by = group.facilitator
    workshop = make_workshop(group.cohort, by=by, group=group, session=make_session(group.cohort))
    with pytest.raises(Denied, match="groupe de pairs"):
        actions.keep(workshop=workshop, kind="stakes", text="x", participation=make_participation(group.cohort), by=by)


@pytest.mark.parametrize("many", [2, 6])
def test_delegations_to_keep_cost_the_same(sign_in, django_assert_max_num_queries, many):
    cohort = make_cohort()
    lead = make_lead(cohort)
    workshop = opened(cohort=cohort, by=lead, session=make_session(cohort))
    for _number in range(many):
        place = make_participation(cohort)
        actions.add_decision(workshop=workshop, text="x", participation=place, by=lead)
        actions.keep(workshop=workshop, kind="stakes", text="x", participation=place, by=lead)
    client = sign_in(lead)
    with django_assert_max_num_queries(24):
        assert client.get(workshop.get_absolute_url()).status_code == 200


def test_formats_are_copied_shared_taken_back_and_changed_by_their_owner():
    workshop, other = opened(), make_lead(make_cohort())
    by = workshop.facilitator
    write(workshop, guest(workshop), "canari")
    made = actions.save_as_format(workshop=workshop, title="Le nôtre", purpose="Pour recommencer", by=by)
    assert made.steps.count() == 6
    assert "canari" not in "".join(step.question + step.statements for step in made.steps.all())
    assert not Format.objects.visible_to(other).exists()
    actions.move_format(script=made, name="share", by=by)
    assert Format.objects.visible_to(other).get() == made
    with pytest.raises(Denied, match="Reprenez-le"):
        actions.edit_format(script=made, title="x", purpose="y", seen=made.version, by=by)
    with pytest.raises(Denied, match="autre personne"):
        actions.move_format(script=made, name="take-back", by=other)
    copy = actions.copy_format(title="Copie", purpose="Pour nous", minutes=None, script=scripts.told(made), by=other)
    step = actions.add_format_step(script=copy, kind="vote", question="Oui ?", ballot="opinion", statements="Une\nDeux", by=other)  # fmt: skip
    actions.edit_format_step(step=step, kind="collect", question="Quoi ?", seen=1, by=other)
    actions.shift_format_step(step=step, up=True, by=other)
    actions.remove_format_step(step=step, by=other)
    actions.remove_format(script=copy, by=other)
    actions.move_format(script=made, name="take-back", by=by)
    assert not may.keep_formats.allows(make_person())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_format_of_the_house_makes_a_workshop(language):
    cohort = make_cohort()
    lead = make_lead(cohort)
    for one in scripts.of_the_house(language).values():
        workshop = actions.prepare(cohort=cohort, title=one.title, script=one.script, by=lead)
        assert workshop.steps.count() == len(one.script)
        actions.move(workshop=workshop, name="open", by=lead)
    assert len(scripts.of_the_house(language)) == 8


def test_only_who_leads_or_facilitates_groups_prepares():
    cohort = make_cohort()
    facilitator = make_person(Role.PEER_GROUP_FACILITATOR, cohort.scope)
    make_workshop(cohort, by=facilitator)
    for person in (
        make_person(),
        make_lead(make_cohort()),
        make_person(Role.DELEGATION_REFERENT, make_participation(cohort).scope),
    ):
        with pytest.raises(Denied, match="préparé par"):
            make_workshop(cohort, by=person)


def test_similar_cards_are_suggested_and_nothing_else():
    cards = [
        ("a", "Les bus du soir manquent"),
        ("b", "Il manque des bus le soir !"),
        ("c", "Parler aux élus"),
        ("d", ""),
    ]
    assert similar.families(cards) == [["a", "b"]]
    assert similar.families([("a", "Oui"), ("b", "De la, le")]) == []


def test_lists_ask_as_much_whatever_their_length(sign_in, django_assert_max_num_queries):
    workshop = opened()
    client = sign_in(workshop.facilitator)
    places = [
        reverse("workshops:workshops", args=[workshop.cohort.code]), reverse("workshops:mine"), workshop.get_absolute_url(),
        reverse("workshops:console", args=[workshop.cohort.code, workshop.code]),
        reverse("workshops:script", args=[workshop.cohort.code, workshop.code]),
    ]  # fmt: skip

    def asked():
        found = []
        for place in places:
            with django_assert_max_num_queries(60) as queries:
                client.get(place)
            found.append(len(queries))
        return found

    write(workshop, guest(workshop))
    asked()  # the session is read and kept
    before = asked()
    for _more in range(4):
        make_workshop(workshop.cohort, by=workshop.facilitator)
        write(workshop, guest(workshop))
        actions.add_decision(workshop=workshop, text="Encore", by=workshop.facilitator)
    assert asked() == before
