"""The link of a person quoted: what its author sends, and the one page that it opens."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.narratives import actions, forms, guests
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.views.writing import EDIT, IN_ONE, edit_one
from fabrique.core.http import attempt, guarded, render_page
from fabrique.core.permissions import Denied, anyone

# what each button answers, and whether with the name
ANSWERS = {"give": ("give", False), "named": ("give", True), "refuse": ("refuse", False), "withdraw": ("withdraw", False)}  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.write_part, **IN_ONE)
def send_link(request, narrative, passage):
    form = forms.SendLinkForm(request.POST or None, initial={"language": "fr"})
    if request.method == "POST" and form.send(actions.send_link, passage=passage, by=request.user):
        messages.success(request, _("La lettre part. Vous saurez ici ce que cette personne répond."))
        return redirect(narrative.get_absolute_url() + "#passages")
    return edit_one(
        request, narrative, form, title=_("Lui faire lire sa citation"), verb=_("Envoyer le lien"),
        lede=_("Cette personne reçoit un lien qui n’ouvre que sa citation. Elle répond elle-même, et peut revenir sur sa réponse."),
    )  # fmt: skip


@require_POST
@guarded(may.write_part, **IN_ONE)
def close_link(request, narrative, passage):
    attempt(request, actions.close_link, passage=passage, done=_("Le lien n’ouvre plus rien."))
    return redirect(narrative.get_absolute_url() + "#passages")


@require_http_methods(EDIT)
@guarded(anyone)
def quoted(request, token):
    """A link that is followed shows no word: robots follow links too. Whoever presses the button reads."""
    passage = guests.read(token)
    if passage is None:
        raise Http404
    act = request.POST.get("act", "")
    form = forms.CorrectionForm(request.POST if act == "correct" else None, initial={"correction": passage.correction})
    if request.method == "POST" and act != "read":
        try:
            if answered(request, passage, act, form):
                return redirect("narratives:quoted", token)
        except Denied as refusal:
            messages.error(request, str(refusal))
            return redirect("narratives:quoted", token)
    closed = guests.closed(passage)
    context = {
        "passage": passage, "narrative": passage.narrative, "closed": closed, "form": form,
        "read": not closed and request.method == "POST",
    }  # fmt: skip
    return render_page(request, "narratives/quoted.html", context, status=410 if closed else 200)


def answered(request, passage, act, form) -> bool:
    """Whether what was pressed is done; not when the correction is still to be written."""
    if act == "correct":
        done = form.send(actions.ask_correction, passage=passage)
        if done:
            messages.success(request, _("Votre demande est transmise à l’auteur, qui seul la lit."))
        return bool(done)
    if act not in ANSWERS:
        raise Denied(_("Ce changement n’existe pas."))
    name, named = ANSWERS[act]
    if name in ("refuse", "withdraw") and not request.POST.get("sure"):
        raise Denied(_("Cochez la case pour confirmer : ces mots seront effacés pour de bon."))
    seen = request.POST.get("version", "")
    actions.answer(passage=passage, name=name, named=named, seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0)
    messages.success(request, _("C’est noté, à la date d’aujourd’hui."))
    return True
