"""The minutes of a draw: all that is needed to check it, and no name (R558)."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fabrique.accompaniment.circles.composition import Composition, Part, compose
from fabrique.accompaniment.circles.enums import CandidateState
from fabrique.accompaniment.circles.models import Candidate, Draw
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Block, Bullets, Document, Facts, Paragraph, Section, Table


def method() -> list[str]:
    """The method, as the page and the minutes tell it."""
    return [
        _("Chaque tranche d’âge, chaque sexe, chaque catégorie reçoit sa part des sièges, arrondie ; les sièges qui restent vont aux plus forts restes."),
        _("Chaque ligne de la liste tire un lot : l’empreinte SHA-256 de la liste, de la graine et de son numéro. Personne ne choisit ce lot."),
        _("Les sièges se pourvoient un par un. On sert d’abord la tranche où il reste le moins de monde par siège, et dans cette tranche le plus petit lot."),
        _("Quand une tranche est complète, elle ne prend plus personne. Si un essai bloque, un autre ordre des lots est tenté, cent au plus ; le premier qui pourvoit tout est gardé."),
        _("Une personne qui renonce est remplacée par le lot suivant de son âge, de son sexe et de sa catégorie."),
    ]  # fmt: skip


def guarantees() -> list[str]:
    return [
        _("La même liste et la même graine donnent les mêmes personnes, sur toute machine."),
        _("Personne n’est tiré deux fois, et aucune tranche ne dépasse sa part."),
        _("Deux personnes de même âge, sexe et catégorie ont exactement la même chance."),
    ]


def limits() -> list[str]:
    return [
        _("Une tranche où trop peu de personnes sont candidates garde des sièges vides : on ne les donne pas à d’autres, on le dit."),
        _("Les profils rares ont plus de chances d’être tirés que les profils nombreux : c’est le prix des quotas."),
        _("Les volontaires restent des volontaires : trois critères justes n’en font pas un portrait complet des habitants."),
    ]  # fmt: skip


def build(draw: Draw, language: str) -> Document:
    place, composition = draw.participation, compose(draw)
    return Document(
        title=_("Procès-verbal du tirage au sort"),
        subtitle=f"{draw.title}, {place.territory.name}",
        language=language,
        date_label=date_format(draw.drawn_at, "j F Y"),
        fiction=place.cohort.fictional,
        notice=_("Aucun nom ne figure ici. Qui détient la liste gelée peut refaire le tirage et le vérifier."),
        sections=[
            announced(draw, language),
            Section(_("Les quotas et la composition"), quota_blocks(draw, composition)),
            Section(_("La méthode"), [Bullets(method(), ordered=True), Bullets(guarantees()), Bullets(limits())]),
            Section(_("Les numéros tirés"), numbers(draw)),
        ],
    )


def announced(draw: Draw, language: str) -> Section:
    theirs = "" if language == "fr" else "fr"
    return Section(_("Ce qui a été annoncé avant"), [
        Paragraph(draw.purpose, lang=theirs),
        Facts([
            (_("Sièges"), str(draw.seats)),
            (_("Personnes sur la liste"), str(draw.listed)),
            (_("Liste gelée le"), date_format(draw.frozen_at, "j F Y")),
            (_("Empreinte SHA-256 de la liste"), draw.sheet_print),
            (_("D’où vient la graine"), draw.seed_source),
            (_("Graine"), draw.seed),
            (_("Essai retenu"), str(draw.attempt)),
            (_("Liste effacée le"), date_format(draw.erase_on, "j F Y")),
        ]),
    ])  # fmt: skip


def quota_blocks(draw: Draw, composition: Composition) -> list[Block]:
    day = date_format(draw.statistics_on, "j F Y") if draw.statistics_on else ""
    source = _("Source : %(source)s, %(day)s.") % {"source": draw.statistics, "day": day}
    return [*(table(part) for part in composition.parts), Paragraph(source, kind="source")]


def table(part: Part) -> Table:
    headers = [part.title, _("Habitants"), _("Sièges prévus"), _("Sièges pourvus")]
    return Table(part.title, headers, [
        [line.label, number_format(line.population, 0, force_grouping=True), str(line.planned), str(line.filled)] for line in part.lines
    ])  # fmt: skip


def numbers(draw: Draw) -> list[Block]:
    people = list(draw.candidates.exclude(state=CandidateState.LISTED).order_by("seat", "left_on", "pk"))
    rows = [[str(one.seat), str(one.number), said(one)] for one in people]
    if not rows:
        return [Paragraph(_("Personne n’a pu être tiré."), kind="missing")]
    return [Table(_("Les numéros tirés"), [_("Siège"), _("Numéro sur la liste"), _("Depuis")], rows)]


def said(candidate: Candidate) -> str:
    if candidate.left_on:
        return _("remplacée le %(day)s") % {"day": date_format(candidate.left_on, "j F Y")}
    return _("siège")
