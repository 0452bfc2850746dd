"""Commands of the territories: bring in the official reference."""

from pathlib import Path

from fabrique.core.cli import Refusal, argument, command, words
from fabrique.ground.territories import reference


@command(
    "import territories",
    "apporte le référentiel officiel des communes et intercommunalités",
    "bring in the official reference of communes and intercommunalities",
    argument("path", type=Path, metavar="PATH", help=words(
        "paquet @etalab/decoupage-administratif : dossier, dossier data ou archive .tgz",
        "package @etalab/decoupage-administratif: folder, data folder or .tgz archive")),
    argument("--many-removed", action="store_true", help=words(
        "accepte que plus d’un lieu sur dix disparaisse", "accept that more than one place in ten goes")),
)  # fmt: skip
def import_territories(arguments):
    """All of it or nothing; the second time, only what changed."""
    if not arguments.path.exists():
        raise Refusal(words(f"{arguments.path} n’existe pas.", f"{arguments.path} does not exist."))
    try:
        changes = reference.bring(arguments.path, tell, many_removed=arguments.many_removed)
    except reference.Unreadable as fault:
        raise Refusal(str(fault)) from fault
    tell(said(changes))


def said(changes: reference.Changes) -> str:
    if not changes:
        return words("Rien n’a changé depuis la dernière fois.", "Nothing has changed since last time.")
    return words(
        f"{changes.added} lieux ajoutés, {changes.changed} mis à jour, {changes.removed} retirés, "
        f"{changes.kept} gardés parce qu’un territoire s’y rattache.",
        f"{changes.added} places added, {changes.changed} updated, {changes.removed} removed, "
        f"{changes.kept} kept because a territory refers to them.",
    )


def tell(line: str) -> None:
    print(line, flush=True)
