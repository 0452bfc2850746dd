"""Row 7: names are caught, whatever they are disguised in, and ordinary French raises few alerts.

Seen red: with the spaced letters, the pieces, the slips or the unknown words not looked for, the figures fall under
their goals (`test_recall_falls_without_each_of_its_means`).
"""

import random
import unicodedata

import pytest

from fabrique.accompaniment.restitution.guard import Entry, Kind, Roster, names
from fabrique.accompaniment.restitution.guard.lexicon import is_word, own
from fabrique.accompaniment.restitution.guard.names import find
from fabrique.accompaniment.restitution.guard.reading import read
from fabrique.accompaniment.restitution.guard.roster import prepared
from fabrique.accompaniment.restitution.guard.tests import prose
from fabrique.core.text import SMALL_WORDS

FIRST = [
    "Hélène",
    "Rose",
    "Amine",
    "Claude",
    "Jean-Pierre",
    "Maëlle",
    "Olivier",
    "Yannick",
    "Zineb",
    "Gaspard",
    "Marie",
    "Éléonore",
    "Thibaud",
    "Noémie",
    "Pierre",
    "Anaïs",
    "Bastien",
    "Fatou",
    "Hugues",
    "Jade",
]
LAST = [
    "Carrasco",
    "Petit",
    "Belkacemi",
    "Marchand",
    "Saint-Hilaire",
    "Kerouédan",
    "Blanc",
    "Boulanger",
    "Traoré",
    "Lespinasse",
    "Berger",
    "Vasseur",
    "Poirier",
    "Delcros",
    "Roumégous",
    "Meunier",
    "Fontaine",
    "Bélanger",
    "Chevalier",
    "Etcheverry",
    "Charpentier",
    "Lagarrigue",
    "Renard",
    "Dieudonné",
    "Moulin",
    "Pujol-Ferrer",
    "Baron",
    "Castelnau",
    "Rouquette",
    "Barbier",
    "Ménétrier",
    "Collet",
    "Guérin",
    "Millet",
    "Zaragoza",
    "Germain",
    "Escudéro",
    "Cordier",
    "Lefèvre",
    "Bonnafous",
]
PEOPLE = [(FIRST[n % len(FIRST)], last) for n, last in enumerate(LAST)]
ROSTER = Roster(
    (
        *(Entry(f"{first} {last}") for first, last in PEOPLE),
        Entry("Montauriol-le-Haut", Kind.PLACE),
        Entry("directrice de l’office de tourisme", Kind.POST),
        Entry("Syndicat mixte de la Vallée claire", Kind.STRUCTURE),
    )
)
SENTENCES = [
    "On en parle avec {}, et le dossier avance.",
    "Le projet porté par {} divise encore les services.",
    "Rien ne bouge sans {} dans cette vallée.",
    "La réunion de printemps, avec {}, a tendu les liens.",
    "Ici {} décide, les autres suivent.",
    "{} a repris le dossier de la forêt.",
    "Les habitants écoutent {} depuis longtemps.",
    "C’est grâce à {} que le marché tient.",
]
LOOKALIKE = dict(zip("aeopcyxi", "аеорсухі", strict=True))
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def bare(text):
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def slip(word, dice):
    """One letter more, less, changed, or two exchanged, inside the word."""
    place, letter = dice.randrange(1, len(word) - 1), dice.choice("abcdefghilmnoprstuv")
    kind = dice.randrange(4)
    if kind == 3 and word[place].casefold() != word[place + 1].casefold():
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + (letter if kind else "") + word[place + (kind < 2) :]


def cut(word, dice):
    place = dice.randrange(1, len(word))
    return word[:place] + dice.choice([" ", "-", " - "]) + word[place:]


def hidden(word, dice):
    place = dice.randrange(1, len(word))
    return word[:place] + dice.choice(INVISIBLE) + word[place:]


def lookalike(word, dice):
    return "".join(LOOKALIKE.get(sign, sign) for sign in word)


def initials(first, last, dice):
    one, other = first[0], last[0]
    return dice.choice([f"{one}. {other}.", f"{one}.{other}.", one + other, f"{one}. {last}", f"{first} {other}."])


DISGUISES = {
    "full": (1, lambda first, last, dice: f"{first} {last}"),
    "small letters": (1, lambda first, last, dice: f"{last} {first}".lower()),
    "capitals": (1, lambda first, last, dice: bare(f"{first} {last}").upper()),
    "surname": (1, lambda first, last, dice: last),
    "first name": (1, lambda first, last, dice: first),
    "no accent": (1, lambda first, last, dice: bare(f"{first} {last}")),
    "hyphens": (1, lambda first, last, dice: f"{first}-{last}" if "-" not in first + last else f"{first} {last}".replace("-", " ")),
    "invisible": (1, lambda first, last, dice: hidden(last, dice)),
    "lookalikes": (1, lambda first, last, dice: lookalike(f"{first} {last}", dice)),
    "pieces": (1, lambda first, last, dice: cut(last.replace("-", ""), dice)),
    "slips": (0.95, lambda first, last, dice: f"{slip(first, dice)} {slip(last, dice)}"),
    "slip in surname": (0.95, lambda first, last, dice: slip(last, dice)),
    "initials": (0.95, initials),
    "spaced": (0.95, lambda first, last, dice: dice.choice([" ", ".", "-", " . "]).join(last.replace("-", ""))),
}  # fmt: skip


def caught(disguised, sentence, index, *, named):
    text = sentence.format(disguised)
    start = sentence.index("{")
    hits = find(text, read(text), index)
    return any(hit.start < start + len(disguised) and start < hit.end and (hit.entry or not named) for hit in hits)


def recall(name, size, index):
    goal, disguise = DISGUISES[name]
    dice = random.Random(f"{name} {size}")  # noqa: S311  a seed, so that the same words come again
    missed = []
    for _round in range(size):
        first, last = dice.choice(PEOPLE)
        disguised, sentence = disguise(first, last, dice), dice.choice(SENTENCES)
        if not caught(disguised, sentence, index, named=goal == 1):
            missed.append((disguised, sentence))
    return 1 - len(missed) / size, missed


@pytest.mark.proof(7)
def test_roster_is_recognised_in_fourteen_disguises(proof, monkeypatch):
    index, size = prepared(ROSTER), proof.size(60, 300)
    figures = {name: recall(name, size, index) for name in DISGUISES}
    with monkeypatch.context() as broken:
        broken.setattr(names, "slipped", lambda *_arguments, **_more: None)
        broken.setattr(names, "unknown", lambda *_arguments: [])
        without = recall("slip in surname", 60, index)[0]

    exact = min(figure for name, (figure, _) in figures.items() if DISGUISES[name][0] == 1)
    others = min(figure for name, (figure, _) in figures.items() if DISGUISES[name][0] < 1)
    proof.record(
        exact, "recall, exact disguises", goal=1, control_seen_red=recall("pieces", 60, prepared(Roster()))[0] < 1
    )
    proof.record(others, "recall, slips, initials, spaced", goal=0.95, control_seen_red=without < 0.95)
    assert {name: missed[:5] for name, (figure, missed) in figures.items() if figure < DISGUISES[name][0]} == {}


MEANS = {"words": "surname", "pieces": "pieces", "letters": "spaced", "slipped": "slip in surname"}


@pytest.mark.parametrize(("mean", "disguise"), MEANS.items())
def test_recall_falls_without_each_of_its_means(mean, disguise, monkeypatch):
    """Asked about is not recognised: with a capital, an unknown word is still asked about."""
    monkeypatch.setattr(names, mean, lambda *arguments, **more: [] if mean != "slipped" else None)
    monkeypatch.setattr(names, "unknown", lambda *arguments: [])

    assert recall(disguise, 60, prepared(ROSTER))[0] < 0.95


def invented(dice):
    """A surname or a village that no list holds."""
    beginnings = [
        "Bar", "Cas", "Del", "Fer", "Gal", "Lam", "Mar", "Mon", "Pel", "Rou",
        "Sau", "Ter", "Val", "Ver", "Vil", "Bru", "Cha", "Esc", "Lau", "Puy",
    ]  # fmt: skip
    middles = ["ta", "ri", "no", "le", "be", "gui", "que", "ssa", "lha", "dou", "vo", ""]
    ends = [
        "nac", "gnac", "ssac", "lles", "rgues", "zel", "llon", "rède",
        "guet", "ssol", "ndier", "xhe", "yre", "zan", "vert",
    ]  # fmt: skip
    return dice.choice(beginnings) + dice.choice(middles) + dice.choice(ends)


@pytest.mark.proof(7)
def test_unknown_capital_is_asked_about(proof):
    dice, index, size = random.Random("unknown"), prepared(Roster()), proof.size(100, 1000)  # noqa: S311  a seed, so that the same words come again
    words = [word for word in (invented(dice) for _round in range(size)) if not is_word(read(word)[0].plain)]
    missed = [word for word in words if not caught(word, dice.choice(SENTENCES), index, named=False)]

    figure = 1 - len(missed) / len(words)
    proof.record(figure, "recall, unknown capitals", goal=0.95, control_seen_red=not caught("vallée", SENTENCES[0], index, named=False))  # fmt: skip
    assert figure >= 0.95


def alerts(texts, index):
    """`(words, alerts on what is no proper name)`: a name of the roster is never there; a common word is met in small letters."""
    tokens = [read(text) for text in texts]
    small = {token.plain for text in tokens for token in text if not token.capital} - SMALL_WORDS
    public = frozenset(token.plain for name in own("public") for token in read(name))
    false = []
    for text, read_ in zip(texts, tokens, strict=True):
        for hit in find(text, read_, index, public):
            quote = text[hit.start : hit.end]
            if hit.entry or any(token.plain in small and len(token.plain) > 1 for token in read(quote)):
                false.append(quote)
    return sum(map(len, tokens)), false


@pytest.mark.proof(7)
@pytest.mark.parametrize("texts", [prose.own, prose.seeds], ids=["ours", "seeds"])
def test_ordinary_french_raises_few_alerts(proof, texts):
    if texts is prose.seeds and not prose.SEEDS.exists():
        pytest.skip(f"{prose.SEEDS} is not beside this project")
    words, false = alerts(texts(), prepared(ROSTER))
    planted = alerts(["Avec Hélène Carrasco, la forêt avance."], prepared(ROSTER))[1]

    figure = round(1000 * len(false) / words, 2)
    proof.record(figure, f"false alerts per 1,000 words, of {words}", goal=2, control_seen_red=planted == ["Hélène Carrasco"])  # fmt: skip
    assert words > 10_000
    assert figure <= 2, false
