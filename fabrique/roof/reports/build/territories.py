"""A chapter a territory, always in the same order, with what is missing said (R505, R507)."""

from dataclasses import replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fabrique.accompaniment.cohorts.models import Participation
from fabrique.accompaniment.evaluation.enums import FindingState, ViewpointState
from fabrique.accompaniment.evaluation.models import Effect, Limit, Viewpoint
from fabrique.accompaniment.narratives.models import Passage
from fabrique.accompaniment.pilots.models import PilotProject
from fabrique.core.documents.model import Entry, Facts, Items, Notice, Paragraph, Quote, Section
from fabrique.ground.territories.enums import FactKind
from fabrique.ground.territories.models import StatedFact
from fabrique.roof.reports.build.material import Material
from fabrique.roof.reports.enums import ChapterKind, ChapterState, PartKey


def chapter(material: Material) -> Section:
    return Section(
        title=_("Les projets pilotes, territoire par territoire"),
        anchor="territoires",
        new_page=True,
        blocks=[*material.texts(PartKey.TERRITORIES), *material.pictures(ChapterKind.TERRITORIES)],
        sections=[
            *(one_territory(material, participation) for participation in material.participations),
            *material.closing(ChapterKind.TERRITORIES),
        ],
    )


def one_territory(material: Material, participation: Participation) -> Section:
    """Its chapter; or the sentence that says why it is not there: it is never silently dropped (R507, R508)."""
    if absence := material.absence(participation.pk):
        territory = participation.territory
        anchor = f"territoire-{territory.code}"
        return Section(territory.name, [Paragraph(absence, kind="missing")], anchor=anchor, new_page=True)
    told = as_told(material, participation)
    return replace(told, sections=[*told.sections, *right_of_reply(material, participation)])


def right_of_reply(material: Material, participation: Participation) -> list[Section]:
    """The territory's own words, beside the chapter and after it: they change nothing of it (R508)."""
    chapter = material.chapters.get(participation.pk)
    if chapter is None or chapter.state != ChapterState.REPLIED:
        return []
    words = next((one.words for one in chapter.decisions.all() if one.state == ChapterState.REPLIED), "")
    return [Section(_("Droit de réponse"), [Notice(participation.territory.name, words, lang=material.lang)])]


def as_told(material: Material, participation: Participation) -> Section:
    """What the territory reads again, and says yes to: without its own reply."""
    territory = participation.territory
    found = material.by_participation[participation.pk]
    lede = [Paragraph(territory.lede, kind="lede", lang=material.lang)] if territory.lede else []
    viewpoints = [
        Section(str(viewpoint.get_of_display()).capitalize(), viewpoint_blocks(material, viewpoint))
        for viewpoint in found["viewpoints"]
    ]
    return Section(
        title=territory.name,
        eyebrow=str(territory.get_kind_display()),
        anchor=f"territoire-{territory.code}",  # a code may begin with a digit, an anchor may not
        new_page=True,
        blocks=[
            *lede,
            *material.opening(participation.pk),
            *identity(material, participation, found["facts"]),
            *material.pictures(participation.pk),
        ],
        sections=[
            Section(_("Le projet pilote"), project_blocks(material, found["projects"])),
            Section(_("Ce qui a changé"), effects(material, found["effects"])),
            Section(_("Les limites"), limits(material, found["limits"])),
            *viewpoints,
            *voices(material, found["voices"]),
            *material.closing(participation.pk),
        ],
    )


def identity(material: Material, participation: Participation, facts: list[StatedFact]) -> list:
    territory = participation.territory
    place = ", ".join(filter(None, [territory.department_name, territory.region_name])) or _("non précisée")
    pairs = [
        (_("Localisation"), place),
        *((str(fact.get_kind_display()), stated(fact)) for fact in facts if worth(fact)),
    ]
    notes = [Paragraph(fact.text, kind="note", lang=material.lang) for fact in facts if fact.text]
    sources = sorted({fact.source for fact in facts if fact.source})
    told = [Paragraph(_("Source : %(sources)s. Valeurs telles que publiées.") % {"sources": " ; ".join(sources)},
                      kind="source", lang=material.lang)] if sources else []  # fmt: skip
    return [Facts(pairs), *notes, *told]


def worth(fact: StatedFact) -> bool:
    """A commune is made of one commune: not worth a line."""
    return fact.value is not None and (fact.kind != FactKind.COMMUNES or fact.value > 1)


def stated(fact: StatedFact) -> str:
    words = number_format(fact.value.normalize() if fact.value % 1 else int(fact.value), force_grouping=True)
    return f"{words} km²" if fact.kind == FactKind.AREA else words


def project_blocks(material: Material, projects: list[PilotProject]) -> list:
    blocks: list = []
    for project in projects:
        blocks.append(Paragraph(f"**{project.title}**", lang=material.lang))
        blocks.append(Paragraph(project.summary, lang=material.lang))
        objectives = [Entry(objective.title, objective.text) for objective in project.objectives.all()]
        if objectives:
            blocks.append(Items(objectives, lang=material.lang))
        if project.blockage:
            blocks.append(Notice(_("Ce qui bloque"), project.blockage, lang=material.lang))
        allies = ", ".join(str(support) for support in project.supports.all())
        if allies:
            blocks.append(Paragraph(_("Accompagné par %(allies)s.") % {"allies": allies}, kind="note"))
    return blocks or [Paragraph(_("Projet non précisé à ce jour."), kind="missing")]


def effects(material: Material, rows: list[Effect]) -> list:
    entries = [
        Entry(
            f"« {effect.labels} »" if effect.label else _("Effet sans nom"),
            effect.text,
            effect.said_by,
            (effect.frame.label, *unpublished(effect)),
        )
        for effect in rows
    ]
    return (
        [Items(entries, lang=material.lang)]
        if entries
        else [Paragraph(_("Aucun effet exprimé à ce jour."), kind="missing")]
    )


def limits(material: Material, rows: list[Limit]) -> list:
    entries = [
        Entry(limit.title, limit.text, proposal(limit), (limit.theme.label, *unpublished(limit))) for limit in rows
    ]
    return (
        [Items(entries, lang=material.lang)]
        if entries
        else [Paragraph(_("Aucune limite exprimée à ce jour."), kind="missing")]
    )


def voices(material: Material, passages: list[Passage]) -> list[Section]:
    """Quotations whose bearer agreed; each keeps where it comes from, to leave with the agreement."""
    quotes = [
        Quote(one.text, f"{one.bearer} ({one.narrative.organisation.name})", lang=material.lang, ref=f"passage:{one.code}")
        for one in passages
    ]  # fmt: skip
    return [Section(_("Des voix du territoire"), quotes)] if quotes else []


def proposal(limit: Limit) -> str:
    if limit.answer:
        return _("Réponse : %(text)s") % {"text": limit.answer}
    return _("Proposé : %(text)s") % {"text": limit.proposal} if limit.proposal else ""


def unpublished(finding: Effect | Limit) -> tuple[str, ...]:
    return () if finding.state == FindingState.PUBLISHED else (str(finding.get_state_display()),)


def viewpoint_blocks(material: Material, viewpoint: Viewpoint) -> list:
    """Expressed, or one of the two silences: asked and not come, or never in the source (E2 V14)."""
    who = ", ".join(filter(None, [viewpoint.organisation.name if viewpoint.organisation else "", viewpoint.said_by]))
    if viewpoint.state == ViewpointState.EXPRESSED:
        return [Quote(text, who, synthesis=viewpoint.synthesis, lang=material.lang) for text in [viewpoint.text]]
    if viewpoint.state == ViewpointState.ABSENT:
        return [Paragraph(_("Absent : le rapport publié n’a pas de passage pour ce point de vue."), kind="missing")]
    told = _("Non exprimé à ce jour.") + (f" ({who})" if who else "")
    return [Paragraph(told, kind="missing")]
