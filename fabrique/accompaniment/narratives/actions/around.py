"""What others may do beside a narrative: reply, note a reuse, say that its link is dead. None of it changes it."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.narratives import permissions as may
from fabrique.accompaniment.narratives.enums import Licence, Origin, ReplyOf
from fabrique.accompaniment.narratives.models import Narrative, Reply, Reuse
from fabrique.accompaniment.narratives.models.narratives import PENS
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.organisations.models import Organisation
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant


@transaction.atomic
def write_reply(*, narrative: Narrative, text: str, by: Person) -> Reply:
    """One for each side, signed by it; seen with the narrative from this second on, and told to its author."""
    may.reply(by, narrative)
    of = may.reply_hat(by, narrative) or ReplyOf.ASSOCIATION  # the rule has just found one
    signed = signature(by, narrative, of)
    if narrative.replies.filter(of=of, signed=signed).exists():
        raise Denied(_("Votre réponse est déjà écrite : modifiez-la."))
    reply = Reply.objects.create(narrative=narrative, of=of, signed=signed, text=text, written_by=by)
    audit.record(by, "reply-written", narrative, of=of)
    tell_pen(narrative, _REPLIED, f"reply-{reply.code}")
    return reply


def signature(by: Person, narrative: Narrative, of: ReplyOf) -> str:
    if of in (ReplyOf.TERRITORY, ReplyOf.EXECUTIVE):
        return may.replying_place(by, narrative, Role.NUMBER_ONE, Role.DELEGATION_REFERENT).territory.name
    with override("fr"):
        return str(of.label)


@transaction.atomic
def edit_reply(*, answer: Reply, text: str, seen: int, by: Person) -> Reply:
    may.edit_reply(by, answer)
    answer.save_values({"text": text, "written_at": timezone.now(), "written_by": by}, seen=seen)
    audit.record(by, "reply-edited", answer.narrative, of=answer.of)
    return answer


@transaction.atomic
def note_reuse(
    *, narrative: Narrative, organisation: Organisation, where: str, reused_on: date, by: Person, url: str = "", agreement: str = "",
) -> Reuse:  # fmt: skip
    """The licence is copied as it stands today; where all rights are reserved, the author's agreement is named."""
    may.log_reuse(by, narrative)
    if narrative.licence == Licence.RESERVED and not agreement:
        raise Denied(_("Tous droits sont réservés : dites quand et comment l’auteur a donné son accord."))
    if narrative.reuses.filter(organisation=organisation, where=where).exists():
        raise Denied(_("Cette reprise est déjà notée."))
    reuse = Reuse.objects.create(
        narrative=narrative, organisation=organisation, where=where, url=url, reused_on=reused_on,
        licence=narrative.licence, agreement=agreement, noted_by=by,
    )  # fmt: skip
    audit.record(by, "reuse-noted", narrative, where=where)
    return reuse


@transaction.atomic
def mark_link(*, narrative: Narrative, by: Person) -> None:
    """Its version does not move: whoever is writing it at this moment meets no conflict."""
    may.mark_link(by, narrative)
    rows = Narrative.objects.filter(pk=narrative.pk, link_dead_at=None)
    if rows.update(link_dead_at=timezone.now(), link_dead_by=by):
        audit.record(by, "link-marked", narrative)
        tell_pen(narrative, _DEAD, f"link-{narrative.code}-{timezone.localdate():%Y%m%d}")


@transaction.atomic
def clear_link(*, narrative: Narrative, by: Person) -> None:
    """Its author looked: the link leads where it says."""
    may.write(by, narrative)
    if (
        Narrative.objects.filter(pk=narrative.pk)
        .exclude(link_dead_at=None)
        .update(link_dead_at=None, link_dead_by=None)
    ):
        audit.record(by, "link-cleared", narrative)


_REPLIED, _DEAD = "replied", "dead"


def tell_pen(narrative: Narrative, what: str, once: str) -> None:
    """Those who hold its pen, with the morning's letter."""
    roles = PENS[Origin(narrative.origin)]
    grants = RoleGrant.objects.active().filter(scope=narrative.place, role__in=roles)
    url = reverse("narratives:narrative", args=[narrative.code])
    for person in Person.objects.active().filter(pk__in=grants.values("person")).order_by("pk"):
        with override(person.language):
            if what == _DEAD:
                subject = _("Un lien ne mène plus nulle part : %(title)s") % {"title": narrative.title}
                lines = [
                    _("Quelqu’un l’a essayé. Le récit reste publié, avec cette note, jusqu’à ce que vous le corrigiez.")
                ]
            else:
                subject = _("Une réponse à votre récit : %(title)s") % {"title": narrative.title}
                lines = [_("Elle est placée à côté. Votre récit n’a pas changé d’un mot.")]
        notify(person, Kind.TASK, subject, lines, url, scope=narrative.place, once=f"{once}-{person.code}")
