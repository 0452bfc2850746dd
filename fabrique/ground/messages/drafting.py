"""A letter of the outbox as a mail: whole, readable without signing in, plain and in HTML, without any spy in it."""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fabrique.core import instance
from fabrique.core.dates import date_format
from fabrique.ground.messages import due, links
from fabrique.ground.messages.enums import Circle, Kind
from fabrique.ground.messages.models import Issue, Item, Letter, Notice
from fabrique.ground.messages.readers import Guest
from fabrique.ground.people import emails
from fabrique.ground.people.emails import Part
from fabrique.ground.people.models import Person


def mail(letter: Letter) -> EmailMultiAlternatives:
    """The same letter always has the same `Message-ID`: most servers drop the second one."""
    reader, headers = letter.reader, {"Message_ID": f"<{letter.code}@{links.domain()}>"}
    if letter.person:
        stop = links.stop_at_once(letter.person, letter.kind, letter.series)
        headers |= {"List_Unsubscribe": f"<{stop}>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}
    with override(reader.language):
        subject, body = (letter.subject, issue_parts(letter.issue)) if letter.issue else news(letter)
        parts = [*body, *sign(letter)]
    return emails.compose(subject, parts, reader.email or "", reader.language, **headers)


def sign(letter: Letter) -> list[Part]:
    """Who writes, and how to receive less; to a guest, what becomes of the address."""
    who = "\n".join(filter(None, [instance.alliance_name(), instance.values()["contact_email"]]))
    parts: list[Part] = [("rule", "—"), ("small", who)]
    if letter.person is None:
        return [
            *parts,
            ("small", _("Votre adresse sert à cette lettre. Elle est oubliée deux mois plus tard au plus.")),
        ]
    what = letter.issue.series.name if letter.issue else str(Kind(letter.kind).label)
    stop = links.stop(letter.person, letter.kind, letter.series)
    own = links.absolute(reverse("letters:preferences"))
    return [
        *parts,
        ("small", _("Ne plus recevoir « %(what)s » : %(url)s") % {"what": what, "url": stop}),
        ("small", _("Choisir ce que vous recevez : %(url)s") % {"url": own}),
    ]


def news(letter: Letter) -> tuple[str, list[Part]]:
    """What is still to be told now; when something was settled meanwhile, a heading that counts the rest."""
    told = due.told(letter)
    whole = len(told) == letter.notices.count()
    return (letter.subject if whole else digest_subject(told)), notice_parts(told, letter.reader)


def paragraphs(text: str) -> list[Part]:
    return [("text", part.strip()) for part in text.replace("\r", "").split("\n\n") if part.strip()]


def link(url: str) -> list[Part]:
    return [("link", links.absolute(url))] if url else []


def issue_parts(issue: Issue) -> list[Part]:
    """What everybody receives: the editorial, then each item, whole, with its address."""
    day = date_format(timezone.localdate(issue.sent_at or timezone.now()), "j F Y")
    head = _("%(series)s, n° %(number)s, %(day)s") % {"series": issue.series, "number": issue.number, "day": day}
    parts: list[Part] = [("small", head), *byline(issue), ("head", issue.title), *paragraphs(issue.editorial)]
    for item in issue.items.all():
        parts += [("head", item.title), *picture(issue, item), *paragraphs(item.text), *link(item.url)]
    archive = links.absolute(issue.get_absolute_url())
    return [*parts, ("small", _("Cette lettre se relit ici : %(url)s") % {"url": archive})]


def byline(issue: Issue) -> list[Part]:
    """Who holds the pen, when it is not who leads: one sender, and each word its author (D04, R248)."""
    if not issue.media:
        return []
    return [("small", _("Écrite librement par le média embarqué. Ce qu’elle dit n’engage que lui."))]


def picture(issue: Issue, item: Item) -> list[Part]:
    """The same address for all, hence no spy; of an issue for a circle, its words only: a mailbox proves no circle."""
    if not item.picture:
        return []
    if issue.audience != Circle.PUBLIC:
        return [("text", _("[Image : %(alt)s]") % {"alt": item.alt})]
    return [("image", (links.absolute(reverse("letters:picture", args=[issue.code, item.code])), item.alt))]


def notice_parts(notices: list[Notice], person: Person | Guest) -> list[Part]:
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
