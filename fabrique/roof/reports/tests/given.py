"""A report under way, as short as it can be, and what anybody could read of what came out of it."""

import io
import zipfile
from datetime import date

import pypdf

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.accompaniment.narratives.models import Narrative, Passage
from fabrique.core.documents import formats, frozen
from fabrique.ground.people.models import Person
from fabrique.roof.reports.actions import ask_edition, lay_out, make_edition
from fabrique.roof.reports.build import fingerprints
from fabrique.roof.reports.enums import ChapterKind
from fabrique.roof.reports.models import Chapter, Edition, Report
from tests.world import make_lead, make_organisation, make_person

DAY = date(2026, 3, 2)


def make_report(cohort: Cohort, state: str = "validating") -> Report:
    """Its common chapters are ready, those of the territories are not begun."""
    report = Report.objects.create(cohort=cohort, state=state, opened_by=make_person())
    lay_out(cohort)
    cohort.report_chapters.exclude(kind=ChapterKind.TERRITORY).update(state="ready")
    return report


def chapter_of(participation, state: str = "proposed") -> Chapter:
    """The chapter of a territory, as it stands when its words are those of today."""
    chapter = Chapter.objects.get(participation=participation)
    chapter.state, chapter.fingerprint = state, fingerprints(participation.cohort)[participation.pk]
    chapter.save()
    return chapter


def publish(cohort: Cohort, by: Person | None = None, **values) -> Edition:
    """Asked, then made as the worker does."""
    cohort = Cohort.objects.get(pk=cohort.pk)
    edition = ask_edition(cohort=cohort, what_changed="Première", by=by or make_lead(cohort), **values)
    make_edition(edition.code)
    edition.refresh_from_db()
    return edition


def make_quote(participation, text: str, consent: str = "given", audience: str = "public", **fields) -> Passage:
    by = make_person()
    narrative = Narrative.objects.create(
        cohort=participation.cohort, participation=participation, origin="media", kind="portrait", title="Un portrait",
        organisation=make_organisation(), begun_by=by, state="published", published_by=by, published_at=f"{DAY}T10:00Z",
        audience=audience, **fields,
    )  # fmt: skip
    dated = {} if consent == "to-ask" else {"asked_on": DAY}
    dated |= {"answered_on": DAY} if consent in ("given", "withdrawn") else {}
    return Passage.objects.create(
        narrative=narrative, kind="quote", text=text, said_by="une élue", consent=consent, **dated
    )


def read(document, name: str) -> str:
    """Every word of one format, without its line breaks."""
    data = formats.render(document, name).data
    if name == "html":
        text = data.decode()
    elif name == "pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    else:
        body = "word/document.xml" if name == "docx" else "content.xml"
        text = zipfile.ZipFile(io.BytesIO(data)).read(body).decode()
    return " ".join(text.split())


def everywhere(edition: Edition, name: str) -> str:
    """Every document of an edition, in one format."""
    return " ".join(read(frozen.document(row.data), name) for row in edition.documents.all())
