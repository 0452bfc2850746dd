"""A diagnostic is opened, framed, and goes from state to state; what concerns words or the restitution is done above."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.diagnostics import permissions as may
from fabrique.accompaniment.diagnostics.enums import DIAGNOSTIC, DiagnosticState
from fabrique.accompaniment.diagnostics.framing import gaps
from fabrique.accompaniment.diagnostics.models import Diagnostic, Grid, Target
from fabrique.core import audit
from fabrique.core.db import new_code
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict
from fabrique.ground.people.enums import ScopeKind
from fabrique.ground.people.models import Person, Scope
from fabrique.ground.referentials.models import Item

# who may make each move here; the others belong to the restitution and to the day of erasure
MOVED_BY = {
    "frame": may.frame, "reframe": may.frame, "begin": may.write_words, "close-interviews": may.write_words,
    "reopen-interviews": may.write_words, "analyse": may.write_words,
}  # fmt: skip
MOST = 200  # people to meet


@transaction.atomic
def open_diagnostic(*, participation: Participation, by: Person) -> Diagnostic:
    """With the place where its team's roles will hold, inside the cohort's."""
    may.open_diagnostic(by, participation)
    # two leads who open it at the same instant take turns
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if participation.diagnostics.exclude(state=DiagnosticState.ARCHIVED).exists():
        raise Denied(_("Un diagnostic est déjà ouvert pour ce territoire."))
    code = new_code()
    label = _("Diagnostic, %(territory)s") % {"territory": participation.territory.name}
    scope = Scope.objects.create(
        kind=ScopeKind.DIAGNOSTIC, code=code, label=label[:200], parent=participation.cohort.scope
    )
    grid = Grid.objects.agreed().order_by("-agreed_at", "-pk").first()
    diagnostic = Diagnostic.objects.create(
        code=code, participation=participation, scope=scope, grid=grid,
        planned_count=participation.cohort.interviews_target or Diagnostic._meta.get_field("planned_count").default,  # noqa: SLF001  Django's own door
    )  # fmt: skip
    audit.record(by, "diagnostic-opened", diagnostic, participation=participation.code)
    return diagnostic


@transaction.atomic
def edit_frame(
    *, diagnostic: Diagnostic, grid: Grid | None, starts_on: date | None, ends_on: date | None, planned_count: int,
    opposed_count: int, unusual_count: int, target_days: int, keeping_days: int, seen: int, by: Person,
) -> Diagnostic:  # fmt: skip
    """While it is being framed: what was agreed with the territory is not changed behind its back."""
    may.frame(by, diagnostic)
    if diagnostic.state != DiagnosticState.TO_FRAME:
        raise Denied(_("Le cadrage est validé. Revenez au cadrage pour le changer."))
    if grid and (grid.agreed_at is None or grid.retired_at):
        raise Denied(_("Cette trame n’est pas convenue, ou plus : choisissez-en une autre."))
    if starts_on and ends_on and ends_on < starts_on:
        raise Denied(_("La période finit avant de commencer."))
    if not 0 < planned_count <= MOST:
        raise Denied(_("Prévoyez entre 1 et %(most)d entretiens.") % {"most": MOST})
    values = {"grid": grid, "starts_on": starts_on, "ends_on": ends_on, "planned_count": planned_count,
              "opposed_count": opposed_count, "unusual_count": unusual_count, "target_days": target_days,
              "keeping_days": keeping_days}  # fmt: skip
    changed = diagnostic.save_values(values, seen=seen)
    audit.record(by, "diagnostic-edited", diagnostic, fields=", ".join(changed))
    return diagnostic


@transaction.atomic
def set_target(
    *, diagnostic: Diagnostic, category: Item, count: int, by: Person, sub_type: Item | None = None
) -> Target:
    """How many of whom; said again, the new number replaces the first."""
    may.frame(by, diagnostic)
    if sub_type and sub_type.parent_id != category.pk:
        raise Denied(_("Cette précision appartient à une autre catégorie."))
    if not 0 < count <= MOST:
        raise Denied(_("Donnez un nombre entre 1 et %(most)d.") % {"most": MOST})
    target, _new = Target.objects.update_or_create(
        diagnostic=diagnostic, category=category, sub_type=sub_type, defaults={"count": count}
    )
    audit.record(by, "diagnostic-panel-set", diagnostic, category=category.key, count=count)
    return target


@transaction.atomic
def remove_target(*, target: Target, by: Person) -> None:
    may.frame_part(by, target)
    audit.record(by, "diagnostic-panel-set", target.diagnostic, category=target.category.key, count=0)
    target.delete()


@transaction.atomic
def move(*, diagnostic: Diagnostic, name: str, by: Person) -> Diagnostic:
    """The moves of framing and of interviews. Raises `Conflict` when somebody was quicker."""
    if name not in MOVED_BY:
        raise Denied(_("Ce changement n’existe pas."))
    MOVED_BY[name](by, diagnostic)
    stored = Diagnostic.objects.select_for_update(of=("self",)).get(pk=diagnostic.pk)
    if stored.version != diagnostic.version:
        raise Conflict(stored)
    if refusal := reason(diagnostic, name):
        raise Denied(refusal)
    DIAGNOSTIC.make(diagnostic, name)
    values: dict[str, Any] = {"state": diagnostic.state}
    if name == "begin":
        values["begun_on"] = diagnostic.begun_on or timezone.localdate()
    diagnostic.save_values(values, seen=diagnostic.version)
    audit.record(by, "diagnostic-moved", diagnostic, move=name, state=diagnostic.state)
    return diagnostic


def reason(diagnostic: Diagnostic, name: str) -> str:
    """What the thing itself still lacks, all of it, or nothing."""
    if refusal := DIAGNOSTIC.reason(diagnostic, name):
        return refusal
    if name == "frame":
        return " ".join(gaps(diagnostic))
    if name == "begin" and not diagnostic.space:
        return _("Ouvrez d’abord le coffre de ce diagnostic : sans lui, rien de ce qui est dit ne peut être noté.")
    return ""
