"""What is done to sessions, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    session_added=_("a posé une séance"),
    session_edited=_("a modifié une séance"),
    session_moved=_("a changé l’état d’une séance"),
    document_added=_("a versé un document"),
    sequence_added=_("a ajouté une séquence au programme"),
    sequence_moved=_("a changé l’ordre du programme"),
    sequence_removed=_("a retiré une séquence du programme"),
    prior_question_left=_("a laissé une question avant la séance"),
    prior_question_answered=_("a répondu à une question d’avant la séance"),
    output_kept=_("a gardé ce qu’un atelier a donné"),
    minutes_written=_("a écrit un compte rendu sans nom"),
    minutes_proposed=_("a donné un compte rendu à relire"),
    minutes_change_asked=_("a demandé un changement dans un compte rendu"),
    minutes_change_settled=_("a répondu à une demande de changement"),
    minutes_published=_("a publié un compte rendu à la cohorte"),
    document_removed=_("a retiré un document"),
)
