"""In the home of a delegation: topics on which its voice is awaited."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.convergences.enums import TopicState
from fabrique.accompaniment.convergences.models import Topic, Vote
from fabrique.accompaniment.workspace.permissions import KEEPERS
from fabrique.core.inbox import Act, Waiting, waits_for


@waits_for
def topics_to_answer(person) -> list[Waiting]:
    scopes = person.scopes_as(*KEEPERS)
    if not scopes:
        return []
    open_ones = Topic.objects.filter(cohort=OuterRef("cohort"), state=TopicState.PROPOSED).exclude(
        Exists(Vote.objects.filter(topic=OuterRef("pk"), participation=OuterRef(OuterRef("pk"))))
    )
    places = Participation.objects.current().filter(Exists(open_ones), scope__in=scopes)
    return [Waiting(places.select_related("cohort", "territory").order_by("territory__name", "pk"), lambda found: [
        Act(_("avis"), _("Des sujets vous sont proposés"),
            _("Plusieurs diagnostics disent la même chose. L’avis de la délégation de %(name)s est attendu.") % {"name": place.territory.name},
            reverse("convergences:room", args=[place.cohort.code, place.code]), _("Donner notre avis"))
        for place in found
    ])]  # fmt: skip
