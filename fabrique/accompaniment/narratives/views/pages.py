"""What people read and share: one narrative, the story of a territory, of a cohort, and all of them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.evaluation.models import Effect
from fabrique.accompaniment.narratives import paper, story
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.actions import reason_not_to_move
from fabrique.accompaniment.narratives.enums import NARRATIVE, WAITING, Kind
from fabrique.accompaniment.narratives.models import Carrier, Narrative
from fabrique.accompaniment.workspace.models import Victory
from fabrique.core import uploads
from fabrique.core.documents import formats
from fabrique.core.exports import document_response
from fabrique.core.http import guarded, paged, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.territories.models import Territory

A_PAGE = 24


@require_safe
@guarded(anyone)
def gallery(request):
    """All that may be read, the latest first; by kind and by dimension."""
    found = Narrative.objects.visible_to(request.user).published().for_lists()
    kind, dimension = request.GET.get("forme", ""), request.GET.get("dimension", "")
    dimensions = story.words_of_dimensions()
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if dimension in [key for key, _label, _gloss in dimensions]:
        found = found.filter(dimensions__key=dimension).distinct()
    context = {"kinds": Kind.choices, "dimensions": dimensions, "kind": kind, "dimension": dimension}
    return render_page(
        request, "narratives/gallery.html", context | paged(request, found.order_by("-told_on", "-pk"), A_PAGE)
    )


@require_safe
@guarded(anyone, narrative=Narrative)
def narrative_page(request, narrative):
    person = request.user
    writes = may.write.allows(person, narrative)
    passages = list(narrative.passages.select_related("voice"))
    context = {
        "narrative": narrative,
        "cohort": narrative.cohort,
        "participation": narrative.participation,
        "passages": narrative.passages_to_read() if not writes else passages,
        "writes": writes,
        "waiting": sum(passage.consent in WAITING for passage in passages),
        "moves": NARRATIVE.buttons(narrative, lambda name: reason_not_to_move(narrative, name, person)) if writes else [],
        "effects": Effect.objects.published().filter(narratives=narrative).select_related("frame", "participation__territory").in_reading_order(),
        "replies": [(one, may.edit_reply.allows(person, one)) for one in narrative.replies.all()],
        "reuses": narrative.reuses.select_related("organisation"),
        "may_reply": may.reply.allows(person, narrative),
        "may_mark": may.mark_link.allows(person, narrative) and narrative.link_dead_at is None,
        "may_log": may.log_reuse.allows(person, narrative),
    }  # fmt: skip
    return render_page(request, "narratives/narrative.html", context)


@require_safe
@guarded(anyone, narrative=Narrative)
def download(request, narrative):
    if not narrative.file:
        raise Http404
    return uploads.download(narrative.file, title=narrative.title, media_type=narrative.media_type)


def of_territory(person, territory):
    found = Narrative.objects.visible_to(person).published().filter(participation__territory=territory)
    return found.for_lists().in_time()


def of_cohort(person, cohort):
    return Narrative.objects.visible_to(person).published().filter(cohort=cohort).for_lists().in_time()


@require_safe
@guarded(anyone, territory=Territory)
def territory_story(request, territory):
    person = request.user
    victories = Victory.objects.visible_to(person).filter(participation__territory=territory)
    paths = Participation.objects.visible_to(person).filter(territory=territory).select_related("cohort", "scope")
    carriers = Carrier.objects.visible_to(person).filter(participation__territory=territory).select_related("category")
    context = {
        "territory": territory,
        "story": story.compose(of_territory(person, territory), victories.order_by("won_on", "pk")),
        "paths": paths,
        "pens": [path for path in paths if may.tell_place.allows(person, path)],
        "carriers": carriers,
        "categories": len({carrier.category.key for carrier in carriers}),
        "formats": list(formats.FORMATS),
    }
    return render_page(request, "narratives/territory.html", context)


@require_safe
@guarded(anyone, cohort=Cohort)
def cohort_story(request, cohort):
    person = request.user
    told = list(of_cohort(person, cohort))
    places = {one.participation.territory for one in told if one.participation}
    context = {
        "cohort": cohort,
        "story": story.compose(told),
        "places": sorted(places, key=lambda place: place.name),
        "writes": may.tell_cohort.allows(person, cohort),
        "formats": list(formats.FORMATS),
    }
    return render_page(request, "narratives/cohort.html", context)


def whole(found):
    """With all that a document holds."""
    return list(found.prefetch_related(Prefetch("passages"), Prefetch("replies")))


@require_safe
@guarded(anyone, territory=Territory)
def territory_file(request, territory, format_name):
    """What a visitor reads, whoever asks: a document goes round."""
    title = _("Le récit de %(name)s") % {"name": territory.name}
    return document_response(f"recit-{territory.code}", lambda: paper.build(
        title, _("Par celles et ceux qui l’ont vécu"), whole(of_territory(AnonymousUser(), territory)), get_language(),
        fiction=territory.fictional,
    ), format_name)  # fmt: skip


@require_safe
@guarded(anyone, cohort=Cohort)
def cohort_file(request, cohort, format_name):
    title = _("Le récit de la cohorte")
    return document_response(f"recit-{cohort.code}", lambda: paper.build(
        title, cohort.name, whole(of_cohort(AnonymousUser(), cohort)), get_language(), fiction=cohort.fictional,
    ), format_name)  # fmt: skip
