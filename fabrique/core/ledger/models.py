from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from fabrique.core.db import EVERYTHING, QuerySet


class AccountQuerySet(QuerySet):
    def of_book(self, book: str):
        return self.filter(book=book)

    def with_balance(self):
        return self.annotate(balance=Coalesce(Sum("entries__amount"), 0))


class Account(models.Model):
    """A line of a book. `floor`: what its balance never goes under; none, and it may go as low as it will.

    Neither its name nor its floor changes (migration 0001): a right given later is a transfer, so that it has its date.
    """

    KEPT_INSIDE = EVERYTHING

    book = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    floor = models.IntegerField(null=True, blank=True)
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["book", "name"], name="account_once_a_book"),
            # opened empty, an account would already be under a floor above zero
            models.CheckConstraint(name="account_floor_is_not_above_zero", condition=Q(floor=None) | Q(floor__lte=0)),
        ]

    def __str__(self):
        return f"{self.book}: {self.name}"


class TransferQuerySet(QuerySet):
    def newest_first(self):
        return self.prefetch_related("entries__account").order_by("-at", "-pk")


class Transfer(models.Model):
    """What moved at once between accounts. It exists only with its closing, whose key nobody can use twice.

    The closing is written last, and this row points at it from the first: the database refuses to commit a transfer
    that nothing closes, and to close one whose entries do not come to zero.
    """

    KEPT_INSIDE = EVERYTHING

    closing = models.OneToOneField("Closing", models.PROTECT, related_name="transfer")
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    # the transfer that this one undoes, once at most
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        return str(self.closing_id)

    def moves(self) -> dict[int, int]:
        return {entry.account_id: entry.amount for entry in self.entries.all()}


class Entry(models.Model):
    """What one transfer did to one account. The table refuses changes and removals, as do the others of the book."""

    KEPT_INSIDE = EVERYTHING

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    amount = models.IntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "account"], name="entry_once_a_transfer"),
            models.CheckConstraint(name="entry_moves_something", condition=~Q(amount=0)),
        ]

    def __str__(self):
        return f"{self.account_id}: {self.amount:+d}"


class Closing(models.Model):
    """The end of a transfer: its key. Declared after the entries, a restored book is written in this order too."""

    KEPT_INSIDE = EVERYTHING

    key = models.CharField(max_length=120, primary_key=True)

    def __str__(self):
        return self.key
