"""What anybody finds at the door: leave something, read the answers, follow one's own message."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import guarded, paged, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.agenda import permissions as agenda
from fabrique.ground.people.emails import post
from fabrique.ground.permanences import actions, emails, flood, forms, guests
from fabrique.ground.permanences import permissions as may
from fabrique.ground.permanences.enums import Consent
from fabrique.ground.permanences.models import Matter, Sitting, slots

EDIT = ["GET", "POST"]
ANSWERS_A_PAGE = 30


@require_http_methods(EDIT)
@guarded(anyone)
def door(request):
    known = request.user.is_authenticated
    form = (forms.AddMatterForm if known else forms.AddGuestMatterForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if flood.too_many(request):
            form.add_error(
                None, _("Beaucoup de messages arrivent d’ici. Gardez votre texte, renvoyez-le dans une heure.")
            )
        elif left := receive(request, form):
            return redirect(left)
    slot = slots().standing().to_come().first()
    own = Matter.objects.filter(author=request.user) if known else Matter.objects.none()
    context = {
        "form": form,
        "slot": slot,
        "link": slot.link if slot and agenda.read_link.allows(request.user, slot) else "",
        "own": own.select_related("slot")[:10],
        "latest": Matter.objects.published()[:3],
        "sittings": Sitting.objects.visible_to(request.user).exclude(minutes="").select_related("event").order_by("-event__starts_at")[:6],
        "holds": may.hold_permanence.allows(request.user),
    }  # fmt: skip
    return render_page(request, "permanences/door.html", context)


def receive(request, form):
    """The page that says thank you: one's message when one has an account, else the door again."""
    if request.user.is_authenticated:
        matter = form.send(actions.leave, by=request.user)
        messages.success(request, _("Votre message est arrivé. La réponse vous est écrite."))
        return matter
    matter = form.send(actions.leave_as_guest, language=get_language() or "fr")
    if flood.letter_due(matter.guest_email):
        post(emails.received(matter))
    messages.success(
        request, _("Votre message est arrivé. Regardez votre boîte aux lettres : un lien permet de le suivre.")
    )
    return "permanences:door"


@require_safe
@guarded(anyone)
def answers(request):
    """R092: as the authors agreed; a name never."""
    context = paged(request, Matter.objects.published(), ANSWERS_A_PAGE)
    return render_page(request, "permanences/answers.html", context)


@require_http_methods(EDIT)
@guarded(anyone)
def follow(request, token):
    """What the link of a letter opens: one's own message, what may be published of it, taking it back."""
    matter = guests.read(token)
    if matter is None:
        raise Http404
    form = forms.ConsentForm(request.POST or None, initial={"consent": matter.consent})
    if request.method == "POST" and request.POST.get("act") == "take-back":
        actions.take_back_as_guest(matter=matter)
        messages.success(request, _("Votre message est effacé."))
        return redirect("permanences:door")
    if request.method == "POST" and form.send(actions.change_guest_consent, matter=matter):
        messages.success(request, _("C’est noté."))
        return redirect(request.path)
    return render_page(request, "permanences/follow.html", {"matter": matter, "form": form})


@require_POST
@guarded(may.own_matter, matter=Matter)
def consent(request, matter):
    form = forms.ConsentForm(request.POST)
    if form.send(actions.change_consent, matter=matter, by=request.user):
        messages.success(request, _("C’est noté."))
    else:
        messages.error(request, _("Choisissez ce qui peut paraître : %(choices)s.") % {
            "choices": " · ".join(str(label) for label in Consent.labels)})  # fmt: skip
    return redirect(matter)


@require_POST
@guarded(may.own_matter, matter=Matter)
def take_back(request, matter):
    actions.take_back(matter=matter, by=request.user)
    messages.success(request, _("Votre message est effacé."))
    return redirect("permanences:door")
