"""An infolettre, from the first word to the archive."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages import offers, outbox, pictures
from fabrique.ground.messages import permissions as may
from fabrique.ground.messages.enums import AUDIENCES, ISSUE, Circle, IssueState, Kind, LetterState
from fabrique.ground.messages.models import Issue, Item, Letter, Series, receivers
from fabrique.ground.people.enums import LEADS, ScopeKind
from fabrique.ground.people.models import Person, Scope
from fabrique.ground.people.permissions import animate, holds


def held(issue: Issue) -> Issue:
    """The row as it stands now, kept until the end of the transaction."""
    return Issue.objects.select_for_update(of=("self",)).select_related("series__scope").get(pk=issue.pk)


def check_audience(scope: Scope, audience: int) -> None:
    if audience not in AUDIENCES:
        raise Denied(_("Ce cercle de lecture n’existe pas."))
    if audience == Circle.COHORT and scope.kind == ScopeKind.PLATFORM:
        raise Denied(_("L’infolettre de l’alliance n’est pas celle d’une cohorte : choisissez un cercle plus large."))


@transaction.atomic
def begin_issue(
    *, scope: Scope, name: str, title: str, by: Person, audience: int = Circle.COHORT, fictional: bool = False
) -> Issue:
    """A new draft; the series is made with its first one. Who writes as the media writes alone (R248)."""
    may.write_series(by, scope)
    check_audience(scope, audience)
    media = not (holds(by, *LEADS, within=scope) or animate.allows(by))
    series = Series.objects.get_or_create(scope=scope, defaults={"name": name[:160], "fictional": fictional})[0]
    issue = Issue.objects.create(series=series, title=title, audience=audience, begun_by=by, media=media)
    audit.record(by, "issue-begun", issue, series=series.code)
    return issue


@transaction.atomic
def edit_issue(*, issue: Issue, title: str, editorial: str, audience: int, seen: int, by: Person) -> Issue:
    """Words and circle. A wider circle is refused while an item may not be read by it (R253)."""
    may.change_issue(by, held(issue))
    check_audience(issue.series.scope, audience)
    issue.audience = audience
    refuse_narrow(issue)
    changed = issue.save_values({"title": title, "editorial": editorial, "audience": audience}, seen=seen)
    audit.record(by, "issue-edited", issue, names=", ".join(changed))
    return issue


def refuse_narrow(issue: Issue) -> None:
    narrow = [item.title for item in offers.too_narrow(issue)]
    if narrow:
        raise Denied(_("Tous ceux qui recevront cette lettre ne peuvent pas lire : %(titles)s. Retirez-le, ou choisissez "
                       "un cercle plus étroit.") % {"titles": " · ".join(narrow)})  # fmt: skip


def add(issue: Issue, by: Person, **values: Any) -> Item:
    last = issue.items.aggregate(last=Max("order"))["last"]
    item = Item.objects.create(issue=issue, order=0 if last is None else last + 1, **values)
    audit.record(by, "issue-composed", issue, item=item.code)
    return item


@transaction.atomic
def add_offer(*, issue: Issue, source: str, by: Person) -> Item:
    """Something of the platform, if every reader of the issue may read it (R253); its words may then be changed."""
    stored = held(issue)
    may.change_issue(by, stored)
    offer = offers.offered(stored.series.scope).get(source)
    if offer is None:
        raise Denied(_("Cet élément n’est plus proposé ici."))
    if offer.narrower_than(stored):
        raise Denied(
            _("Tous ceux qui recevront cette lettre ne peuvent pas lire « %(title)s ».") % {"title": offer.title}
        )
    if stored.items.filter(source=source).exists():
        raise Denied(_("Cet élément est déjà dans la lettre."))
    return add(stored, by, title=offer.title[:200], text=offer.text, url=offer.url, source=source)


@transaction.atomic
def add_free_item(
    *, issue: Issue, title: str, text: str, by: Person, url: str = "", quoted: str = "", agreed_on: date | None = None,
    picture: File | None = None, alt: str = "",
) -> Item:  # fmt: skip
    stored = held(issue)
    may.change_issue(by, stored)
    check_agreement(quoted, agreed_on)
    item = add(stored, by, title=title, text=text, url=url, quoted=quoted, agreed_on=agreed_on)
    if picture:
        pictures.hang(item, picture, alt)
    return item


@transaction.atomic
def edit_item(
    *, item: Item, title: str, text: str, url: str, by: Person, quoted: str = "", agreed_on: date | None = None,
    picture: File | None = None, alt: str = "", without_picture: bool = False,
) -> Item:  # fmt: skip
    """Its words; an item of the platform keeps the address it came with."""
    may.change_issue(by, held(item.issue))
    check_agreement(quoted, agreed_on)
    item.title, item.text = title, text
    item.url = item.url if item.source else url
    item.quoted, item.agreed_on = quoted, agreed_on
    item.save(update_fields=["title", "text", "url", "quoted", "agreed_on"])
    pictures.change(item, picture, alt, without=without_picture)
    audit.record(by, "issue-composed", item.issue, item=item.code)
    return item


@transaction.atomic
def remove_item(*, item: Item, by: Person) -> None:
    may.change_issue(by, held(item.issue))
    audit.record(by, "issue-composed", item.issue, removed=item.code)
    item.delete()
    pictures.forget(item.picture)


def check_agreement(quoted: str, agreed_on: date | None) -> None:
    if agreed_on and not quoted:
        raise Denied(_("Dites aussi qui est cité ou montré."))
    if agreed_on and agreed_on > timezone.localdate():
        raise Denied(_("Un accord se note une fois donné : donnez un jour passé."))


def refuse_unagreed(issue: Issue) -> None:
    """Nobody is quoted or shown without having said yes on a named day (R251)."""
    waiting = [item.title for item in issue.items.all() if item.waits_for_agreement]
    if waiting:
        raise Denied(_("Il manque l’accord des personnes citées ou montrées dans : %(titles)s. Notez son jour, ou retirez-les.")
                     % {"titles": " · ".join(waiting)})  # fmt: skip


@transaction.atomic
def shift_item(*, item: Item, by: Person) -> None:
    """One place up; the first one stays."""
    stored = held(item.issue)
    may.change_issue(by, stored)
    rows = list(stored.items.select_for_update())
    place = rows.index(item)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
        for order, row in enumerate(rows):
            Item.objects.filter(pk=row.pk).update(order=order)
    audit.record(by, "issue-composed", stored, item=item.code)


def whole(issue: Issue) -> None:
    if not issue.editorial.strip() and not issue.items.exists():
        raise Denied(_("La lettre est vide : écrivez quelques mots, ou choisissez ce qu’elle raconte."))
    refuse_narrow(issue)
    refuse_unagreed(issue)


# what a person does by hand, without saying more
BY_HAND = ("submit", "return", "unschedule")


@transaction.atomic
def move_issue(*, issue: Issue, name: str, by: Person) -> Issue:
    stored = held(issue)
    may.compose(by, stored)
    if name not in BY_HAND:
        raise Denied(_("Ce changement n’existe pas."))
    ISSUE.make(stored, name)
    if name == "submit":
        whole(stored)
    values: dict[str, Any] = {"state": stored.state, "scheduled_for": None}
    stored.save_values(values, seen=issue.version)
    audit.record(by, "issue-moved", stored, move=name, state=stored.state)
    return stored


@transaction.atomic
def schedule_issue(*, issue: Issue, when: datetime | None, by: Person) -> Issue:
    """For a time to come, or for now. What it tells is checked again when it leaves."""
    stored = held(issue)
    may.compose(by, stored)
    ISSUE.make(stored, "schedule")
    whole(stored)
    now = timezone.now()
    if when is not None and when <= now:
        raise Denied(_("Cette heure est passée. Donnez-en une à venir, ou laissez vide pour envoyer maintenant."))
    stored.save_values({"state": stored.state, "scheduled_for": when or now}, seen=issue.version)
    audit.record(by, "issue-moved", stored, move="schedule", state=stored.state)
    return stored


@transaction.atomic
def send_issue(*, issue: Issue) -> Issue | None:
    """By the worker, when its time has come: its number, its receivers of this moment, one letter each.

    All in one transaction: a worker killed here leaves it scheduled, and nobody has a letter yet. An issue that tells
    what may no longer be read goes back to its writers instead.
    """
    stored = held(issue)
    if stored.state != IssueState.SCHEDULED:
        return None
    if any(offers.too_narrow(stored)) or any(item.waits_for_agreement for item in stored.items.all()):
        stored.save_values({"state": IssueState.REVIEW, "scheduled_for": None}, seen=stored.version)
        audit.record(None, "issue-held-back", stored)
        return stored
    Series.objects.select_for_update().get(pk=stored.series_id)
    last = stored.series.issues.aggregate(last=Max("number"))["last"] or 0
    ISSUE.make(stored, "send")
    people = list(receivers(stored.series))
    Letter.objects.bulk_create([
        Letter(key=f"issue-{stored.code}-{person.code}", person=person, kind=Kind.NEWSLETTER, issue=stored,
               scope_id=stored.series.scope_id, subject=stored.title)
        for person in people
    ], batch_size=500)  # fmt: skip
    values = {"state": stored.state, "number": last + 1, "sent_at": timezone.now(), "recipients": len(people)}
    stored.save_values(values, seen=stored.version)
    audit.record(None, "issue-sent", stored, number=last + 1, recipients=len(people))
    transaction.on_commit(outbox.post.enqueue)
    return stored


@transaction.atomic
def archive_issue(*, issue: Issue) -> None:
    """By the worker, when no letter of it is on its way any more."""
    stored = held(issue)
    under_way = stored.letters.filter(state__in=(LetterState.QUEUED, LetterState.SENDING))
    if stored.state == IssueState.SENT and not under_way.exists():
        ISSUE.make(stored, "archive")
        stored.save_values({"state": stored.state}, seen=stored.version)
        audit.record(None, "issue-moved", stored, move="archive", state=stored.state)
