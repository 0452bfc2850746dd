"""A letter of the outbox as a mail: whole, readable without signing in, plain and in HTML, without any spy in it."""

from django.core.mail import EmailMultiAlternatives
from django.template.defaultfilters import date as say_date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fabrique.core import instance
from fabrique.ground.messages import links
from fabrique.ground.messages.enums import Kind
from fabrique.ground.messages.models import Issue, Letter, Notice
from fabrique.ground.people import emails
from fabrique.ground.people.emails import Part
from fabrique.ground.people.models import Person


def mail(letter: Letter) -> EmailMultiAlternatives:
    """The same letter always has the same `Message-ID`: most servers drop the second one."""
    person, series = letter.person, letter.issue.series if letter.issue else None
    with override(person.language):
        body = issue_parts(letter.issue) if letter.issue else notice_parts(list(letter.notices.all()), person)
        parts = [*body, *sign(person, letter, links.stop(person, letter.kind, series))]
    return emails.compose(
        letter.subject, parts, person.email or "", person.language,
        Message_ID=f"<{letter.code}@{links.domain()}>",
        List_Unsubscribe=f"<{links.stop_at_once(person, letter.kind, series)}>",
        List_Unsubscribe_Post="List-Unsubscribe=One-Click",
    )  # fmt: skip


def sign(person: Person, letter: Letter, stop: str) -> list[Part]:
    """Who writes, and how to receive less."""
    what = letter.issue.series.name if letter.issue else str(Kind(letter.kind).label)
    own = links.absolute(reverse("letters:preferences"))
    contact = instance.values()["contact_email"]
    return [
        ("rule", "—"),
        ("small", "\n".join(filter(None, [instance.alliance_name(), contact]))),
        ("small", _("Ne plus recevoir « %(what)s » : %(url)s") % {"what": what, "url": stop}),
        ("small", _("Choisir ce que vous recevez : %(url)s") % {"url": own}),
    ]


def paragraphs(text: str) -> list[Part]:
    return [("text", part.strip()) for part in text.replace("\r", "").split("\n\n") if part.strip()]


def link(url: str) -> list[Part]:
    return [("link", links.absolute(url))] if url else []


def issue_parts(issue: Issue) -> list[Part]:
    """What everybody receives: the editorial, then each item, whole, with its address."""
    day = say_date(timezone.localdate(issue.sent_at or timezone.now()), "j F Y")
    head = _("%(series)s, n° %(number)s, %(day)s") % {"series": issue.series, "number": issue.number, "day": day}
    parts: list[Part] = [("small", head), ("head", issue.title), *paragraphs(issue.editorial)]
    for item in issue.items.all():
        parts += [("head", item.title), *paragraphs(item.text), *link(item.url)]
    archive = links.absolute(issue.get_absolute_url())
    return [*parts, ("small", _("Cette lettre se relit ici : %(url)s") % {"url": archive})]


def notice_parts(notices: list[Notice], person: Person) -> list[Part]:
    """One news as it is; several under their own headings, each kind with the way to stop it."""
    hello = _("Bonjour %(name)s,") % {"name": person.name} if person.name else _("Bonjour,")
    parts: list[Part] = [("text", hello)]
    for notice in notices:
        title: list[Part] = [("head", notice.subject)] if len(notices) > 1 else []
        parts += [*title, *paragraphs(notice.text), *link(notice.url)]
    return parts


def digest_subject(notices: list[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].subject
    said = ngettext("Une nouvelle pour vous", "%(n)d nouvelles pour vous", len(notices)) % {"n": len(notices)}
    return f"{said} : {notices[0].subject}"[:200]
