"""The tab of the companions on a cohort's board, and what a concluding cohort still owes to what follows."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fabrique.accompaniment.cohorts.board import Part, Tab, next_step, tabs
from fabrique.accompaniment.companionship.models import Companionship
from fabrique.accompaniment.companionship.permissions import CONCLUDED, lead_companions
from fabrique.core.inbox import Act

tabs.append(Tab(Part.LEARN, 95, "companions", gettext_lazy("Compagnonnage"), "companionship:cohort", lead_companions))


@next_step
def to_invite(cohort) -> list[Act]:
    """D21: nobody leaves a cohort without knowing what comes after. Two queries."""
    if cohort.state not in CONCLUDED:
        return []
    address = reverse("companionship:cohort", args=[cohort.code])
    acts = []
    if cohort.participations.current().exclude(pk__in=Companionship.objects.values("participation")).exists():
        acts.append(Act(_("et après"), _("Inviter les territoires à rester compagnons"),
                        _("Chacun doit savoir ce qui vient après le parcours."), address, _("Inviter")))  # fmt: skip
    standing = Companionship.objects.standing().filter(participation__cohort=cohort).exists()
    if standing and not cohort.rebounds.filter(event__starts_at__gte=timezone.now()).exists():
        acts.append(Act(_("et après"), _("Poser le prochain temps de rebond"),
                        _("Une fois par an, les compagnons se retrouvent."), address + "#rebonds", _("Poser")))  # fmt: skip
    return acts
