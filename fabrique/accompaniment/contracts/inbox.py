"""Contracts to look at again, and what was promised to a technical body."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import STAFF
from fabrique.accompaniment.contracts.models import Contract, Exchange
from fabrique.accompaniment.contracts.permissions import KEEPERS
from fabrique.accompaniment.institutions.models import entrusted_to
from fabrique.core.dates import date_format
from fabrique.core.inbox import Act, Waiting, waits_for
from fabrique.ground.people.enums import Role


@waits_for
def contracts_to_review(person) -> list[Waiting]:
    if not person.scopes_as(*KEEPERS, *STAFF):
        return []
    mine = entrusted_to(person, Role.DELEGATION_REFERENT)
    due = Contract.objects.to_review().filter(mine).select_related("cohort").order_by("title", "pk")
    return [Waiting(due, lambda contracts: [
        Act(_("à revoir"), contract.title, _("C’est le jour donné pour reparler de ce contrat."),
            contract.get_absolute_url(), _("Revoir"), urgent=True)
        for contract in contracts
    ])]  # fmt: skip


@waits_for
def promised(person) -> list[Waiting]:
    """To whoever wrote the promise down."""
    if not person.scopes_as(*KEEPERS, *STAFF):
        return []
    today = timezone.localdate()
    mine = Exchange.objects.visible_to(person).filter(Q(due_on__lte=today), written_by=person, done_on=None)
    return [Waiting(mine.select_related("contract__cohort", "body"), lambda exchanges: [
        Act(date_format(row.due_on, "j F"), row.next_step, f"{row.body}, {row.subject}",
            reverse("contracts:contract", args=[row.contract.cohort.code, row.contract.code]), _("Voir le contrat"),
            urgent=row.due_on < today)
        for row in exchanges
    ])]  # fmt: skip
