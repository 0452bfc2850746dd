from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.contracts import actions, forms
from fabrique.accompaniment.contracts import permissions as may
from fabrique.accompaniment.contracts.models import Contract, ContractLine, Exchange
from fabrique.accompaniment.contracts.views.pages import EDIT, settle
from fabrique.core.http import attempt, guarded


@require_http_methods(EDIT)
@guarded(may.keep_contract, cohort=Cohort, contract=Contract)
def add_line(request, cohort, contract):
    return settle(
        request, contract, forms.AddLineForm(request.POST or None).offer(contract), actions.set_line, contract=contract,
        title=_("Que permet cette ligne ?"), lede=contract.title, verb=_("Ajouter cette ligne"),
        done=_("La ligne est ajoutée."),
    )  # fmt: skip


@require_http_methods(EDIT)
@guarded(may.keep_line, cohort=Cohort, contract=Contract, line=ContractLine)
def edit_line(request, cohort, contract, line):
    parts = {name: getattr(line, name) for name in ("project", "funder")}
    initial = {name: part.code if part else None for name, part in parts.items()}
    form = forms.ContractLineForm(request.POST or None, instance=line, initial=initial).offer(contract)
    return settle(
        request, contract, form, actions.set_line, contract=contract, line=line, title=line.title,
        verb=_("Enregistrer cette ligne"), done=_("La ligne est à jour."), remove_label=_("Retirer cette ligne"),
        remove=reverse("contracts:remove-line", args=[cohort.code, contract.code, line.code]),
        remove_says=_("Le journal des actes garde la trace de ce retrait."),
    )  # fmt: skip


@require_POST
@guarded(may.keep_line, cohort=Cohort, contract=Contract, line=ContractLine)
def remove_line(request, cohort, contract, line):
    actions.remove_line(line=line, by=request.user)
    messages.success(request, _("La ligne est retirée."))
    return redirect(contract)


@require_http_methods(EDIT)
@guarded(may.keep_contract, cohort=Cohort, contract=Contract)
def log(request, cohort, contract):
    return settle(
        request, contract, forms.LogExchangeForm(request.POST or None), actions.log_exchange, contract=contract,
        title=_("Qu’a dit l’organisme ?"), verb=_("Noter cet échange"),
        lede=_("Un échange noté ne change plus : la suite se dit dans le suivant."), done=_("L’échange est noté."),
    )  # fmt: skip


@require_POST
@guarded(may.keep_exchange, cohort=Cohort, contract=Contract, exchange=Exchange)
def do_next_step(request, cohort, contract, exchange):
    attempt(request, actions.do_next_step, exchange=exchange, done=_("C’est noté : la suite est faite."))
    return redirect(contract)
