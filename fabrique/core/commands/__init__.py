"""Commands of the house: start it (`house`), keep it (`keeping`)."""

from fabrique.core.commands import house, keeping

__all__ = ["house", "keeping"]
