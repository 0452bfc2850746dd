"""What waits to be read again, and the words that somebody waits for."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.cohorts.models import LEADS, Participation
from fabrique.accompaniment.evaluation.enums import FindingState, ViewpointState
from fabrique.accompaniment.evaluation.models import FollowUp, Viewpoint
from fabrique.accompaniment.evaluation.permissions import RECORDERS, VOICES
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import inside

SILENT = timedelta(days=14)
ASKERS = (*LEADS, Role.EMBEDDED_EVALUATOR)


@waits_for
def to_read_again(person) -> list[Waiting]:
    """One act a territory, however many texts wait there."""
    if not person.scopes_as(Role.EMBEDDED_EVALUATOR, Role.DELEGATION_REFERENT):
        return []
    mine = Q(cohort__scope__in=person.scopes_as(Role.EMBEDDED_EVALUATOR))
    mine |= Q(scope__in=person.scopes_as(Role.DELEGATION_REFERENT))
    texts = Count("effects", Q(effects__state=FindingState.PROPOSED), distinct=True)
    texts += Count("limits", Q(limits__state=FindingState.PROPOSED), distinct=True)
    places = Participation.objects.filter(mine).annotate(texts=texts).filter(texts__gt=0)
    return [Waiting(places.select_related("cohort", "territory").order_by("pk"), lambda found: [
        Act(_("à relire"), place.territory.name,
            ngettext("Un texte attend votre lecture.", "%(n)d textes attendent votre lecture.", place.texts) % {"n": place.texts},
            reverse("evaluation:place", args=[place.cohort.code, place.code]), _("Relire"))
        for place in found
    ])]  # fmt: skip


@waits_for
def viewpoints_asked(person) -> list[Waiting]:
    mine = Q(pk=None)
    for of, roles in VOICES.items():
        scopes = person.scopes_as(*roles)
        if scopes:
            mine |= Q(of=of) & (Q(participation__scope__in=scopes) | Q(participation__cohort__scope__in=scopes))
    if mine == Q(pk=None):
        return []
    asked = Viewpoint.objects.filter(mine, state=ViewpointState.ASKED)
    asked = asked.select_related("participation__cohort", "participation__territory").order_by("pk")
    return [Waiting(asked, lambda viewpoints: [
        Act(
            _("une voix manque"),
            _("Votre point de vue : %(territory)s") % {"territory": viewpoint.participation.territory.name},
            _("Quelques phrases suffisent. Sans elles, le rapport dira « non exprimé à ce jour »."),
            reverse(
                "evaluation:express",
                args=[viewpoint.participation.cohort.code, viewpoint.participation.code, viewpoint.code],
            ),
            _("Écrire"),
            urgent=True,
        )
        for viewpoint in viewpoints
    ])]  # fmt: skip


@waits_for
def follow_ups(person) -> list[Waiting]:
    mine = person.scopes_as(*RECORDERS)
    if not mine:
        return []
    due = FollowUp.objects.due().filter(inside(mine, "participation__scope"))
    due = due.select_related("participation__cohort", "participation__territory").order_by("due_on", "pk")
    return [Waiting(due, lambda found: [
        Act(date_format(one.due_on, "j F"), one.participation.territory.name,
            _("%(n)d mois après : quels effets durent ?") % {"n": one.months},
            reverse("evaluation:follow-up", args=[one.participation.cohort.code, one.participation.code, one.code]),
            _("Noter"))
        for one in found
    ])]  # fmt: skip


@waits_for
def silences(person) -> list[Waiting]:
    """Asked, reminded twice, and two weeks more: the report may say so."""
    asks = person.scopes_as(*ASKERS)
    if not asks:
        return []
    long_ago = timezone.localdate() - SILENT
    rows = Viewpoint.objects.filter(
        inside(asks, "participation__scope"), state=ViewpointState.ASKED, reminded_on__lte=long_ago, reminders=2
    ).select_related("participation__cohort", "participation__territory")
    return [Waiting(rows.order_by("pk"), lambda found: [
        Act(_("sans réponse"), one.participation.territory.name,
            _("%(of)s : demandé, rappelé deux fois. Appelez, ou notez « non exprimé à ce jour ».") % {"of": one.get_of_display().capitalize()},
            reverse("evaluation:place", args=[one.participation.cohort.code, one.participation.code]) + "#points-de-vue", _("Voir"))
        for one in found
    ])]  # fmt: skip
