"""How a text reads: words of the trade, long sentences, and a figure said in words (D01).

The figure is Kandel and Moles's, made for French from Flesch's: 207 − 1.015 × words a sentence − 73.6 × syllables a word.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fabrique.core.glossary import Entry, entries
from fabrique.core.text import fold
from fabrique.ground.messages.models import Issue

LONG = 25  # words in a sentence
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE = re.compile(r"[^.!?…\n]+")
VOWELS = re.compile(r"[aeiouy]+")
LEVELS = (
    (60, _("Cela se lit sans effort, au téléphone, entre deux réunions.")),
    (45, _("Cela se lit bien, assis et au calme. Quelques phrases plus courtes aideraient.")),
    (30, _("C’est un texte exigeant : beaucoup s’arrêteront avant la fin.")),
    (-1000, _("C’est un texte de spécialiste : coupez les phrases, prenez des mots plus courts.")),
)


@dataclass(frozen=True)
class Reading:
    figure: int | None
    words: int
    jargon: list[Entry]
    long_sentences: list[str]

    @property
    def level(self) -> str | Promise:
        if self.figure is None:
            return _("Rien à lire pour l’instant.")
        return next(said for least, said in LEVELS if self.figure >= least)

    @property
    def minutes(self) -> int:
        """Of reading, at 200 words a minute, one at least."""
        return max(1, round(self.words / 200))


def syllables(word: str) -> int:
    """Groups of vowels, the last mute e left out: close enough for a mean."""
    plain = re.sub(r"(?<=[a-z]{2})(?:es|ent|e)$", "", fold(word).replace(" ", "")) or "a"
    return max(1, len(VOWELS.findall(plain)))


def read(text: str) -> Reading:
    sentences = [found for part in SENTENCE.findall(text) if (found := part.strip()) and WORD.search(found)]
    words = WORD.findall(text)
    long = [sentence for sentence in sentences if len(WORD.findall(sentence)) > LONG]
    return Reading(figure(words, len(sentences)), len(words), jargon(text), long)


def figure(words: list[str], sentences: int) -> int | None:
    if not words or not sentences:
        return None
    sounds = sum(syllables(word) for word in words)
    return round(207 - 1.015 * len(words) / sentences - 73.6 * sounds / len(words))


def jargon(text: str) -> list[Entry]:
    """Words of the glossary found in the text, in the singular or the plural."""
    folded = f" {fold(text)} "
    return [entry for entry in entries().values() if any(f" {form} " in folded for form in forms(entry.term_fr))]


def forms(term: str) -> list[str]:
    plain = fold(re.sub(r"\(.*?\)", "", term))
    return [plain, f"{plain}s", " ".join(f"{word}s" for word in plain.split())] if plain else []


def of_issue(issue: Issue) -> Reading:
    said = [issue.title, issue.editorial, *(part for item in issue.items.all() for part in (item.title, item.text))]
    return read("\n".join(said))
