"""The lines of a contract, and the dialogue with the technical bodies of the State."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import next_order
from fabrique.accompaniment.contracts import permissions as may
from fabrique.accompaniment.contracts.models import Contract, ContractLine, Exchange
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.models import Person


@transaction.atomic
def set_line(
    *, contract: Contract, title: str, by: Person, project: PilotProject | None = None, strategy: str = "",
    immaterial: bool = False, funder: Organisation | None = None, amount_cents: int | None = None,
    line: ContractLine | None = None, seen: int = 0,
) -> ContractLine:  # fmt: skip
    """R544: a line may carry a pilot project of the cohort, or a strategy of the territory, named in words."""
    may.keep_contract(by, contract)
    if project and project.participation.cohort_id != contract.cohort_id:
        raise Denied(_("Ce projet est d’une autre cohorte."))
    if amount_cents is not None and amount_cents < 0:
        raise Denied(_("Un montant ne peut pas être négatif."))
    if contract.lines.filter(title=title).exclude(pk=line.pk if line else 0).exists():
        raise Denied(_("Une ligne du contrat porte déjà ce titre."))
    values = {"title": title, "project": project, "strategy": strategy, "immaterial": immaterial, "funder": funder,
              "amount_cents": amount_cents}  # fmt: skip
    if line is None:
        line = ContractLine.objects.create(contract=contract, order=next_order(contract.lines), **values)
    else:
        line.save_values(values, seen=seen)
    audit.record(by, "contract-line-set", contract, line=line.code)
    return line


@transaction.atomic
def remove_line(*, line: ContractLine, by: Person) -> None:
    may.keep_line(by, line)
    line.delete()
    audit.record(by, "contract-line-removed", line.contract)


@transaction.atomic
def log_exchange(
    *, contract: Contract, body: Organisation, held_on: date, subject: str, said: str, by: Person, hat: str = "",
    next_step: str = "", due_on: date | None = None,
) -> Exchange:  # fmt: skip
    may.keep_contract(by, contract)
    if held_on > timezone.localdate():
        raise Denied(_("Notez l’échange une fois qu’il a eu lieu."))
    if due_on and not next_step.strip():
        raise Denied(_("Dites ce qui est à faire pour ce jour."))
    exchange = Exchange.objects.create(
        contract=contract, body=body, held_on=held_on, subject=subject, said=said, hat=hat,
        next_step=next_step.strip(), due_on=due_on, written_by=by,
    )  # fmt: skip
    audit.record(by, "exchange-logged", contract, body=body.code)
    return exchange


@transaction.atomic
def do_next_step(*, exchange: Exchange, by: Person) -> Exchange:
    may.keep_exchange(by, exchange)
    done = Exchange.objects.filter(pk=exchange.pk, done_on=None).exclude(next_step="")
    if not done.update(done_on=timezone.localdate()):
        raise Denied(_("Rien n’attend plus ici."))
    audit.record(by, "exchange-followed", exchange.contract)
    return exchange
