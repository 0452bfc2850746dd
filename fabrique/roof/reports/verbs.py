"""What is done to a report, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_kinds, name_verbs

name_verbs(
    report_opened=_("a ouvert un rapport de cohorte"),
    report_moved=_("a fait avancer un rapport de cohorte"),
    report_hoped_on=_("a dit pour quand les réponses sont espérées"),
    chapter_entrusted=_("a confié un chapitre"),
    chapter_moved=_("a changé l’état d’un chapitre"),
    chapter_asked_again=_("a fait relire un chapitre qui a changé"),
    chapter_answered=_("a répondu pour son territoire"),
    chapter_reminded=_("a rappelé ce qui manque à un chapitre"),
    report_text_written=_("a écrit dans un rapport"),
    edition_asked=_("a demandé une édition du rapport"),
    edition_published=_("a publié une édition du rapport"),
    edition_passage_removed=_("a retiré un passage d’une édition"),
    edition_photograph_removed=_("a retiré une photographie d’une édition"),
    photograph_added=_("a ajouté une photographie à un chapitre"),
    photograph_described=_("a décrit une photographie d’un chapitre"),
    photograph_taken_back=_("a repris une photographie d’un chapitre"),
)
name_kinds(reports__report=_("rapport"), reports__chapter=_("chapitre"), reports__edition=_("édition de rapport"))
