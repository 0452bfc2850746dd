"""Looking for an ally: by what they know, whether they are of the region, how far they are (R442, R444).

From what is written: cards, earlier short lists that this person may read, territories accompanied. No score, no rank: those
who listened here first (R441), then the alphabet. A distance is the last one that somebody said for this territory.
"""

from django.db.models import Exists, OuterRef, Q, Subquery

from fabrique.accompaniment.missions.candidates import of_the_diagnostic
from fabrique.accompaniment.missions.models import Candidate, Engagement, Mission
from fabrique.accompaniment.pilots.models import Support
from fabrique.core.db import QuerySet
from fabrique.ground.organisations.models import Organisation


def allies(person, mission: Mission) -> QuerySet:
    """Of the directory, not yet on the list; each with `listened`, `regional`, `distance_km`, `competence`, `said_for`."""
    territory = mission.participation.territory
    said = Candidate.objects.visible_to(person).filter(organisation=OuterRef("pk")).order_by("-pk")
    here = said.filter(mission__participation__territory=territory).exclude(distance_km=None)
    able = said.exclude(competence="")
    found = Organisation.objects.visible_to(person).filter(in_directory=True, fictional=territory.fictional)
    return found.exclude(pk__in=mission.candidates.values("organisation")).annotate(
        listened=Exists(of_the_diagnostic(mission.participation).filter(pk=OuterRef("pk"))),
        regional=Exists(of_region(territory.region_name).filter(pk=OuterRef("pk"))),
        distance_km=Subquery(here.values("distance_km")[:1]),
        competence=Subquery(able.values("competence")[:1]),
        said_for=Subquery(able.values("mission__participation__territory__name")[:1]),
    ).order_by("-listened", "folded", "pk")  # fmt: skip


def of_region(name: str) -> QuerySet:
    """Those whose card says so, or who accompany a territory there."""
    if not name:
        return Organisation.objects.none()
    projects = Support.objects.filter(project__participation__territory__region_name=name)
    missions = Engagement.objects.filter(mission__participation__territory__region_name=name)
    return Organisation.objects.filter(
        Q(area_of_action__icontains=name) | Q(seat__icontains=name)
        | Q(pk__in=projects.values("organisation")) | Q(pk__in=missions.values("organisation"))
    )  # fmt: skip


def narrowed(found: QuerySet, person, *, q: str = "", regional: bool = False, km: int | None = None) -> QuerySet:
    """`q`: each word in the card, or in what was said of them on a list that this person may read."""
    for word in q.split():
        said = Candidate.objects.visible_to(person).filter(competence__icontains=word)
        words = Q(name__icontains=word) | Q(sub_type__icontains=word) | Q(about__icontains=word)
        found = found.filter(words | Q(area_of_action__icontains=word) | Q(pk__in=said.values("organisation")))
    if regional:
        found = found.filter(regional=True)
    return found if km is None else found.filter(distance_km__lte=km)


def known_of(person, mission: Mission, code: str) -> dict:
    """What the form to propose an ally begins with, from what is already written; nothing for an unknown code."""
    one = allies(person, mission).filter(code=code).first()
    if one is None:
        return {}
    return {"organisation": one.code, "competence": one.competence, "distance_km": one.distance_km, "regional": one.regional}  # fmt: skip
