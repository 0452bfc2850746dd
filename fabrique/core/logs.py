"""Log lines: time, level, reference, place, message. No local variables, no request body, no query string."""

import logging
import re
import traceback
from contextvars import ContextVar

# a part of an address long enough to be a signed link: whoever reads a log must not be able to open it
SIGNED = re.compile(r"(?<=/)[\w:.=-]{40,}")

reference: ContextVar[str] = ContextVar("reference", default="-")


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """An exception is its class and where it was raised; its message may hold what somebody typed."""
        line = f"{self.formatTime(record)} {record.levelname} {reference.get()} {record.name}: {self.plain(record)}"
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            where = " < ".join(f"{'/'.join(f.filename.rsplit('/', 2)[-2:])}:{f.lineno}" for f in reversed(frames[-6:]))
            line += f" [{record.exc_info[0].__name__} at {where}]"
        return line

    def plain(self, record: logging.LogRecord) -> str:
        return SIGNED.sub("…", record.getMessage()).replace("\n", "\\n").replace("\r", "\\r").replace("\x1b", "\\e")
