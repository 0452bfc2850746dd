"""What a cohort prepares before it meets territories: events, prerequisites, the text to sign."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held, next_order
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.cohorts.permissions import edit_cohort
from fabrique.accompaniment.recruitment import permissions as may
from fabrique.accompaniment.recruitment.enums import PrerequisiteKind
from fabrique.accompaniment.recruitment.models import Prerequisite, PresentationEvent, Terms
from fabrique.core import audit
from fabrique.core.permissions import Denied
from fabrique.core.text import fold
from fabrique.ground.people.models import Person

# French content, as a cohort would write it: its own to change
COMMITMENT = """Je soutiens cet accompagnement dans la durée et je l’inscris parmi les priorités de notre collectivité.
Je fais remonter ce qu’il produit jusqu’aux lieux où nous décidons.
Si un blocage technique ou politique survient, je prends le temps de le lever avec notre délégation.
Je donne à notre délégation le temps dont elle a besoin pour suivre le parcours."""


@transaction.atomic
def add_event(
    *, cohort: Cohort, title: str, by: Person, held_on: date | None = None, place: str = "",
    territories_count: int | None = None, note: str = "",
) -> PresentationEvent:  # fmt: skip
    edit_cohort(by, held(cohort))
    event = PresentationEvent.objects.create(
        cohort=cohort, title=title, held_on=held_on, place=place, territories_count=territories_count, note=note
    )
    audit.record(by, "presentation-added", event, cohort=cohort.code)
    return event


@transaction.atomic
def edit_event(
    *, event: PresentationEvent, title: str, seen: int, by: Person, held_on: date | None = None, place: str = "",
    territories_count: int | None = None, note: str = "",
) -> PresentationEvent:  # fmt: skip
    may.edit_recruitment_part(by, event)
    values = {"title": title, "held_on": held_on, "place": place, "territories_count": territories_count, "note": note}
    changed = event.save_values(values, seen=seen)
    audit.record(by, "presentation-edited", event, fields=", ".join(changed))
    return event


@transaction.atomic
def remove_event(*, event: PresentationEvent, by: Person) -> None:
    may.edit_recruitment_part(by, event)
    audit.record(by, "presentation-removed", event, title=event.title)
    event.delete()


@transaction.atomic
def add_prerequisite(*, cohort: Cohort, label: str, kind: PrerequisiteKind, by: Person) -> Prerequisite:
    edit_cohort(by, held(cohort))
    if cohort.conditions_to_enter.filter(label=label).exists():
        raise Denied(_("Ce prérequis est déjà dans la liste."))
    order = next_order(cohort.conditions_to_enter)
    prerequisite = Prerequisite.objects.create(cohort=cohort, label=label, kind=kind, order=order)
    audit.record(by, "prerequisite-added", prerequisite, cohort=cohort.code)
    return prerequisite


@transaction.atomic
def take_over_lines(*, cohort: Cohort, by: Person) -> list[Prerequisite]:
    """The lines of the cohort's own page, each as a prerequisite that can be checked, if it is not one already."""
    edit_cohort(by, held(cohort))
    known = set(cohort.conditions_to_enter.values_list("label", flat=True))
    lines = [line.strip()[:300] for line in cohort.prerequisites.splitlines() if line.strip()]
    return [
        add_prerequisite(cohort=cohort, label=line, kind=kind_of(line), by=by)
        for line in dict.fromkeys(lines) if line not in known
    ]  # fmt: skip


def kind_of(line: str) -> PrerequisiteKind:
    """A first guess by its words, to be corrected on screen."""
    words = fold(line)
    if "delegation" in words:
        return PrerequisiteKind.DELEGATION
    return PrerequisiteKind.COMMITMENT if "executif" in words else PrerequisiteKind.OTHER


@transaction.atomic
def edit_prerequisite(
    *, prerequisite: Prerequisite, label: str, kind: PrerequisiteKind, seen: int, by: Person
) -> Prerequisite:
    may.edit_recruitment_part(by, prerequisite)
    if prerequisite.cohort.conditions_to_enter.filter(label=label).exclude(pk=prerequisite.pk).exists():
        raise Denied(_("Ce prérequis est déjà dans la liste."))
    changed = prerequisite.save_values({"label": label, "kind": kind}, seen=seen)
    audit.record(by, "prerequisite-edited", prerequisite, fields=", ".join(changed))
    return prerequisite


def reason_to_keep(prerequisite: Prerequisite, by: Person) -> str:
    """Why it cannot be removed, or an empty string: a waiver already written stays visible (R293)."""
    if refusal := may.edit_recruitment_part.reason(by, prerequisite):
        return refusal
    if prerequisite.conditions.exists():
        return _("Une réponse a déjà été donnée sur ce prérequis : il reste, et sa réponse avec lui.")
    return ""


@transaction.atomic
def remove_prerequisite(*, prerequisite: Prerequisite, by: Person) -> None:
    held(prerequisite.cohort)
    if refusal := reason_to_keep(prerequisite, by):
        raise Denied(refusal)
    audit.record(by, "prerequisite-removed", prerequisite, label=prerequisite.label)
    prerequisite.delete()


def terms_of(cohort: Cohort) -> Terms:
    """The text in force; the house's own, not stored, while nobody wrote another."""
    return Terms.objects.filter(cohort=cohort).first() or Terms(cohort=cohort, commitment=COMMITMENT)


@transaction.atomic
def write_terms(*, cohort: Cohort, commitment: str, seen: int, by: Person) -> Terms:
    """What is signed from now on; signatures already given keep the text they had."""
    edit_cohort(by, held(cohort))
    if not commitment.strip():
        raise Denied(_("Écrivez ce à quoi la personne s’engage : on ne signe pas une page blanche."))
    terms = Terms.objects.get_or_create(cohort=cohort, defaults={"commitment": COMMITMENT})[0]
    terms.save_values({"commitment": commitment.strip()}, seen=seen)
    audit.record(by, "terms-written", cohort, number=terms.version)
    return terms
