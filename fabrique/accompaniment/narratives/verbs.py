"""What is told, and what is said of it, as the journal says it. Never a name nor a word of a passage."""

from django.utils.translation import gettext_lazy as _

from fabrique.core.audit import name_kinds, name_verbs

name_kinds(narratives__narrative=_("récit"))
name_verbs(
    narrative_begun=_("a commencé un récit"),
    narrative_edited=_("a modifié un récit"),
    narrative_moved=_("a changé l’état d’un récit"),
    passage_added=_("a ajouté un passage"),
    passage_edited=_("a modifié un passage"),
    passage_removed=_("a retiré un passage"),
    consent_moved=_("a noté l’accord d’une personne citée"),
    quote_link_sent=_("a envoyé à une personne citée le lien de sa citation"),
    quote_link_closed=_("a fermé le lien d’une personne citée"),
    quote_correction_asked=_("a demandé la correction d’une citation"),
    reply_written=_("a écrit une réponse à un récit"),
    reply_edited=_("a modifié une réponse à un récit"),
    reuse_noted=_("a noté la reprise d’un récit"),
    link_marked=_("a signalé un lien mort"),
    link_cleared=_("a dit qu’un lien fonctionne de nouveau"),
    strategy_written=_("a écrit une ligne de la stratégie de récit"),
    carrier_added=_("a dit qui porte le récit d’un territoire"),
    carrier_removed=_("a retiré qui portait le récit d’un territoire"),
    local_media_added=_("a ajouté un média local"),
    local_media_edited=_("a modifié un média local"),
    local_media_removed=_("a retiré un média local"),
)
