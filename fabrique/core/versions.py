"""Nobody's text is overwritten unknowingly: the version seen is compared with the version stored, in the write itself."""

from typing import Any, Self

from django.db import models


class Conflict(Exception):
    """Somebody else saved first. `stored` is what stands now; what was typed is in the form, untouched."""

    def __init__(self, stored: Any):
        super().__init__("version")
        self.stored = stored


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, *, seen: int, fields: list[str]) -> Self:
        """Write `fields` if nobody wrote since version `seen`, else raise `Conflict` and write nothing."""
        values: dict[str, Any] = {name: getattr(self, name) for name in fields}
        rows = type(self)._base_manager.filter(pk=self.pk, version=seen)  # noqa: SLF001
        if not rows.update(version=seen + 1, **values):
            raise Conflict(type(self)._base_manager.get(pk=self.pk))  # noqa: SLF001
        self.version = seen + 1
        return self

    def save_values(self, values: dict[str, Any], *, seen: int) -> list[str]:
        """As `save_version`, with the values to write; the names of those that changed, for the journal."""
        changed = [name for name, value in values.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, values[name])
        self.save_version(seen=seen, fields=list(values))
        return changed
