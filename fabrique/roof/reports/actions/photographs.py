"""Photographs of a chapter: brought with their words, described again, taken back from every edition (A42, R508)."""

from functools import partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.actions import held
from fabrique.core import audit, photographs
from fabrique.core.permissions import Denied
from fabrique.ground.people.models import Person
from fabrique.roof.reports import permissions as may
from fabrique.roof.reports.actions.editions import leave_editions
from fabrique.roof.reports.actions.reports import reopen
from fabrique.roof.reports.enums import Recognised, ReportState
from fabrique.roof.reports.models import Chapter, Photograph

MOST = 6  # in a chapter: the reader came for the words


@transaction.atomic
def add_photograph(*, chapter: Chapter, file: File, alt: str, credit: str, recognised: str, by: Person, caption: str = "") -> Photograph:  # fmt: skip
    """Small, upright, and without the place and the device it told; the territory is asked again when it had agreed."""
    may.draft_chapter(by, chapter)
    held(chapter.cohort)
    if Photograph.objects.filter(chapter=chapter).count() >= MOST:
        raise Denied(_("Ce chapitre a déjà six photographies : reprenez-en une avant d’en donner une autre."))
    values = described(alt=alt, credit=credit, caption=caption, recognised=recognised)
    developed = photographs.develop(file)
    photograph = Photograph(chapter=chapter, width=developed.width, height=developed.height, added_by=by, **values)
    photograph.file.save("", ContentFile(developed.data), save=False)
    photograph.save()
    reopen(chapter, by)
    audit.record(by, "photograph-added", chapter, photograph=photograph.code)
    return photograph


def described(**values: str) -> dict[str, str]:
    values = {name: value.strip() for name, value in values.items()}
    if not values["alt"]:
        raise Denied(_("Décrivez l’image en quelques mots : beaucoup la liront sans la voir."))
    if not values["credit"]:
        raise Denied(_("Dites qui a pris cette photographie."))
    if values["recognised"] not in Recognised.values:
        raise Denied(_("Dites si des personnes y sont reconnaissables, et si elles sont d’accord."))
    return values


@transaction.atomic
def describe_photograph(*, photograph: Photograph, seen: int, by: Person, **values: Any) -> Photograph:
    may.describe_photograph(by, photograph)
    held(photograph.chapter.cohort)
    photograph.save_values(described(**values), seen=seen)
    reopen(photograph.chapter, by)
    audit.record(by, "photograph-described", photograph.chapter, photograph=photograph.code)
    return photograph


@transaction.atomic
def take_back_photograph(*, photograph: Photograph, by: Person) -> int:
    """It leaves its chapter and every document of every edition, and its file is destroyed. How many editions."""
    may.take_back_photograph(by, photograph)
    held(photograph.chapter.cohort)
    left = leave_editions(photograph.ref)
    chapter, code, stored = photograph.chapter, photograph.code, str(photograph.file.name)
    photograph.delete()
    transaction.on_commit(partial(photograph.file.storage.delete, stored))
    if chapter.cohort.report.state != ReportState.PUBLISHED:  # published, nothing is being written
        reopen(chapter, by)
    audit.record(by, "photograph-taken-back", chapter, photograph=code, editions=left)
    return left
