import logging
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from fabrique.accompaniment.workspace import pictures
from fabrique.core.documents.model import Block, Figure, Paragraph, Section, Table
from fabrique.core.pictures import Picture
from fabrique.roof.reports.build.material import Material
from fabrique.roof.reports.enums import ChapterKind, PartKey

logger = logging.getLogger("fabrique.reports")


def chapter(material: Material) -> Section:
    return Section(
        title=_("Introduction"),
        anchor="introduction",
        new_page=True,
        blocks=[*material.opening(ChapterKind.INTRODUCTION), *material.pictures(ChapterKind.INTRODUCTION)],
        sections=[
            Section(
                material.title(PartKey.REGIONAL_COHORTS),
                [*material.texts(PartKey.REGIONAL_COHORTS), *ambitions(material)],
            ),
            Section(material.title(PartKey.THIS_COHORT), this_cohort(material)),
            Section(material.title(PartKey.NARRATIVE), material.texts(PartKey.NARRATIVE)),
            *material.closing(ChapterKind.INTRODUCTION),
        ],
    )


def this_cohort(material: Material) -> list:
    return [
        *material.texts(PartKey.THIS_COHORT),
        *drawn(
            material,
            _("La carte des territoires"),
            lambda: figure(pictures.cohort_map(material.cohort, material.participations), table=False),
        ),
        *funnel(material),
        *policy(material),
    ]


def drawn(material: Material, name: str, draw: Callable[[], list[Figure]]) -> Sequence[Block]:
    """A picture that cannot be drawn leaves its place and its name: the document still comes, those who write are told."""
    try:
        return draw()
    except Exception:
        logger.exception("A picture of the report of %s cannot be drawn", material.cohort.code)
        material.faults.append(_("%(picture)s n’a pas pu être dessinée.") % {"picture": name})
        return [Paragraph(_("%(picture)s : l’image manque dans cette version.") % {"picture": name}, kind="missing")]


def figure(picture: Picture | None, *, table: bool = True, lang: str = "") -> list[Figure]:
    """The picture, its words and the table that says the same, unless the text around already says it."""
    if picture is None:
        return []
    places = "" if table else f" {', '.join(row[0] for row in picture.rows)}."
    return [
        Figure(
            picture.svg,
            alt=f"{picture.title}. {picture.description}{places}",
            caption=picture.title,
            source=picture.credit,
            table=Table(picture.title, picture.headers, picture.rows, lang=lang) if table else None,
        )
    ]


def ambitions(material: Material) -> list:
    rows = [
        (ambition.label, ambition.intended, ambition.achieved, ambition.comment)
        for ambition in material.cohort.ambitions.all()
    ]
    headers = (_("Ambition"), _("Espéré"), _("Obtenu"), _("Ce qu’on en dit"))
    return [Table(_("Espéré, obtenu"), headers, rows, lang=material.lang)] if rows else []


def funnel(material: Material) -> list:
    rows = [(step.label, str(step.value)) for step in material.cohort.steps.all()]
    if not rows:
        return []
    return [Table(_("Du premier contact à l’engagement"), (_("Étape"), _("Nombre")), rows, lang=material.lang)]


def policy(material: Material) -> list:
    rows = [(row.label, row.value, row.period) for row in material.cohort.policy.all()]
    if not rows:
        return []
    intro = Paragraph(_("La cohorte s’inscrit dans une politique publique, dont voici les dates."))
    return [intro, Table(_("La politique dont la cohorte fait partie"), (_("Acte"), _("Contenu"), _("Quand")), rows,
                         lang=material.lang)]  # fmt: skip
