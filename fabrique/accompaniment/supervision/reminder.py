"""Before a case is read by others: words that name somebody or somewhere (R551).

Capitalised words inside a sentence, the names of the territory, addresses and numbers of telephone. It reminds, it does
not promise: what a circle reads stays in the circle.
"""

import re

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.core.text import SMALL_WORDS, fold

# a capital after a word, a comma or a closing mark, on the same line: not the first of a sentence
INSIDE = re.compile(r"(?<=[\w,;:»)’'-] )(?:[LlDd][’'])?([A-ZÀ-ÖØ-Þ][\w’'-]+)|(?<=[LlDd][’'])([A-ZÀ-ÖØ-Þ][\w’'-]+)")
TITLED = re.compile(r"\b(?:M\.|Mme|Mlle|Monsieur|Madame|Maître)\s+([A-ZÀ-ÖØ-Þ][\w’'-]+)")
REACHED = re.compile(r"[\w.+-]+@[\w.-]+|(?:\d[ .-]?){9,}\d")
# institutions and words of the trade that name nobody
COMMON = {
    "etat", "region", "europe", "france", "agora", "fabrique", "pcaet", "plu", "plui", "epci", "zan", "insee", "ademe",
    "internet", "noel", "mme", "mlle", "monsieur", "madame", "republique", "departement",
}  # fmt: skip


def names_left(text: str, place: Participation | None = None) -> list[str]:
    """As written, each once, in the order of the text."""
    found = {"".join(groups): None for groups in INSIDE.findall(text)} | dict.fromkeys(TITLED.findall(text))
    kept = [name for name in found if fold(name) not in COMMON and not name.isupper()]
    kept += REACHED.findall(text)
    if place:
        words = [word for word in fold(place.territory.name).split() if len(word) > 2 and word not in SMALL_WORDS]
        folded = fold(text).split()
        kept += [word for word in words if word in folded and word not in {fold(name) for name in kept}]
    return list(dict.fromkeys(kept))
