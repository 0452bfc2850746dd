"""What is taken away from a workshop: made again each time from what stands on the wall, without an author anywhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from fabrique.accompaniment.workshops import mapping
from fabrique.accompaniment.workshops.enums import Ballot, StepKind
from fabrique.accompaniment.workshops.models import Decision, Step, Workshop
from fabrique.accompaniment.workshops.results import Line, results
from fabrique.accompaniment.workshops.walls import Wall, holds, source, steps_of, wall_of
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Bullets, Cover, Document, Entry, Items, Notice, Paragraph, Section, Table
from fabrique.core.instance import alliance_name


def walls(workshop: Workshop) -> Iterator[tuple[Step, Wall]]:
    """Of each step that holds cards."""
    for step in steps_of(workshop):
        if step.kind == StepKind.COLLECT or holds(step):
            wall = wall_of(step)
            if wall and wall.cards:
                yield step, wall


def votes(workshop: Workshop) -> Iterator[tuple[Step, list[Line]]]:
    """Of each vote whose result was shown to the room."""
    steps = steps_of(workshop)
    for step in steps:
        if step.ballot and step.shown:
            yield step, results(step, wall_of(source(step, steps)))


def build(workshop: Workshop, language: str) -> Document:
    lines = [line for line in (str(workshop.session or ""), workshop.participation and workshop.participation.territory.name) if line]  # fmt: skip
    return Document(
        title=workshop.title, language=language, subtitle=str(workshop.cohort), publisher=alliance_name(),
        date_label=date_format(workshop.opened_on, "j F Y") if workshop.opened_on else "",
        fiction=workshop.cohort.fictional, cover=Cover(eyebrow=_("Atelier"), lines=lines),
        sections=[decided(workshop), *(voted(*one) for one in votes(workshop)), *mapping.sections(workshop), *(written(*one) for one in walls(workshop)), bounds(workshop)],
    )  # fmt: skip


def decided(workshop: Workshop) -> Section:
    rows = list(workshop.decisions.told())
    entries = [Entry(one.text, note=carried(one)) for one in rows]
    nothing = Paragraph(_("La salle n’a pas écrit de décision."), kind="missing")
    return Section(_("Ce que la salle décide"), [Items(entries) if rows else nothing], anchor="decisions")


def carried(decision: Decision) -> str:
    until = _("d’ici le %(day)s") % {"day": date_format(decision.due_on, "j F Y")} if decision.due_on else ""
    who = decision.participation.territory.name if decision.participation else ""
    return ", ".join(filter(None, (who, decision.carrier, until)))


def voted(step: Step, lines: list[Line]) -> Section:
    told = [line for line in lines if line.told]
    if step.ballot == Ballot.DOTS:
        table = Table(
            _("Points reçus"),
            [pgettext("workshop", "Carte"), _("Points")],
            [[line.card.text, str(line.dots)] for line in told],
        )
    else:
        rows = [[line.card.text, str(line.agree), str(line.disagree), str(line.passed)] for line in told]
        table = Table(_("Réponses reçues"), [_("Phrase"), _("D’accord"), _("Pas d’accord"), _("Passent")], rows)
    return Section(step.question, [table] if table.rows else [Paragraph(_("Trop peu de réponses pour être dites."), kind="missing")])  # fmt: skip


def written(step: Step, wall: Wall) -> Section:
    groups = [Section(cluster.title, [Bullets([card.text for card in cards])]) for cluster, cards in wall.clusters]
    loose = [Bullets([card.text for card in wall.loose])] if wall.loose else []
    return Section(step.question, loose, sections=groups)


def bounds(workshop: Workshop) -> Section:
    people = workshop.participants.count()
    said = ngettext("%(n)s personne dans la salle.", "%(n)s personnes dans la salle.", people) % {"n": people}
    words = _("Personne ne sait qui a écrit ni qui a voté quoi. Une carte reprise par la personne qui l’a écrite n’est plus ici : ce document se refait à chaque demande.")  # fmt: skip
    return Section(_("Ce que ce document ne dit pas"), [Notice(_("Sans auteur"), words), Paragraph(said, kind="note")], anchor="limites")  # fmt: skip


def table(workshop: Workshop) -> tuple[list[str], list[list]]:
    """One line a card: its step, its group, what it received in the votes that were shown."""
    received: dict[int, Line] = {}
    for _step, lines in votes(workshop):
        for line in lines:
            received[line.card.pk] = merged(received.get(line.card.pk), line)
    rows = []
    for step, wall in walls(workshop):
        titles = {card.pk: cluster.title for cluster, cards in wall.clusters for card in cards}
        for card in wall.cards:
            line = received.get(card.pk)
            votes_told = [line.dots, line.agree, line.disagree, line.passed] if line and line.told else [""] * 4
            rows.append([step.order, step.question, titles.get(card.pk, ""), card.text, *votes_told])
    return headers(), rows


def headers() -> list[str]:
    return [
        _("Pas"),
        _("Question"),
        _("Groupe"),
        pgettext("workshop", "Carte"),
        _("Points"),
        _("D’accord"),
        _("Pas d’accord"),
        _("Passent"),
    ]


def merged(former: Line | None, line: Line) -> Line:
    """A card with dots in one step and positions in another."""
    if former is None:
        return line
    return Line(line.card, dots=former.dots + line.dots, agree=former.agree + line.agree,
                disagree=former.disagree + line.disagree, passed=former.passed + line.passed, told=former.told and line.told)  # fmt: skip
