from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.engineering import actions, forms
from fabrique.accompaniment.engineering import permissions as may
from fabrique.accompaniment.engineering.enums import ANSWERS, HAND_OVER
from fabrique.accompaniment.engineering.models import EngineeringSupport, HandOver
from fabrique.core.http import edit_page, guarded, make_move, paged, render_page
from fabrique.core.permissions import Denied, anyone, signed_in
from fabrique.core.versions import Conflict

EDIT = ["GET", "POST"]
PAGE = 30


@require_safe
@guarded(anyone)
def directory(request):
    form = forms.SearchForm(request.GET, person=request.user)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = EngineeringSupport.objects.offered().select_related("organisation").prefetch_related("coverage")
    if wanted.get("place"):
        found = found.around(wanted["place"])
    if wanted.get("subject"):
        found = found.about(wanted["subject"])
    context = {
        "form": form,
        "may_keep": may.keep_directory.allows(request.user),
        **paged(request, found.order_by("name", "pk"), PAGE),
    }
    return render_page(request, "engineering/directory.html", context, partials=["liste"])


@require_safe
@guarded(anyone, support=EngineeringSupport)
def support(request, support):
    context = {
        "support": support,
        "departments": support.coverage.all(),
        "may_keep": may.keep_directory.allows(request.user, support),
        "may_propose": may.propose_somewhere.allows(request.user, support),
    }
    return render_page(request, "engineering/support.html", context)


def edit_support(request, form, **more):
    back = reverse("engineering:directory")
    return edit_page(request, form, back=back, crumbs=[(_("Appuis à l’ingénierie"), back)], **more)


@require_http_methods(EDIT)
@guarded(may.keep_directory)
def new(request):
    form = forms.AddSupportForm(request.POST or None)
    if request.method == "POST" and (made := form.send(actions.set_support, by=request.user)):
        messages.success(request, _("L’appui est dans l’annuaire."))
        return redirect(made)
    return edit_support(request, form, title=_("Quel appui faire connaître ?"), verb=_("Ajouter à l’annuaire"))


@require_http_methods(EDIT)
@guarded(may.keep_directory, support=EngineeringSupport)
def edit(request, support):
    initial = {
        "organisation": support.organisation.code,
        "subjects": support.subject_keys,
        "departments": [row.department for row in support.coverage.all()],
    }
    form = forms.EngineeringSupportForm(request.POST or None, instance=support, initial=initial)
    if request.method == "POST" and form.send(actions.set_support, support=support, by=request.user):
        messages.success(request, _("L’appui est à jour."))
        return redirect(support)
    more = {} if support.closed_on else {
        "remove": reverse("engineering:close", args=[support.code]), "remove_label": _("Cet appui n’existe plus"),
        "remove_says": _("Il quitte la liste publique. Les demandes qui lui ont été faites restent."),
    }  # fmt: skip
    return edit_support(request, form, title=support.name, verb=_("Enregistrer cet appui"), **more)


@require_POST
@guarded(may.keep_directory, support=EngineeringSupport)
def close(request, support):
    actions.close_support(support=support, by=request.user)
    messages.success(request, _("L’appui quitte la liste publique."))
    return redirect("engineering:directory")


@require_http_methods(EDIT)
@guarded(may.propose_somewhere, support=EngineeringSupport)
def propose(request, support):
    form = forms.ProposeForm(request.POST or None, person=request.user)
    if request.method == "POST" and (made := form.send(actions.propose_hand_over, support=support, by=request.user)):
        messages.success(request, _("La demande est écrite. Rien n’est encore parti."))
        return redirect(made)
    lede = _("La demande ne part qu’avec l’accord du territoire. Vous l’envoyez vous-même, de votre boîte.")
    return edit_page(
        request, form, title=_("Que demander à cet appui ?"), lede=lede, verb=_("Écrire cette demande"),
        back=support.get_absolute_url(), crumbs=[(support.name, support.get_absolute_url())],
    )  # fmt: skip


@require_safe
@guarded(signed_in)
def hand_overs(request):
    rows = HandOver.objects.visible_to(request.user).select_related("support", "participation__territory")
    context = paged(request, rows.order_by("-proposed_at", "-pk"), PAGE)
    return render_page(request, "engineering/hand_overs.html", context)


@require_safe
@guarded(may.read_hand_over, hand_over=HandOver)
def hand_over(request, hand_over):
    person = request.user
    rules = {"agree": may.agree, "send": may.follow, "withdraw": may.follow}
    buttons = HAND_OVER.buttons(hand_over, lambda name: rules[name].reason(person, hand_over) if name in rules else "")
    context = {
        "hand_over": hand_over,
        "moves": [button for button in buttons if button.name in rules],
        "answers": [button for button in buttons if button.name in ANSWERS]
        if may.answer.allows(person, hand_over)
        else [],
        "body": _("Ce qui est demandé : %(asked)s\n\nCe qui a déjà été fait : %(done)s")
        % {"asked": hand_over.asked, "done": hand_over.done},
    }
    return render_page(request, "engineering/hand_over.html", context)


@require_POST
@guarded(may.read_hand_over, hand_over=HandOver)
def move(request, hand_over):
    name = request.POST.get("move", "")
    if name not in HAND_OVER.moves or name in ANSWERS:
        raise Denied(_("Ce changement n’existe pas."))
    if make_move(request, actions.move_hand_over, hand_over=hand_over, name=name):
        messages.success(
            request, _("La demande est maintenant « %(state)s ».") % {"state": hand_over.get_state_display()}
        )
    return redirect(hand_over)


@require_http_methods(EDIT)
@guarded(may.answer, hand_over=HandOver)
def answer(request, hand_over, name):
    if name not in ANSWERS:
        raise Http404
    form = (forms.DeclineForm if name == "decline" else forms.AnswerForm)(request.POST or None)
    back = hand_over.get_absolute_url()
    try:
        sent = request.method == "POST" and form.send(
            actions.move_hand_over, hand_over=hand_over, name=name, by=request.user
        )
    except Conflict:
        messages.warning(request, _("Quelqu’un vient de changer ceci. Voici où cela en est."))
        return redirect(back)
    if sent:
        messages.success(request, _("La réponse est notée."))
        return redirect(back)
    return edit_page(
        request, form, title=str(HAND_OVER.moves[name].label), verb=_("Noter la réponse"), back=back,
        crumbs=[(hand_over.support.name, hand_over.support.get_absolute_url()), (_("La demande"), back)],
    )  # fmt: skip
