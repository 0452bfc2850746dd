from django.utils.translation import gettext as _

from fabrique.core.documents.model import Bullets, Paragraph, Section, Table
from fabrique.roof.reports.build.material import Material
from fabrique.roof.reports.enums import ChapterKind


def chapter(material: Material) -> Section:
    return Section(
        title=_("Annexes"),
        anchor="annexes",
        new_page=True,
        blocks=[*material.opening(ChapterKind.ANNEXES), *material.pictures(ChapterKind.ANNEXES)],
        sections=[
            Section(_("Qui est qui"), who_is_who(material)),
            Section(_("Ce que les séances ont laissé"), documents(material)),
            Section(_("Les sources"), sources(material)),
            *material.closing(ChapterKind.ANNEXES),
        ],
    )


def who_is_who(material: Material) -> list:
    rows = [
        (partner.organisation.name, partner.what or str(partner.get_role_display()))
        for partner in material.cohort.partners.select_related("organisation").order_by("organisation__name", "order")
    ]
    if not rows:
        return [Paragraph(_("Aucun partenaire n’a été indiqué."), kind="missing")]
    return [
        Table(_("Les organisations de la cohorte"), (_("Organisation"), _("Ce qu’elle fait")), rows, lang=material.lang)
    ]


def documents(material: Material) -> list:
    titles = [
        f"{document.title} ({document.get_kind_display()}, {session.title})"
        for session in material.sessions
        for document in session.documents.all()
    ]
    return [Bullets(titles, lang=material.lang)] if titles else [Paragraph(_("Aucun document publié."), kind="missing")]


def sources(material: Material) -> list:
    """Every chapter of a territory gives its own; here, that of the whole and how it was written."""
    told = [
        Paragraph(_("Source : %(source)s.") % {"source": material.cohort.source}, kind="source", lang=material.lang)
    ]
    how = _("Les textes sont des synthèses écrites pour cette plateforme à partir de la source indiquée. "
            "Ce que la source ne dit pas est signalé, jamais complété.")  # fmt: skip
    return [Paragraph(how), *(told if material.cohort.source else [])]
