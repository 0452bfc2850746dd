import pytest
from django.urls import reverse

from fabrique.accompaniment.support import actions
from fabrique.accompaniment.support.enums import ALERT, AlertState, Ear
from fabrique.accompaniment.support.inbox import words_to_hear
from fabrique.accompaniment.support.models import Alert, GroundRules
from fabrique.core.inbox import acts_of
from fabrique.core.models import AuditEntry
from fabrique.core.permissions import Denied
from fabrique.ground.people.enums import Role
from tests.world import make_cohort, make_lead, make_participation, make_person, make_referent

pytestmark = pytest.mark.django_db


def make_alert(cohort, ear=Ear.LEAD, **fields):
    return Alert.objects.create(**{"cohort": cohort, "ear": ear, "text": "canari-parole"} | fields)


def test_alert_without_a_name_is_written_nowhere_with_one():
    participation = make_participation()
    referent = make_referent(participation)

    alert = actions.raise_alert(cohort=participation.cohort, text="Crié dessus", ear=Ear.LEAD, named=False, by=referent)

    assert alert.raised_by is None
    assert list(AuditEntry.objects.about(alert).values_list("actor", "hat")) == [(None, "")]
    assert alert not in Alert.objects.visible_to(referent)


def test_alert_reaches_the_ear_it_chose_and_no_other():
    participation = make_participation()
    cohort = participation.cohort
    lead, staff, author = make_lead(cohort), make_person(Role.ASSOCIATION_EMPLOYEE), make_referent(participation)
    to_lead, to_team = make_alert(cohort, raised_by=author), make_alert(cohort, Ear.ASSOCIATION)
    seen = {"lead": lead, "staff": staff, "author": author, "other lead": make_lead(make_cohort()),
            "member": make_person(Role.DELEGATION_MEMBER, participation.scope),
            "administrator": make_person(Role.PLATFORM_ADMINISTRATOR)}  # fmt: skip

    assert {name for name, who in seen.items() if to_lead in Alert.objects.visible_to(who)} == {"lead", "author"}
    assert {name for name, who in seen.items() if to_team in Alert.objects.visible_to(who)} == {"staff"}
    assert [len(acts_of(who, [words_to_hear])) for who in (lead, staff, author)] == [1, 1, 0]


def test_stranger_raises_and_hears_nothing():
    cohort = make_cohort()

    with pytest.raises(Denied, match="personnes de la cohorte"):
        actions.raise_alert(cohort=cohort, text="Crié", ear=Ear.LEAD, by=make_person())
    with pytest.raises(Denied, match="quelqu’un d’autre"):
        actions.move_alert(alert=make_alert(cohort), name="follow", by=make_person(Role.ASSOCIATION_EMPLOYEE))


@pytest.mark.parametrize("name", ALERT.moves)
def test_alert_makes_the_moves_of_the_table_and_no_other(name):
    arrow, cohort = ALERT.moves[name], make_cohort()
    lead = make_lead(cohort)
    for state in AlertState:
        alert = make_alert(cohort, state=state, outcome="Rencontre")
        if state in arrow.sources:
            actions.move_alert(alert=alert, name=name, outcome="Rencontre", by=lead)
        else:
            with pytest.raises(Denied, match="Pas depuis l’état"):
                actions.move_alert(alert=alert, name=name, outcome="Rencontre", by=lead)

        alert.refresh_from_db()
        assert alert.state == (arrow.target if state in arrow.sources else state)


def test_closed_alert_says_what_was_done():
    cohort = make_cohort()
    with pytest.raises(Denied, match="suite donnée"):
        actions.move_alert(alert=make_alert(cohort), name="close", outcome=" ", by=make_lead(cohort))


def test_alert_is_raised_heard_and_closed_on_screen(sign_in):
    participation = make_participation()
    cohort = participation.cohort
    author, lead = make_referent(participation), make_lead(cohort)
    sign_in(author).post(
        reverse("support:raise-alert", args=[cohort.code]), {"text": "Crié dessus", "ear": "lead", "named": "on"}
    )
    alert = Alert.objects.get()
    address = reverse("support:alert", args=[cohort.code, alert.code])

    client = sign_in(lead)
    assert "Crié dessus" in client.get(address).text
    client.post(reverse("support:follow-alert", args=[cohort.code, alert.code]))
    client.post(reverse("support:close-alert", args=[cohort.code, alert.code]), {"outcome": "Excuses faites"})

    assert "Excuses faites" in sign_in(author).get(address).text
    assert sign_in(make_person(Role.DELEGATION_MEMBER, participation.scope)).get(address).status_code == 404


def test_rules_are_proposed_until_the_cohort_writes_its_own(sign_in):
    participation = make_participation()
    cohort = participation.cohort
    page = reverse("support:rules", args=[cohort.code])
    assert "On parle en son nom" in sign_in(make_referent(participation)).get(page).text

    client = sign_in(make_lead(cohort))
    edit = reverse("support:write-rules", args=[cohort.code])
    client.post(edit, {"text": "Un bâton de parole\n\nOn rit", "version": 0})
    client.post(edit, {"text": "Un bâton de parole", "version": 1})
    late = client.post(edit, {"text": "Autre chose", "version": 1})

    assert "Un bâton de parole" in client.get(page).text
    assert GroundRules.objects.get().text == "Un bâton de parole"
    assert late.status_code == 200
    with pytest.raises(Denied):
        actions.write_rules(cohort=cohort, text="Rien", by=make_referent(participation))
