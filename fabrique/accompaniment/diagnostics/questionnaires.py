"""What a questionnaire gathered, as a team may read it: shuffled, question by question, small counts merged (R355).

It is never added to the interviews: other people, another promise, reported apart.
"""

import json
import random
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.models import Questionnaire

SMALLEST = 5


@dataclass
class Gathered:
    total: int = 0
    counts: list[tuple[str, int]] = field(default_factory=list)  # empty when they would point at somebody
    texts: list[tuple[str, list[str]]] = field(default_factory=list)  # question, what was written, in no order


def merged(counts: Counter) -> list[tuple[str, int]]:
    """Groups of five at least: the smaller ones together, with as many of the others as that takes. None of them else."""
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    kept = [row for row in ranked if row[0] and row[1] >= SMALLEST]
    rest = sum(counts.values()) - sum(number for _name, number in kept)
    while 0 < rest < SMALLEST and kept:
        rest += kept.pop()[1]
    if not kept:
        return []
    return [*sorted(kept), *([(_("autres, ou non dit"), rest)] if rest else [])]


def gathered(questionnaire: Questionnaire) -> Gathered:
    """Each question is shuffled for itself: two answers of one person are not found side by side."""
    rows = list(questionnaire.answers.select_related("category").order_by("?"))
    counts = Counter(row.category.label if row.category else "" for row in rows)
    said = [json.loads(row.words) for row in rows]
    texts, draw = [], random.SystemRandom()
    for question in questionnaire.diagnostic.grid.questions.all():
        found = [words[question.code] for words in said if words.get(question.code)]
        draw.shuffle(found)
        texts.append((question.text, found))
    return Gathered(len(rows), merged(counts), texts)
