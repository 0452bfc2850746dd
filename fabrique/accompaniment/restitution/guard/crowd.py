"""Who was heard, counted: a label is printed only over enough people, and bands replace numbers."""

from collections.abc import Iterable

from fabrique.accompaniment.restitution.guard.shapes import Voice

IN_A_CATEGORY = 5
VOICES = 3
CATEGORIES = 2
SMALL_TERRITORY = 1000
# the three public categories of the referential, printed together when one of them is too small
PUBLIC = "public"
MERGED = frozenset(["elected", "agent", "state"])
A_FEW, SEVERAL = 3, 6
MAJORITY = "une majorité"


class Crowd:
    """The voices of one territory. `of(label)` is those a label covers: "" covers everybody."""

    def __init__(self, voices: Iterable[Voice]):
        self.voices = {voice.interview: voice for voice in voices}

    def __len__(self) -> int:
        return len(self.voices)

    def of(self, label: str) -> set[str]:
        if not label:
            return set(self.voices)
        covered = MERGED if label == PUBLIC else {label}
        return {code for code, voice in self.voices.items() if voice.category in covered}

    def category(self, interview: str) -> str:
        return self.voices[interview].category if interview in self.voices else ""

    def merged(self, interview: str) -> str:
        """The category as it counts in a territory under 1,000 inhabitants (R359)."""
        category = self.category(interview)
        return PUBLIC if category in MERGED else category

    def known(self, interviews: Iterable[str]) -> set[str]:
        return {code for code in interviews if code in self.voices}

    def mates(self, interview: str) -> set[str]:
        """Those of the same category; nobody when the interview is not there any more."""
        voice = self.voices.get(interview)
        return {code for code, other in self.voices.items() if voice and other.category == voice.category}

    def wider(self, label: str) -> str:
        """The narrowest label that may be printed in the place of this one: merged, then none."""
        return PUBLIC if label in MERGED and len(self.of(PUBLIC)) >= IN_A_CATEGORY else ""


def at_least(count: int, read: int | None = None) -> int:
    """What may be printed by itself of how many were heard: by fives, so that nobody who left shows in the difference.

    `read`: the number that was already read, kept while it is still true.
    """
    return read if read is not None and read <= count else count - count % IN_A_CATEGORY


def band(count: int, population: int) -> str:
    """What may be written, in French, in the place of a number; empty under three."""
    if 2 * count > population and population - count >= VOICES:
        return MAJORITY
    if count >= SEVERAL:
        return "plusieurs"
    return "quelques" if count >= A_FEW else ""
