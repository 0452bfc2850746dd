"""From the vault to people: the number one first, then those who were heard (R365–R368)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fabrique.accompaniment.diagnostics.enums import DIAGNOSTIC, DiagnosticState
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.restitution import checks
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.actions.editions import held
from fabrique.accompaniment.restitution.drafts import Desk, open_desk
from fabrique.accompaniment.restitution.enums import EDITION, Group, Outcome, RestitutionFormat
from fabrique.accompaniment.restitution.models import (
    Edition,
    PreRestitution,
    PublishedFinding,
    PublishedRecommendation,
    Remark,
    Restitution,
)
from fabrique.accompaniment.restitution.releases import check_release, content_of, opened, told, uninvited
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.vault.spaces import Vault
from fabrique.ground.messages.actions import notify
from fabrique.ground.messages.enums import Kind
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person, RoleGrant


@transaction.atomic
def present(*, edition: Edition, vault: Vault, held_on: date, present: str, by: Person) -> PreRestitution:
    """R365: the text comes out of the vault, for the number one and whoever leads the cohort."""
    may.keep_edition(by, edition)
    found = held(edition)
    EDITION.make(found, "present")
    check_release(found)
    check_quoted(found, open_desk(vault, found.diagnostic))
    if not timezone.localdate(found.cleared_at) <= held_on <= timezone.localdate():
        raise Denied(_("Donnez le jour où elle a eu lieu : après les deux relectures, et pas dans l’avenir."))
    _space, found.text = opened(vault, found)
    found.save(update_fields=["state", "text"])
    publish(found, content_of(found.text, found))
    presentation = PreRestitution.objects.create(edition=found, held_on=held_on, present=present, recorded_by=by)
    diagnostic = Diagnostic.objects.select_for_update().get(pk=found.diagnostic_id)
    if diagnostic.state == DiagnosticState.ANALYSIS:
        DIAGNOSTIC.make(diagnostic, "pre-restitute")
        diagnostic.save(update_fields=["state"])
    audit.record(by, "edition-presented", found, number=found.number, sha256=found.sha256)
    for person in numbers_one(found):
        notify(person, Kind.TASK, _("La restitution du diagnostic vous est ouverte"),
               [_("Vous la lisez avant tout le monde. Vous pouvez demander qu’un fait soit corrigé.")], found.get_absolute_url())  # fmt: skip
    return presentation


def numbers_one(edition: Edition) -> list[Person]:
    scope = edition.diagnostic.participation.scope
    grants = RoleGrant.objects.active().filter(scope=scope, role=Role.NUMBER_ONE).select_related("person")
    return [grant.person for grant in grants if grant.person.is_active]


def publish(edition: Edition, content: dict[str, Any]) -> None:
    """Rows for lists, comparison and answers: the same words, and no way back to a draft."""
    findings = {}
    groups = list(Group)
    for order, one in enumerate(sorted(content["findings"], key=lambda one: groups.index(one["group"])), start=1):
        findings[one["label"]] = PublishedFinding.objects.create(
            edition=edition, label=one["label"], order=order, group=one["group"], theme=one["theme"], text=one["text"]
        )
    for order, one in enumerate(content["recommendations"], start=1):
        row = PublishedRecommendation.objects.create(
            edition=edition, label=one["label"], order=order, text=one["text"], theme=one["theme"],
            addressee=one["addressee"], horizon=one["horizon"],
        )  # fmt: skip
        row.findings.set(findings[label] for label in one["findings"])


@transaction.atomic
def ask_change(*, edition: Edition, kind: str, text: str, by: Person) -> Remark:
    """R368: logged, whatever becomes of it."""
    may.ask_change(by, edition)
    remark = Remark.objects.create(edition=edition, kind=kind, text=text, asked_by=by)
    audit.record(by, "change-asked", edition, remark=remark.code, kind=kind)
    return remark


@transaction.atomic
def answer_remark(*, remark: Remark, outcome: str, answer: str, by: Person) -> Remark:
    """A fact is corrected in another version, which is guarded and read again; a finding is answered, never vetoed."""
    may.answer_remark(by, remark)
    if remark.kind == "finding" and outcome == Outcome.CORRECTED:
        raise Denied(_("Un constat ne se retire pas à la demande : répondez, et dites pourquoi il reste."))
    remark.outcome, remark.answer = outcome, answer
    remark.answered_at, remark.answered_by = timezone.now(), by
    remark.save_version(seen=remark.version, fields=["outcome", "answer", "answered_at", "answered_by"])
    audit.record(by, "change-answered", remark.edition, remark=remark.code, outcome=outcome)
    return remark


@transaction.atomic
def restitute(
    *, edition: Edition, vault: Vault, held_on: date, format: RestitutionFormat, invited: int, present: int,  # noqa: A002  the field's name
    by: Person,
) -> Restitution:  # fmt: skip
    """R366, R367: everybody who was heard was invited; the number one came first; every request has its answer."""
    may.keep_edition(by, edition)
    found = held(edition)
    EDITION.make(found, "restitute")
    check_release(found)
    told(found)
    check_before(found, held_on, open_desk(vault, found.diagnostic))
    found.save(update_fields=["state"])
    diagnostic = Diagnostic.objects.select_for_update().get(pk=found.diagnostic_id)
    DIAGNOSTIC.make(diagnostic, "restitute")
    diagnostic.restituted_on = held_on
    diagnostic.save(update_fields=["state", "restituted_on"])
    restitution = Restitution.objects.create(
        diagnostic=diagnostic, edition=found, presented_on=found.presentation.held_on, held_on=held_on, format=format,
        invited=invited, present=present, recorded_by=by,
    )  # fmt: skip
    audit.record(by, "edition-restituted", found, number=found.number, sha256=found.sha256)
    return restitution


def check_quoted(edition: Edition, desk: Desk) -> None:
    if checks.no_longer_quotable(desk, edition):
        raise Denied(_("Une personne citée n’accepte plus de l’être : la garde dit laquelle de ses phrases retirer. Figez ensuite une autre version."))  # fmt: skip


def check_before(edition: Edition, held_on: date, desk: Desk) -> None:
    check_quoted(edition, desk)
    if not edition.presentation.held_on <= held_on <= timezone.localdate():
        raise Denied(_("Donnez le jour où elle a eu lieu : après la présentation au n° 1, et pas dans l’avenir."))
    if count := uninvited(desk):
        text = ngettext(
            "Il reste une personne entendue à inviter : la restitution lui revient d’abord.",
            "Il reste %(n)s personnes entendues à inviter : la restitution leur revient d’abord.", count,
        )  # fmt: skip
        raise Denied(text % {"n": count})
    remarks = list(edition.remarks.all())
    if any(not one.answered_at for one in remarks):
        raise Denied(_("Une demande du n° 1 attend sa réponse."))
    if any(one.outcome == Outcome.CORRECTED for one in remarks):
        raise Denied(_("Un fait est à corriger : figez une autre version, que la garde et deux personnes relisent."))
