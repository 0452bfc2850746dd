"""Who is of a circle: where a role is held, and what holds that place (a cohort, its delegations)."""

from django.db.models import Q

from fabrique.ground.people.enums import LEADS, Role
from fabrique.ground.people.models import Scope

TEAM = (Role.ASSOCIATION_EMPLOYEE,)
# they follow the path without walking it: a closed event is not for them
WITNESSES = (
    Role.EMBEDDED_MEDIA, Role.REGIONAL_INSTITUTION_AGENT, Role.FUNDER_CONTACT, Role.DOCTORAL_RESEARCHER, Role.OBSERVER,
)  # fmt: skip
# an interview makes nobody a member of anything
OUTSIDE = (Role.INTERVIEWEE,)


def circles(person, *, closed: bool = False) -> set[int]:
    """Scopes whose circle holds this person: where a role is held, and what holds that place (a cohort, its delegations)."""
    grants = [grant for grant in person.grants if grant.role not in OUTSIDE + (WITNESSES if closed else ())]
    return {pk for grant in grants for pk in (grant.scope_id, grant.scope.parent_id) if pk}


def around(person, *, closed: bool = False, path: str = "scope") -> Q:
    """Rows whose circle holds this person; who leads a cohort is at home in its delegations."""
    held, led = circles(person, closed=closed), person.scopes_as(*LEADS)
    return Q(**{f"{path}__in": held}) | Q(**{f"{path}__parent__in": led})


def belongs(person, scope: Scope | None, *, closed: bool = False) -> bool:
    if not person.is_authenticated or scope is None:
        return False
    return scope.pk in circles(person, closed=closed) or scope.parent_id in person.scopes_as(*LEADS)
