"""A real server that breaks where it is told, the words in hand, and writes all it can: the worst case for a leak.

    python -m tests.operations.breaking PORT FOLDER

A file `break-<place>` in the folder breaks that place. Logs are at their loudest; what would be spilled to a temporary
file is copied beside. The controls, in the environment: with `LEAK=logs` the house's log lines are replaced by Python's
own, with `LEAK=disk` large bodies are let in, with `LEAK=seal` what the server's key seals is written as it is.
"""

import logging
import os
import re
import sys
import tempfile
from itertools import count
from pathlib import Path

OURS = re.compile(r'"(interviews_|restitution_|diagnostics_|vault_spacekey|vault_itemkey|peers_|workshops_)')


class Broken(RuntimeError):
    """Its message is what a careless library would put there: the words."""


def main(port: int, folder: Path) -> None:
    import config.asgi  # noqa: F401, PLC0415  sets Django up, logs included: what follows must come after

    break_when_told(folder)
    copy_what_spills(folder)
    from fabrique.core import bodies, serving  # noqa: PLC0415  settings come first

    leaks = os.environ.get("LEAK", "").split(",")
    if "disk" in leaks:
        bodies.too_large = lambda _headers: False
    if "seal" in leaks:
        from fabrique.core import sealed  # noqa: PLC0415  settings come first

        sealed.seal = lambda text, _place: text
        sealed.unseal = lambda stored, _place: stored
    for name in (None, *logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)
    if "logs" in leaks:
        for handler in logging.root.handlers:
            handler.setFormatter(logging.Formatter())
    serving.serve("127.0.0.1", port, worker=False)


def break_when_told(folder: Path) -> None:
    from django.db.backends.utils import CursorWrapper  # noqa: PLC0415  settings come first
    from django.http import JsonResponse  # noqa: PLC0415  settings come first
    from django.template.response import SimpleTemplateResponse  # noqa: PLC0415  settings come first

    from fabrique.core.vault.spaces import Item  # noqa: PLC0415  settings come first

    def breaking(place: str, act, *, after: bool = False, when=lambda *_words: True):
        """`after`: once it is done, with what it gives in the message."""

        def done(*words, **named):
            told = (folder / f"break-{place}").exists() and when(*words)
            if told and not after:
                raise Broken(words, named)
            given = act(*words, **named)
            if told:
                raise Broken(given, words)
            return given

        return done

    def is_ours(_cursor, sql, *_parameters):
        return sql.startswith(("INSERT", "UPDATE", "DELETE")) and OURS.search(sql)

    Item.seal = breaking("seal", Item.seal)
    Item.open = breaking("open", Item.open, after=True)
    CursorWrapper.execute = breaking("database", CursorWrapper.execute, when=is_ours)
    drawn = SimpleTemplateResponse.rendered_content.fget
    SimpleTemplateResponse.rendered_content = property(breaking("page", drawn, after=True))
    JsonResponse.__init__ = breaking("answer", JsonResponse.__init__)


def copy_what_spills(folder: Path) -> None:
    """A temporary file is unlinked at once, and its bytes stay on the disk: here they stay in sight."""
    rollover, numbers = tempfile.SpooledTemporaryFile.rollover, count(1)

    def seen(self):
        if not self._rolled:
            where = self._file.tell()
            self._file.seek(0)
            (folder / f"spilled-{next(numbers)}").write_bytes(self._file.read())
            self._file.seek(where)
        rollover(self)

    tempfile.SpooledTemporaryFile.rollover = seen


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
