"""`make run`: database, words and files up to date, the demonstration once, then the server, in one process."""

import os
import sys

from fabrique.core.cli import main

if __name__ == "__main__":
    for step in (["prepare"], ["demo", "load", "--once"]):
        status = main(step)
        if status:
            sys.exit(status)
    sys.exit(main(["serve", "--port", os.environ.get("PORT", "8000")]))
