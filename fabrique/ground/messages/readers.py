"""Who a letter is written to: a person with an account, or an address given for one thing and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guest:
    """Somebody without an account. Their letter leaves at once: there is no morning digest for an address."""

    email: str
    name: str = ""
    language: str = "fr"
