"""The links of people to be met are shown in a demonstration, for what is invented, and nowhere else."""

import pytest

from fabrique.accompaniment.diagnostics import guests
from fabrique.accompaniment.diagnostics.actions import inviting, panel
from fabrique.accompaniment.diagnostics.enums import DiagnosticState
from fabrique.accompaniment.diagnostics.models import Contact, Diagnostic
from fabrique.ground.people.doors import doors
from fabrique.ground.referentials.enums import ReferentialKey
from tests.world import make_cohort, make_diagnostic, make_item, make_member, make_participation

pytestmark = pytest.mark.django_db
SIGN_IN = "/compte/login/"


def invited(*, fictional: bool) -> Contact:
    diagnostic = make_diagnostic(make_participation(make_cohort(fictional=fictional)))
    by = make_member(diagnostic)
    contact = panel.propose(
        diagnostic=diagnostic, category=make_item(ReferentialKey.CATEGORIES), name="Zorgabul", by=by
    )
    inviting.invite(diagnostic=diagnostic, by=by)
    return Contact.objects.get(pk=contact.pk)


def shown() -> list[tuple[str, int]]:
    """Who is behind each link, with what it is called: a link is signed anew each time."""
    return [(label, guests.read(url.split("/")[2]).pk) for label, url in doors()]


def test_each_moment_of_somebody_met_is_a_door(settings, client):
    settings.DEMONSTRATION = True
    contact = invited(fictional=True)

    assert shown() == [("Personne invitée à un entretien", contact.pk)]
    assert "/entretien/" in client.get(SIGN_IN).text
    Contact.objects.update(state="met")
    assert doors() == []
    Diagnostic.objects.update(state=DiagnosticState.RESTITUTED)
    assert shown() == [("Personne entendue, après la restitution", contact.pk)]


def test_nobody_real_and_no_link_that_was_not_given(settings):
    settings.DEMONSTRATION = True
    invited(fictional=False)
    assert doors() == []

    invited(fictional=True)
    Contact.objects.update(link_until=None)
    assert doors() == []


def test_no_door_elsewhere(settings, client):
    """Seen red with `doors` that asks no setting."""
    invited(fictional=True)

    assert doors() == []
    assert "/entretien/" not in client.get(SIGN_IN).text
