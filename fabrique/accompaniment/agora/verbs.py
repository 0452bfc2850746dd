"""What is done in an Agora, as the journal says it: never a word of it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    agora_prepared=_("a préparé une Agora"),
    agora_edited=_("a modifié une Agora"),
    agora_moved=_("a fait avancer une Agora"),
    agora_debate_prepared=_("a préparé le débat d’une Agora"),
    agora_gathered=_("a fait entrer des paroles de pairs dans une Agora"),
    agora_convergence_made=_("a rapproché des paroles de l’Agora"),
    agora_convergence_edited=_("a modifié une convergence de l’Agora"),
    agora_convergence_removed=_("a défait une convergence de l’Agora"),
    agora_answer_written=_("a écrit une réponse de sa catégorie"),
    agora_answer_agreed=_("a donné avec un autre la réponse de sa catégorie"),
    agora_resolution_proposed=_("a proposé une résolution"),
    agora_resolution_edited=_("a modifié une résolution"),
    agora_resolution_moved=_("a fait avancer une résolution"),
    agora_resolution_carried=_("a déclaré porter une résolution"),
    agora_resolution_put_down=_("a cessé de porter une résolution"),
    agora_dissent_said=_("a gardé un dissensus dans une résolution"),
    agora_follow_up_said=_("a dit où en est une résolution"),
)
