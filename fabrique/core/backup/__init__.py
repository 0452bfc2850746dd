"""One file that holds an instance: every row, every stored file, and what proves that they are whole.

It knows no engine: made on SQLite, it is restored on PostgreSQL, and the reverse. The seal (`seal.py`) is the outside:
pieces chained by SHA-256, or encrypted with AES-256-GCM when `BACKUP_KEY` is given. Inside is a compressed archive of
`rows/<model>.jsonl`, `files/<name>` and, last, `manifest.json`. The keys of the vault have a file of theirs (`keys.py`).
"""

from fabrique.core.backup.keys import TooOld, backup_keys, restore_keys
from fabrique.core.backup.read import restore, verify
from fabrique.core.backup.seal import SHORTEST_KEY, Damaged, WrongKey
from fabrique.core.backup.write import backup

__all__ = [
    "SHORTEST_KEY", "Damaged", "TooOld", "WrongKey", "backup", "backup_keys", "restore", "restore_keys", "verify",
]  # fmt: skip
