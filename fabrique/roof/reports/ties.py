"""What the report hears from the areas below it: a quotation whose agreement is taken back leaves every edition."""

from fabrique.accompaniment.narratives.withdrawals import when_withdrawn
from fabrique.roof.reports.actions import withdraw_passage


@when_withdrawn
def leave_editions(passage) -> None:
    withdraw_passage(passage.code)
