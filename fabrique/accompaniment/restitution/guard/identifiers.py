"""Rules 6 and 8: names, posts, places, and the forms that stand for them."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from fabrique.accompaniment.restitution.guard.case import Case, Piece
from fabrique.accompaniment.restitution.guard.lexicon import own
from fabrique.accompaniment.restitution.guard.names import Hit, find
from fabrique.accompaniment.restitution.guard.posts import POSTS
from fabrique.accompaniment.restitution.guard.reading import read
from fabrique.accompaniment.restitution.guard.roster import prepared
from fabrique.accompaniment.restitution.guard.shapes import Entry, Kind, Refusal, Roster, Rule

# written into a French text, whatever the language of the screen
GENERALISATIONS = {
    Kind.PERSON: "une personne",
    Kind.PLACE: "un lieu du territoire",
    Kind.POST: "une personne en responsabilité",
    Kind.STRUCTURE: "une organisation locale",
    Kind.PROJECT: "un projet local",
}
VOWELS = "aeiouyàâéèêîôû"
DETERMINER = re.compile(
    r"(?<![\w’'])(?P<word>(?:monsieur |madame )?(?:le|la|l[’']|les|une?|cette|ce|notre|monsieur|madame|mme|m\.)|d[’']|du|de|au)(?:(?<=[’'])|\s)\s*$",
    re.IGNORECASE,
)


def names(case: Case) -> Iterator[Refusal]:
    """Rules 6 and 8: nobody of the roster, and no capital that nobody vouches for."""
    index = prepared(Roster((*case.roster.entries, *POSTS), case.roster.public))
    public = frozenset(token.plain for name in (*own("public"), *case.roster.public) for token in read(name))
    for piece in case.pieces:
        for hit in find(piece.text, piece.tokens, index, public):
            if hit.entry not in POSTS or piece.heard:
                yield refusal(piece, hit)


def refusal(piece: Piece, hit: Hit) -> Refusal:
    quote = piece.text[hit.start : hit.end]
    if hit.entry is None:
        why = _("Est-ce un nom propre ? Ce mot a une capitale et n’est pas dans le dictionnaire.")
        instead = _("Retirez-le, ou ajoutez-le à la liste des noms, suivi de « : à publier ».")
        return Refusal(Rule.PROPER_NAME, piece.code, quote, why, instead)
    start, words = widened(piece.text, hit, hit.entry.instead or GENERALISATIONS[hit.entry.kind])
    instead = _("Écrivez « %(words)s ».") % {"words": words}
    return Refusal(
        Rule.IDENTIFIER, piece.code, piece.text[start : hit.end], told(hit.entry), instead, words, start, hit.end
    )


def told(entry: Entry) -> str:
    return {
        Kind.PERSON: _("On reconnaît une personne."),
        Kind.PLACE: _("Ce lieu n’a que quelques occupants : il désigne quelqu’un."),
        Kind.POST: _("Cette fonction n’a que quelques titulaires ici : elle désigne quelqu’un."),
        Kind.STRUCTURE: _("Cette organisation compte si peu de personnes qu’elle désigne quelqu’un."),
        Kind.PROJECT: _("Ce projet est porté par si peu de personnes qu’il désigne quelqu’un."),
    }[entry.kind]


def widened(text: str, hit: Hit, words: str) -> tuple[int, str]:
    """The determiner goes with the name: « du maire » becomes « d’une personne », not « du une personne »."""
    found = DETERMINER.search(text[: hit.start])
    if found is None:
        return hit.start, words
    small = found["word"].casefold()
    if small in ("du", "d’", "d'", "de"):
        words = ("d’" if words[:1].casefold() in VOWELS else "de ") + words
    elif small == "au":
        words = "à " + words
    return found.start("word"), words
