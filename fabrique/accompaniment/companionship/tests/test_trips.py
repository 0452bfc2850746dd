from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.companionship import actions
from fabrique.accompaniment.companionship.enums import TRIP, TripState
from fabrique.accompaniment.companionship.inbox import trips_to_lead
from fabrique.accompaniment.companionship.models import Rebound, Share, Shelf, Trip, Visit
from fabrique.accompaniment.companionship.tests.conftest import make_travellers, make_trip, member
from fabrique.core.inbox import acts_of
from fabrique.core.permissions import Denied
from fabrique.ground.agenda.models import Event
from fabrique.ground.messages.models import Notice
from fabrique.ground.people.enums import Role
from tests.world import journal, make_cohort, make_lead, make_participation, make_person, make_referent, make_session

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.now() + timedelta(days=days)


def propose(place, by, **fields):
    values = {"theme": "Une filature", "summary": "Voir", "places": 4} | fields
    return actions.propose_trip(participation=place, by=by, **values)


def test_trip_goes_from_a_door_that_opens_to_what_one_tries_at_home(former, running, lead, referent):
    visitor = make_referent(running)
    elected, agent = make_travellers(running)
    trip = propose(former, referent)
    assert [act.title for act in acts_of(lead, [trips_to_lead])] == ["Une filature"]
    actions.open_trip(trip=trip, starts_at=in_days(30), days=2, place="La gare", by=lead)
    actions.join_trip(trip=trip, participation=running, elected=elected, agent=agent, by=visitor)
    trip = actions.move_trip(trip=trip, name="confirm", by=lead)
    Event.objects.update(starts_at=in_days(-3), ends_at=in_days(-2))
    trip = actions.move_trip(trip=Trip.objects.get(), name="hold", by=lead)
    actions.tell_trip(
        trip=trip, seen_there="Des bénévoles", tried_at_home="Un soir ouvert", seen=trip.version, by=visitor
    )
    actions.show_trip(trip=trip, shown=True, by=referent)

    event = Event.objects.get()
    assert (trip.state, trip.shown_by, event.state, event.scope) == (
        TripState.TOLD,
        referent,
        "held",
        former.cohort.scope,
    )
    assert journal(trip) == [
        "trip-proposed",
        "trip-moved",
        "trip-joined",
        "trip-moved",
        "trip-moved",
        "trip-told",
        "trip-shown",
    ]
    assert Notice.objects.filter(person=referent).count() == 1
    assert acts_of(lead, [trips_to_lead]) == []


def test_sent_twice_a_proposal_is_one(former, referent):
    assert propose(former, referent) == propose(former, referent)


def test_trip_is_proposed_and_opened_by_those_who_hold_it(former, running, referent, lead):
    with pytest.raises(Denied, match="proposé par"):
        propose(former, make_referent(running))
    trip = make_trip(former)
    with pytest.raises(Denied, match="animé par"):
        actions.open_trip(trip=trip, starts_at=in_days(3), days=1, place="Ici", by=referent)
    with pytest.raises(Denied, match="Ce jour est passé"):
        actions.open_trip(trip=trip, starts_at=in_days(-3), days=1, place="Ici", by=lead)
    with pytest.raises(Denied, match="a quitté la cohorte"):
        propose(make_participation(former.cohort, left_on="2026-01-01", leaving_reason="x"), lead)


@pytest.mark.parametrize("name", TRIP.moves)
def test_trip_makes_the_moves_of_the_table_and_no_other(former, running, lead, name):
    elected, _agent = make_travellers(running)
    act = {
        "open": lambda trip: actions.open_trip(trip=trip, starts_at=in_days(9), days=1, place="Ici", by=lead),
        "tell": lambda trip: actions.tell_trip(trip=trip, seen_there="a", tried_at_home="b", seen=trip.version, by=lead),
    }.get(name, lambda trip: actions.move_trip(trip=trip, name=name, reason="Neige", by=lead))  # fmt: skip
    for state in TripState:
        trip = make_trip(former, state)
        Visit.objects.create(trip=trip, participation=running, elected=elected, odd_because="x", registered_by=lead)
        if trip.event:
            Event.objects.filter(pk=trip.event.pk).update(starts_at=in_days(-9), ends_at=in_days(-8))
            trip = Trip.objects.get(pk=trip.pk)
        if state in TRIP.moves[name].sources:
            assert act(trip).state == TRIP.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                act(trip)


def test_trip_waits_for_its_day_for_somebody_and_for_a_reason(former, lead):
    trip = make_trip(former, "open")

    for name, why in (("hold", "pas encore eu lieu"), ("confirm", "Aucune délégation"), ("cancel", "Dites pourquoi"), ("x", "n’existe pas")):  # fmt: skip
        with pytest.raises(Denied, match=why):
            actions.move_trip(trip=trip, name=name, by=lead)


def test_one_travels_in_pairs_or_says_why_and_within_the_places(former, running):
    visitor = make_referent(running)
    (elected, agent), trip = make_travellers(running), make_trip(former, "open", places=2)
    strangers = make_travellers(make_participation())
    join = {"trip": trip, "participation": running, "by": visitor}
    for facts, why in (
        ({}, "Dites qui vient"),
        ({"elected": elected}, "On voyage à deux"),
        ({"elected": strangers[0], "agent": agent}, "pas de votre délégation"),
    ):
        with pytest.raises(Denied, match=why):
            actions.join_trip(**join, **facts)
    visit = actions.join_trip(**join, elected=elected, odd_because="Sa collègue est malade")
    with pytest.raises(Denied, match="déjà inscrite"):
        actions.join_trip(**join, elected=elected, agent=agent)
    more = make_travellers(running)
    with pytest.raises(Denied, match="assez de places"):
        actions.join_trip(**join, elected=more[0], agent=more[1])
    actions.end_visit(visit=visit, by=visitor)

    assert actions.join_trip(**join, elected=more[0], agent=more[1]).people == 2
    with pytest.raises(Denied, match="personnes sont déjà inscrites"):
        actions.edit_trip(trip=trip, theme="x", summary="y", places=1, period="", seen=1, by=make_referent(former))


def test_door_of_a_trip_is_held_by_its_rules(former, running, referent):
    trip = make_trip(former)
    visitor = make_referent(running)
    with pytest.raises(Denied, match="ne sont pas ouvertes"):
        actions.join_trip(trip=trip, participation=running, by=visitor)
    with pytest.raises(Denied, match="Vous accueillez"):
        actions.join_trip(trip=trip, participation=former, by=referent)
    with pytest.raises(Denied, match="tiennent un rôle"):
        actions.join_trip(trip=trip, participation=running, by=referent)
    with pytest.raises(Denied, match="animé par"):
        actions.add_share(trip=trip, payer="x", what="", cents=100, by=visitor)
    with pytest.raises(Denied, match="Écrivez d’abord"):
        actions.show_trip(trip=trip, shown=True, by=referent)
    done = make_trip(former, "done")
    visit = Visit.objects.create(trip=done, participation=running, elected=make_travellers(running)[0], odd_because="x", registered_by=visitor)  # fmt: skip
    with pytest.raises(Denied, match="a eu lieu"):
        actions.end_visit(visit=visit, by=visitor)
    told = make_trip(former, "told", shown_at=timezone.now(), shown_by=referent)
    with pytest.raises(Denied, match="est publique"):
        actions.tell_trip(trip=told, seen_there="a", tried_at_home="b", seen=1, by=referent)
    with pytest.raises(Denied, match="donne son accord"):
        actions.show_trip(trip=told, shown=False, by=visitor)


def test_cost_is_shared_in_cents(former, referent):
    trip = make_trip(former)
    share = actions.add_share(trip=trip, payer="La commune", what="Le car", cents=12_050, by=referent)
    with pytest.raises(Denied, match="déjà inscrite"):
        actions.add_share(trip=trip, payer="La commune", what="Le car", cents=1, by=referent)
    assert str(share.euros) == "120.5"
    actions.remove_share(share=share, by=referent)
    assert Share.objects.count() == 0
    for number in range(20):
        actions.add_share(trip=trip, payer=f"P{number}", what="", cents=1, by=referent)
    with pytest.raises(Denied, match="regroupez"):
        actions.add_share(trip=trip, payer="De trop", what="", cents=1, by=referent)


def test_cancelled_trip_tells_those_who_came_and_frees_its_date(former, running, lead):
    visitor, trip = make_referent(running), make_trip(former, "open")
    actions.join_trip(
        trip=trip, participation=running, elected=make_travellers(running)[0], odd_because="x", by=visitor
    )
    actions.move_trip(trip=trip, name="cancel", reason="Neige", by=lead)

    assert Event.objects.get().state == "cancelled"
    assert Notice.objects.get(person=visitor).text == "Neige"


def test_names_of_visitors_and_the_note_stay_between_those_who_travel(client, sign_in, former, running, referent):
    trip = make_trip(former, "told")
    elected, agent = make_travellers(running)
    Visit.objects.create(trip=trip, participation=running, elected=elected, agent=agent, registered_by=referent)
    Share.objects.create(trip=trip, payer="canari", cents=100)
    address, other = trip.get_absolute_url(), make_referent(make_participation())

    assert (client.get(address).status_code, sign_in(other).get(address).status_code) == (404, 404)
    assert "canari" in sign_in(member(former)).get(address).text
    in_cohort = sign_in(member(make_participation(running.cohort))).get(address).text
    assert ("canari" in in_cohort, "Canari" in in_cohort) == (True, False)
    Trip.objects.update(shown_at=timezone.now(), shown_by=referent)
    client.logout()
    public = client.get(address).text
    assert ("canari" in public, "Canari" in public, "En tout" in public) == (True, False, False)
    for reader in (make_referent(running), referent, make_lead(former.cohort)):
        assert "Canari Élue" in sign_in(reader).get(address).text


def test_trip_is_lived_on_screen(sign_in, former, running, referent, lead):
    visitor, (elected, agent) = make_referent(running), make_travellers(running)
    address = reverse("companionship:propose-trip", args=[former.cohort.code, former.code])
    sign_in(referent).post(
        address, {"theme": "Une filature", "summary": "Voir", "places": "6", "period": "Au printemps"}
    )
    trip = Trip.objects.get()
    view = {name: reverse(f"companionship:{name}", args=[trip.code]) for name in (
        "trip", "edit-trip", "open-trip", "move-trip", "cancel-trip", "add-share", "tell-trip", "show-trip")}  # fmt: skip
    edited = {"version": 1, "theme": "La filature", "summary": "Voir", "places": "6", "period": ""}
    assert sign_in(referent).post(view["edit-trip"], edited).status_code == 302
    sign_in(referent).post(view["add-share"], {"payer": "La commune", "what": "Le car", "amount": "120.50"})
    when = in_days(30).strftime("%Y-%m-%dT09:00")
    assert (
        sign_in(lead).post(view["open-trip"], {"starts_at": when, "days": "1", "place": "La gare"}).status_code == 302
    )
    come = reverse("companionship:join-trip", args=[trip.code, running.code])
    assert "Y aller pour" in sign_in(visitor).get(view["trip"]).text
    sign_in(visitor).post(come, {"elected": elected.code, "agent": agent.code})
    sign_in(lead).post(view["move-trip"], {"move": "confirm"})
    page = sign_in(lead).get(view["trip"])
    assert (page.context["guests"], page.context["cost"], "120,5" in page.text) == (2, Share.objects.get().euros, True)
    sign_in(referent).post(reverse("companionship:remove-share", args=[trip.code, Share.objects.get().code]))
    Event.objects.update(starts_at=in_days(-3), ends_at=in_days(-2))
    sign_in(lead).post(view["move-trip"], {"move": "hold"})
    trip.refresh_from_db()
    note = {"version": trip.version, "seen_there": "Des bénévoles", "tried_at_home": "Un soir ouvert"}
    assert sign_in(visitor).post(view["tell-trip"], note).status_code == 302
    sign_in(referent).post(view["show-trip"], {"shown": "yes"})

    showcase = sign_in(make_person()).get(reverse("companionship:showcase")).text
    assert "Des bénévoles" in showcase
    assert "Rendez-vous" not in showcase


def test_places_are_given_back_and_a_trip_cancelled_on_screen(sign_in, former, running, referent, lead):
    trip = make_trip(former, "open")
    visit = Visit.objects.create(trip=trip, participation=running, elected=make_travellers(running)[0], odd_because="x", registered_by=referent)  # fmt: skip
    sign_in(referent).post(reverse("companionship:end-visit", args=[trip.code, visit.code]))
    sign_in(lead).post(reverse("companionship:cancel-trip", args=[trip.code]), {"reason": "Neige"})

    trip.refresh_from_db()
    assert (Visit.objects.count(), trip.state) == (0, "cancelled")


def test_queries_of_a_trip_do_not_grow(sign_in, former, running, referent, django_assert_max_num_queries):
    client, trip = sign_in(make_lead(former.cohort)), make_trip(former, "open", places=40)

    def one_more(place):
        elected, agent = make_travellers(place)
        Visit.objects.create(trip=trip, participation=place, elected=elected, agent=agent, registered_by=referent)
        Share.objects.create(trip=trip, payer=f"{place}", cents=1)

    one_more(running)
    client.get(trip.get_absolute_url())
    with django_assert_max_num_queries(40) as first:
        client.get(trip.get_absolute_url())
    for _number in range(4):
        one_more(make_participation(running.cohort))

    with django_assert_max_num_queries(len(first)):
        client.get(trip.get_absolute_url())


def test_rebound_is_a_date_of_the_agenda_once_a_year(former, lead, running):
    start = timezone.now().replace(month=6, day=12) + timedelta(days=365)
    rebound = actions.set_rebound(cohort=former.cohort, title="Se retrouver", starts_at=start, by=lead)
    with pytest.raises(Denied, match="est déjà posé"):
        actions.set_rebound(cohort=former.cohort, title="Encore", starts_at=start, by=lead)
    with pytest.raises(Denied, match="animé par"):
        actions.set_rebound(cohort=running.cohort, title="Ailleurs", starts_at=start, by=lead)

    assert (rebound.event.scope, rebound.event.openness, rebound.year) == (former.cohort.scope, "circle", start.year)
    assert journal(former.cohort) == ["rebound-set"]


def test_rebound_is_set_on_screen_and_seen_by_the_companion(sign_in, companion, former, lead, referent):
    when = in_days(60).strftime("%Y-%m-%dT10:00")
    said = {"title": "Se retrouver", "starts_at": when, "mode": "in-person", "place": "Le port"}
    assert sign_in(lead).post(reverse("companionship:set-rebound", args=[former.cohort.code]), said).status_code == 302

    assert "Se retrouver" in sign_in(referent).get(companion.get_absolute_url()).text
    event = Rebound.objects.get().event
    assert "temps de rebond" in sign_in(referent).get(event.get_absolute_url()).text


def test_kits_are_opened_to_active_companions_and_a_closed_session_stays_closed(sign_in, companion, running, referent):
    lead, cohort = make_lead(running.cohort), running.cohort
    make_session(cohort, state="documented", title="Mallette ouverte")
    make_session(cohort, state="documented", title="canari", openness="closed")
    kits, shelf = reverse("companionship:kits"), reverse("companionship:open-shelf", args=[cohort.code])
    sign_in(lead).post(shelf, {"word": "Servez-vous"})

    page = sign_in(referent).get(kits).text
    assert ("Mallette ouverte" in page, "canari" in page) == (True, False)
    assert "canari" in sign_in(lead).get(kits).text
    assert sign_in(make_referent(running)).get(kits).status_code == 403
    companion.state, companion.pause_reason = "resting", "x"
    companion.save()
    assert sign_in(referent).get(kits).status_code == 403
    sign_in(lead).post(reverse("companionship:close-shelf", args=[cohort.code]))
    assert Shelf.objects.count() == 0


def test_queries_of_the_kits_do_not_grow(sign_in, django_assert_max_num_queries):
    client = sign_in(make_person(Role.ASSOCIATION_EMPLOYEE))

    def one_more():
        cohort = make_cohort()
        make_session(cohort, state="documented")
        make_session(cohort, state="documented")
        Shelf.objects.create(cohort=cohort, opened_by=make_person())

    one_more()
    client.get(reverse("companionship:kits"))
    with django_assert_max_num_queries(30) as first:
        client.get(reverse("companionship:kits"))
    for _number in range(3):
        one_more()

    with django_assert_max_num_queries(len(first)):
        client.get(reverse("companionship:kits"))
