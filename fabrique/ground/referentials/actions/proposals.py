"""A change asked of the referential of the four categories, discussed, answered, carried into the next version (R053)."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person
from fabrique.ground.referentials import permissions, sources
from fabrique.ground.referentials.actions.versions import add_item, edit_item, remove_item
from fabrique.ground.referentials.enums import ADDRESSED, OF_A_CATEGORY, PROPOSAL, Change, Part, ReferentialKey
from fabrique.ground.referentials.models import ITEM_WORDS, Item, Proposal, Remark, Trace, Version

FANTASTICS = ReferentialKey.FANTASTICS


@transaction.atomic
def propose(*, change: Change, why: str, by: Person, key: str = "", source: str = "", ref: str = "", **words: str) -> Proposal:  # fmt: skip
    """`source` and `ref` name what fed it, if something did: only what its author may read is cited (`sources`)."""
    permissions.propose(by)
    if not why.strip():
        raise Denied(_("Dites pourquoi : c’est ce qui sera discuté."))
    if source and not sources.find(by, source, ref):
        raise Denied(_("Ce texte n’est pas à citer : il a été retiré, ou il ne vous est pas ouvert."))
    facts = worded(change, key, words)
    proposal = Proposal.objects.create(change=change, why=why.strip(), proposed_by=by, hat=by.hat_label[:200], **facts)
    if source:
        Trace.objects.create(proposal=proposal, source=source, ref=ref)
    audit.record(by, "referential-change-proposed", proposal, change=change)
    return proposal


def worded(change: Change, key: str, words: dict[str, str]) -> dict[str, str]:
    """A sentence reworded keeps its place; one retired keeps its words, so that the proposal stays readable."""
    words = {name: words.get(name, "").strip() for name in ITEM_WORDS}
    if change != Change.ADD:
        target = Item.objects.of(FANTASTICS).filter(key=key).first()
        if target is None:
            raise Denied(_("Cette phrase n’est pas dans la version en vigueur."))
        kept = ("part", "said_by", "said_to") if change == Change.REWORD else ITEM_WORDS
        words |= {name: getattr(target, name) for name in kept}
    elif words["part"] not in Part.values:
        raise Denied(_("Dites où cette phrase se range."))
    if not words["name_fr"]:
        raise Denied(_("Écrivez la phrase proposée."))
    if change == Change.ADD and (words["part"] in OF_A_CATEGORY) != bool(words["said_by"]):
        raise Denied(_("Dites quelle catégorie parle ; personne, si les quatre le disent ensemble."))
    if words["part"] not in ADDRESSED:
        words["said_to"] = ""
    return words | {"key": "" if change == Change.ADD else key}


@transaction.atomic
def remark(*, proposal: Proposal, text: str, by: Person) -> Remark:
    permissions.discuss(by, proposal)
    if not text.strip():
        raise Denied(_("Écrivez quelque chose."))
    found = Remark.objects.create(proposal=proposal, said_by=by, hat=by.hat_label[:200], text=text.strip())
    audit.record(by, "referential-change-discussed", proposal)
    return found


@transaction.atomic
def accept(*, proposal: Proposal, by: Person, seen: int, answer: str = "") -> Proposal:
    return settle(proposal, "accept", answer, by, seen)


@transaction.atomic
def decline(*, proposal: Proposal, by: Person, seen: int, answer: str = "") -> Proposal:
    if not answer.strip():
        raise Denied(_("Dites pourquoi : la personne qui propose lira ces mots."))
    return settle(proposal, "decline", answer, by, seen)


def settle(proposal: Proposal, name: str, answer: str, by: Person, seen: int) -> Proposal:
    permissions.decide(by, proposal)
    PROPOSAL.make(proposal, name)
    values = {"state": proposal.state, "answer": answer.strip(), "answered_at": timezone.now(), "answered_by": by}
    proposal.save_values(values, seen=seen)
    audit.record(by, "referential-change-answered", proposal, state=proposal.state)
    tell(proposal)
    return proposal


def tell(proposal: Proposal) -> None:
    to = proposal.proposed_by
    if not to.is_active:
        return
    with override(to.language):
        subject = _("Votre proposition au référentiel a sa réponse")
        line = _("« %(words)s » : %(state)s.") % {"words": proposal.label, "state": proposal.get_state_display()}
    lines = [line, proposal.answer] if proposal.answer else [line]
    notify(to, Kind.WRITING, subject, lines, reverse("referentials:proposal", args=[proposal.code]))


@transaction.atomic
def withdraw(*, proposal: Proposal, by: Person) -> Proposal:
    permissions.withdraw(by, proposal)
    PROPOSAL.make(proposal, "withdraw")
    proposal.save_version(seen=proposal.version, fields=["state"])
    audit.record(by, "referential-change-withdrawn", proposal)
    return proposal


@transaction.atomic
def carry(*, version: Version, by: Person) -> int:
    """All that is accepted enters the draft; what speaks of a sentence that is there no more stays in the list."""
    permissions.edit_draft(by, version)
    if version.referential != FANTASTICS:
        raise Denied(_("Seul le référentiel des quatre catégories se nourrit de propositions."))
    return sum(carried(proposal, version, by) for proposal in Proposal.objects.filter(state="accepted").order_by("pk"))


def carried(proposal: Proposal, draft: Version, by: Person) -> bool:
    words = {name: getattr(proposal, name) for name in ITEM_WORDS}
    key = proposal.key
    if proposal.change == Change.ADD:
        key = f"{proposal.part}-{proposal.code}"[:40].rstrip("-")
        add_item(version=draft, key=key, by=by, **words)
    else:
        item = draft.items.filter(key=key, added_by_scope=None).first()
        if item is None:
            return False
        if proposal.change == Change.REWORD:
            edit_item(item=item, seen=item.edition, by=by, **words)
        else:
            remove_item(item=item, by=by)
    PROPOSAL.make(proposal, "carry")
    proposal.save_values({"state": proposal.state, "carried_in": draft, "key": key}, seen=proposal.version)
    return True
