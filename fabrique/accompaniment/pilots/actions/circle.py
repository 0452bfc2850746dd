"""Who stands where around a project, and how that changes (R429)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots import permissions as may
from fabrique.accompaniment.pilots.actions.projects import locked
from fabrique.accompaniment.pilots.models import Actor, PilotProject, Stand
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.referentials.models import Item


@transaction.atomic
def add_actor(*, project: PilotProject, name: str, category: Item, ring: str, by: Person, since: date | None = None,
              why: str = "") -> Actor:  # fmt: skip
    may.keep_project(by, project)
    if locked(project).actors.filter(name=name).exists():
        raise Denied(_("Cet acteur est déjà sur la carte : changez sa place."))
    actor = Actor.objects.create(project=project, name=name, category=category)
    Stand.objects.create(actor=actor, ring=ring, since=not_to_come(since), why=why)
    audit.record(by, "actor-added", project, actor=actor.code, ring=ring)
    return actor


@transaction.atomic
def place_actor(*, actor: Actor, ring: str, by: Person, since: date | None = None, why: str = "") -> Stand:
    """From a day on. Another place the same day takes the place of the first: one corrects what one just wrote."""
    may.keep_part(by, actor)
    stand = Stand.objects.update_or_create(actor=actor, since=not_to_come(since), defaults={"ring": ring, "why": why})[
        0
    ]
    audit.record(by, "actor-placed", actor.project, actor=actor.code, ring=ring)
    return stand


@transaction.atomic
def remove_actor(*, actor: Actor, by: Person) -> None:
    """Written by mistake. Somebody who left is placed « no longer there » instead: the past stays true."""
    may.keep_part(by, actor)
    if actor.stands.count() > 1:
        raise Denied(_("Cet acteur a une histoire : dites qu’il n’y est plus, elle reste."))
    audit.record(by, "actor-removed", actor.project, name=actor.name)
    actor.delete()


def not_to_come(since: date | None) -> date:
    today = timezone.localdate()
    if since and since > today:
        raise Denied(_("La carte dit ce qui est : choisissez un jour passé, ou aujourd’hui."))
    return since or today
