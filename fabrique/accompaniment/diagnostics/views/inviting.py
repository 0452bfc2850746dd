"""Times offered, and the words of the letters."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.diagnostics import forms, letters
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.actions import inviting
from fabrique.accompaniment.diagnostics.enums import LetterKind
from fabrique.accompaniment.diagnostics.http import unkept
from fabrique.accompaniment.diagnostics.models import Diagnostic, Slot
from fabrique.accompaniment.diagnostics.rooms import context_of
from fabrique.accompaniment.diagnostics.views.frame import EDIT, address, crumbs
from fabrique.core.http import attempt, edit_page, guarded, render_page


@require_safe
@guarded(may.read_contacts, diagnostic=Diagnostic)
@unkept
def slots(request, diagnostic):
    rows = list(diagnostic.slots.filter(cancelled_at=None).select_related("contact", "offered_by"))
    context = context_of(
        request, diagnostic, "diagnostics:slots", rows=rows, free=sum(row.contact_id is None for row in rows),
        writes=may.invite.allows(request.user, diagnostic),
    )  # fmt: skip
    return render_page(request, "diagnostics/slots.html", context)


@require_http_methods(EDIT)
@guarded(may.invite, diagnostic=Diagnostic)
@unkept
def offer_slots(request, diagnostic):
    form = forms.OpenSlotsForm(request.POST or None)
    if request.method == "POST" and form.send(inviting.offer_slots, diagnostic=diagnostic, by=request.user):
        messages.success(request, _("Les créneaux sont proposés. Chaque personne invitée choisit le sien."))
        return redirect(address(diagnostic, "slots"))
    return edit_page(request, form, title=_("Quand pouvez-vous écouter ?"), verb=_("Proposer ces créneaux"), back=address(diagnostic, "slots"),
                     crumbs=crumbs(diagnostic, "slots", _("Créneaux")))  # fmt: skip


@require_POST
@guarded(may.write_slot, diagnostic=Diagnostic, slot=Slot)
@unkept
def cancel_slot(request, diagnostic, slot):
    attempt(request, inviting.cancel_slot, slot=slot,
            done=_("Le créneau est retiré. Si quelqu’un l’avait pris, une lettre lui propose d’en choisir un autre."))  # fmt: skip
    return redirect(address(diagnostic, "slots"))


@require_safe
@guarded(may.invite, diagnostic=Diagnostic)
@unkept
def letters_page(request, diagnostic):
    sample = {"when": _("mardi 3 mars à 14 h"), "where": _("à la mairie")}
    rows = []
    for kind in LetterKind:
        subject, text = (letters.filled(part, diagnostic, **sample) for part in letters.text_of(diagnostic, kind))
        rows.append({"kind": kind, "subject": subject, "text": text})
    return render_page(
        request, "diagnostics/letters.html", context_of(request, diagnostic, "diagnostics:letters", rows=rows)
    )


@require_http_methods(EDIT)
@guarded(may.invite, diagnostic=Diagnostic)
@unkept
def edit_letter(request, diagnostic, letter):
    if letter not in LetterKind:
        raise Http404
    subject, text = letters.text_of(diagnostic, LetterKind(letter))
    form = forms.LetterForm(request.POST or None, initial={"subject": subject, "text": text})
    if request.method == "POST" and form.send(
        inviting.edit_letter, diagnostic=diagnostic, kind=letter, by=request.user
    ):
        messages.success(request, _("La lettre est enregistrée. Elle partira ainsi."))
        return redirect(address(diagnostic, "letters"))
    title = _("Comment écrire %(letter)s ?") % {"letter": LetterKind(letter).label}
    return edit_page(request, form, title=title, verb=_("Enregistrer la lettre"), back=address(diagnostic, "letters"),
                     crumbs=crumbs(diagnostic, "letters", _("Lettres")))  # fmt: skip
