"""The wall after the room: read by those who were there, taken away in each format of the house."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from fabrique.accompaniment.workshops import actions, guests, paper
from fabrique.accompaniment.workshops import permissions as may
from fabrique.accompaniment.workshops.enums import WorkshopState
from fabrique.accompaniment.workshops.onward import links_of
from fabrique.accompaniment.workshops.picture import draw_wall
from fabrique.accompaniment.workshops.views.board import PLACE
from fabrique.accompaniment.workshops.walls import Wall
from fabrique.core.documents import formats
from fabrique.core.exports import csv_response, document_response
from fabrique.core.http import guarded, render_page

SVG = "image/svg+xml; charset=utf-8"


@require_safe
@guarded(may.read_wall, **PLACE)
def workshop(request, cohort, workshop):
    person = request.user
    context = {
        "cohort": cohort, "workshop": workshop, "walls": list(paper.walls(workshop)), "votes": list(paper.votes(workshop)),
        "decisions": workshop.decisions.told(), "people": workshop.participants.count(),
        "facilitates": may.facilitate.allows(person, workshop), "formats": list(formats.FORMATS),
        "own": own(request, workshop), "keeps": (keeps := may.keep.allows(person, workshop)), "links": links_of(person, workshop),
        "places": actions.kept_by_place(workshop) if keeps else (), "opens": workshop.state == WorkshopState.OPEN,
    }  # fmt: skip
    return render_page(request, "workshops/workshop.html", context)


def own(request, workshop):
    """One's own cards, to be taken back from here too."""
    participant = guests.participant_of(request, workshop)
    return participant.cards.with_words() if participant else ()


@require_safe
@guarded(may.read_wall, **PLACE)
def paper_file(request, cohort, workshop, format_name):
    return document_response(f"atelier-{workshop.code}", lambda: paper.build(workshop, get_language() or "fr"), format_name)  # fmt: skip


@require_safe
@guarded(may.read_wall, **PLACE)
def table(request, cohort, workshop):
    return csv_response(f"atelier-{workshop.code}", *paper.table(workshop))


@require_safe
@guarded(may.read_wall, **PLACE)
def picture(request, cohort, workshop, step):
    """One wall a picture: of the step asked for."""
    found: dict[str, Wall] = {one.code: wall for one, wall in paper.walls(workshop)}
    if step not in found:
        raise Http404
    drawn = draw_wall(found[step], title=f"{workshop.title}, {found[step].step.question}")
    response = HttpResponse(f'<?xml version="1.0" encoding="utf-8"?>\n{drawn.svg}', content_type=SVG)
    response["Content-Disposition"] = f'attachment; filename="mur-{workshop.code}.svg"'
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
