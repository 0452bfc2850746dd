from django.utils.translation import gettext as _

from fabrique.accompaniment.evaluation.enums import LessonKind
from fabrique.accompaniment.workspace import pictures
from fabrique.core.documents.model import Entry, Items, Paragraph, Section
from fabrique.roof.reports.build.introduction import drawn, figure
from fabrique.roof.reports.build.material import Material
from fabrique.roof.reports.enums import ChapterKind, PartKey


def chapter(material: Material) -> Section:
    lessons = list(material.cohort.lessons.all())
    sections = [Section(_("Vue d’ensemble"), overview(material))]
    for kind in LessonKind:
        entries = [Entry(lesson.title, lesson.text) for lesson in lessons if lesson.kind == kind]
        if entries:
            sections.append(Section(str(kind.label), [Items(entries, lang=material.lang)]))
    return Section(
        title=_("Conclusion"),
        anchor="conclusion",
        new_page=True,
        blocks=[*material.texts(PartKey.CONCLUSION), *material.pictures(ChapterKind.CONCLUSION)],
        sections=[*sections, *material.closing(ChapterKind.CONCLUSION)],
    )


def overview(material: Material) -> list:
    words = _("%(effects)s effets et %(limits)s limites racontés. Les images groupent, elles ne comparent personne.")
    return [
        Paragraph(words % {"effects": len(material.effects), "limits": len(material.limits)}),
        *drawn(material, _("L’image des effets"), lambda: figure(pictures.effects_by_frame(material.effects))),
        *drawn(material, _("L’image des limites"), lambda: figure(pictures.limits_by_theme(material.limits))),
    ]
