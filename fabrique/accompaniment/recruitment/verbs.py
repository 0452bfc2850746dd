"""What is done to bring territories in, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    presentation_added=_("a noté une rencontre de présentation"),
    presentation_edited=_("a modifié une rencontre de présentation"),
    presentation_removed=_("a retiré une rencontre de présentation"),
    prerequisite_added=_("a ajouté un prérequis"),
    prerequisite_edited=_("a modifié un prérequis"),
    prerequisite_removed=_("a retiré un prérequis"),
    terms_written=_("a écrit le texte de l’engagement"),
    candidacy_opened=_("a ouvert une candidature"),
    candidacy_written=_("a complété une candidature"),
    candidacy_moved=_("a changé l’état d’une candidature"),
    condition_met=_("a dit un prérequis réuni"),
    condition_waived=_("a levé un prérequis par dérogation"),
    condition_cleared=_("a remis un prérequis à vérifier"),
    commitment_signed=_("a signé un engagement"),
    commitment_recorded=_("a noté un engagement signé sur papier"),
    commitment_ended=_("a noté la fin d’un engagement"),
    sheet_written=_("a écrit une fiche d’engagement mutuel"),
    sheet_agreed=_("s’est accordé sur une fiche d’engagement mutuel"),
)
