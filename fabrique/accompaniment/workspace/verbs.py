"""What a delegation keeps, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    period_added=_("a noté un temps chargé"),
    period_removed=_("a retiré un temps chargé"),
    decision_written=_("a inscrit une décision"),
    card_added=_("a dit qui fait quoi"),
    card_edited=_("a modifié qui fait quoi"),
    card_removed=_("a retiré une carte de rôle"),
    call_spotted=_("a repéré un appel à projets"),
    call_moved=_("a décidé d’un appel à projets"),
    consultation_added=_("a noté une consultation"),
    position_taken=_("a dit où en est la délégation"),
    victory_added=_("a mis une victoire au mur"),
    victory_removed=_("a retiré une victoire du mur"),
    consultation_followed=_("attend la suite d’une consultation"),
    followers_added=_("a ajouté des personnes à prévenir"),
    review_planned=_("a prévu une revue de projet avec l’État"),
    procedure_foreseen=_("a noté une démarche pressentie"),
    procedure_answered=_("a noté la réponse d’un service de l’État à une démarche"),
    pause_added=_("a glissé un temps réflexif dans une rencontre"),
    pause_removed=_("a retiré un temps réflexif"),
    misstep_noted=_("a noté un faux pas"),
    misstep_shared=_("a partagé un faux pas avec la cohorte"),
    misstep_removed=_("a retiré un faux pas"),
    method_begun=_("a commencé une fiche méthode"),
    method_written=_("a écrit une fiche méthode"),
    method_moved=_("a changé l’état d’une fiche méthode"),
    notice_written=_("a rendu compte d’une consultation"),
)
