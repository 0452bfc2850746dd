"""What is done to give and ask help, as the journal says it. Never a word of what was said."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    question_asked=_("a posé une question"),
    question_answered=_("a écrit dans une question"),
    question_moved=_("a changé l’état d’une question"),
    slot_offered=_("a proposé un créneau"),
    slot_booked=_("a réservé un créneau"),
    slot_moved=_("a changé l’état d’un créneau"),
    thread_begun=_("a ouvert un fil du forum"),
    thread_replied=_("a écrit dans un fil du forum"),
    thread_settled=_("a dit qu’un fil avait sa réponse"),
    rules_written=_("a écrit les règles de parole"),
    alert_raised=_("une parole a été confiée"),
    alert_moved=_("a changé l’état d’une parole confiée"),
    forum_noted=_("a noté ce qui est sorti d’un forum"),
)
