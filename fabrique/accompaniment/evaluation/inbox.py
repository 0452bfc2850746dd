"""What waits to be read again, and the words that somebody waits for."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation.enums import FindingState, ViewpointState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.evaluation.permissions import VOICES
from fabrique.core.inbox import Act, waits_for
from fabrique.ground.people.enums import Role


@waits_for
def to_read_again(person) -> list[Act]:
    """One act a territory, however many texts wait there."""
    mine = Q(participation__cohort__scope__in=person.scopes_as(Role.EMBEDDED_EVALUATOR))
    mine |= Q(participation__scope__in=person.scopes_as(Role.DELEGATION_REFERENT))
    if not person.scopes_as(Role.EMBEDDED_EVALUATOR, Role.DELEGATION_REFERENT):
        return []
    waiting = [
        place
        for kind in (Effect, Limit)
        for place in kind.objects.filter(mine, state=FindingState.PROPOSED).values_list("participation", flat=True)
    ]
    places = Participation.objects.filter(pk__in=waiting).select_related("cohort", "territory") if waiting else []
    return [
        Act(
            _("à relire"),
            place.territory.name,
            ngettext("Un texte attend votre lecture.", "%(n)d textes attendent votre lecture.", count) % {"n": count},
            reverse("evaluation:place", args=[place.cohort.code, place.code]),
            _("Relire"),
        )
        for place in places
        if (count := waiting.count(place.pk))
    ]


@waits_for
def viewpoints_asked(person) -> list[Act]:
    mine = Q(pk=None)
    for of, roles in VOICES.items():
        scopes = person.scopes_as(*roles)
        if scopes:
            mine |= Q(of=of) & (Q(participation__scope__in=scopes) | Q(participation__cohort__scope__in=scopes))
    if mine == Q(pk=None):
        return []
    asked = Viewpoint.objects.filter(mine, state=ViewpointState.ASKED)
    return [
        Act(
            _("une voix manque"),
            _("Dire votre point de vue : %(territory)s") % {"territory": viewpoint.participation.territory.name},
            _("Quelques phrases suffisent. Sans elles, le rapport dira « non exprimé à ce jour »."),
            reverse(
                "evaluation:express",
                args=[viewpoint.participation.cohort.code, viewpoint.participation.code, viewpoint.code],
            ),
            _("Écrire"),
            urgent=True,
        )
        for viewpoint in asked.select_related("participation__cohort", "participation__territory")
    ]
