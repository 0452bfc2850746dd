from django.contrib import messages
from django.db.models import Prefetch, Sum
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.contracts import actions, forms
from fabrique.accompaniment.contracts import permissions as may
from fabrique.accompaniment.contracts.models import Contract, ContractLine, Exchange
from fabrique.accompaniment.contracts.views.pages import EDIT, settle
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.http import edit_page, guarded, make_move, render_page
from fabrique.core.permissions import anyone

SIGNATORIES = Prefetch("participations", Participation.objects.select_related("territory"))


@require_safe
@guarded(anyone, cohort=Cohort)
def contracts(request, cohort):
    """Signed ones for all; the others, and the annexes, for those whom they concern."""
    person = request.user
    rows = Contract.objects.visible_to(person).filter(cohort=cohort).select_related("institution", "cohort")
    projects = PilotProject.objects.visible_to(person).filter(participation__cohort=cohort)
    projects = projects.select_related("participation__territory", "participation__scope")
    context = {
        "cohort": cohort,
        "rows": rows.prefetch_related(SIGNATORIES).order_by("title", "pk"),
        "may_open": may.open_contract.allows(person, cohort),
        "annexes": [project for project in projects if may.take_annex.allows(person, project)],
    }
    return render_page(request, "contracts/list.html", context)


@require_safe
@guarded(anyone, cohort=Cohort, contract=Contract)
def contract(request, cohort, contract):
    person = request.user
    lines = ContractLine.objects.visible_to(person).filter(contract=contract).order_by("order", "pk")
    lines = lines.select_related("project__participation__territory", "funder")
    keeps = may.keep_contract.allows(person, contract)
    context = {
        "cohort": cohort,
        "contract": contract,
        "territories": contract.participations.select_related("territory"),
        "bodies": contract.bodies.all(),
        "inside": may.read_inside.allows(person, contract),
        "lines": lines,
        "total": (lines.aggregate(total=Sum("amount_cents"))["total"] or 0) / 100,
        "exchanges": Exchange.objects.visible_to(person).filter(contract=contract).select_related("body"),
        "keeps": keeps,
    }
    return render_page(request, "contracts/contract.html", context)


@require_http_methods(EDIT)
@guarded(may.open_contract, cohort=Cohort)
def new(request, cohort):
    form = forms.OpenContractForm(request.POST or None).offer(cohort)
    if request.method == "POST" and (made := form.send(actions.open_contract, cohort=cohort, by=request.user)):
        messages.success(request, _("Le contrat est ouvert, en préparation. Complétez-le quand vous voulez."))
        return redirect(made)
    back = reverse("contracts:list", args=[cohort.code])
    return edit_page(
        request, form, title=_("Quel contrat suivre ?"), verb=_("Ouvrir ce contrat"), back=back,
        crumbs=[(cohort.name, cohort.get_absolute_url()), (_("Contrats"), back)],
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_contract, cohort=Cohort, contract=Contract)
def edit(request, cohort, contract):
    initial = {
        "participations": [place.code for place in contract.participations.all()],
        "bodies": [body.code for body in contract.bodies.all()],
        "institution": contract.institution.code if contract.institution else None,
    }
    form = forms.ContractForm(request.POST or None, instance=contract, initial=initial).offer(cohort)
    return settle(
        request, contract, form, actions.edit_contract, contract=contract, title=contract.title,
        verb=_("Enregistrer ce contrat"), done=_("Le contrat est à jour."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_contract, cohort=Cohort, contract=Contract)
def sign(request, cohort, contract):
    return settle(
        request, contract, forms.SignForm(request.POST or None), actions.move_contract, contract=contract, name="sign",
        title=_("Le contrat est signé"), verb=_("Noter la signature"),
        lede=_("Il sera connu de tous. Ses montants et les échanges resteront entre vous."),
        done=_("La signature est notée. Le contrat est public, sans ses montants."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_contract, cohort=Cohort, contract=Contract)
def drop(request, cohort, contract):
    return settle(
        request, contract, forms.DropForm(request.POST or None), actions.move_contract, contract=contract, name="drop",
        title=_("Pourquoi renoncer à ce contrat ?"), verb=_("Abandonner ce contrat"),
        done=_("Le contrat est abandonné, avec sa raison."),
    )  # fmt: skip


@require_POST
@guarded(may.keep_contract, cohort=Cohort, contract=Contract)
def end(request, cohort, contract):
    if make_move(request, actions.move_contract, contract=contract, name="end"):
        messages.success(request, _("Le contrat est terminé."))
    return redirect(contract)
