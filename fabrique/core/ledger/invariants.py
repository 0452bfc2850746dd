"""What `fabrique check` asks of every book."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from fabrique.core.ledger.models import Account
from fabrique.core.selfcheck import invariant


@invariant(_("Chaque compte des registres est au-dessus de son plancher, et leur somme est nulle."))
def books_balance() -> Iterator[str]:
    sums: dict[str, int] = {}
    for account in Account.objects.with_balance():
        sums[account.book] = sums.get(account.book, 0) + account.balance
        if account.floor is not None and account.balance < account.floor:
            yield str(account)
    yield from (book for book, total in sums.items() if total)
