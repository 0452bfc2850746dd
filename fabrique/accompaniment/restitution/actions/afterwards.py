"""Once it was given back: who may read it, what becomes of each recommendation, what changed since (R364, R371–R377)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import DIAGNOSTIC, DiagnosticState
from fabrique.accompaniment.diagnostics.models import Diagnostic
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.restitution import permissions as may
from fabrique.accompaniment.restitution.enums import TakenUp
from fabrique.accompaniment.restitution.models import Change, FollowUp, PublishedRecommendation, Restitution
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


@transaction.atomic
def open_to_public(*, restitution: Restitution, by: Person) -> Restitution:
    return decide(restitution, by, "restitution-opened", opens=True)


@transaction.atomic
def close_to_public(*, restitution: Restitution, by: Person) -> Restitution:
    """Here; what was taken away stays with whoever took it."""
    return decide(restitution, by, "restitution-closed", opens=False)


def decide(restitution: Restitution, by: Person, verb: str, *, opens: bool) -> Restitution:
    may.decide_public(by, restitution)
    restitution.public_at, restitution.public_by = (timezone.now(), by) if opens else (None, None)
    restitution.save_version(seen=restitution.version, fields=["public_at", "public_by"])
    audit.record(by, verb, restitution)
    return restitution


@transaction.atomic
def answer_recommendation(
    *, recommendation: PublishedRecommendation, taken_up: str, why: str, project: PilotProject | None, by: Person,
    seen: int,
) -> PublishedRecommendation:  # fmt: skip
    """R372. With the last answer the diagnostic is linked to the project (R369)."""
    may.answer_recommendation(by, recommendation)
    diagnostic = recommendation.edition.diagnostic
    if project and project.participation_id != diagnostic.participation_id:
        raise Denied(_("Ce projet est celui d’un autre territoire."))
    if not why.strip() and (taken_up != TakenUp.YES or project is None):
        raise Denied(_("Dites pourquoi, ou dans quel projet elle est reprise."))
    recommendation.answered_at, recommendation.answered_by = timezone.now(), by
    recommendation.taken_up, recommendation.why = taken_up, why.strip()
    recommendation.project = project if taken_up == TakenUp.YES else None
    fields = ["taken_up", "why", "project", "answered_at", "answered_by"]
    recommendation.save_version(seen=seen, fields=fields)
    audit.record(by, "recommendation-answered", recommendation, taken_up=taken_up)
    link(recommendation, by)
    return recommendation


def link(recommendation: PublishedRecommendation, by: Person) -> None:
    """Every recommendation has its answer, and a project takes one up at least: the diagnostic feeds it (R371)."""
    known = recommendation.edition.published_recommendations
    if known.filter(taken_up="").exists() or not known.filter(project__isnull=False).exists():
        return
    diagnostic = Diagnostic.objects.select_for_update().get(pk=recommendation.edition.diagnostic_id)
    if diagnostic.state == DiagnosticState.RESTITUTED:
        DIAGNOSTIC.make(diagnostic, "link")
        diagnostic.save(update_fields=["state"])
        audit.record(by, "diagnostic-linked", diagnostic)


@transaction.atomic
def say_change(*, restitution: Restitution, text: str, by: Person) -> Change:
    may.say_change(by, restitution)
    change = Change.objects.create(restitution=restitution, text=text, said_by=by)
    audit.record(by, "change-said", restitution, change=change.code)
    return change


@transaction.atomic
def record_follow_up(*, restitution: Restitution, held_on: date, summary: str, by: Person) -> FollowUp:
    """R377."""
    may.record_follow_up(by, restitution)
    if not restitution.held_on <= held_on <= timezone.localdate():
        raise Denied(_("Donnez le jour où il a eu lieu : après la restitution, et pas dans l’avenir."))
    talk = FollowUp.objects.create(restitution=restitution, held_on=held_on, summary=summary, recorded_by=by)
    audit.record(by, "follow-up-held", restitution)
    return talk
