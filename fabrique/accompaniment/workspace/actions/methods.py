"""Method sheets: drawn from a pilot project, agreed by the delegation, then public (R568)."""

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.accompaniment.workspace import permissions as may
from fabrique.accompaniment.workspace.enums import SHEET, SheetState
from fabrique.accompaniment.workspace.models import MethodSheet
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person


def drawn_from(project: PilotProject) -> dict[str, str]:
    """What the project already says, as a first draft."""
    steps = [objective.title for objective in project.objectives.all()]
    allies = [str(support.organisation) for support in project.supports.select_related("organisation")]
    did = "\n".join(part for part in (project.summary, *(f"– {step}" for step in steps)) if part)
    return {"did": did, "with_whom": "\n".join(f"– {ally}" for ally in allies), "to_change": ""}


@transaction.atomic
def begin_method(*, project: PilotProject, theme: str, by: Person) -> MethodSheet:
    may.keep_space(by, project.participation)
    if project.method_sheets.filter(theme=theme).exists():
        raise Denied(_("Une fiche existe déjà pour ce thème."))
    sheet = MethodSheet.objects.create(
        participation=project.participation, project=project, theme=theme, **drawn_from(project)
    )
    audit.record(by, "method-begun", sheet, project=project.code)
    return sheet


@transaction.atomic
def write_method(
    *, sheet: MethodSheet, theme: str, did: str, with_whom: str, to_change: str, seen: int, by: Person
) -> MethodSheet:
    """While it is a draft: what was agreed is taken up again before it changes."""
    may.keep_part(by, sheet)
    if sheet.state != SheetState.DRAFT:
        raise Denied(_("Cette fiche est acceptée : reprenez-la avant de la changer."))
    if sheet.project.method_sheets.filter(theme=theme).exclude(pk=sheet.pk).exists():
        raise Denied(_("Une fiche existe déjà pour ce thème."))
    values = {"theme": theme, "did": did, "with_whom": with_whom, "to_change": to_change}
    changed = sheet.save_values(values, seen=seen)
    audit.record(by, "method-written", sheet, fields=", ".join(changed))
    return sheet


@transaction.atomic
def move_method(*, sheet: MethodSheet, name: str, by: Person) -> MethodSheet:
    """Agree, publish, take up again. Nothing incomplete is agreed."""
    if name not in SHEET.moves:
        raise Denied(_("Ce changement n’existe pas."))
    may.decide_on_method(by, sheet)
    if name == "agree" and not all((sheet.did.strip(), sheet.with_whom.strip(), sheet.to_change.strip())):
        raise Denied(_("Il manque une partie : ce que vous avez fait, avec qui, ou ce qu’il faudrait changer."))
    SHEET.make(sheet, name)
    sheet.save_values({"state": sheet.state}, seen=sheet.version)
    audit.record(by, "method-moved", sheet, state=sheet.state)
    return sheet
