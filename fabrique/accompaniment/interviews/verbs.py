"""What is done with interviews, as the journal says it: never a word of them, nor of whom."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_kinds, name_verbs

name_kinds(interviews__interview=_("entretien"))
name_verbs(
    interview_begun=_("a commencé un entretien"),
    interview_written=_("a écrit des notes d’entretien"),
    interview_described=_("a renseigné la fiche d’un entretien"),
    interview_brought=_("a importé des notes d’entretien"),
    interview_erased=_("a détruit la clé d’un entretien"),
    interview_withdrawn=_("a détruit la clé d’un entretien, à la demande de la personne entendue"),
    extract_coded=_("a codé un passage"),
    extract_recoded=_("a changé le codage d’un passage"),
    extract_removed=_("a retiré un passage"),
)
