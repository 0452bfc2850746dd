"""A version: frozen once the guard is silent, read again by two, blocked or let out (reliability 4.3.9, 4.3.10; row 8)."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.diagnostics.models import Diagnostic, Member
from fabrique.accompaniment.interviews.models import Interview
from fabrique.accompaniment.restitution import canonical, checks
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.drafts import Desk, desk_to_write, packed, place_of
from fabrique.accompaniment.restitution.enums import EDITION, OPEN, EditionState, Risk
from fabrique.accompaniment.restitution.models import Draft, Edition, Review
from fabrique.accompaniment.restitution.releases import WORDS, check_interviews, content_of, needed, opened, signed
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.vault.spaces import HasNoVault, Space, Vault, destroy_space
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.models import Person

BLOCKING = 3


def held(edition: Edition) -> Edition:
    """Two acts on one version take turns."""
    return (
        Edition.objects.select_for_update(of=("self",)).select_related("diagnostic__participation").get(pk=edition.pk)
    )


@transaction.atomic
def make_edition(*, diagnostic: Diagnostic, vault: Vault, by: Person) -> Edition:
    """Freeze the draft, if the guard has nothing to say. The version before, if it did not go out, is replaced."""
    may.make_edition(by, diagnostic)
    desk = desk_to_write(vault, diagnostic)
    check_interviews(diagnostic)
    last = diagnostic.editions.order_by("-number").first()
    number = last.number + 1 if last else 1
    content, sources = checks.composed(desk, number)
    check_whole(desk, content, sources)
    if last and last.state in OPEN:
        close(held(last), "supersede", by)
    edition = sealed_edition(desk, vault, content, sources, by)
    audit.record(by, "edition-made", edition, number=number, sha256=edition.sha256)
    return edition


def check_whole(desk: Desk, content: dict[str, Any], sources: dict[str, Any]) -> None:
    if not content["findings"]:
        raise Denied(_("Il n’y a pas encore de constat à restituer."))
    if desk.broken:
        raise Denied(_("Une partie du brouillon ne s’ouvre plus : récrivez-la ou retirez-la avant de figer."))
    if count := len(checks.objections(desk, content, sources)):
        text = ngettext(
            "La garde refuse encore une phrase : elle trahirait quelqu’un.",
            "La garde refuse encore %(n)s phrases : elles trahiraient quelqu’un.", count,
        )  # fmt: skip
        raise Denied(text % {"n": count})


def sealed_edition(desk: Desk, vault: Vault, content: dict, sources: dict, by: Person) -> Edition:
    """Keys first, then what they seal: a space of its own, opened to those of the team who have a vault."""
    space = vault.new_space()
    for code in Member.objects.filter(diagnostic=desk.diagnostic).current().values_list("person__code", flat=True):
        try:
            space.admit(code)
        except HasNoVault:
            continue
    item, text = space.new_item(), canonical.dumps(content)
    sha256 = canonical.fingerprint(text)
    edition = Edition(
        diagnostic=desk.diagnostic, number=content["number"], space=space.code, item=item.code, sha256=sha256,
        words=item.seal(text, WORDS), verdict=checks.verdict(content, sha256), made_by=by,
    )  # fmt: skip
    edition.sources = desk.item.seal(packed(sources), place_of(edition, "sources"))  # type: ignore[union-attr]
    edition.save()
    return edition


def close(edition: Edition, move: str, by: Person) -> None:
    """Its words are lost for everybody, its reviewers included; what the number one has read stays for the guard to compare."""
    EDITION.make(edition, move)
    edition.closed_at, edition.words = timezone.now(), b""
    edition.save(update_fields=["state", "closed_at", "words"])
    edition.published_recommendations.all().delete()
    edition.published_findings.all().delete()
    transaction.on_commit(erase_editions)
    audit.record(by, f"edition-{EDITION.moves[move].target}", edition, number=edition.number)


@transaction.atomic
def withdraw_edition(*, edition: Edition, by: Person) -> Edition:
    """The team thinks better of it."""
    may.keep_edition(by, edition)
    found = held(edition)
    close(found, "withdraw", by)
    return found


def take_back(interview: Interview, by: Person) -> None:
    """Its quotations go, and every version not restituted yet that may hold them, read by the number one or not (R356)."""
    interview.verbatims.all().delete()
    for edition in interview.diagnostic.editions.filter(state__in=OPEN):
        close(held(edition), "withdraw", by)
    interview.diagnostic.editions.exclude(closed_at=None).update(text="", sources=b"")


def erase_drafts(diagnostic: Diagnostic) -> int:
    """With the notes: the draft, and the versions that did not come out; there is nothing left to compare them with."""
    diagnostic.editions.exclude(closed_at=None).update(text="", sources=b"")
    parts = (diagnostic.findings, diagnostic.recommendations, diagnostic.verbatims, diagnostic.comments)
    return sum(part.all().delete()[0] for part in parts) + Draft.objects.filter(diagnostic=diagnostic).delete()[0]


def erase_editions() -> int:
    """Destroy the keys of versions that were replaced or withdrawn, and of diagnostics whose notes are destroyed."""
    rows = Edition.objects.exclude(space="").filter(erased_at=None)
    gone = rows.exclude(closed_at=None) | rows.filter(diagnostic__erased_at__isnull=False)
    count = 0
    for edition in gone.order_by("pk"):
        destroy_space(edition.space)
        Edition.objects.filter(pk=edition.pk).update(erased_at=timezone.now(), space="", item="", words=b"")
        audit.record(None, "edition-erased", edition)
        count += 1
    return count


@transaction.atomic
def name_reviewer(*, edition: Edition, vault: Vault, reviewer: Person, by: Person) -> Review:
    """The first, the second; a third when the two disagree. With two, the reading begins."""
    may.keep_edition(by, edition)
    found = held(edition)
    if found.state not in (EditionState.CHECKED, EditionState.IN_REVIEW):
        raise Denied(_("Cette version ne se relit plus."))
    if reason := may.may_read_again(reviewer, found.diagnostic):
        raise Denied(reason)
    reviews = list(found.reviews.all())
    if any(one.reviewer_id == reviewer.pk for one in reviews):
        raise Denied(_("%(name)s relit déjà cette version.") % {"name": reviewer})
    if len(reviews) >= needed(found):
        raise Denied(_("Les relectures de cette version sont déjà confiées."))
    admit(opened(vault, found)[0], reviewer)
    review = Review.objects.create(edition=found, reviewer=reviewer, third=len(reviews) == 2, named_by=by)
    if found.state == EditionState.CHECKED and len(reviews) == 1:
        EDITION.make(found, "send-to-review")
        found.save(update_fields=["state"])
    audit.record(by, "reviewer-named", found, review=review.code)
    tell(review)
    return review


def admit(space: Space, reviewer: Person) -> None:
    try:
        space.admit(reviewer.code)
    except HasNoVault:
        text = _("%(name)s n’a pas encore de coffre : demandez-lui de le faire, puis confiez-lui la relecture.")
        raise Denied(text % {"name": reviewer}) from None


def tell(review: Review) -> None:
    """Neither the territory nor a word: the page says it, behind a vault."""
    url = reverse("restitution:review", args=[review.code])
    lines = [_("Vous lirez une restitution entière, jamais les notes, et vous signerez une fiche de risque.")]
    notify(review.reviewer, Kind.TASK, _("Une relecture vous est confiée"), lines, url)


@transaction.atomic
def release_reviewer(*, review: Review, vault: Vault, by: Person) -> None:
    """Somebody who cannot read it: their key is taken back, another is named. What was signed stays."""
    may.keep_review(by, review)
    if review.answered_at:
        raise Denied(_("Cette fiche est signée : elle reste."))
    space, _words = opened(vault, review.edition)
    space.dismiss(review.reviewer.code)
    audit.record(by, "reviewer-released", review.edition, review=review.code)
    review.delete()


@transaction.atomic
def sign_review(
    *, review: Review, vault: Vault, grade: int, risks: dict[str, list[str]], note: str, by: Person
) -> Review:
    """Signed once, on the very text that was read: its hash is in the sheet."""
    may.sign_review(by, review)
    edition = held(review.edition)
    review.edition = edition
    may.sign_review(by, review)
    space, text = opened(vault, edition)
    labels = {said["label"] for one in content_of(text, edition)["findings"] for said in one["verbatims"]}
    kept = {label: sorted(set(found) & set(Risk.values)) for label, found in risks.items() if label in labels and found}
    if (kept or grade >= BLOCKING) and not note.strip():
        raise Denied(_("Dites ce que vous voyez : l’équipe ne peut corriger que ce qu’elle comprend."))
    review.grade, review.risks, review.sha256 = grade, kept, edition.sha256
    review.note = space.item(edition.item).seal(packed(note.strip()), place_of(review, "note"))
    review.answered_at = timezone.now()
    review.save_version(seen=review.version, fields=["grade", "risks", "sha256", "note", "answered_at"])
    audit.record(by, "review-signed", edition, review=review.code, grade=grade, sha256=edition.sha256)
    settle(edition)
    return review


def settle(edition: Edition) -> None:
    """Decide once enough have answered: one grade of three or four stops it, whatever the others say."""
    found = signed(edition)
    if len(found) < needed(edition):
        return
    move = "block" if any((one.grade or 0) >= BLOCKING for one in found) else "clear"
    EDITION.make(edition, move)
    if move == "clear":
        edition.cleared_at = timezone.now()
    edition.save(update_fields=["state", "cleared_at"])
