"""What is done to letters, as the journal says it."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_kinds, name_verbs

name_verbs(
    mail_refused=_("ne veut plus recevoir"),
    mail_wanted_again=_("veut de nouveau recevoir"),
    letter_decided=_("a décidé du sort d’une lettre"),
    suggestion_sent=_("a envoyé un texte à partager"),
    suggestion_answered=_("a répondu à un texte envoyé"),
    issue_begun=_("a commencé une infolettre"),
    issue_edited=_("a modifié une infolettre"),
    issue_composed=_("a composé une infolettre"),
    issue_moved=_("a changé l’état d’une infolettre"),
    issue_sent=_("a envoyé une infolettre"),
    issue_held_back=_("a retenu une infolettre"),
)
name_kinds(letters__letter=_("lettre"), letters__issue=_("infolettre"), letters__suggestion=_("texte à partager"))
