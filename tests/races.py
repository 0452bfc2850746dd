"""Two tabs, two people, in the same second: bodies run inside a real instance of each engine (see `test_races.py`)."""

import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import connections
from django.utils import timezone

from fabrique.accompaniment.agora import actions as agoras
from fabrique.accompaniment.agora.models import AgoraItem, Resolution
from fabrique.accompaniment.agora.tests.room import claim, make_agora, proposed, speaker
from fabrique.accompaniment.circles import actions as circles
from fabrique.accompaniment.circles.forms import InviteForm
from fabrique.accompaniment.circles.models import Circle, Draw
from fabrique.accompaniment.circles.tests.test_draws import prepare
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.companionship import actions as companions
from fabrique.accompaniment.companionship.models import Trip
from fabrique.accompaniment.diagnostics import notices
from fabrique.accompaniment.diagnostics.actions import answering, framing, inviting, panel
from fabrique.accompaniment.diagnostics.models import Contact
from fabrique.accompaniment.pairs import actions as pairs
from fabrique.accompaniment.pairs.models import Pair
from fabrique.accompaniment.peers.tests.among import category
from fabrique.accompaniment.programme import actions as programme
from fabrique.accompaniment.programme.models import Minutes
from fabrique.accompaniment.workshops import actions as workshops
from fabrique.accompaniment.workshops.models import Card
from fabrique.accompaniment.workshops.tests.room import at_step, guest, opened, step_of, write
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import Role
from fabrique.ground.referentials.enums import ReferentialKey
from fabrique.roof.reports import actions as reports
from fabrique.roof.reports.models import Chapter, Edition
from fabrique.roof.reports.tests.given import chapter_of, make_report
from tests.world import (  # fmt: skip
    make_diagnostic,
    make_event,
    make_item,
    make_lead,
    make_member,
    make_participation,
    make_person,
    make_referent,
    make_registration,
    make_seat,
    make_session,
)

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def together(*acts: Callable) -> dict:
    """All start at once. How many were done, how many refused with a sentence; anything else is a fault."""
    start, told = threading.Barrier(len(acts)), []

    def run(act: Callable) -> None:
        start.wait()
        try:
            told.append("done" if act() is not None else "refused")
        except (Denied, Conflict):
            told.append("refused")
        except Exception as fault:  # noqa: BLE001  what it is does not matter: nobody may meet one
            told.append(type(fault).__name__)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {name: told.count(name) for name in sorted(set(told))}


def two_of_a_delegation():
    place = make_participation()
    return place, make_referent(place), make_person(Role.DELEGATION_MEMBER, place.scope)


def pair_proposed_by_both() -> dict:
    place, one, other = two_of_a_delegation()
    found = together(*[
        lambda by=by, to=to: pairs.propose(participation=place, other=to, hat="elected", by=by)
        for by, to in ((one, other), (other, one))
    ])  # fmt: skip
    return found | {"kept": Pair.objects.live().filter(participation=place).count()}


def pair_accepted_and_declined() -> dict:
    place, one, other = two_of_a_delegation()
    pair = pairs.propose(participation=place, other=other, hat="elected", by=one)
    return together(*[
        lambda name=name: pairs.answer(pair=Pair.objects.get(pk=pair.pk), name=name, by=other)
        for name in ("accept", "decline", "accept")
    ])  # fmt: skip


def guest_invited_twice() -> dict:
    place, referent, _other = two_of_a_delegation()
    circle = circles.add_circle(
        participation=place, name="V", kind="partners", purpose="P", ends_on=TODAY + DAY, by=referent
    )

    def invite():
        form = InviteForm({"name": "Ida", "email": "ida@example.invalid", "language": "fr"})
        return form.send(circles.invite, circle=Circle.objects.get(pk=circle.pk), by=referent)

    return together(*[invite] * 4) | {"kept": circle.guests.count()}


def list_frozen_and_changed() -> dict:
    """The print is that of the list that is kept, whoever came first."""
    place, referent, _other = two_of_a_delegation()
    draw = prepare(place, referent)

    def fresh():
        return Draw.objects.get(pk=draw.pk)

    line = "De trop;;18-39;femme;actifs"
    together(
        lambda: circles.freeze(draw=fresh(), seed_source="x", by=referent),
        lambda: circles.add_candidates(draw=fresh(), table=line, agreed_on=TODAY, by=referent),
        lambda: circles.freeze(draw=fresh(), seed_source="y", by=referent),
    )
    circles.publish_seed(draw=fresh(), seed="1", by=referent)
    found = together(*[lambda: circles.draw_people(draw=fresh(), by=referent)] * 3)
    return found | {"kept": fresh().candidates.filter(state="drawn").count()}


def last_places_of_a_trip() -> dict:
    host, guests = make_participation(), [make_participation() for _n in range(3)]
    trip = Trip.objects.create(host=host, theme="T", summary="S", places=4, state="open",
                               event=make_event(host.cohort.scope), proposed_by=make_lead(host.cohort))  # fmt: skip
    acts = []
    for place in guests:
        by, elected, agent = make_referent(place), make_seat(place), make_seat(place, "agent")
        acts += [lambda place=place, by=by, e=elected, a=agent: companions.join_trip(
            trip=Trip.objects.get(pk=trip.pk), participation=place, elected=e, agent=a, by=by)]  # fmt: skip
    return together(*acts) | {"kept": trip.visits.count()}


def minutes_proposed_twice_and_read_again() -> dict:
    place, _referent, member = two_of_a_delegation()
    lead, event = make_lead(place.cohort), make_event(place.cohort.scope, ago=2 * DAY)
    make_registration(event, member, state="present")
    session = make_session(place.cohort, state="held", event=event, date=TODAY - DAY)
    minutes = programme.write_minutes(session=session, text="Ce que l’on garde.", by=lead)

    def fresh():
        return Minutes.objects.get(pk=minutes.pk)

    found = together(*[lambda: programme.propose_minutes(minutes=fresh(), until=TODAY, by=lead)] * 3)
    together(
        lambda: programme.ask_change(minutes=fresh(), text="Pas ce mot", by=member),
        lambda: programme.publish_minutes(minutes=fresh(), by=lead),
    )
    return found | {"kept": minutes.remarks.count(), "state": fresh().state}


def interview_time_taken_by_four() -> dict:
    diagnostic = make_diagnostic()
    by, category = make_member(diagnostic), make_item(ReferentialKey.CATEGORIES)
    for n in range(4):
        panel.propose(diagnostic=diagnostic, category=category, name=f"N{n}", email=f"n{n}@example.invalid", by=by)
    inviting.invite(diagnostic=diagnostic, by=by)
    Contact.objects.update(consent=notices.IN_FORCE, consented_at=timezone.now())
    slot = inviting.offer_slots(diagnostic=diagnostic, first=timezone.now() + DAY, by=by)[0]
    found = together(*[
        lambda contact=contact: answering.book(contact=contact, slot=slot) for contact in diagnostic.contacts.all()
    ])  # fmt: skip
    return found | {"kept": diagnostic.contacts.filter(state="booked").count()}


def diagnostic_opened_twice() -> dict:
    place, _referent, _member = two_of_a_delegation()
    lead = make_lead(place.cohort)
    found = together(*[lambda: framing.open_diagnostic(participation=place, by=lead)] * 3)
    return found | {"kept": place.diagnostics.count()}


def report_ready():
    place = make_participation()
    make_report(place.cohort)
    return place, chapter_of(place), make_lead(place.cohort)


def report_text_written_by_two() -> dict:
    _place, chapter, lead = report_ready()
    texts = [chapter.parts.get(key="before") for _number in range(2)]
    found = together(*[
        lambda part=part, number=number: reports.write_part(part=part, text=f"Texte {number}", seen=1, by=lead)
        for number, part in enumerate(texts)
    ])  # fmt: skip
    return found | {"kept": texts[0].revisions.count()}


def chapter_validated_from_two_tabs() -> dict:
    place, chapter, _lead = report_ready()
    referent = make_referent(place)
    tabs = [Chapter.objects.get(pk=chapter.pk) for _number in range(2)]
    found = together(*[
        lambda one=one: reports.answer_chapter(chapter=one, answer="accept", seen=chapter.fingerprint, by=referent)
        for one in tabs
    ])  # fmt: skip
    return found | {"kept": chapter.decisions.count()}


def edition_asked_by_three() -> dict:
    place, _chapter, lead = report_ready()
    chapter_of(place, "validated")
    found = together(*[
        lambda: reports.ask_edition(cohort=Cohort.objects.get(pk=place.cohort.pk), what_changed="Première", by=lead)
        for _number in range(3)
    ])  # fmt: skip
    return found | {"kept": Edition.objects.filter(cohort=place.cohort).count()}


def card_sent_three_times() -> dict:
    """By a phone whose answers were lost."""
    workshop = opened()
    author = guest(workshop)
    step = step_of(workshop, 1)
    send = [lambda: workshops.write_card(step=step, text="Mes mots", once="une-fois", by=author)] * 3
    return together(*send) | {"kept": author.cards.count()}


def card_taken_back_while_it_is_grouped_and_voted_on() -> dict:
    """Whoever comes first: no word of it is left, nor any vote."""
    workshop = opened()
    author, voters = guest(workshop), [guest(workshop) for _number in range(3)]
    card = write(workshop, author)
    at_step(workshop, 4)
    asked = step_of(workshop, 4)

    def fresh():
        return Card.objects.get(pk=card.pk)

    by = workshop.facilitator
    found = together(
        *[lambda voter=voter: workshops.place_dots(step=asked, card=fresh(), count=1, by=voter) for voter in voters],
        lambda: workshops.make_cluster(step=step_of(workshop, 1), title="Ensemble", cards=[fresh()], by=by),
        lambda: workshops.put_aside(card=fresh(), reason="On y lit un nom", by=by),
        lambda: workshops.take_back(card=fresh(), by=author) or True,
    )
    left = fresh()
    faults = sorted(found.keys() - {"done", "refused"})
    return {"faults": faults, "state": left.state, "words": left.text + left.reason, "grouped": left.cluster_id, "dots": left.dots.count()}  # fmt: skip


def demand_answered_by_two() -> dict:
    agora = make_agora()
    item = claim(agora)
    write_it = [
        lambda by=by: agoras.answer(item=AgoraItem.objects.get(pk=item.pk), category=category("state"), says="accept", by=by)
        for by in (speaker(agora, "state"), speaker(agora, "state"))
    ]  # fmt: skip
    return together(*write_it) | {"kept": item.answers.count()}


def resolution_adopted_while_it_changes() -> dict:
    """One of the two, and never adopted by all with somebody who disagrees."""
    agora = make_agora()
    lead, state = make_lead(agora.cohort), speaker(agora, "state")
    made = proposed(agora, by=lead)
    made = agoras.move_resolution(resolution=made, name="debate", by=lead, seen=made.version)

    def fresh():
        return Resolution.objects.get(pk=made.pk)

    facts = {"title": "Autre chose", "scale": "region", "categories": [category("state")]}
    found = together(
        lambda: agoras.move_resolution(resolution=fresh(), name="adopt", by=lead, seen=made.version),
        lambda: agoras.edit_resolution(resolution=fresh(), seen=made.version, by=lead, **facts),
        lambda: agoras.dissent(resolution=fresh(), category=category("state"), words="Pas sans nous", by=state),
    )
    left = fresh()
    adopted = left.state == "adopted"
    return {
        "faults": sorted(found.keys() - {"done", "refused"}), "rewritten and adopted": adopted and left.title != made.title,
        "adopted against somebody": adopted and left.dissents.exists(),
    }  # fmt: skip


def all_of_them() -> dict:
    return {race.__name__: race() for race in (
        pair_proposed_by_both, pair_accepted_and_declined, guest_invited_twice, list_frozen_and_changed,
        last_places_of_a_trip, minutes_proposed_twice_and_read_again, interview_time_taken_by_four, diagnostic_opened_twice,
        report_text_written_by_two, chapter_validated_from_two_tabs, edition_asked_by_three, card_sent_three_times,
        card_taken_back_while_it_is_grouped_and_voted_on, demand_answered_by_two, resolution_adopted_while_it_changes,
    )}  # fmt: skip
