"""Those who said a limit are told what it changed, in the morning letter: its author and the territory's referent."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.evaluation.enums import FindingState
from fabrique.accompaniment.evaluation.models import Limit
from fabrique.accompaniment.evaluation.permissions import propose
from fabrique.accompaniment.improvements.models import Improvement
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant


def who_said(improvement: Improvement) -> dict[Person, list[Limit]]:
    """Each with their own limits: a referent, those of the territory; an author, what they wrote, once it is public or
    while they still make the path with that territory."""
    limits = list(improvement.limits.select_related("participation__scope", "proposed_by").order_by("pk"))
    grants = RoleGrant.objects.active().filter(
        scope__in=[limit.participation.scope_id for limit in limits], role=Role.DELEGATION_REFERENT
    )
    referents = defaultdict(list)
    for grant in grants.select_related("person"):
        referents[grant.scope_id].append(grant.person)
    said = defaultdict(list)
    for limit in limits:
        author = limit.proposed_by
        stays = author and (limit.state == FindingState.PUBLISHED or propose.allows(author, limit.participation))
        for person in {*referents[limit.participation.scope_id], *([author] if stays else [])}:
            if person.is_active:
                said[person].append(limit)
    return said


def tell(improvement: Improvement, by: Person, subject, line) -> None:
    """The public page, or that of the territory while the limits are not public."""
    shown = Improvement.objects.shown().filter(pk=improvement.pk).exists()
    for person, limits in who_said(improvement).items():
        if person.pk == by.pk:
            continue
        place = reverse("evaluation:place", args=[improvement.cohort.code, limits[0].participation.code])
        address = f"{reverse('improvements:changed')}#{improvement.code}" if shown else place
        with override(person.language):
            said = {
                "limits": ", ".join(f"« {limit.title} »" for limit in limits),
                "how": improvement.how,
                "seen": improvement.seen,
            }
            notify(person, Kind.WRITING, subject(), [line() % said], address, scope=improvement.cohort.scope)


def tell_applied(improvement: Improvement, by: Person) -> None:
    tell(improvement, by, lambda: _("Ce que vous avez dit a changé quelque chose"),
         lambda: _("Vous aviez dit : %(limits)s. Ce qui change : %(how)s"))  # fmt: skip


def tell_checked(improvement: Improvement, by: Person) -> None:
    tell(improvement, by, lambda: _("Un changement que vous aviez demandé a été vérifié"),
         lambda: _("Vous aviez dit : %(limits)s. Ce qui est constaté : %(seen)s"))  # fmt: skip
