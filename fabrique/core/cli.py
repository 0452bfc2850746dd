"""The command line `fabrique`. Commands live in each area's `commands.py` and register themselves with `@command`.

Exit status: 0 done, 1 refused (the sentence is printed on the error stream), 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LANGUAGE = "en" if os.environ.get("LC_ALL", os.environ.get("LANG", "fr")).lower().startswith("en") else "fr"


class Refusal(Exception):
    """A command cannot do what it was asked; the message says why and how to mend it."""


def words(french: str, english: str) -> str:
    """Help exists in both languages; the terminal's own (LANG) chooses."""
    return english if LANGUAGE == "en" else french


@dataclass
class Command:
    name: str
    help: str
    run: Callable[[argparse.Namespace], Any]
    arguments: list[tuple[tuple[str, ...], dict]] = field(default_factory=list)


commands: dict[str, Command] = {}


def argument(*names: str, **options: Any) -> tuple[tuple[str, ...], dict]:
    return names, options


def command(name: str, french: str, english: str, *arguments: tuple[tuple[str, ...], dict]) -> Callable:
    """Register a command. `name` may hold two words (« demo load »)."""

    def register(run: Callable[[argparse.Namespace], Any]) -> Callable:
        commands[name] = Command(name, words(french, english), run, list(arguments))
        return run

    return register


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fabrique",
        description=words(
            "La plateforme d’une alliance de territoires.", "The platform of an alliance of territories."
        ),
    )
    top = parser.add_subparsers(dest="command", required=True, metavar=words("commande", "command"))
    groups: dict[str, Any] = {}
    for name, entry in sorted(commands.items()):
        first, _space, second = name.partition(" ")
        if second and first not in groups:
            groups[first] = top.add_parser(first, help=f"{first} …").add_subparsers(dest="second", required=True)
        place = groups[first] if second else top
        sub = place.add_parser(second or first, help=entry.help, description=entry.help)
        for names, options in entry.arguments:
            sub.add_argument(*names, **options)
        sub.set_defaults(run=entry.run)
    return parser


def main(argv: list[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.umask(0o077)  # what we write, database and files included, is for this account alone
    import django  # noqa: PLC0415  settings must be named first
    from django.utils.module_loading import autodiscover_modules  # noqa: PLC0415  after the settings
    from django.utils.translation import activate  # noqa: PLC0415  after the settings

    django.setup()
    autodiscover_modules("commands")
    activate(LANGUAGE)
    arguments = build_parser().parse_args(argv)
    try:
        return arguments.run(arguments) or 0
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    from fabrique.core import cli  # noqa: PLW0406  commands register in the module they import, not in the copy being run

    sys.exit(cli.main())
