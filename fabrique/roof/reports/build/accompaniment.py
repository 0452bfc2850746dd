from django.utils.translation import gettext as _

from fabrique.accompaniment.diagnostics.enums import ThemeGroup
from fabrique.accompaniment.institutions.enums import SheetKind
from fabrique.accompaniment.programme.models import Session
from fabrique.accompaniment.workspace import frise
from fabrique.core.dates import date_format
from fabrique.core.documents.model import Entry, Facts, Items, Section, Table
from fabrique.core.pictures import draw_timeline
from fabrique.roof.reports.build.introduction import drawn, figure
from fabrique.roof.reports.build.material import Material
from fabrique.roof.reports.enums import Audience, ChapterKind, PartKey


def chapter(material: Material) -> Section:
    sections = [
        Section(material.title(PartKey.TRUNK), trunk(material)),
        Section(material.title(PartKey.DIAGNOSTICS), diagnostics(material), sections=themes(material)),
        Section(material.title(PartKey.PEERS), material.texts(PartKey.PEERS)),
        Section(material.title(PartKey.PILOTS), pilots(material)),
        Section(material.title(PartKey.EVALUATION), material.texts(PartKey.EVALUATION)),
        Section(material.title(PartKey.INSTITUTION), institution(material)),
        *material.closing(ChapterKind.ACCOMPANIMENT),
    ]
    return Section(
        _("L’accompagnement"), anchor="accompagnement", new_page=True,
        blocks=[*material.opening(ChapterKind.ACCOMPANIMENT), *material.pictures(ChapterKind.ACCOMPANIMENT)], sections=sections,
    )  # fmt: skip


def trunk(material: Material) -> list:
    blocks: list = material.texts(PartKey.TRUNK)
    moments = frise.session_moments(material.sessions)
    if moments:
        title, description = _("Le chemin de la cohorte"), _("Les séances, dans l’ordre.")
        blocks += drawn(
            material, title,
            lambda: figure(draw_timeline(moments, today=None, title=title, description=description), table=False, lang=material.lang),
        )  # fmt: skip
    rows = [(when(session), str(session.get_kind_display()), session.title, where(session), attendance(session))
            for session in material.sessions]  # fmt: skip
    if rows:
        headers = (_("Quand"), _("Quoi"), _("Sujet"), _("Où"), _("Présents"))
        blocks.append(Table(_("Les séances"), headers, rows, lang=material.lang))
    return blocks


def when(session: Session) -> str:
    if session.date:
        return date_format(session.date, "SHORT_DATE_FORMAT")
    if session.period_start:
        return f"{date_format(session.period_start, 'N')} – {date_format(session.period_end, 'N Y')}"
    return _("date à préciser")


def where(session: Session) -> str:
    return session.place or str(session.get_mode_display())


def attendance(session: Session) -> str:
    if session.attendance_min is None:
        return session.attendance_note or _("non précisé")
    return _("%(low)s à %(high)s") % {"low": session.attendance_min, "high": session.attendance_max}


def diagnostics(material: Material) -> list:
    facts = [(fact.label, fact.value) for fact in material.cohort.diagnostic_facts.all()]
    return [*material.texts(PartKey.DIAGNOSTICS), *([Facts(facts, lang=material.lang)] if facts else [])]


def themes(material: Material) -> list[Section]:
    rows = list(material.cohort.themes.all())
    groups = {group: [Entry(row.title, row.text) for row in rows if row.group == group] for group in ThemeGroup}
    return [
        Section(str(group.label), [Items(entries, lang=material.lang)]) for group, entries in groups.items() if entries
    ]


def pilots(material: Material) -> list:
    rows = [
        (participation.territory.name, project.title, ", ".join(str(support) for support in project.supports.all()))
        for participation in material.participations
        for project in material.by_participation[participation.pk]["projects"]
    ]
    headers = (_("Territoire"), _("Projet"), _("Accompagné par"))
    table = [Table(_("Les projets pilotes et leurs alliés"), headers, rows, lang=material.lang)] if rows else []
    return [*material.texts(PartKey.PILOTS), *table]


def institution(material: Material) -> list:
    """Orientations and sheets; why a sheet waits is said to participants and funders, not to the public."""
    blocks: list = material.texts(PartKey.INSTITUTION)
    sheets = list(material.cohort.action_sheets.all())
    inside = material.audience != Audience.PUBLIC
    for kind in (SheetKind.ORIENTATION, SheetKind.SHEET):
        entries = [
            Entry(sheet.title, sheet.reason if inside else "", sheet.period, (str(sheet.get_state_display()),))
            for sheet in sheets
            if sheet.kind == kind
        ]
        if entries:
            blocks.append(Items(entries, lang=material.lang))
    return blocks
