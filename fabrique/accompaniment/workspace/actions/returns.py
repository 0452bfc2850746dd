"""The way back of a consultation: who took part is told, once, what was decided and why (R561)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.models import Consultation, Follower
from fabrique.core import audit
from fabrique.core.dates import date_format
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.readers import Guest
from fabrique.ground.people.models import Person

MOST = 500


def kept(consultation: Consultation) -> Consultation:
    """The row as it stands, held: nobody is added between the notice and its letters."""
    rows = Consultation.objects.select_for_update(of=("self",)).select_related(
        "participation__territory", "participation__scope"
    )
    return rows.get(pk=consultation.pk)


@transaction.atomic
def follow(*, consultation: Consultation, by: Person) -> None:
    """« I was there »: told when the notice is written, or at once when it is."""
    may.follow_consultation(by, consultation)
    stored = kept(consultation)
    Follower.objects.get_or_create(consultation=stored, person=by)
    audit.record(by, "consultation-followed", stored)
    tell_followers(stored)


@transaction.atomic
def add_followers(*, consultation: Consultation, emails: Iterable[str], by: Person) -> int:
    """Addresses of people who agreed to be told, and to nothing else; whoever has an account is told as such.

    Nobody learns from it who has one. How many were added.
    """
    may.keep_part(by, consultation)
    stored = kept(consultation)
    wanted = list(dict.fromkeys(email.strip().lower() for email in emails if email.strip()))
    if stored.followers.count() + len(wanted) > MOST:
        raise Denied(_("500 adresses au plus pour une consultation."))
    accounts = {
        person.email.lower(): person for person in Person.objects.active().filter(email__in=wanted) if person.email
    }
    known = stored.followers.count()
    for email in wanted:
        person = accounts.get(email)
        Follower.objects.get_or_create(consultation=stored, person=person, email="" if person else email)
    added = stored.followers.count() - known
    audit.record(by, "followers-added", stored, count=added)
    tell_followers(stored)
    return added


def tell_followers(consultation: Consultation) -> int:
    """Each once, whatever is changed in the notice later; nothing while there is none. Called while it is held."""
    if not consultation.notice:
        return 0
    waiting = list(Follower.objects.waiting().filter(consultation=consultation).select_related("person"))
    for follower in waiting:
        to = follower.person or Guest(follower.email, language=get_language() or "fr")
        with override(to.language):
            subject, lines = words(consultation)
        url = consultation.participation.get_absolute_url() if consultation.participation.territory.published else ""
        notify(to, Kind.WRITING, subject, lines, url, scope=consultation.participation.scope,
               once=f"consultation-{consultation.code}")  # fmt: skip
    told = Follower.objects.filter(pk__in=[follower.pk for follower in waiting])
    return told.update(told_at=timezone.now(), email="")


def words(consultation: Consultation) -> tuple[str, list[str]]:
    said = ngettext("Vous étiez là le %(day)s, et vous avez demandé la suite. %(n)d personne était venue.",
                    "Vous étiez là le %(day)s, et vous avez demandé la suite. %(n)d personnes étaient venues.",
                    consultation.came)  # fmt: skip
    opening = said % {"day": date_format(consultation.held_on, "j F Y"), "n": consultation.came}
    heard = [_("Ce qui a été entendu : %(words)s") % {"words": consultation.heard}] if consultation.heard else []
    subject = _("Ce qui a été décidé : %(title)s") % {"title": consultation.title}
    return subject, [opening, *heard, _("Ce qui a été décidé, et pourquoi :"), consultation.notice]
