"""Rule 6, grammar: where a category has fewer than five women, « élue » points at one of them; and so for men."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from fabrique.accompaniment.restitution.guard.case import Case, Piece
from fabrique.accompaniment.restitution.guard.crowd import IN_A_CATEGORY
from fabrique.accompaniment.restitution.guard.lexicon import spelled
from fabrique.accompaniment.restitution.guard.shapes import Refusal, Rule

# what is proposed is written into a French text, whatever the language of the screen
NEUTRAL = {
    "élue": "personne élue", "conseillère": "membre du conseil", "adjointe": "membre de l’exécutif",
    "mairesse": "membre de l’exécutif", "présidente": "personne qui préside", "vice-présidente": "membre de l’exécutif",
    "directrice": "membre de la direction", "cheffe": "personne responsable", "agente": "membre des services",
    "technicienne": "membre des services", "animatrice": "membre de l’équipe", "coordinatrice": "membre de l’équipe",
    "coordonnatrice": "membre de l’équipe", "chargée": "membre de l’équipe", "préfète": "membre des services de l’État",
    "sous-préfète": "membre des services de l’État", "entrepreneuse": "membre d’une entreprise",
    "entrepreneure": "membre d’une entreprise", "agricultrice": "membre du monde agricole",
    "commerçante": "membre du commerce local", "artisane": "membre de l’artisanat", "habitante": "personne qui habite ici",
    "citoyenne": "personne qui habite ici", "institutrice": "membre de l’école", "enseignante": "membre de l’école",
    "salariée": "membre de l’équipe", "députée": "personne élue", "sénatrice": "personne élue", "femme": "personne",
    "déléguée": "membre de l’assemblée", "représentante": "personne qui représente", "secrétaire générale": "membre des services",
    "ingénieure": "membre des services", "actrice": "personne engagée", "opposante": "personne en désaccord",
    "administratrice": "membre du conseil", "trésorière": "membre du bureau", "fondatrice": "membre de l’équipe",
    "gérante": "membre de la direction", "patronne": "membre de la direction", "exploitante": "membre du monde agricole",
    "ouvrière": "membre de l’équipe", "infirmière": "membre du monde de la santé", "professeure": "membre de l’école",
    "militante": "personne engagée", "retraitée": "personne retirée", "maman": "parent", "mère": "parent",
}  # fmt: skip
FEMININE = re.compile(
    rf"(?<![\w’'-])(?P<article>(?:une?|la|l[’']|cette|ma|sa|notre|madame la) ?)?(?P<word>{'|'.join(NEUTRAL)})(?![\w-])",
    re.IGNORECASE,
)
EPICENE = re.compile(
    r"\b(?:une|la|cette|madame la) (?:maire|ministre|notaire|juge|responsable|fonctionnaire|bénévole|cadre|architecte|garde|guide|journaliste|collègue|partenaire|secrétaire|dga|dgs|drh)\b",
    re.IGNORECASE,
)
MALE = re.compile(
    r"\b(?:un|ce|cet|notre) (?:homme|monsieur|papa|père)\b|\bmon (?:épouse|mari|ex-mari|compagnon)\b|\bma (?:femme|compagne)\b|\bmes (?:grossesses|maternités)\b|\bcongé (?:maternité|paternité)\b",
    re.IGNORECASE,
)
SELF = re.compile(
    r"(?:\bje (?:ne |n[’'])?(?:m[’'] ?|me |m’y )?(?:suis|étais|serai|serais|fus|sens|sentais|reste|restais|deviens)|\bj[’'](?:étais|ai été|avais été|aurais été)|\bje me suis)"
    r"(?: (?:pas|plus|jamais|très|trop|bien|assez|si|tout|toute|un peu|vraiment|toujours|encore|même|aussi|moi-même|souvent|rarement|parfois|un|une|déjà|plutôt|presque|totalement|complètement)){0,3}"
    r" (?P<word>[a-zàâäçéèêëîïôöùûüœ-]{2,})",
    re.IGNORECASE,
)
MEMBER = re.compile(r"\b(?:en tant qu[e’'] ?|moi,? |comme )(?P<word>[a-zàâäçéèêëîïôöùûüœ-]{3,})", re.IGNORECASE)
TURNS = (
    ("euse", "eux"),
    ("euse", "eur"),
    ("trice", "teur"),
    ("ve", "f"),
    ("ère", "er"),
    ("enne", "en"),
    ("onne", "on"),
    ("elle", "el"),
    ("ette", "et"),
    ("ète", "et"),
    ("lle", "l"),
    ("sse", "s"),
    ("che", "c"),
    ("gue", "g"),
    ("e", ""),
)


def masculine(word: str) -> str:
    """`masculine("arrivée") == "arrivé"`; empty when the word is not a feminine that is told from its masculine."""
    for feminine, other in TURNS:
        man = word.removesuffix(feminine) + other
        if word.endswith(feminine) and len(man) > 1 and man in spelled():
            return man
    return ""


def feminine(word: str) -> str:
    """`feminine("content") == "contente"`; empty when the masculine is told from nothing."""
    for ending, other in TURNS:
        woman = word[: len(word) - len(other)] + ending
        if word.endswith(other) and woman in spelled() and masculine(woman) == word:
            return woman
    return ""


def genders(case: Case) -> Iterator[Refusal]:
    """Rule 6: in quotations, and the names of functions everywhere."""
    for piece in case.pieces:
        few_women, few_men = (fewer(case, piece, gender) for gender in "fm")
        if few_women:
            for match in FEMININE.finditer(piece.text):
                yield function(piece, match)
            for match in EPICENE.finditer(piece.text):
                yield agreed(piece, match.start(), match.end())
        if few_women or few_men:
            for match in MALE.finditer(piece.text):
                yield agreed(piece, match.start(), match.end())
        if piece.verbatim:
            yield from oneself(piece, few_women, few_men)


def fewer(case: Case, piece: Piece, gender: str) -> bool:
    """Whether the crowd behind these words has fewer than five of a gender: the speaker's category, or everybody heard."""
    behind = case.crowd.mates(piece.verbatim.interview) if piece.verbatim else case.crowd.of(piece.label)
    return sum(case.crowd.voices[code].gender == gender for code in behind) < IN_A_CATEGORY


def oneself(piece: Piece, few_women: bool, few_men: bool) -> Iterator[Refusal]:
    for pattern in (SELF, MEMBER):
        for match in pattern.finditer(piece.text):
            word = match["word"].casefold()
            if (few_women and masculine(word)) or (few_men and feminine(word)):
                yield agreed(piece, match.start(), match.end())


def function(piece: Piece, match: re.Match) -> Refusal:
    words = NEUTRAL[match["word"].casefold()]
    if match["article"]:
        words = ("une " if words.startswith("personne") else "un ") + words
    why = _("Moins de cinq femmes de cette catégorie ont été entendues : le féminin désigne l’une d’elles.")
    instead = _("Écrivez « %(words)s ».") % {"words": words}
    return Refusal(Rule.GENDER, piece.code, match[0], why, instead, words, match.start(), match.end())


def agreed(piece: Piece, start: int, end: int) -> Refusal:
    why = _("L’accord dit si c’est une femme ou un homme, et il y en a moins de cinq dans cette catégorie.")
    instead = _("Tournez la phrase sans accord : « j’ai été élue » devient « j’ai un mandat ».")
    return Refusal(Rule.GENDER, piece.code, piece.text[start:end], why, instead)
