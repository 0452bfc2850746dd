"""What somebody wrote on the walls of a peer group goes, or stays of nobody, as they leave the group."""

from fabrique.accompaniment.peers.leaving import when_leaving
from fabrique.accompaniment.workshops import actions
from fabrique.accompaniment.workshops.models import Workshop


@when_leaving
def cards_of(group, person, *, keeps: bool) -> None:
    for workshop in Workshop.objects.filter(group=group):
        actions.leave(workshop=workshop, by=person, keeps=keeps)
