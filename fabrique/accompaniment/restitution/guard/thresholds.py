"""Rules 1 to 3: how many people stand behind a category, a theme, a quotation."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from fabrique.accompaniment.restitution.guard.case import Case
from fabrique.accompaniment.restitution.guard.crowd import (
    CATEGORIES,
    IN_A_CATEGORY,
    PUBLIC,
    SMALL_TERRITORY,
    VOICES,
)
from fabrique.accompaniment.restitution.guard.shapes import Refusal, Rule, Statement, Verbatim

LONGEST_QUOTATION = 40
SHARE_OF_ONE = 15  # per cent
# between quotation marks, an expression is not yet a quotation
LONGEST_MARKED = 4
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
WORD = re.compile(r"[^\W_]+(?:[’'\-‐‑][^\W_]+)*")


def named(label: str) -> str:
    return _("acteurs publics") if label == PUBLIC else label


def categories(case: Case) -> Iterator[Refusal]:
    """Rule 1: a label covers five people, and so does what two labels say together, and what no label says."""
    printed = {piece.label for piece in case.pieces if piece.label}
    for piece in case.pieces:
        if piece.label and len(case.crowd.of(piece.label)) < IN_A_CATEGORY:
            yield too_small(case, piece.code, piece.label)
        elif piece.label and piece.verbatim and piece.voices[0] not in case.crowd.of(piece.label):
            why = _("La personne citée n’est pas de cette catégorie.")
            yield Refusal(
                Rule.CATEGORY,
                piece.code,
                piece.label,
                why,
                _("Retirez cette citation, ou n’affichez pas la catégorie."),
            )
    yield from isolated(case, printed)
    yield from unlabelled(case)


def too_small(case: Case, where: str, label: str) -> Refusal:
    why = _("Moins de cinq personnes de cette catégorie ont été entendues : l’afficher les désignerait.")
    wider = case.crowd.wider(label) if label != PUBLIC else ""
    instead = _("Affichez « %(label)s ».") % {"label": named(wider)} if wider else _("N’affichez aucune catégorie.")
    return Refusal(Rule.CATEGORY, where, label, why, instead)


def isolated(case: Case, printed: set[str]) -> Iterator[Refusal]:
    """« acteurs publics » beside « élus » says who the others are: those left over are five, or nobody."""
    if PUBLIC not in printed:
        return
    narrower = set().union(*(case.crowd.of(label) for label in printed - {PUBLIC}))
    left = case.crowd.of(PUBLIC) - narrower
    if narrower & case.crowd.of(PUBLIC) and 0 < len(left) < IN_A_CATEGORY:
        for piece in case.pieces:
            if piece.label == PUBLIC:
                why = _(
                    "Une catégorie de ce groupe est affichée ailleurs : il reste ici moins de cinq personnes possibles."
                )
                yield Refusal(Rule.CATEGORY, piece.code, piece.label, why, _("Affichez partout « acteurs publics », ou n’affichez aucune catégorie."))  # fmt: skip


def unlabelled(case: Case) -> Iterator[Refusal]:
    """Where other quotations have a label, those without one come from a pool of five people too."""
    quotations = [piece for piece in case.pieces if piece.verbatim]
    bare = [piece for piece in quotations if not piece.label]
    if len(bare) == len(quotations):
        return
    pool = set().union(*(case.crowd.mates(piece.voices[0]) for piece in bare))
    if len(pool) < IN_A_CATEGORY:
        for piece in bare:
            why = _(
                "Les autres citations portent une catégorie : sans elle, celle-ci ne peut venir que de moins de cinq personnes."
            )
            yield Refusal(
                Rule.CATEGORY, piece.code, "", why, _("Retirez la catégorie des autres citations, ou celle-ci.")
            )


def themes(case: Case) -> Iterator[Refusal]:
    """Rule 2: three voices from two categories; under 1,000 inhabitants, the public categories count as one.

    A territory whose inhabitants are not known may be that small; a voice whose category was not said is of none.
    """
    inhabitants = case.document.inhabitants
    small = inhabitants is None or inhabitants < SMALL_TERRITORY
    for statement in case.document.statements:
        voices = case.crowd.known(statement.voices)
        category = case.crowd.merged if small else case.crowd.category
        if len(voices) < VOICES:
            why = _("Moins de trois personnes le disent.")
        elif len({category(voice) for voice in voices} - {""}) < CATEGORIES:
            why = _("Toutes les personnes qui le disent sont de la même catégorie.")
            if inhabitants is None:
                why += " " + _(
                    "Le nombre d’habitants n’est pas connu : faites-le écrire, avec sa source, sur la page du territoire. D’ici là, les acteurs publics comptent pour une seule."
                )
            elif small:
                why += " " + _("Sous mille habitants, les acteurs publics comptent pour une seule.")
        elif len(voices & case.crowd.of(statement.category_shown)) < VOICES:
            why = _("Moins de trois personnes de la catégorie affichée le disent.")
        else:
            continue
        yield Refusal(Rule.THEME, statement.code, statement.text, why, remedy(statement))


def remedy(statement: Statement) -> str:
    if statement.category_shown:
        return _("Retirez la catégorie, réunissez ce constat avec un autre du même thème, ou retirez-le.")
    return _(
        "Réunissez ce constat avec un autre du même thème, reformulez-le sans guillemets en plus large, ou retirez-le."
    )


def quotations(case: Case) -> Iterator[Refusal]:
    """Rule 3: short, and nobody is heard more than the others."""
    for verbatim in case.document.verbatims:
        if verbatim.interview not in case.crowd.voices:
            why = _("Cette citation vient d’un entretien qui n’est plus là : la personne a pu retirer ses mots.")
            yield Refusal(Rule.VERBATIM, verbatim.code, verbatim.text, why, _("Retirez la citation."))
        elif not case.crowd.voices[verbatim.interview].quotable:
            why = _("Cette personne n’accepte plus qu’une phrase d’elle soit reprise.")
            yield Refusal(Rule.VERBATIM, verbatim.code, verbatim.text, why, _("Retirez la citation."))
        if len(WORD.findall(verbatim.text)) > LONGEST_QUOTATION:
            why = _("Cette citation a plus de quarante mots : on y reconnaît une façon de parler.")
            yield Refusal(
                Rule.VERBATIM, verbatim.code, verbatim.text, why, _("Gardez-en l’essentiel, quarante mots au plus.")
            )
    for piece in case.pieces:
        for found in [] if piece.verbatim else QUOTED.finditer(piece.text):
            if len(WORD.findall(found[0])) > LONGEST_MARKED:
                why = _("Ces mots entre guillemets sont une citation, et personne ne peut vérifier d’où elle vient.")
                instead = _("Ajoutez-la aux citations, ou reformulez sans guillemets.")
                yield Refusal(Rule.VERBATIM, piece.code, found[0], why, instead)
    yield from dominant(case.document.verbatims)


def dominant(verbatims: list[Verbatim]) -> Iterator[Refusal]:
    by_voice = Counter(verbatim.interview for verbatim in verbatims)
    sections = defaultdict(list)
    for verbatim in verbatims:
        sections[verbatim.section, verbatim.interview].append(verbatim)
        if 100 * by_voice[verbatim.interview] > SHARE_OF_ONE * len(verbatims):
            why = _("Une même personne dit plus de 15 % des citations.")
            if len(verbatims) * SHARE_OF_ONE < 100:
                why = _("Avec moins de sept citations, chacune pèse plus de 15 %.")
            instead = _("Ajoutez des citations d’autres personnes, ou reformulez celle-ci sans guillemets.")
            yield Refusal(Rule.VERBATIM, verbatim.code, verbatim.text, why, instead)
    for group in sections.values():
        for verbatim in group[1:]:
            why = _("Une même personne est citée deux fois dans cette partie : ses mots se relient.")
            yield Refusal(Rule.VERBATIM, verbatim.code, verbatim.text, why, _("Gardez une seule de ces citations ici."))
