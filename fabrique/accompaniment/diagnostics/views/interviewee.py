"""The page of somebody to be met, by their link: what they are told, what they choose, then what was given back.

No word of an interview, no name of anybody.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from fabrique.accompaniment.diagnostics import diary, guests, notices
from fabrique.accompaniment.diagnostics.actions import answering
from fabrique.accompaniment.diagnostics.http import unkept
from fabrique.accompaniment.diagnostics.models import Slot
from fabrique.core.http import guarded, render_page
from fabrique.core.permissions import Denied, anyone

# what each button does, with what it says once done
ACTS = {
    "free": (answering.free, gettext_lazy("Votre rendez-vous est annulé.")),
    "decline": (answering.decline, gettext_lazy("C’est noté. Merci de l’avoir dit.")),
    "reconsider": (answering.reconsider, gettext_lazy("Merci. Choisissez un moment.")),
    "withdraw": (answering.withdraw, gettext_lazy("Tout est retiré.")),
}


def contact_of(token):
    found = guests.read(token)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@guarded(anyone)
@unkept
def interviewee(request, token):
    contact = contact_of(token)
    if request.method == "POST":
        try:
            answered(request, contact)
        except Denied as refusal:
            messages.error(request, str(refusal))
        return redirect("diagnostics:interviewee", token)
    closed, diagnostic, given = guests.closed(contact), contact.diagnostic, guests.given_to(contact)
    context = {
        "contact": contact, "closed": closed, "given": given and given[0], "diagnostic": diagnostic, "token": token, "notice": notices.wording(contact.consent or notices.IN_FORCE),
        "wording": notices.IN_FORCE, "territory": diagnostic.participation.territory, "cohort": diagnostic.participation.cohort,
        "slot": Slot.objects.filter(contact=contact).first(), "slots": [] if closed else diagnostic.slots.free(), "today": timezone.localdate(),
    }  # fmt: skip
    context |= given[1] if given else {}
    return render_page(request, "diagnostics/interviewee.html", context, status=410 if closed and not given else 200)


def answered(request, contact) -> None:
    """What was pressed. Nothing said here names the person."""
    act = request.POST.get("act", "")
    if act == "consent":
        answering.consent(
            contact=contact, wording=request.POST.get("wording", ""), may_quote=request.POST.get("quote") == "yes"
        )
        messages.success(request, _("Merci. Votre accord est enregistré ; vous pouvez changer d’avis ici."))
    elif act == "book":
        slot = contact.diagnostic.slots.filter(code=request.POST.get("slot", "")).first()
        if slot is None:
            raise Denied(_("Choisissez un moment dans la liste."))
        answering.book(contact=contact, slot=slot)
        messages.success(request, _("C’est noté. Un rappel partira deux jours avant."))
    elif act in ACTS:
        if act == "withdraw" and not request.POST.get("sure"):
            raise Denied(_("Cochez la case pour confirmer : ce retrait est définitif."))
        done, says = ACTS[act]
        done(contact=contact)
        messages.success(request, says)
    else:
        raise Denied(_("Ce changement n’existe pas."))


@require_safe
@guarded(anyone)
@unkept
def calendar(request, token):
    """One's own meeting, under a title that says nothing to who looks over a shoulder."""
    contact = contact_of(token)
    slot = Slot.objects.filter(contact=contact).first()
    if slot is None or guests.closed(contact):
        raise Http404
    response = HttpResponse(diary.file_of(slot), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rendez-vous.ics"'
    return response
