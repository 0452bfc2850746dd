"""Reviews with the State, reflective pauses, missteps, method sheets, short and long time."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from fabrique.accompaniment.pilots.models import Objective
from fabrique.accompaniment.workspace import actions, reflections
from fabrique.accompaniment.workspace.enums import SHEET, SheetState, Size
from fabrique.accompaniment.workspace.models import MethodSheet, Misstep, Pause, Procedure, Review
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.agenda.models import Event
from fabrique.ground.people.enums import Role
from tests.world import journal, make_event, make_lead, make_participation, make_person, make_project, make_referent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = timezone.now() + timedelta(days=9)


def address(room, place, *more):
    return reverse(f"workspace:{room}", args=[place.cohort.code, place.code, *more])


def plan(participation, by, **more):
    return actions.plan_review(participation=participation, title="La halle", starts_at=SOON, by=by, **more)


def test_review_is_a_closed_date_of_the_delegation():
    place = make_participation()
    referent, neighbour = make_referent(place), make_referent(make_participation(place.cohort))
    review = plan(place, referent, place="Sous-préfecture")

    assert (review.event.openness, review.event.scope) == ("closed", place.scope)
    assert review.event in Event.objects.visible_to(referent)
    for person in (neighbour, AnonymousUser()):
        assert review.event not in Event.objects.visible_to(person)
        assert review not in Review.objects.visible_to(person)
    assert plan(place, referent, place="Sous-préfecture") == review


def test_review_is_planned_by_the_delegation_for_a_day_to_come_and_its_own_project():
    place, other = make_participation(), make_participation()
    referent = make_referent(place)
    with pytest.raises(Denied, match="tenu par la délégation"):
        plan(place, make_lead(place.cohort))
    with pytest.raises(Denied, match="est passée"):
        actions.plan_review(participation=place, title="x", starts_at=timezone.now() - timedelta(1), by=referent)
    with pytest.raises(Denied, match="autre territoire"):
        plan(place, referent, project=make_project(other))


def test_procedure_is_foreseen_once_and_answered_with_its_date():
    place = make_participation()
    referent = make_referent(place)
    review = plan(place, referent)
    procedure = actions.foresee(review=review, title="Loi sur l’eau", service="DDT", by=referent)
    with pytest.raises(Denied, match="déjà dans la liste"):
        actions.foresee(review=review, title="Loi sur l’eau", service="DDT", by=referent)
    with pytest.raises(Denied, match="à venir"):
        actions.note_answer(procedure=procedure, answer="no", answered_on=TODAY + timedelta(1), seen=1, by=referent)
    actions.note_answer(
        procedure=procedure, answer="condition", seen=1, by=referent, words="Une étude", next_act="Lire"
    )
    with pytest.raises(Conflict):
        actions.note_answer(procedure=procedure, answer="no", seen=1, by=referent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.update(answer="waiting")

    procedure.refresh_from_db()
    assert (procedure.answered_on, procedure.next_act) == (TODAY, "Lire")
    assert journal(review) == ["review-planned", "procedure-foreseen", "procedure-answered"]


def test_review_is_lived_on_screen(sign_in):
    place = make_participation()
    client, project = sign_in(make_referent(place)), make_project(place)
    client.post(
        address("reviews", place), {"title": "La halle", "starts_at": f"{SOON:%Y-%m-%dT10:00}", "project": project.code}
    )
    review = Review.objects.get()
    client.post(address("foresee", place, review.code), {"title": "Permis de construire", "service": "DDT"})
    procedure = Procedure.objects.get()
    client.post(
        address("note-answer", place, review.code, procedure.code), {"version": 1, "answer": "possible", "words": "Oui"}
    )
    page = client.get(address("reviews", place)).text

    assert [word in page for word in ("La halle", "Permis de construire", "DDT", "possible")] == [True] * 4
    assert "Les démarches pressenties" in client.get(review.event.get_absolute_url()).text
    assert sign_in(make_lead(place.cohort)).post(address("reviews", place), {"title": "x"}).status_code == 403


def test_formats_of_ten_minutes_are_whole_in_both_languages(client):
    assert {one["moment"] for one in reflections.formats()} == {"au début", "au milieu", "à la fin"}
    for language in ("fr", "en"):
        client.cookies["langue"] = language
        for key in reflections.known():
            page = client.get(reverse("workspace:pause-format", args=[key]))
            assert (page.status_code, f'lang="{language}"' in page.text) == (200, True)
    assert client.get(reverse("workspace:pause-format", args=["sieste"])).status_code == 404


def test_pause_slips_into_a_meeting_of_the_delegation_and_shows_there(sign_in):
    place = make_participation()
    referent, event, elsewhere = (
        make_referent(place),
        make_event(place.cohort.scope),
        make_event(make_participation().scope),
    )
    client = sign_in(referent)
    client.post(address("pauses", place), {"event": event.code, "format": "balcony"})
    assert "Le balcon" in client.get(event.get_absolute_url()).text
    with pytest.raises(Denied, match="n’est pas celle"):
        actions.add_pause(participation=place, event=elsewhere, format="balcony", by=referent)
    with pytest.raises(Denied, match="n’existe pas"):
        actions.add_pause(participation=place, event=event, format="sieste", by=referent)
    neighbour = make_participation(place.cohort)
    with pytest.raises(Denied, match="Une autre délégation"):
        actions.add_pause(participation=neighbour, event=event, format="balcony", by=make_referent(neighbour))
    client.post(address("remove-pause", place, Pause.objects.get().code))

    assert not Pause.objects.exists()


def test_misstep_belongs_to_the_delegation_until_it_shares_it(sign_in):
    """Not the lead, not the team, not the administration; the journal does not say it either."""
    place = make_participation()
    referent, lead = make_referent(place), make_lead(place.cohort)
    neighbour = make_referent(make_participation(place.cohort))
    misstep = actions.note_misstep(
        participation=place, tried="canari", happened="canari", learned="canari", by=referent
    )
    others = [lead, neighbour, make_person(Role.ASSOCIATION_EMPLOYEE), make_person(Role.PLATFORM_ADMINISTRATOR),
              make_person(Role.EMBEDDED_EVALUATOR, place.cohort.scope), AnonymousUser()]  # fmt: skip

    assert misstep in Misstep.objects.visible_to(referent)
    assert [misstep in Misstep.objects.visible_to(person) for person in others] == [False] * 6
    assert "canari" not in sign_in(lead).get(address("pauses", place)).text
    assert "canari" in sign_in(referent).get(address("pauses", place)).text
    assert all("canari" not in str(entry.facts) for entry in AuditEntry.objects.all())
    home = neighbour.grants[0].scope.participation
    assert "canari" not in sign_in(neighbour).get(address("pauses", home)).text
    actions.share_misstep(misstep=misstep, by=referent)
    assert "canari" in sign_in(neighbour).get(address("pauses", home)).text

    assert [misstep in Misstep.objects.visible_to(person) for person in others] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    with pytest.raises(Denied, match="déjà"):
        actions.share_misstep(misstep=misstep, by=referent)


def test_misstep_is_noted_shared_and_removed_on_screen(sign_in):
    place = make_participation()
    client = sign_in(make_referent(place))
    client.post(
        address("note-misstep", place), {"tried": "Un vote", "happened": "Deux voix", "learned": "Parler avant"}
    )
    misstep = Misstep.objects.get()
    client.post(address("share-misstep", place, misstep.code))
    assert "partagé avec la cohorte" in client.get(address("pauses", place)).text
    assert sign_in(make_lead(place.cohort)).post(address("remove-misstep", place, misstep.code)).status_code == 403
    sign_in(make_referent(place)).post(address("remove-misstep", place, misstep.code))

    assert not Misstep.objects.exists()


def make_sheet(place, **fields):
    words = {"theme": "Mobilité", "did": "canari-fait", "with_whom": "Tous", "to_change": "Le lieu"}
    return MethodSheet.objects.create(participation=place, project=make_project(place), **words | fields)


def test_method_sheet_is_drawn_from_the_project(sign_in):
    place = make_participation()
    project = make_project(place, summary="Rouvrir la halle")
    Objective.objects.create(project=project, title="Un marché")
    client = sign_in(make_referent(place))
    client.post(address("methods", place), {"project": project.code, "theme": "Mobilité"})
    sheet = MethodSheet.objects.get()

    assert sheet.did == "Rouvrir la halle\n– Un marché"
    with pytest.raises(Denied, match="déjà pour ce thème"):
        actions.begin_method(project=project, theme="Mobilité", by=make_referent(place))
    with pytest.raises(Denied, match="manque une partie"):
        actions.move_method(sheet=sheet, name="agree", by=make_referent(place))


@pytest.mark.parametrize("name", list(SHEET.moves))
def test_method_sheet_makes_the_moves_of_the_table_and_no_other(name):
    place = make_participation()
    referent = make_referent(place)
    for state in SheetState:
        sheet = make_sheet(place, state=state)
        if state in SHEET.moves[name].sources:
            assert actions.move_method(sheet=sheet, name=name, by=referent).state == SHEET.moves[name].target
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_method(sheet=sheet, name=name, by=referent)
    with pytest.raises(Denied, match="personne référente"):
        actions.move_method(sheet=make_sheet(place), name=name, by=make_person(Role.DELEGATION_MEMBER, place.scope))


def test_public_reads_a_sheet_once_published(client, sign_in):
    place = make_participation()
    sheet = make_sheet(place)
    page, paper = sheet.get_absolute_url(), address("method-file", place, sheet.code, "html")
    assert [client.get(one).status_code for one in (page, paper)] == [404, 404]
    assert "canari" not in client.get(place.get_absolute_url()).text
    referent = sign_in(make_referent(place))
    for move in ("agree", "publish"):
        referent.post(address("move-method", place, sheet.code), {"move": move})
    client.logout()

    assert "canari-fait" in client.get(page).text
    assert "canari-fait" in client.get(paper).text
    assert "Mobilité" in client.get(place.get_absolute_url()).text
    with pytest.raises(Denied, match="reprenez-la"):
        actions.write_method(sheet=MethodSheet.objects.get(), theme="x", did="", with_whom="", to_change="", seen=3, by=make_referent(place))  # fmt: skip


def test_sheet_is_written_knowingly(sign_in):
    place = make_participation()
    sheet = make_sheet(place)
    client = sign_in(make_person(Role.DELEGATION_MEMBER, place.scope))
    words = {"version": 1, "theme": "Mobilité", "did": "a", "with_whom": "b", "to_change": "c"}
    client.post(address("edit-method", place, sheet.code), words)
    late = client.post(address("edit-method", place, sheet.code), words | {"did": "z"})

    sheet.refresh_from_db()
    assert (sheet.did, late.status_code) == ("a", 200)
    for name in ("pdf", "docx", "odt"):
        assert client.get(address("method-file", place, sheet.code, name)).status_code == 200
    assert client.get(address("method-file", place, sheet.code, "exe")).status_code == 404


def test_board_puts_victories_under_what_they_serve(sign_in):
    place = make_participation()
    referent, project = make_referent(place), make_project(place, title="La halle")
    win = {"participation": place, "size": Size.SMALL, "won_on": TODAY, "by": referent}
    actions.add_victory(title="Le toit tient", project=project, **win)
    actions.add_victory(title="On a ri", **win)
    actions.take_position(participation=place, moment="start", ambition="Un bourg vivant", by=referent)
    page = sign_in(referent).get(address("board", place)).text
    with pytest.raises(Denied, match="autre territoire"):
        actions.add_victory(title="x", project=make_project(make_participation()), **win)

    assert page.index("Un bourg vivant") < page.index("La halle") < page.index("Le toit tient") < page.index("On a ri")


@pytest.mark.parametrize("room", ["board", "reviews", "pauses", "methods"])
def test_rooms_cost_the_same_whatever_they_hold(sign_in, django_assert_max_num_queries, room):
    place = make_participation()
    referent = make_referent(place)
    client = sign_in(referent)

    def fill(number):
        for n in range(number):
            project = make_project(place)
            review = actions.plan_review(
                participation=place, title=f"{number}-{n}", starts_at=SOON, by=referent, project=project
            )
            actions.foresee(review=review, title="x", service="y", by=referent)
            actions.add_pause(participation=place, event=review.event, format="weather", by=referent)
            actions.note_misstep(participation=place, tried=f"{number}-{n}", happened="x", learned="y", by=referent)
            actions.add_victory(
                participation=place, size=Size.SMALL, title=f"{number}-{n}", won_on=TODAY, by=referent, project=project
            )
            make_sheet(place)

    fill(1)
    client.get(address(room, place))
    with django_assert_max_num_queries(30) as few:
        client.get(address(room, place))
    fill(4)

    with django_assert_max_num_queries(len(few)):
        client.get(address(room, place))
