"""The text of the last day of a cohort: five dimensions to go through, then each territory's own words (R499, R500)."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Cohort
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Bullets, Document, Facts, Paragraph, Section


def build(cohort: Cohort, places: list[dict], foundations: list, victories: list, language: str) -> Document:
    return Document(
        title=_("La dernière journée"),
        subtitle=cohort.name,
        language=language,
        date_label=date_format(timezone.localdate(), "j F Y"),
        fiction=cohort.fictional,
        notice=_("À lire ensemble. Les mots sont ceux des délégations ; personne n’y est comparé."),
        sections=[
            Section(_("Le chemin, dimension par dimension"), [], [dimension(item) for item in foundations]),
            Section(_("Ce que chaque territoire en dit"), [], [said(row, language) for row in places]),
            Section(_("Ce que nous avons gagné"), won(victories, language)),
            Section(_("Pour finir"), [Bullets([_("Le referiez-vous ?"), _("Qui continue, et avec qui ?"), _("Que rend-on à l’alliance ?")])]),
        ],
    )  # fmt: skip


def dimension(item) -> Section:
    questions = [
        _("Qu’avez-vous reçu du parcours ?"),
        _("Qu’est-ce que les alliés y ont appris ?"),
        _("Qu’est-ce qui a manqué ?"),
    ]
    return Section(item.label, [Paragraph(item.gloss, kind="note"), Bullets(questions)])


def said(row: dict, language: str) -> Section:
    """Entry, half-way, end, in the words of the delegation; what nobody wrote is said missing."""
    written_in = "" if language == "fr" else "fr"
    blocks: list = []
    for label, position in row["moments"]:
        facts = [(str(label).capitalize(), position.ambition)] if position else []
        blocks.append(Facts(facts, lang=written_in) if facts else Paragraph(
            _("%(moment)s : non exprimé à ce jour") % {"moment": str(label).capitalize()}, kind="missing"))  # fmt: skip
    blocks += [Facts([(_("Attentes du départ"), output.text)], lang=written_in) for output in row["expectations"]]
    last = next((position for _label, position in reversed(row["moments"]) if position), None)
    if last and last.on_expectations:
        blocks.append(Facts([(_("Ce qu’elles sont devenues"), last.on_expectations)], lang=written_in))
    plan = [(label, text) for label, text in plans(last) if text]
    return Section(row["place"].territory.name, [*blocks, *([Facts(plan, lang=written_in)] if plan else [])])


def plans(position) -> Iterable[tuple[str, str]]:
    """What follows (R501)."""
    if position is None:
        return []
    return [
        (_("Prochains objectifs"), position.next_steps), (_("Appui souhaité"), position.wanted),
        (_("Dans l’alliance"), position.engagement), (_("Qui continue de porter"), position.carried_by),
        (_("Le referiez-vous ?"), position.get_again_display()),
    ]  # fmt: skip


def won(victories: list, language: str) -> list:
    lines = [f"{one.participation.territory.name} : {one.title}" for one in victories]
    if not lines:
        return [Paragraph(_("Le mur attend sa première victoire."), kind="missing")]
    return [Bullets(lines, lang="" if language == "fr" else "fr")]
