"""The face of the alliance: home, doors, questions."""

from django.http import Http404
from django.views.decorators.http import require_safe

from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.referentials.models import Item
from fabrique.roof.home import figures, places, reading
from fabrique.roof.home.acts import offered
from fabrique.roof.home.content import spoken
from fabrique.roof.home.models import PublicFigure


def categories() -> list[Item]:
    """The four of the referential in force, those of a cohort's own left aside; each with the words of its door."""
    doors = spoken("doors")["doors"]
    found = Item.objects.categories().filter(key__in=doors)
    return [(item, doors[item.key]) for item in found]


@require_safe
@guarded(anyone)
def home(request):
    found = places.places(request.user)
    report = reading.newest_report(request.user)
    context = {
        "places": found,
        "map": places.draw(found),
        "legend": places.legend(found),
        "doors": categories(),
        "ledger": figures.ledger(PublicFigure.objects.visible_to(request.user)),
        "questions": spoken("questions")["questions"],
        "report": report,
        "cohorts": reading.others(request.user, report),
    }
    return render_page(request, "home/home.html", context)


@require_safe
@guarded(anyone)
def door(request, style):
    for category, words in (doors := categories()):
        if category.style == style:
            others = [other for other in doors if other[0] != category]
            context = {
                "category": category,
                "door": words,
                "others": others,
                "acts": offered(request, words["acts"]),
                "source": spoken("doors")["source"],
            }
            return render_page(request, "home/door.html", context)
    raise Http404


@require_safe
@guarded(anyone)
def questions(request):
    return render_page(request, "home/questions.html", {"questions": spoken("questions")["questions"]})


@require_safe
@guarded(anyone)
def question(request, key):
    asked = spoken("questions")["questions"]
    for index, one in enumerate(asked):
        if one["key"] == key:
            context = {
                "question": one,
                "number": index + 1,
                "next": asked[(index + 1) % len(asked)],
                "acts": offered(request, one["acts"]),
                "source": spoken("questions")["source"],
            }
            return render_page(request, "home/question.html", context)
    raise Http404
