"""What is said of what changed, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    effect_proposed=_("a proposé un effet"),
    effect_edited=_("a modifié un effet"),
    effect_moved=_("a changé l’état d’un effet"),
    evidence_added=_("a ajouté une preuve à un effet"),
    evidence_removed=_("a retiré une preuve d’un effet"),
    effects_tied=_("a relié deux effets"),
    effects_untied=_("a délié deux effets"),
    limit_proposed=_("a proposé une limite"),
    limit_edited=_("a modifié une limite"),
    limit_moved=_("a changé l’état d’une limite"),
    limit_answered=_("a répondu à une limite"),
    viewpoint_asked=_("a demandé un point de vue"),
    viewpoint_expressed=_("a dit un point de vue"),
    viewpoint_given_up=_("a noté un silence"),
    follow_up_recorded=_("a noté ce que deviennent les effets"),
    follow_up_moved=_("a changé qui lit ce que deviennent les effets"),
    value_told=_("a dit ce que le chemin a apporté"),
    value_edited=_("a repris ce que le chemin a apporté"),
    value_turned=_("en a fait un effet proposé"),
    change_told=_("a raconté un changement"),
    change_edited=_("a repris l’histoire d’un changement"),
    paper_begun=_("a commencé un document d’évaluation"),
    paper_rewritten=_("a commencé une nouvelle version d’un document d’évaluation"),
    paper_moved=_("a changé qui lit un document d’évaluation"),
    paper_answered=_("a répondu à un document d’évaluation"),
    chapter_added=_("a écrit un chapitre"),
    chapter_edited=_("a repris un chapitre"),
    chapter_removed=_("a retiré un chapitre"),
    lesson_added=_("a écrit un enseignement"),
    lesson_edited=_("a modifié un enseignement"),
    lesson_removed=_("a retiré un enseignement"),
)
