"""What an infolettre may tell of sessions: dates to come, days held, kits, documents, the word of those who were there
(R249). The letter of the alliance tells what is public, and nothing invented (R246)."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.programme.enums import SessionState
from fabrique.accompaniment.programme.models import Document, Session
from fabrique.core.dates import date_format
from fabrique.ground.agenda.actions import hot_digest
from fabrique.ground.agenda.enums import Openness
from fabrique.ground.messages.enums import Circle
from fabrique.ground.messages.offers import MOST, Offer, offers
from fabrique.ground.people.enums import ScopeKind

PAST = (SessionState.HELD, SessionState.DOCUMENTED)
TOLD = (SessionState.SCHEDULED, SessionState.POSTPONED, *PAST, SessionState.DRAFT)
WORDS = 6


def told_in(scope):
    """Of the cohort, drafts too, closed: the lead sees that they wait to be announced. Of the alliance, what is public."""
    if scope.kind == ScopeKind.PLATFORM:
        public = Session.objects.visible_to(AnonymousUser()).filter(cohort__fictional=False, date__isnull=False)
        return public.filter(state__in=TOLD).order_by("-date", "pk")
    return Session.objects.filter(cohort__scope=scope, state__in=TOLD).in_time()


def public_among(found) -> set[int]:
    return set(Session.objects.visible_to(AnonymousUser()).filter(pk__in=found).values_list("pk", flat=True))


@offers
def sessions(scope) -> list[Offer]:
    found = told_in(scope).select_related("cohort")[: MOST if scope.kind == ScopeKind.PLATFORM else None]
    public = public_among([session.pk for session in found])
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
def kits(scope) -> list[Offer]:
    """For who was not there: what is left of a session, in ten minutes (R336)."""
    found = told_in(scope).filter(state__in=PAST, documents__isnull=False).distinct().select_related("cohort")
    found = list(found[: MOST if scope.kind == ScopeKind.PLATFORM else None])
    public = public_among([session.pk for session in found])
    return [
        Offer(f"kit:{session.code}", _("mallette"), _("La mallette de « %(session)s »") % {"session": session.title},
              _("Vous n’y étiez pas ? L’essentiel en dix minutes."), session.kit_address(),
              Circle.PUBLIC if session.pk in public else Circle.TEAM)
        for session in found
    ]  # fmt: skip


@offers
def heard(scope) -> list[Offer]:
    """The word of those who were there, for the cohort: five answers at least, no name, never of a closed session."""
    if scope.kind == ScopeKind.PLATFORM:
        return []
    found = told_in(scope).filter(state__in=PAST, event__isnull=False).exclude(openness=Openness.CLOSED)
    found = found.filter(event__hot_answers__isnull=False).distinct().select_related("cohort", "event")
    digests = [(session, digest) for session in found if (digest := hot_digest(session.event))]
    return [
        Offer(f"hot:{session.code}", _("à chaud"), _("La parole aux territoires : %(session)s") % {"session": session.title},
              said(digest), session.kit_address(), Circle.COHORT)
        for session, digest in digests
    ]  # fmt: skip


def said(digest) -> str:
    useful = sum(row[1] for row in digest.rows[:2])
    line = ngettext("%(n)d personne a répondu en sortant ; pour %(useful)d, ce temps était utile.",
                    "%(n)d personnes ont répondu en sortant ; pour %(useful)d, ce temps était utile.",
                    digest.answers) % {"n": digest.answers, "useful": useful}  # fmt: skip
    return "\n\n".join([line, *(f"« {word} »" for word in digest.words[:WORDS])])


@offers
def documents(scope) -> list[Offer]:
    """Those that can be opened; of a session not yet documented, closed."""
    found = Document.objects.filter(session__in=told_in(scope)).exclude(url="", file="")
    if scope.kind == ScopeKind.PLATFORM:
        found = found.filter(pk__in=Document.objects.visible_to(AnonymousUser())).order_by(
            "-session__date", "order", "pk"
        )[:MOST]
    else:
        found = found.order_by("session", "order", "pk")
    found = list(found.select_related("session__cohort"))
    seen = Document.objects.visible_to(AnonymousUser()).filter(pk__in=[document.pk for document in found])
    public = set(seen.values_list("pk", flat=True))
    return [
        Offer(f"document:{document.code}", document.get_kind_display(), document.title,
              _("Un document de « %(session)s ».") % {"session": document.session.title},
              document.session.get_absolute_url(), Circle.PUBLIC if document.pk in public else Circle.TEAM)
        for document in found
    ]  # fmt: skip
