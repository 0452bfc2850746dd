"""Editions: asked for, made by the worker, published in one write; and the passages that leave them (R508, R509).

An edition that is being made is seen by nobody. Its worker killed midway leaves nothing half published: the task starts
again, and writes all the documents with the state in one transaction.
"""

import logging
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from fabrique.accompaniment.cohorts.actions import held
from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.narratives.enums import Consent
from fabrique.accompaniment.narratives.models import Passage
from fabrique.core import audit
from fabrique.core.dates import date_format
from fabrique.core.documents import formats, frozen
from fabrique.core.documents.model import Paragraph
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.build import make
from fabrique.roof.reports.enums import EDITION, REPORT, SETTLED, Audience, EditionState, ReportState
from fabrique.roof.reports.models import Chapter, Edition, Frozen, Photograph, Removal
from fabrique.roof.reports.models.editions import LANGUAGES
from fabrique.roof.reports.owed import changed_since

logger = logging.getLogger("fabrique.reports")


def reason_not_to_publish(cohort: Cohort, *, without_waiting: bool) -> str:
    """R508. Chapters that wait may be left for a later edition, knowingly: the document says so."""
    report = cohort.report
    if refusal := REPORT.reason(report, "publish"):
        return refusal
    chapters = list(Chapter.objects.filter(cohort=cohort).in_order().select_related("participation__territory"))
    writing = [str(one) for one in chapters if not one.is_told and one.state not in SETTLED]
    if writing:
        return _("Ces chapitres ne sont pas finis : %(names)s.") % {"names": ", ".join(writing)}
    changed = {one.pk for one in changed_since(cohort)}
    if changed:
        names = ", ".join(str(one) for one in chapters if one.pk in changed)
        return _("Ces chapitres ont changé depuis la réponse de leur territoire : %(names)s. Faites-les relire.") % {
            "names": names
        }
    waiting = [str(one) for one in chapters if one.state not in SETTLED]
    if waiting and not without_waiting:
        return _("Ces territoires n’ont pas dit oui : %(names)s. Attendez-les, ou publiez sans leur chapitre.") % {
            "names": ", ".join(waiting)
        }
    return ""


@transaction.atomic
def ask_edition(*, cohort: Cohort, what_changed: str, by: Person, without_waiting: bool = False) -> Edition:
    may.lead_report(by, cohort)
    cohort = held(cohort)
    if Edition.objects.filter(cohort=cohort, state=EditionState.PREPARING).exists():
        raise Denied(_("Une édition se prépare déjà."))
    if refusal := reason_not_to_publish(cohort, without_waiting=without_waiting):
        raise Denied(refusal)
    last = Edition.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        cohort=cohort, number=last + 1, what_changed=what_changed.strip(), without_waiting=without_waiting, asked_by=by
    )
    audit.record(by, "edition-asked", edition, number=edition.number)
    prepare(edition)
    return edition


@transaction.atomic
def retry_edition(*, edition: Edition, by: Person) -> Edition:
    may.retry_edition(by, edition)
    held(edition.cohort)
    EDITION.make(edition, "retry")
    Edition.objects.filter(pk=edition.pk).update(state=edition.state, faults=[])
    audit.record(by, "edition-asked", edition, number=edition.number)
    prepare(edition)
    return edition


def prepare(edition: Edition) -> None:
    transaction.on_commit(lambda: draw.enqueue(edition.code))


@task
def draw(code: str) -> None:
    make_edition(code)


def make_edition(code: str) -> None:
    """By the worker. Bears being run twice: what is not being prepared any more is left alone."""
    edition = Edition.objects.select_related("cohort__report", "asked_by").filter(code=code).first()
    if edition is None or edition.state != EditionState.PREPARING:
        return
    if refusal := reason_not_to_publish(edition.cohort, without_waiting=edition.without_waiting):
        fail(edition, refusal)
        return
    try:
        rows, faults = drawn(edition)
    except Exception as fault:  # whatever it is, those who write are told, and nothing is half done
        logger.exception("Edition %s cannot be made", code)
        fail(edition, _("Le document n’a pas pu être écrit (%(kind)s).") % {"kind": type(fault).__name__})
        return
    publish(edition, rows, faults)


def drawn(edition: Edition, *, tries: bool = True) -> tuple[list[Frozen], list[str]]:
    """Every document as data, the four formats of what everybody reads tried once (`tries`); nothing is written here."""
    rows, faults = [], []
    for audience in Audience:
        for language, _name in LANGUAGES:
            for shape, made in make(edition.cohort, audience, language, published=True).items():
                data = frozen.freeze(made.document)
                rows.append(Frozen(edition=edition, audience=audience, shape=shape, language=language, data=data))
                if (audience, language) == (Audience.PUBLIC, "fr"):
                    faults += [*made.faults, *(tried(made.document) if tries else [])]
    return rows, list(dict.fromkeys(faults))


def tried(document) -> list[str]:
    return [fault for name in formats.FORMATS if (fault := formats.render(document, name).fault)]


@transaction.atomic
def publish(edition: Edition, rows: list[Frozen], faults: list[str]) -> None:
    """All at once, on what still stands: a withdrawal or an answer that came meanwhile is looked at again."""
    cohort = held(edition.cohort)
    edition = (
        Edition.objects.select_for_update(of=("self",)).select_related("cohort__report", "asked_by").get(pk=edition.pk)
    )
    if edition.state != EditionState.PREPARING:
        return
    if refusal := reason_not_to_publish(cohort, without_waiting=edition.without_waiting):
        fail(edition, refusal)
        return
    EDITION.make(edition, "publish")
    edition.published_at, edition.faults = timezone.now(), faults
    edition.save(update_fields=["state", "published_at", "faults"])
    Frozen.objects.bulk_create(rows)
    there = held_refs(rows)
    for ref in there - still_agreed(there):
        erase(edition, ref)
    shown = [code for kind, code in map(split, there) if kind == "photograph"]
    Photograph.objects.filter(code__in=shown, published_at=None).update(published_at=edition.published_at)
    report = cohort.report
    REPORT.make(report, "publish")
    report.save_values({"state": ReportState.PUBLISHED}, seen=report.version)
    audit.record(edition.asked_by, "edition-published", edition, number=edition.number)


def fail(edition: Edition, why: str) -> None:
    """Nothing of it is read by anybody; what stopped it is said to those who write."""
    moved = Edition.objects.filter(pk=edition.pk, state=EditionState.PREPARING)
    moved.update(state=EDITION.moves["fail"].target, faults=[str(why)])


# --- passages and photographs that leave

PASSAGE, PHOTOGRAPH = "passage", "photograph"


def held_refs(rows: list[Frozen]) -> set[str]:
    return {ref for row in rows for ref in refs(row.data)}


def refs(data: Any) -> set[str]:
    if isinstance(data, dict):
        own = {data["ref"]} if data.get("ref") else set()
        return own.union(*(refs(value) for value in data.values()))
    return set().union(*(refs(item) for item in data)) if isinstance(data, list) else set()


def split(ref: str) -> tuple[str, str]:
    kind, _colon, code = ref.partition(":")
    return kind, code


def still_agreed(found: set[str]) -> set[str]:
    """Their rows are held until we are done: a withdrawal at the same moment comes before, or finds what we publish."""
    codes = [code for _kind, code in map(split, found)]
    said = Passage.objects.filter(code__in=codes, consent=Consent.GIVEN)
    shown = Photograph.objects.filter(code__in=codes)
    return {
        f"{kind}:{code}"
        for kind, rows in ((PASSAGE, said), (PHOTOGRAPH, shown))
        for code in rows.select_for_update(of=("self",)).order_by("pk").values_list("code", flat=True)
    }


@transaction.atomic
def withdraw_passage(code: str) -> int:
    """The agreement to quote these words is taken back: they are erased from every document of every edition.

    In the same transaction as the withdrawal itself: no edition holds what its bearer refused. How many editions.
    """
    return leave_editions(f"{PASSAGE}:{code}")


def leave_editions(ref: str) -> int:
    """In the caller's transaction. How many editions held it."""
    editions = Edition.objects.filter(state=EditionState.PUBLISHED).exclude(removals__passage=removed_as(ref))
    return sum(bool(erase(edition, ref)) for edition in editions.order_by("pk"))


def removed_as(ref: str) -> str:
    """A passage is noted by its code alone, as it was before there were photographs."""
    return ref.removeprefix(f"{PASSAGE}:")


def sentence(ref: str) -> str:
    day = {"day": date_format(timezone.localdate(), "j F Y")}
    if split(ref)[0] == PHOTOGRAPH:
        return _("Une photographie a été retirée le %(day)s.") % day
    return _("Un passage a été retiré le %(day)s, à la demande de la personne citée.") % day


def erase(edition: Edition, ref: str) -> int:
    touched = 0
    for row in Frozen.objects.filter(edition=edition).order_by("pk"):
        with override(row.language):
            instead = frozen.freeze(Paragraph(sentence(ref), kind="missing"))
        row.data, count = frozen.replaced(row.data, lambda part: part.get("ref") == ref, instead)
        if count:
            row.save(update_fields=["data"])
            touched += 1
    if touched:
        noted = removed_as(ref)
        Removal.objects.get_or_create(edition=edition, passage=noted, defaults={"documents": touched})
        audit.record(None, f"edition-{split(ref)[0]}-removed", edition, passage=noted, documents=touched)
    return touched
