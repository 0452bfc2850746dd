"""What is done to sessions, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_verbs

name_verbs(
    session_added=_("a posé une séance"),
    session_edited=_("a modifié une séance"),
    session_moved=_("a changé l’état d’une séance"),
    document_added=_("a versé un document"),
    document_removed=_("a retiré un document"),
)
