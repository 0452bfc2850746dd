"""What the storage holds."""

from collections.abc import Iterator

from django.core.files.storage import default_storage


def stored_files(folder: str = "") -> Iterator[str]:
    """Every file of the storage, in order; nothing when the storage does not exist yet."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(files) if not name.startswith(".written-by-"))
    for name in sorted(folders):
        yield from stored_files(f"{folder}{name}/")
