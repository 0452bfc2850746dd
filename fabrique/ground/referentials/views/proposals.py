"""From what was said to the next version: proposals, their trace, the history of each sentence, the cross matrix."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.core.http import attempt, edit_page, guarded, paged, render_page
from fabrique.core.permissions import anyone
from fabrique.ground.people.permissions import animate
from fabrique.ground.referentials import actions, fantastics, sources
from fabrique.ground.referentials import permissions as may
from fabrique.ground.referentials.enums import Change, ProposalState, ReferentialKey
from fabrique.ground.referentials.forms import AddForm, AnswerProposalForm, RemarkForm, RetireForm, RewordForm
from fabrique.ground.referentials.models import Item, Proposal, Trace, Version

FANTASTICS = ReferentialKey.FANTASTICS
PAGE = 20
# what still asks for something comes first
SHELVES = (ProposalState.OPEN, ProposalState.ACCEPTED, ProposalState.CARRIED, ProposalState.DECLINED)


@require_safe
@guarded(anyone)
def matrix(request):
    """Printable: a support for a peer group or an Agora (R050)."""
    version = Version.objects.of(FANTASTICS).in_force().first()
    rows = fantastics.matrix_of(version) if version else []
    context = {"version": version, "rows": rows, "picture": fantastics.drawn(rows) if rows else None}
    return render_page(request, "referentials/matrix.html", context)


@require_safe
@guarded(anyone)
def word(request, key):
    """One sentence from version to version, and what fed it, as far as this reader may read it."""
    versions = Version.objects.visible_to(request.user).of(FANTASTICS).exclude(published_at=None)
    items = list(Item.objects.filter(version__in=versions, key=key).common().select_related("version").order_by("-version__number"))  # fmt: skip
    if not items:
        raise Http404
    fed_by = list(Proposal.objects.published().filter(key=key).select_related("carried_in").order_by("pk"))
    current = items[0] if items[0].version.state == "published" else None
    context = {
        "item": items[0], "items": told_apart(items), "current": current, "rows": traced(request.user, fed_by),
        "proposes": may.propose.allows(request.user),
    }  # fmt: skip
    return render_page(request, "referentials/word.html", context)


def told_apart(items):
    """The versions in which it was worded anew, the latest first."""
    said = [(item.name_fr, item.gloss_fr, item.said_to) for item in items]
    return [item for place, item in enumerate(items) if place == len(items) - 1 or said[place] != said[place + 1]]


def traced(person, proposals):
    fed = sources.fed(person, Trace.objects.filter(proposal__in=proposals))
    return [{"it": one, "fed": fed.get(one.pk, [])} for one in proposals]


@require_safe
@guarded(may.propose)
def proposals(request):
    shelf = request.GET.get("etat", "")
    shelf = shelf if shelf in SHELVES else ProposalState.OPEN
    found = Proposal.objects.visible_to(request.user).filter(state=shelf).select_related("proposed_by", "carried_in")
    context = {"shelf": shelf, "shelves": SHELVES} | paged(request, found, PAGE)
    return render_page(request, "referentials/proposals.html", context)


@require_http_methods(["GET", "POST"])
@guarded(may.propose)
def new_proposal(request):
    """`changer` and `retirer` name a sentence in force; `source` and `ref`, what feeds the proposal."""
    source, ref = request.GET.get("source", ""), request.GET.get("ref", "")
    told = sources.find(request.user, source, ref) if source else None
    if source and told is None:
        raise Http404
    form, target = asked_form(request)
    key = target.key if target else ""
    if request.method == "POST" and (made := form.send(actions.propose, by=request.user, change=form.change, key=key, source=source, ref=ref)):  # fmt: skip
        messages.success(request, _("C’est proposé. D’autres en discutent, puis quelqu’un répond."))
        return redirect(made)
    titles = {Change.ADD: _("Proposer une phrase"), Change.REWORD: _("Le dire autrement"), Change.RETIRE: _("Proposer de retirer cette phrase")}  # fmt: skip
    lede = _("Ce qui vous fait proposer : « %(words)s »") % {"words": told.words} if told else target.label if target else ""  # fmt: skip
    crumbs = [(FANTASTICS.label, reverse("referentials:referential", args=[FANTASTICS])), (_("Propositions"), reverse("referentials:proposals"))]  # fmt: skip
    return edit_page(request, form, title=titles[form.change], verb=_("Proposer"), back=reverse("referentials:proposals"), crumbs=crumbs, lede=lede)  # fmt: skip


def asked_form(request):
    for name in ("changer", "retirer"):
        if key := request.GET.get(name, ""):
            target = Item.objects.of(FANTASTICS).filter(key=key).first() if "\x00" not in key else None
            if target is None:
                raise Http404
            form = RewordForm(request.POST or None, target=target) if name == "changer" else RetireForm(request.POST or None)  # fmt: skip
            return form, target
    return AddForm(request.POST or None), None


@require_safe
@guarded(may.propose, proposal=Proposal)
def proposal(request, proposal):
    return proposal_page(request, proposal)


def proposal_page(request, proposal, *, remark_form=None, answer_form=None):
    person = request.user
    target = Item.objects.of(FANTASTICS).filter(key=proposal.key).first() if proposal.key else None
    decides = may.decide.allows(person, proposal)
    context = {
        "proposal": proposal, "target": target, "fed": traced(person, [proposal])[0]["fed"],
        "remarks": proposal.remarks.select_related("said_by"), "withdraws": may.withdraw.allows(person, proposal),
        "remark_form": (remark_form or RemarkForm()) if may.discuss.allows(person, proposal) else None,
        "answer_form": (answer_form or AnswerProposalForm(instance=proposal, auto_id="reponse_%s")) if decides else None,
        "closed": may.decide.reason(person, proposal),
    }  # fmt: skip
    return render_page(request, "referentials/proposal.html", context)


@require_POST
@guarded(may.discuss, proposal=Proposal)
def remark(request, proposal):
    form = RemarkForm(request.POST)
    if form.send(actions.remark, proposal=proposal, by=request.user):
        messages.success(request, _("C’est dit."))
        return redirect(proposal)
    return proposal_page(request, proposal, remark_form=form)


@require_POST
@guarded(may.decide, proposal=Proposal)
def answer(request, proposal):
    form = AnswerProposalForm(request.POST, instance=proposal, auto_id="reponse_%s")
    act = actions.accept if request.POST.get("move") == "accept" else actions.decline
    if form.send(act, proposal=proposal, by=request.user):
        messages.success(request, _("La réponse est donnée, et la personne qui propose en reçoit un mot."))
        return redirect(proposal)
    return proposal_page(request, proposal, answer_form=form)


@require_POST
@guarded(may.withdraw, proposal=Proposal)
def withdraw(request, proposal):
    attempt(request, actions.withdraw, proposal=proposal, done=_("Votre proposition est reprise."))
    return redirect(proposal)


@require_POST
@guarded(animate, version=Version)
def carry(request, version):
    done = _("Ce qui était accepté est dans le brouillon. Relisez, puis publiez.")
    attempt(request, actions.carry, version=version, done=done)
    return redirect("referentials:draft", version.referential, version.code)
