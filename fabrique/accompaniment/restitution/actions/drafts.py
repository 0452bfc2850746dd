"""Writing in the vault: findings, quotations, recommendations, limits, who must not be recognised, remarks of the team."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import DIAGNOSTIC
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.restitution import checks
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.drafts import (
    CommentWords,
    Desk,
    FindingWords,
    LimitsWords,
    RecommendationWords,
    RosterWords,
    VerbatimWords,
    Words,
    desk_to_write,
    place_of,
    seal,
    unseal,
)
from fabrique.accompaniment.restitution.models import Comment, Draft, Finding, Recommendation, Verbatim
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.vault.spaces import Item, Vault
from fabrique.core.versions import Conflict
from fabrique.ground.people.models import Person

Row = Finding | Recommendation | Verbatim


@transaction.atomic
def begin_analysis(*, diagnostic: Diagnostic, by: Person) -> Diagnostic:
    may.begin_analysis(by, diagnostic)
    found = Diagnostic.objects.select_for_update().get(pk=diagnostic.pk)
    DIAGNOSTIC.make(found, "analyse")
    found.save(update_fields=["state"])
    audit.record(by, "analysis-begun", found)
    return found


def save(row: Any, item: Item, words: Words, *, seen: int, name: str = "words") -> Any:
    """Seal and write; a conflict shows the words that stand, opened, never their bytes."""
    setattr(row, name, seal(item, words, place_of(row, name)))
    if row.pk is None:
        row.save()
        return row
    try:
        return row.save_version(seen=seen, fields=[name])
    except Conflict as conflict:
        stored = conflict.stored
        known = unseal(item, type(words), getattr(stored, name), place_of(stored, name))
        raise Conflict(SimpleNamespace(version=stored.version, **vars(known))) from None


@transaction.atomic
def write_finding(
    *, diagnostic: Diagnostic, vault: Vault, by: Person, finding: Finding | None = None, seen: int = 0, **words: Any
) -> Finding:
    """A new one, or another text for one."""
    may.write_draft(by, diagnostic)
    desk = desk_to_write(vault, diagnostic)
    row = finding or Finding(diagnostic=diagnostic)
    save(row, key_of(desk), FindingWords(**words), seen=seen)
    audit.record(by, "finding-written", diagnostic, finding=row.code)
    return row


def key_of(desk: Desk) -> Item:
    if desk.item is None:
        raise Denied(_("Ce brouillon n’a plus de clé : il ne s’écrit plus."))
    return desk.item


@transaction.atomic
def write_recommendation(
    *, diagnostic: Diagnostic, vault: Vault, by: Person, recommendation: Recommendation | None = None, seen: int = 0,
    **words: Any,
) -> Recommendation:  # fmt: skip
    may.write_draft(by, diagnostic)
    desk = desk_to_write(vault, diagnostic)
    row = recommendation or Recommendation(diagnostic=diagnostic)
    save(row, key_of(desk), RecommendationWords(**words), seen=seen)
    audit.record(by, "recommendation-written", diagnostic, recommendation=row.code)
    return row


@transaction.atomic
def add_verbatim(
    *, diagnostic: Diagnostic, vault: Vault, by: Person, finding: Finding, extract: str, text: str, agreed: bool
) -> Verbatim:
    """Of somebody who agreed to be quoted (R359), from an extract that the finding rests on."""
    may.write_draft(by, diagnostic)
    desk = desk_to_write(vault, diagnostic)
    source = next((one for one in desk.extracts() if one.code == extract), None)
    grouped = next((one for one in desk.findings() if one.code == finding.code), None)
    if source is None or grouped is None or extract not in grouped.words.extracts:
        raise Denied(_("Ce passage n’est pas dans ce constat."))
    if not source.facts.may_quote:
        raise Denied(_("Cette personne n’a pas accepté d’être citée : dites-le sans guillemets, dans le constat."))
    item, _facts = desk.heard[source.interview]
    row = Verbatim(diagnostic=diagnostic, interview=diagnostic.interviews.get(code=source.interview))
    save(row, item, VerbatimWords(finding.code, extract, text, agreed), seen=0)
    audit.record(by, "verbatim-written", diagnostic, verbatim=row.code)
    return row


@transaction.atomic
def write_verbatim(
    *, verbatim: Verbatim, vault: Vault, by: Person, text: str, agreed: bool, seen: int
) -> Verbatim:  # fmt: skip
    may.write_draft(by, verbatim.diagnostic)
    desk = desk_to_write(vault, verbatim.diagnostic)
    item, _facts = desk.heard[verbatim.interview.code]
    words = unseal(item, VerbatimWords, bytes(verbatim.words), place_of(verbatim))
    save(verbatim, item, replace(words, text=text, agreed=agreed), seen=seen)
    audit.record(by, "verbatim-written", verbatim.diagnostic, verbatim=verbatim.code)
    return verbatim


@transaction.atomic
def remove_finding(*, finding: Finding, vault: Vault, by: Person) -> None:
    """Its quotations go with it."""
    may.write_finding(by, finding)
    desk = desk_to_write(vault, finding.diagnostic)
    codes = [one.code for one in desk.verbatims() if one.words.finding == finding.code]
    Verbatim.objects.filter(diagnostic=finding.diagnostic, code__in=codes).delete()
    audit.record(by, "finding-removed", finding.diagnostic, finding=finding.code)
    finding.delete()


@transaction.atomic
def remove_recommendation(*, recommendation: Recommendation, by: Person) -> None:
    may.write_recommendation(by, recommendation)
    audit.record(by, "recommendation-removed", recommendation.diagnostic, recommendation=recommendation.code)
    recommendation.delete()


@transaction.atomic
def remove_verbatim(*, verbatim: Verbatim, by: Person) -> None:
    may.write_verbatim(by, verbatim)
    audit.record(by, "verbatim-removed", verbatim.diagnostic, verbatim=verbatim.code)
    verbatim.delete()


@transaction.atomic
def write_limits(*, diagnostic: Diagnostic, vault: Vault, by: Person, text: str, seen: int) -> Draft:
    may.write_draft(by, diagnostic)
    return write_part(
        desk_to_write(vault, diagnostic), "words", LimitsWords(text), verb="limits-written", by=by, seen=seen
    )


@transaction.atomic
def write_roster(*, diagnostic: Diagnostic, vault: Vault, by: Person, text: str, seen: int) -> Draft:
    may.write_draft(by, diagnostic)
    return write_part(
        desk_to_write(vault, diagnostic), "roster", RosterWords(text), verb="roster-written", by=by, seen=seen
    )


def write_part(desk: Desk, name: str, words: Words, *, verb: str, by: Person, seen: int) -> Draft:
    """`seen` is 0 when nothing was written yet."""
    item, draft = key_of(desk), desk.draft
    save(draft, item, words, seen=seen or draft.version, name=name)  # type: ignore[union-attr]
    audit.record(by, verb, desk.diagnostic)
    return draft  # type: ignore[return-value]


@transaction.atomic
def comment(*, diagnostic: Diagnostic, vault: Vault, by: Person, about: str, text: str) -> Comment:
    """Crossed reading: the team, and who supervises."""
    may.read_draft(by, diagnostic)
    desk = desk_to_write(vault, diagnostic)
    row = Comment(diagnostic=diagnostic)
    save(row, key_of(desk), CommentWords(about, by.code, timezone.localdate().isoformat(), text), seen=0)
    audit.record(by, "draft-commented", diagnostic)
    return row


@transaction.atomic
def mend(*, diagnostic: Diagnostic, vault: Vault, by: Person, mark: str) -> None:
    """Put the words that the guard proposes in the place of those it refuses. Raises `Denied` when it no longer does."""
    may.write_draft(by, diagnostic)
    desk = desk_to_write(vault, diagnostic)
    content, sources = checks.composed(desk, 0)
    found = next((one for one in checks.objections(desk, content, sources) if one.mark == mark), None)
    if found is None or not found.refusal.rewording:
        raise Denied(_("Ce texte a changé : la garde ne propose plus cela. Relisez-la."))
    if found.kind == checks.LIMITS:
        text = found.refusal.mended(content["limits"])
        write_part(desk, "words", LimitsWords(text), verb="limits-written", by=by, seen=0)
        return
    model, kind = ROWS[found.kind]
    row = model.objects.get(diagnostic=diagnostic, code=found.row)
    item = desk.heard[row.interview.code][0] if isinstance(row, Verbatim) else key_of(desk)
    words = unseal(item, kind, row.words, place_of(row))
    mended = found.refusal.mended(getattr(words, found.field))
    save(row, item, replace(words, **{found.field: mended}), seen=row.version)
    audit.record(by, f"{found.kind}-written", diagnostic, **{found.kind: row.code})


ROWS: dict[str, tuple[Any, Any]] = {
    "finding": (Finding, FindingWords),
    "verbatim": (Verbatim, VerbatimWords),
    "recommendation": (Recommendation, RecommendationWords),
}
