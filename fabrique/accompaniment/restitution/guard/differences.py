"""Rule 7: what two versions, or a version and the view of a category, say together and neither says alone."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from fabrique.accompaniment.restitution.guard.case import Case, Piece
from fabrique.accompaniment.restitution.guard.counts import TOTAL
from fabrique.accompaniment.restitution.guard.crowd import IN_A_CATEGORY, VOICES, Crowd
from fabrique.accompaniment.restitution.guard.shapes import Document, Earlier, Refusal, Rule, Statement
from fabrique.core.text import fold


def differences(case: Case) -> Iterator[Refusal]:
    """Rule 7: the new document beside each that was already read."""
    for earlier in case.earlier:
        crowd = Crowd(earlier.voices)
        yield from quotations(case, earlier.document)
        yield from statements(case, earlier.document)
        yield from shown(case, earlier.document, crowd)
        yield from totals(case, earlier)
    yield from families(case)


def isolates(one: set[str], other: set[str]) -> bool:
    """One or two persons make the whole difference."""
    return 0 < len(one - other) < VOICES or 0 < len(other - one) < VOICES


def quotations(case: Case, before: Document) -> Iterator[Refusal]:
    """Quotations that come or go together come from three persons at least, or from nobody."""
    old = {verbatim.identity: verbatim for verbatim in before.verbatims}
    new = {verbatim.identity: verbatim for verbatim in case.document.verbatims}
    gone = [verbatim for key, verbatim in old.items() if key not in new]
    come = [verbatim for key, verbatim in new.items() if key not in old]
    if 0 < len({verbatim.interview for verbatim in gone}) < VOICES:
        why = _(
            "Les citations retirées depuis la version déjà lue viennent de moins de trois personnes : leur absence les relie."
        )
        instead = _("Retirez ou remplacez aussi des citations d’autres personnes.")
        for verbatim in gone:
            yield Refusal(Rule.DIFFERENCE, verbatim.code, verbatim.text, why, instead)
    if 0 < len({verbatim.interview for verbatim in come}) < VOICES:
        why = _(
            "Les citations ajoutées depuis la version déjà lue viennent de moins de trois personnes : leur arrivée les relie."
        )
        instead = _("Ajoutez aussi des citations d’autres personnes, ou n’en ajoutez pas.")
        for verbatim in come:
            yield Refusal(Rule.DIFFERENCE, verbatim.code, verbatim.text, why, instead)


def statements(case: Case, before: Document) -> Iterator[Refusal]:
    """A finding that is told otherwise after one or two voices came or went; findings that left with them."""
    old = {key: statement for statement in before.statements for key in keys(statement)}
    for statement in case.document.statements:
        twin = next((old[key] for key in keys(statement) if key in old), None)
        if twin and told(twin) != told(statement) and isolates(set(twin.voices), set(statement.voices)):
            why = _("Ce constat change entre deux versions, et une ou deux personnes font toute la différence.")
            instead = _("Gardez les mots et la catégorie de la version déjà lue, ou retirez le constat.")
            yield Refusal(Rule.DIFFERENCE, statement.code, statement.text, why, instead)
    yield from moved(case, before)


def keys(statement: Statement) -> tuple:
    return (statement.identity,), (statement.theme, fold(statement.text))


def told(statement: Statement) -> tuple:
    return fold(statement.text), statement.category_shown


def moved(case: Case, before: Document) -> Iterator[Refusal]:
    """Findings that go or come: what they alone rested on is nobody, or three persons."""
    old = {statement.identity: statement for statement in before.statements}
    new = {statement.identity: statement for statement in case.document.statements}
    gone = [statement for key, statement in old.items() if key not in new]
    come = [statement for key, statement in new.items() if key not in old]
    why = _(
        "Les constats qui changent entre deux versions reposent sur une ou deux personnes que rien d’autre ne cite."
    )
    instead = _("Retirez ou ajoutez aussi un constat d’autres personnes, ou gardez celui-ci.")
    for changed, kept in ((gone, new), (come, old)):
        held = {voice for statement in kept.values() for voice in statement.voices}
        alone = {voice for statement in changed for voice in statement.voices} - held
        if 0 < len(alone) < VOICES:
            for statement in changed:
                yield Refusal(Rule.DIFFERENCE, statement.code, statement.text, why, instead)


def shown(case: Case, before: Document, crowd: Crowd) -> Iterator[Refusal]:
    """The same quotation under two labels: whoever is under both is one of five."""
    old = {verbatim.identity: verbatim for verbatim in before.verbatims}
    for verbatim in case.document.verbatims:
        twin = old.get(verbatim.identity)
        if twin and twin.category_shown != verbatim.category_shown:
            both = case.crowd.of(verbatim.category_shown) & crowd.of(twin.category_shown)
            if len(both) < IN_A_CATEGORY:
                why = _(
                    "Cette citation portait une autre catégorie : les deux ensemble désignent moins de cinq personnes."
                )
                instead = _("Gardez la catégorie de la version déjà lue, ou retirez la citation.")
                yield Refusal(Rule.DIFFERENCE, verbatim.code, verbatim.text, why, instead)


def totals(case: Case, earlier: Earlier) -> Iterator[Refusal]:
    """Two exact totals that differ by one or two say how many left, and the rest says who."""
    read = {total for piece in Case(earlier.document, (), case.roster).pieces for total, _start, _end in exact(piece)}
    for piece in case.pieces:
        for total, start, end in exact(piece):
            if total == len(case.crowd) and any(0 < abs(total - old) < VOICES for old in read):
                why = _(
                    "La version déjà lue donnait un autre total : l’écart dit qu’une ou deux personnes sont parties ou venues."
                )
                instead = _("Donnez un ordre de grandeur : « une vingtaine de personnes ».")
                yield Refusal(Rule.DIFFERENCE, piece.code, piece.text[start:end], why, instead)


def exact(piece: Piece) -> list[tuple[int, int, int]]:
    """Totals in figures, each with its place."""
    return [(int(said["count"]), start, end) for said, start, end in piece.flat.found(TOTAL) if said["count"].isdigit()]


def families(case: Case) -> Iterator[Refusal]:
    """The views of categories beside the whole: those whom no view shows are nobody, or three at least."""
    for statement in case.document.statements:
        views = [
            other
            for earlier in case.earlier
            for other in earlier.document.statements
            if other.identity == statement.identity and other.category_shown and not statement.category_shown
        ]
        rest = set(statement.voices) - {voice for view in views for voice in view.voices}
        if views and 0 < len(rest) < VOICES:
            why = _(
                "Les vues par catégorie montrent déjà presque toutes ces voix : celles qui restent sont une ou deux."
            )
            instead = _("Retirez ce constat d’ici, ou de la vue d’une catégorie avant de la publier.")
            yield Refusal(Rule.DIFFERENCE, statement.code, statement.text, why, instead)
