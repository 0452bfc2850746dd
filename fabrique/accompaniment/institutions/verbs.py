"""What is done with the institution, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    sheet_added=_("a ajouté une fiche action"),
    sheet_moved=_("a changé l’état d’une fiche action"),
    sheet_handed_over=_("a confié une fiche action à un autre contact"),
    sheet_entrusted=_("a confié le suivi d’une fiche action"),
    note_begun=_("a commencé une version de la note d’intention"),
    note_edited=_("a modifié la note d’intention"),
    note_handed=_("a noté la remise de la note d’intention"),
    note_answered=_("a noté la réponse à la note d’intention"),
    contact_set=_("a tenu le carnet de l’institution"),
    contact_ended=_("a noté qu’une fonction avait disparu"),
    decision_date_set=_("a tenu le calendrier des décisions"),
    decision_date_removed=_("a retiré une date du calendrier des décisions"),
    joint_event_set=_("a noté un moment organisé à plusieurs"),
    joint_event_removed=_("a retiré un moment organisé à plusieurs"),
)
