"""What I receive and no longer want; what left and what did not."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import attempt, guarded, paged, render_page
from fabrique.core.permissions import Denied, anyone, signed_in
from fabrique.ground.messages import actions, links
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.enums import LETTER, Kind, LetterState
from fabrique.ground.messages.models import Letter, Series

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(signed_in)
def preferences(request):
    """Kind by kind, then series by series."""
    person = request.user
    series = list(Series.objects.received_by(person))
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        chosen = next((one for one in series if one.code == request.POST.get("series")), None)
        if kind not in Kind.values or (chosen is not None) != (kind == Kind.NEWSLETTER and "series" in request.POST):
            raise Denied(_("Ce courrier n’existe pas."))
        act = actions.want_again if request.POST.get("want") == "yes" else actions.refuse
        act(person=person, kind=Kind(kind), series=chosen)
        return redirect("letters:preferences")
    refused = set(person.refusals.values_list("kind", "series"))
    rows = [
        {"kind": kind, "series": None, "label": kind.label, "refused": (kind.value, None) in refused} for kind in Kind
    ]
    rows += [
        {
            "kind": Kind.NEWSLETTER,
            "series": one,
            "label": one.name,
            "refused": (Kind.NEWSLETTER.value, one.pk) in refused,
        }
        for one in series
    ]
    return render_page(request, "letters/preferences.html", {"rows": rows})


def wish_of(token):
    wish = links.read(token)
    if wish is None:
        raise Http404
    return wish


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(anyone)
def stop(request, token):
    """Without an account: who holds the letter decides. One press, because programs open every link of a mail."""
    wish = wish_of(token)
    done = False
    if request.method == "POST":
        actions.refuse(person=wish.person, kind=wish.kind, series=wish.series)
        done = True
    return render_page(request, "letters/stop.html", {"wish": wish, "done": done})


@csrf_exempt
@require_POST
@guarded(anyone)
def stop_at_once(request, token):
    """RFC 8058: the mail program posts here by itself; the signed link is the proof."""
    wish = wish_of(token)
    actions.refuse(person=wish.person, kind=wish.kind, series=wish.series)
    return HttpResponse(status=204)


@require_safe
@guarded(may.follow_letters)
def outbox(request):
    seen = Letter.objects.visible_to(request.user)
    waiting = seen.filter(state__in=(LetterState.QUEUED, LetterState.SENDING)).order_by("queued_at")
    undecided = seen.undecided().told()
    context = {
        "undecided": [{"letter": letter, "moves": LETTER.open_to(letter)} for letter in undecided[:ROWS]],
        "count": undecided.count(),
        "waiting": waiting.count(),
        "oldest": waiting.first(),
    } | paged(request, seen.told(), ROWS)
    return render_page(request, "letters/outbox.html", context)


@require_POST
@guarded(may.decide, letter=Letter)
def decide(request, letter):
    names = {"send-again": _("La lettre repart."), "leave": _("La lettre est laissée ainsi.")}
    name = request.POST.get("move", "")
    attempt(request, actions.decide, letter=letter, name=name, done=names.get(name, ""))
    return redirect("letters:outbox")
