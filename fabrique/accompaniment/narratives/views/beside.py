"""What stands beside a narrative: replies, reuses, the state of its link."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.narratives import actions, forms
from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.models import Reply
from fabrique.accompaniment.narratives.views.writing import EDIT, ONE, edit_one
from fabrique.core.http import attempt, guarded


@require_http_methods(EDIT)
@guarded(may.reply, **ONE)
def reply(request, narrative):
    form = forms.AddReplyForm(request.POST or None)
    if request.method == "POST" and form.send(actions.write_reply, narrative=narrative, by=request.user):
        messages.success(request, _("Votre réponse est à côté du récit."))
        return redirect(narrative.get_absolute_url() + "#reponses")
    return edit_one(
        request, narrative, form, title=_("Répondre à ce récit"), verb=_("Publier la réponse"), lede=narrative.title
    )


@require_http_methods(EDIT)
@guarded(may.edit_reply, **ONE, answer=Reply)
def edit_reply(request, narrative, answer):
    form = forms.ReplyForm(request.POST or None, instance=answer)
    if request.method == "POST" and form.send(actions.edit_reply, answer=answer, by=request.user):
        messages.success(request, _("Votre réponse est à jour."))
        return redirect(narrative.get_absolute_url() + "#reponses")
    return edit_one(
        request, narrative, form, title=_("Modifier la réponse"), verb=_("Enregistrer la réponse"), lede=narrative.title
    )


@require_http_methods(EDIT)
@guarded(may.log_reuse, **ONE)
def note_reuse(request, narrative):
    form = forms.AddReuseForm(request.POST or None, person=request.user, initial={"reused_on": timezone.localdate()})
    if request.method == "POST" and form.send(actions.note_reuse, narrative=narrative, by=request.user):
        messages.success(request, _("La reprise est notée."))
        return redirect(narrative.get_absolute_url() + "#reprises")
    return edit_one(
        request, narrative, form, title=_("Noter une reprise"), verb=_("Noter cette reprise"),
        lede=_("Licence d’aujourd’hui : %(licence)s.") % {"licence": narrative.get_licence_display()},
    )  # fmt: skip


@require_POST
@guarded(may.mark_link, **ONE)
def mark_link(request, narrative):
    attempt(
        request,
        actions.mark_link,
        narrative=narrative,
        done=_("Merci : c’est écrit à côté du lien, et son auteur est prévenu."),
    )
    return redirect(narrative)


@require_POST
@guarded(may.write, **ONE)
def clear_link(request, narrative):
    attempt(request, actions.clear_link, narrative=narrative, done=_("La note est retirée."))
    return redirect(narrative)
