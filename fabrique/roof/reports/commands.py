import sys
from pathlib import Path

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.cli import Refusal, argument, command, words
from fabrique.core.documents import formats, frozen
from fabrique.core.documents.model import Document
from fabrique.roof.reports.build import build
from fabrique.roof.reports.enums import Audience, EditionState, Shape
from fabrique.roof.reports.models import Frozen


@command(
    "report", "écrit le rapport d’une cohorte", "write the report of a cohort",
    argument("cohort", help=words("code de la cohorte", "code of the cohort")),
    argument("--format", choices=list(formats.FORMATS), default="pdf"),
    argument("--audience", choices=Audience.values, default=Audience.PUBLIC.value),
    argument("--language", choices=["fr", "en"], default="fr"),
    argument("--output", type=Path, help=words("fichier à écrire", "file to write")),
)  # fmt: skip
def report(arguments):
    """The file appears complete or not at all: it is written beside, then renamed."""
    cohort = Cohort.objects.detailed().filter(code=arguments.cohort).first()
    if cohort is None:
        known = ", ".join(Cohort.objects.detailed().order_by("code").values_list("code", flat=True))
        raise Refusal(words(f"Aucune cohorte « {arguments.cohort} ». Connues : {known}.",
                            f"No cohort “{arguments.cohort}”. Known: {known}."))  # fmt: skip
    rendered = formats.render(document_of(cohort, Audience(arguments.audience), arguments.language), arguments.format)
    if rendered.fault:
        print(rendered.fault, file=sys.stderr)
    target = arguments.output or Path(f"{cohort.code}-{arguments.audience}{rendered.suffix}")
    try:
        partial = target.with_name(f".{target.name}.partial")
        partial.write_bytes(rendered.data)
        partial.replace(target)
    except OSError as fault:
        raise Refusal(words(f"Impossible d’écrire {target} : {fault.strerror}.",
                            f"Cannot write {target}: {fault.strerror}.")) from fault  # fmt: skip
    print(target)


def document_of(cohort: Cohort, audience: Audience, language: str) -> Document:
    """The newest edition; before the first, what the data say, without the chapters that a territory did not agree to."""
    newest = Frozen.objects.filter(edition__in=cohort.report_editions.filter(state=EditionState.PUBLISHED))
    newest = (
        newest.filter(audience=audience, language=language, shape=Shape.REPORT).order_by("-edition__number").first()
    )
    return frozen.document(newest.data) if newest else build(cohort, audience, language, published=True)
