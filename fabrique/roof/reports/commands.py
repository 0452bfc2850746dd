from pathlib import Path

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.cli import Refusal, argument, command, words
from fabrique.core.documents import formats
from fabrique.roof.reports.build import build
from fabrique.roof.reports.enums import Audience


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
    rendered = formats.render(build(cohort, Audience(arguments.audience), arguments.language), arguments.format)
    target = arguments.output or Path(f"{cohort.code}-{arguments.audience}{rendered.suffix}")
    try:
        partial = target.with_name(f".{target.name}.partial")
        partial.write_bytes(rendered.data)
        partial.replace(target)
    except OSError as fault:
        raise Refusal(words(f"Impossible d’écrire {target} : {fault.strerror}.",
                            f"Cannot write {target}: {fault.strerror}.")) from fault  # fmt: skip
    print(target)
