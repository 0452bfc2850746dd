"""What a cohort's infolettre may tell of its sessions: dates to come, days held, documents left (R249)."""

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.offers import Offer, offers

TOLD = (SessionState.SCHEDULED, SessionState.POSTPONED, SessionState.HELD, SessionState.DOCUMENTED, SessionState.DRAFT)


@offers
def sessions(scope) -> list[Offer]:
    """Drafts too, closed: the lead sees that they wait to be announced."""
    found = Session.objects.filter(cohort__scope=scope, state__in=TOLD).select_related("cohort").in_time()
    public = set(
        found.model.objects.visible_to(AnonymousUser()).filter(cohort__scope=scope).values_list("pk", flat=True)
    )
    return [
        Offer(f"session:{session.code}", label(session), session.title, words(session), session.get_absolute_url(),
              Circle.PUBLIC if session.pk in public else Circle.TEAM)
        for session in found
    ]  # fmt: skip


def label(session) -> str:
    return f"{session.get_kind_display()}, {session.get_state_display()}"


def words(session) -> str:
    when = date_format(session.date, "j F Y") if session.date else ""
    first = ", ".join(filter(None, [when, session.place]))
    return "\n\n".join(filter(None, [first[:1].upper() + first[1:], session.summary]))


@offers
def documents(scope) -> list[Offer]:
    """Those that can be opened; of a session not yet documented, closed."""
    found = Document.objects.filter(session__cohort__scope=scope).exclude(url="", file="")
    public = set(Document.objects.visible_to(AnonymousUser()).filter(pk__in=found).values_list("pk", flat=True))
    return [
        Offer(f"document:{document.code}", document.get_kind_display(), document.title,
              _("Un document de « %(session)s ».") % {"session": document.session.title},
              document.session.get_absolute_url(), Circle.PUBLIC if document.pk in public else Circle.TEAM)
        for document in found.select_related("session__cohort").order_by("session", "order", "pk")
    ]  # fmt: skip
