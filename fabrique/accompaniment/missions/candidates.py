"""Whom to propose first, and whether the short list may be shown (R441, R443)."""

from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import TeamRole
from fabrique.accompaniment.diagnostics.models import Member
from fabrique.accompaniment.missions.enums import CandidateState
from fabrique.accompaniment.missions.models import Mission
from fabrique.accompaniment.pilots.models import Support
from fabrique.core.db import QuerySet
from fabrique.ground.organisations.models import Membership, Organisation

MOST = 3


def of_the_diagnostic(participation) -> QuerySet:
    """The organisations of those who listened here, and those that a source says did."""
    team = Member.objects.filter(diagnostic__participation=participation, role=TeamRole.DIAGNOSTICIAN, left_on=None)
    theirs = Membership.objects.active().filter(person__in=team.values("person")).values("organisation")
    told = Support.objects.filter(project__participation=participation, also_diagnosed=True).values("organisation")
    found = Organisation.objects.filter(pk__in=theirs) | Organisation.objects.filter(pk__in=told)
    return found.order_by("folded", "pk")


def not_answered(mission: Mission) -> QuerySet:
    """Allies of the diagnostic that are neither candidates nor passed over with a reason."""
    return of_the_diagnostic(mission.participation).exclude(pk__in=mission.candidates.values("organisation"))


def reason_not_to_list(mission: Mission) -> str:
    waiting = not_answered(mission).first()
    if waiting:
        return _("%(name)s a fait le diagnostic : proposez d’abord cet allié, ou dites pourquoi non.") % {
            "name": waiting.name
        }
    shown = list(mission.candidates.exclude(state=CandidateState.PASSED))
    if len(shown) > MOST:
        return _("Présentez deux ou trois candidats, pas plus.")
    alone = len(shown) == 1 and shown[0].also_diagnosed
    if len(shown) < 2 and not alone:
        return _("Présentez deux ou trois candidats, ou le seul allié qui a fait le diagnostic.")
    return ""
