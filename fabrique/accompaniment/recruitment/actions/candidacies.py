"""A territory on its way in: opened, written by its team, led from state to state, engaged or answered."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts import actions as cohorts
from fabrique.accompaniment.cohorts.models import Cohort, Participation
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.recruitment import permissions as may
from fabrique.accompaniment.recruitment.enums import CANDIDACY, CandidacyState, LeadSource, PrerequisiteKind
from fabrique.accompaniment.recruitment.models import Candidacy, Commitment, MutualSheet, Prerequisite
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.ground.territories.models import Territory

WRITTEN = ("motivation", "delegation_planned", "project_idea", "capacity", "election_on", "contact_name", "contact_email")  # fmt: skip
ANSWERS = ("engage", "decline", "postpone")


@transaction.atomic
def open_candidacy(
    *, cohort: Cohort, territory: Territory, lead_from: LeadSource, by: Person, lead_note: str = ""
) -> Candidacy:
    """A lead. A territory already in the cohort gets its file at once, as engaged: it misses only its papers."""
    edit_cohort(by, cohorts.held(cohort))
    return write_lead(cohort, territory, by, lead_from=lead_from, lead_note=lead_note)


@transaction.atomic
def propose_territory(*, cohort: Cohort, territory: Territory, by: Person, lead_note: str = "") -> Candidacy:
    """An ally's lead (R287): the ally follows it, and does not decide."""
    may.propose_lead(by, cohorts.held(cohort))
    if Participation.objects.current().filter(cohort=cohort, territory=territory).exists():
        raise Denied(_("Ce territoire est déjà dans la cohorte."))
    return write_lead(cohort, territory, by, lead_from=LeadSource.ALLY, lead_note=lead_note, proposed_by=by)


def write_lead(cohort: Cohort, territory: Territory, by: Person, **values: Any) -> Candidacy:
    if cohort.candidacies.filter(territory=territory).exists():
        raise Denied(_("Ce territoire a déjà un dossier dans cette cohorte."))
    inside = Participation.objects.filter(cohort=cohort, territory=territory).first()
    scope = inside.scope if inside else cohorts.delegation_scope(cohort, territory)
    if inside and inside.left_on is None:
        values |= {"participation": inside, "state": CandidacyState.ENGAGED}
    candidacy = Candidacy.objects.create(cohort=cohort, territory=territory, scope=scope, code=scope.code, **values)
    MutualSheet.objects.create(candidacy=candidacy)
    audit.record(by, "candidacy-opened", candidacy, territory=territory.code, lead_from=candidacy.lead_from)
    return candidacy


@transaction.atomic
def write_candidacy(*, candidacy: Candidacy, seen: int, by: Person, **values: Any) -> Candidacy:
    """Saved as often as wished; nothing is mandatory. Raises `Conflict` when somebody of the team saved meanwhile."""
    may.write_candidacy(by, candidacy)
    changed = candidacy.save_values({name: values[name] for name in WRITTEN if name in values}, seen=seen)
    audit.record(by, "candidacy-written", candidacy, fields=", ".join(changed))
    return candidacy


def missing(candidacy: Candidacy) -> list[Prerequisite]:
    """Prerequisites neither met nor waived. A standing commitment answers for the number one's."""
    answered = set(candidacy.conditions.values_list("prerequisite", flat=True))
    signed = Commitment.objects.standing().filter(candidacy=candidacy).exists()
    return [
        prerequisite for prerequisite in candidacy.cohort.conditions_to_enter.all()
        if prerequisite.pk not in answered and not (signed and prerequisite.kind == PrerequisiteKind.COMMITMENT)
    ]  # fmt: skip


def reason_not_to_move(candidacy: Candidacy, name: str, by: Person) -> str:
    """Why this person cannot make this move now, or an empty string. The territory itself may apply."""
    rule = may.write_candidacy if name == "apply" else may.decide
    refusal = rule.reason(by, candidacy) or CANDIDACY.reason(candidacy, name)
    if not refusal and name == "engage" and (left := missing(candidacy)):
        refusal = _("Il reste à réunir, ou à lever par écrit : %(left)s.") % {
            "left": " ; ".join(f"« {prerequisite.label} »" for prerequisite in left)}  # fmt: skip
    return refusal


@transaction.atomic
def move_candidacy(
    *, candidacy: Candidacy, name: str, by: Person, reason: str = "", on: date | None = None
) -> Candidacy:
    """Every answer says why (R288). `on` is the day of the contact or of the presentation, or when to talk again.

    To engage makes the territory enter the cohort, with the scope where its team's roles already hold.
    """
    cohorts.held(candidacy.cohort)
    if refusal := reason_not_to_move(candidacy, name, by):
        raise Denied(refusal)
    if name in ANSWERS and not reason.strip():
        raise Denied(_("Dites pourquoi, en une phrase : le territoire lira cette réponse."))
    values = dates_of(candidacy, name, on)
    if name in ANSWERS:
        values |= {"decision_reason": reason.strip(), "decided_at": timezone.now(), "decided_by": by}
    elif name == "reopen":
        values |= {"decision_reason": "", "decided_at": None, "decided_by": None}
    if name == "engage":
        values |= entry_of(candidacy, by)
    CANDIDACY.make(candidacy, name)
    candidacy.save_values({"state": candidacy.state} | values, seen=candidacy.version)
    audit.record(by, "candidacy-moved", candidacy, move=name, state=candidacy.state)
    return candidacy


def entry_of(candidacy: Candidacy, by: Person) -> dict[str, Any]:
    """The territory's place in the cohort; it may have entered by the other door since."""
    cohort, territory = candidacy.cohort, candidacy.territory
    place = Participation.objects.current().filter(cohort=cohort, territory=territory).first()
    place = place or cohorts.join_territory(cohort=cohort, territory=territory, scope=candidacy.scope, by=by)
    return {"participation": place, "scope": place.scope}


def dates_of(candidacy: Candidacy, name: str, on: date | None) -> dict[str, Any]:
    """The dates that a move writes."""
    today = timezone.localdate()
    if name == "postpone":
        if on is None or on <= today:
            raise Denied(_("Donnez une date à venir pour en reparler."))
        return {"review_on": on}
    if on and on > today:
        raise Denied(_("Cette date est à venir : notez ce qui a déjà eu lieu."))
    day = on or today
    if name in ("approach", "reopen"):
        return {"approached_on": candidacy.approached_on or day, "review_on": None}
    if name == "present":
        return {"approached_on": candidacy.approached_on or day, "presented_on": day}
    return {}
