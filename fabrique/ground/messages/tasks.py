"""What the worker does for letters: issues whose time has come, the morning digest, letters that wait."""

from datetime import timedelta

from fabrique.core.tasks import periodic
from fabrique.ground.messages import actions, outbox
from fabrique.ground.messages.enums import IssueState
from fabrique.ground.messages.models import Issue


@periodic(timedelta(seconds=30))
def send_issues() -> None:
    for issue in Issue.objects.due().order_by("scheduled_for", "pk"):
        actions.send_issue(issue=issue)
    for issue in Issue.objects.filter(state=IssueState.SENT).order_by("pk"):
        actions.archive_issue(issue=issue)


@periodic(timedelta(minutes=5))
def gather_digests() -> None:
    actions.gather_digests()


@periodic(timedelta(days=1))
def forget_words() -> None:
    actions.forget_words()


@periodic(timedelta(seconds=20))
def post_letters() -> None:
    """Those put back for later, and those whose worker died."""
    outbox.notice_the_dead()
    outbox.send_ready(outbox.TURN)
