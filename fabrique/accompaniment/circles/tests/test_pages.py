"""The pages as people meet them, and queries that do not grow."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.circles import actions, guests
from fabrique.accompaniment.circles.diversity import Share, days, half_years, sentence, series_of
from fabrique.accompaniment.circles.models import Candidate, Circle, Draw, Guest, Opened, Readiness
from fabrique.accompaniment.circles.tests.test_draws import BANDS, LIST, announced, drawn, prepare
from fabrique.accompaniment.workspace.models import Consultation
from fabrique.ground.people.enums import Role
from tests.world import (
    make_event,
    make_lead,
    make_participation,
    make_person,
    make_referent,
    make_registration,
    make_session,
)  # fmt: skip

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def place():
    return make_participation()


@pytest.fixture
def referent(place):
    return make_referent(place)


def plain(page):
    return re.sub(r"[\u00a0\u202f]", " ", page)


def at(name, place, *more):
    return reverse(f"circles:{name}", args=[place.cohort.code, place.code, *more])


def later(days_ahead=30):
    return (TODAY + days_ahead * DAY).isoformat()


def test_circle_is_opened_filled_and_closed_on_screen(sign_in, place, referent):
    client = sign_in(referent)
    session = make_session(place.cohort, state="documented", title="Lire un plan")
    client.post(at("readiness", place), {"ticked": ["time"], "choice": "open", "version": 0})
    client.post(at("home", place), {"name": "Voisins", "kind": "inhabitants", "purpose": "Relire", "ends_on": later()})
    circle = Circle.objects.get()
    client.post(
        at("edit-circle", place, circle.code),
        {"name": "Riverains", "kind": "inhabitants", "purpose": "Relire", "ends_on": later(), "version": 1},
    )
    client.post(at("open-item", place, circle.code), {"kind": "kit", "session": session.code})
    client.post(at("invite", place, circle.code), {"name": "Ida", "email": "ida@example.invalid", "language": "fr"})
    guest, item = Guest.objects.get(), Opened.objects.get()

    page = client.get(at("circle", place, circle.code)).text
    assert all(words in page for words in ("Riverains", "Lire un plan", "ida@example.invalid"))
    assert "Riverains" in client.get(at("home", place)).text
    client.post(at("withdraw", place, circle.code, guest.code))
    client.post(at("close-item", place, circle.code, item.code))
    assert (Guest.objects.standing().count(), Opened.objects.count(), Readiness.objects.get().choice) == (0, 0, "open")


def test_draw_is_held_on_screen(sign_in, client, place, referent):
    client = sign_in(referent)
    client.post(at("draws", place), announced(erase_on=later(60)))
    code = Draw.objects.get().code
    client.post(at("edit-draw", place, code), announced(erase_on=later(60), seats=12, version=1))
    client.post(at("edit-draw", place, code), announced(erase_on=later(60), version=2))
    client.post(
        at("bands", place, code), {"table": BANDS, "statistics": "Institut", "statistics_on": TODAY.isoformat()}
    )
    people = {"table": LIST, "agreed_on": TODAY.isoformat()}
    assert "30 personnes ajoutées." in client.post(at("candidates", place, code), people, follow=True).text
    assert "déjà là" in client.post(at("candidates", place, code), people, follow=True).text
    extra = {"table": "De trop;;18-39;femme;actifs", "agreed_on": TODAY.isoformat()}
    client.post(at("candidates", place, code), extra)
    client.post(at("remove-candidate", place, code, Candidate.objects.get(name="De trop").code))
    client.post(at("freeze", place, code), {"seed_source": "Samedi"})
    assert client.get(at("sheet", place, code)).text.startswith("fabrique-tirage-1;10;0")
    client.post(at("seed", place, code), {"seed": "42"})
    client.post(at("move-draw", place, code), {"move": "draw"})
    held = Candidate.objects.filter(state="drawn").order_by("seat").first()
    client.post(at("replace", place, code, held.code), {"because": "Ne peut pas venir"})
    assert "Ne peut pas venir" in client.get(at("candidates", place, code)).text
    client.post(at("move-draw", place, code), {"move": "publish"})

    draw = Draw.objects.get()
    assert (draw.state, draw.candidates.count()) == ("published", 30)
    client.logout()
    page = client.get(draw.get_absolute_url()).text
    assert draw.sheet_print in page
    assert "chaque quota est tenu" in page
    assert "Personne 0" not in page
    assert draw.title in client.get(place.get_absolute_url()).text


def test_composition_and_minutes_are_the_delegations_until_published(sign_in, client, place, referent):
    draw = drawn(place, referent)
    minutes = at("minutes", place, draw.code, "html")
    assert "Sièges pourvus" not in client.get(draw.get_absolute_url()).text
    assert client.get(minutes).status_code == 404

    member = sign_in(make_person(Role.DELEGATION_MEMBER, place.scope))
    assert "Sièges pourvus" in member.get(draw.get_absolute_url()).text
    assert member.get(minutes).status_code == 200
    assert member.get(at("minutes", place, draw.code, "exe")).status_code == 404
    member.logout()
    actions.move_draw(draw=draw, name="publish", by=referent)

    assert "Sièges pourvus" in client.get(draw.get_absolute_url()).text
    answer = client.get(minutes)
    assert draw.sheet_print in answer.text
    assert draw.seed in answer.text
    assert "Personne 0" not in answer.text


@pytest.mark.parametrize("name", ["pdf", "docx", "odt"])
def test_minutes_are_drawn_in_every_format(client, place, referent, name):
    draw = actions.move_draw(draw=drawn(place, referent), name="publish", by=referent)

    assert client.get(at("minutes", place, draw.code, name)).status_code == 200


def test_opposition_is_shown_to_whoever_organises_only(sign_in, client, place, referent):
    draw = prepare(place, referent, table="\n".join(f"{line};oui" for line in LIST.splitlines()), opposed_seats=3)
    draw = actions.freeze(draw=Draw.objects.get(), seed_source="x", by=referent)
    draw = actions.draw_people(draw=actions.publish_seed(draw=draw, seed="1", by=referent), by=referent)
    actions.move_draw(draw=draw, name="publish", by=referent)

    assert "se déclare opposée" in sign_in(referent).get(at("candidates", place, draw.code)).text
    for person in (make_person(Role.DELEGATION_MEMBER, place.scope), make_lead(place.cohort)):
        visit = sign_in(person)
        assert visit.get(at("candidates", place, draw.code)).status_code == 403
        assert visit.get(at("sheet", place, draw.code)).status_code == 403
        assert "oppos" not in visit.get(draw.get_absolute_url()).text
        assert "oppos" not in visit.get(at("minutes", place, draw.code, "html")).text


@pytest.mark.parametrize("name", ["home", "draws", "diversity"])
def test_room_is_the_delegations_space(sign_in, place, referent, name):
    assert sign_in(referent).get(at(name, place)).status_code == 200
    assert sign_in(make_lead(place.cohort)).get(at(name, place)).status_code == 200
    assert sign_in(make_person(Role.FUNDER_CONTACT, place.cohort.scope)).get(at(name, place)).status_code == 403
    assert sign_in(make_person()).post(at(name, place)).status_code in (403, 405)


def test_reader_who_posts_is_refused(sign_in, place):
    client = sign_in(make_lead(place.cohort))

    assert (
        client.post(at("home", place), {"name": "X", "kind": "other", "purpose": "X", "ends_on": later()}).status_code
        == 403
    )
    assert client.post(at("draws", place), announced(erase_on=later())).status_code == 403


def consult(place, came, newcomers, on=TODAY, title="", **publics):
    kept = Consultation.objects.create(
        participation=place, held_on=on, title=title or f"C {came} {on}", came=came, newcomers=newcomers
    )
    for label, number in publics.items():
        kept.publics.create(label=label, count=number)
    return kept


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (None, 20, None),
        (4, 20, None),
        (16, 20, None),
        (3, 4, None),
        (5, 20, 25),
        (0, 20, 0),
        (20, 20, 100),
        (15, 20, 75),
    ],
)
def test_small_numbers_are_hidden_on_both_sides(part, whole, percent):
    share = Share("x", part, whole)

    assert share.percent == percent
    assert percent is not None or str(part) not in share.told


def test_shares_follow_time_and_the_sentence_comes_first(sign_in, place, referent):
    consult(place, 40, 10, TODAY - 90 * DAY, jeunes=8)
    consult(place, 20, 10, TODAY, jeunes=2, artisans=7)
    client = sign_in(referent)

    page = plain(client.get(at("diversity", place)).text)

    assert "Le cercle s’ouvre : 50 % de personnes nouvelles la dernière fois, 25 % la première." in page
    assert "8 sur 40, 20 %" in page
    assert "2 sur 20" not in page
    series = series_of(days(place.consultations.prefetch_related("publics")))
    assert [one.title for one in series[1:]] == ["artisans", "jeunes"]


@pytest.mark.parametrize(("counts", "words"), [
    ([], "Rien n’est encore"), ([(6, 3)], "cinq personnes"), ([(20, 10)], "autre date"), ([(20, 10), (40, 20)], "n’a pas bougé"),
    ([(20, 10), (40, 10)], "De moins en moins"), ([(20, None)], "cinq personnes"),
])  # fmt: skip
def test_sentence_says_only_what_the_figures_hold(place, counts, words):
    for number, (came, newcomers) in enumerate(counts):
        consult(place, came, newcomers, TODAY - (90 - number) * DAY)

    assert words in sentence(series_of(days(place.consultations.prefetch_related("publics"))))


def test_attendance_counts_first_times_and_names_nobody(sign_in, place, referent):
    regulars = [make_person() for _n in range(6)]
    for number, people in enumerate([regulars, regulars + [make_person() for _n in range(6)]]):
        event = make_event(place.scope, ago=timedelta(days=20 - number))
        for person in people:
            make_registration(event, person, state="present")
        make_registration(event, state="absent")

    page = plain(sign_in(referent).get(at("diversity", place)).text)

    assert "6 sur 6, 100 %" in page
    assert "6 sur 12, 50 %" in page
    assert regulars[0].name not in page


def test_cohort_is_seen_whole_and_no_territory_is_named(sign_in, place):
    other = make_participation(place.cohort)
    consult(place, 30, 10, TODAY, "Place du marché")
    consult(other, 30, 20, TODAY, "La rivière")
    client, address = sign_in(make_lead(place.cohort)), reverse("circles:cohort-diversity", args=[place.cohort.code])

    page = plain(client.get(address).text)

    assert "30 sur 60, 50 %" in page
    assert "Place du marché" not in page
    assert other.territory.name not in page
    assert sign_in(make_person()).get(address).status_code == 403
    held = Consultation.objects.order_by("held_on").prefetch_related("publics")
    assert len(half_years(held)) == 1


def test_method_is_read_by_anybody(client):
    page = client.get(reverse("circles:method")).text

    assert "plus forts restes" in page


@pytest.mark.parametrize(
    "name", ["home", "draws", "diversity", "circle", "guest", "candidates", "draw", "cohort-diversity"]
)
def test_queries_do_not_grow(sign_in, place, referent, name, django_assert_max_num_queries):
    client = sign_in(referent)
    fill(place, referent, 1)
    draw, circle = Draw.objects.first(), Circle.objects.first()
    address = {
        "circle": circle.get_absolute_url, "guest": lambda: guests.address(circle.guests.first()),
        "candidates": lambda: at("candidates", place, draw.code), "draw": draw.get_absolute_url,
        "cohort-diversity": lambda: reverse("circles:cohort-diversity", args=[place.cohort.code]),
    }.get(name, lambda: at(name, place))()  # fmt: skip
    with django_assert_max_num_queries(45) as first:
        client.get(address)
    for number in range(2, 5):
        fill(place, referent, number, draw=draw, circle=circle)

    with django_assert_max_num_queries(len(first)):
        client.get(address)


def fill(place, by, n, draw=None, circle=None):
    circle = circle or Circle.objects.create(
        participation=place, name="C", kind="other", purpose="P", ends_on=TODAY + DAY
    )
    Circle.objects.create(participation=place, name=f"C{n}", kind="other", purpose="P", ends_on=TODAY)
    Guest.objects.create(circle=circle, name=f"G{n}", email=f"g{n}@example.invalid", ends_on=TODAY, invited_by=by)
    session = make_session(place.cohort, state="documented")
    document = session.documents.create(kind="support", title=f"D{n}")
    kept = consult(place, 20, 8, TODAY - n * DAY, f"C{n}", jeunes=9)
    targets = ({"kind": "session", "session": session}, {"kind": "kit", "session": session},
               {"kind": "document", "document": document}, {"kind": "consultation", "consultation": kept})  # fmt: skip
    for target in targets:
        Opened.objects.create(circle=circle, opened_by=by, **target)
    draw = draw or prepare(place, by, title="Premier")
    Draw.objects.create(participation=place, title=f"T{n}", purpose="P", seats=1, notice="N", erase_on=TODAY + DAY)
    Candidate.objects.create(draw=draw, name=f"Z{n}", age="18-39", sex="femme", category="actifs", agreed_on=TODAY)
    event = make_event(place.scope, ago=timedelta(days=n))
    make_registration(event, state="present")


def test_page_of_a_guest_is_kept_by_no_cache_and_found_by_no_engine(client, place, referent):
    """« From this second on » holds for a proxy's copy too."""
    circle = actions.add_circle(
        participation=place, name="V", kind="partners", purpose="P", ends_on=TODAY + DAY, by=referent
    )
    guest = actions.invite(circle=circle, name="Ida", email="ida@example.invalid", by=referent)
    answer = client.get(guests.address(guest))
    actions.withdraw(guest=guest, by=referent)
    gone = client.get(guests.address(guest))

    for one, status in ((answer, 200), (gone, 410)):
        assert one.status_code == status
        assert "no-store" in one.headers["Cache-Control"]
        assert one.headers["X-Robots-Tag"] == "noindex"
        assert one.headers["Referrer-Policy"] == "same-origin"
